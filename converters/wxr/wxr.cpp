#include <array>

#include "blogferry/format.hpp"
#include "reader.hpp"
#include "text/strings.hpp"
#include "text/utf8.hpp"
#include "time/zone.hpp"
#include "writer.hpp"

namespace blogferry::converters {
namespace {

constexpr std::array<OptionInfo, 8> write_options{{
    {"authors", "FILE.csv", "",
     "logins, addresses and display names for authors; `blogferry authors` writes such a file"},
    {"labels", "tag|category|both", "tag", "what labels become in WordPress"},
    {"label-map", "FILE.csv", "",
     "names for labels and what each becomes: columns label, name, as (tag, category, both or none)"},
    {"comments", "approved|all|none", "", "which comments: the same as --comments of convert"},
    {"zone", "ZONE", "", "time zone of local times, such as Europe/Berlin; empty: the blog's"},
    {"split-size", "SIZE", "",
     "write parts of at most this size, such as 10M (K, M, G): NAME.part1.wxr, NAME.part2.wxr, ..."},
    {"more", "on|off", "on", "write a jump break as <!--more-->"},
    {"base-url", "URL", "",
     "old address that WordPress shall rewrite to its own in all texts; empty: it rewrites nothing"},
}};

std::optional<std::string> zone(const std::string& name) {
    if (name.empty()) return std::nullopt;
    if (time::Zone::find(name)) return name;
    throw Error(Rule::usage, "-O zone: there is no time zone \"" + text::printable(name, 60) + "\"",
                "names are those of the IANA database, such as Europe/Berlin, America/New_York or UTC");
}

std::optional<std::uint64_t> split_size(const std::string& size) {
    if (size.empty()) return std::nullopt;
    if (const auto bytes = text::byte_count(size)) return bytes;
    throw Error(Rule::usage, "-O split-size=" + text::printable(size, 60) + " is no size",
                "give a number above 0 of bytes, or one that ends in K, M or G, such as 10M");
}

std::unique_ptr<Writer> create(Output& output, const Settings& settings, Context& context) {
    const std::string &authors = settings["authors"], &labels = settings["label-map"];
    wxr::Options options;
    options.labels = *wxr::label_kind(settings["labels"]);
    options.convert_jump_breaks = settings["more"] == "on";
    options.base_url = settings["base-url"];
    options.zone = zone(settings["zone"]);
    options.split_size = split_size(settings["split-size"]);
    if (!authors.empty()) options.authors = wxr::AuthorMap(authors, context);
    if (!labels.empty()) options.label_map = wxr::LabelMap(labels, context);
    return std::make_unique<wxr::WxrWriter>(output, std::move(options), context);
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
