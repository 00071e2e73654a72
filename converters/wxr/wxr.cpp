#include <array>

#include "blogferry/format.hpp"
#include "reader.hpp"
#include "writer.hpp"

namespace blogferry::converters {
namespace {

constexpr std::array<OptionInfo, 3> write_options{{
    {"labels", "tag|category", "tag", "what labels become in WordPress"},
    {"more", "on|off", "on", "write a jump break as <!--more-->"},
    {"base-url", "URL", "", "old address that WordPress shall rewrite to its own in all texts; empty: it rewrites nothing"},
}};

std::unique_ptr<Writer> create(Output& output, const Settings& settings, Context& context) {
    return std::make_unique<wxr::WxrWriter>(output,
                                            wxr::Options{.labels_are_categories = settings["labels"] == "category",
                                                         .convert_jump_breaks = settings["more"] == "on",
                                                         .base_url = settings["base-url"]},
                                            context);
}

}  // namespace

const Format& wxr();
const Format& wxr() {
    static const Format format{
        .name = "wxr",
        .title = "WordPress eXtended RSS: 1.0 to 1.2 read, 1.2 written",
        .extensions = ".wxr .xml",
        .probe = wxr::probe,
        .companion = nullptr,
        .open = [](const Source& source, const Settings&, Context& context) { return wxr::open(source, context); },
        .create = create,
        .read_options = {},
        .write_options = write_options,
    };
    return format;
}

}  // namespace blogferry::converters
