/// Feeds come in pages, and say how many entries all of them have.
#pragma once

#include <memory>
#include <vector>

#include "blogferry/convert.hpp"

namespace blogferry {

/// Reports every feed of which pages are missing (BF331), unless all it counts was found elsewhere.
/// @param readers of one blog, each read to its end
/// @param found   in all of them
void report_missing_pages(const std::vector<std::unique_ptr<Reader>>& readers, const Summary& found,
                          Diagnostics& diagnostics);

}  // namespace blogferry
