/// The fuzz targets: each takes any bytes, and aborts where a promise is broken.
#pragma once

#include <string_view>

#define BLOGFERRY_FUZZ_TARGETS(each)                                                                        \
    each(readers) each(gate) each(dates) each(counts) each(urls) each(entities) each(ndjson) each(archives) \
        each(merge) each(arguments) each(round_trip) each(html)

namespace blogferry::fuzz {

#define BLOGFERRY_DECLARE(name) void name(std::string_view bytes);
BLOGFERRY_FUZZ_TARGETS(BLOGFERRY_DECLARE)
#undef BLOGFERRY_DECLARE

}  // namespace blogferry::fuzz
