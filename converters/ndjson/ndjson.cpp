#include "ndjson.hpp"

namespace blogferry::converters {

const Format& ndjson();

const Format& ndjson() {
    static const Format format{
        .name = "ndjson",
        .title = "NDJSON: a header, one post or comment a line, an end line with counts",
        .extensions = ".ndjson .jsonl",
        .probe = [](std::string_view head) { return blogferry::ndjson::has_header(head) ? 100 : 0; },
        .companion = nullptr,
        .open = [](const Source& source, const Settings&, Context& context) {
            return blogferry::ndjson::make_reader(source, context);
        },
        .create = [](Output& output, const Settings&, Context&) { return blogferry::ndjson::make_writer(output); },
        .read_options = {},
        .write_options = {},
        .writes_to_stdout = true,
    };
    return format;
}

}  // namespace blogferry::converters
