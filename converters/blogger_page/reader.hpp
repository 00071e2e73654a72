/// Saved pages of blogs.
#pragma once

#include <memory>

#include "blogferry/format.hpp"

namespace blogferry::page {

std::unique_ptr<Reader> open(const Source& source, const Settings& settings, Context& context);

}  // namespace blogferry::page
