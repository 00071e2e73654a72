/// The plain text of Blogger's pages, as crawls keep it.
#pragma once

#include <memory>

#include "blogferry/format.hpp"

namespace blogferry::capture {

std::unique_ptr<Reader> open(const Source& source, const Settings& settings, Context& context);

}  // namespace blogferry::capture
