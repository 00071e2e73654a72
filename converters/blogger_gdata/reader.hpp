/// The legacy Blogger export: one Atom feed of GData entries (2008 to 2025).
#pragma once

#include <memory>

#include "blogferry/format.hpp"

namespace blogferry::converters::gdata {

std::unique_ptr<Reader> open(const Source& source, const Settings& settings, Context& context);

}  // namespace blogferry::converters::gdata
