/// The two halves of the NDJSON format.
#pragma once

#include <memory>
#include <string_view>

#include "blogferry/format.hpp"

namespace blogferry::ndjson {

/// True if a file that starts like this is ours: its first line is our header.
bool has_header(std::string_view head);

std::unique_ptr<Reader> make_reader(const Source& source, Context& context);
std::unique_ptr<Writer> make_writer(Output& output);

}  // namespace blogferry::ndjson
