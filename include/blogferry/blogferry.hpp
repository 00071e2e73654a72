/// Everything. See examples/ for three complete programs.
#pragma once

#include "blogferry/context.hpp"      // IWYU pragma: export
#include "blogferry/convert.hpp"      // IWYU pragma: export
#include "blogferry/diagnostics.hpp"  // IWYU pragma: export
#include "blogferry/format.hpp"       // IWYU pragma: export
#include "blogferry/io.hpp"           // IWYU pragma: export
#include "blogferry/model.hpp"        // IWYU pragma: export
#include "blogferry/version.hpp"      // IWYU pragma: export
