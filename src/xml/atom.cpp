#include "xml/atom.hpp"

#include <set>
#include <tuple>

#include "text/strings.hpp"
#include "text/utf8.hpp"
#include "time/written_date.hpp"
#include "xml/damage.hpp"
#include "xml/prefixes.hpp"

namespace blogferry::xml {

// As UTF-8, and as whole as --recover makes it.
const Input& Feed::readable(const Input& input) {
    const Input& utf8 = as_utf8(input, copy_, context_);
    if (!context_.recover) return utf8;
    std::unique_ptr<Input> mended = recovered(utf8, shape_.entry.local, shape_.level, context_);
    if (!mended) return utf8;
    copy_ = std::move(mended);
    return *copy_;
}

Feed::Feed(const Input& input, Context& context, Head head, const FeedShape& shape)
    : context_(context),
      shape_(shape),
      input_(readable(input)),
      gate_(input_, context),
      head_(std::move(head)) {
    if (!shape.root.empty() && gate_.root() != shape.root) {
        const bool behind = input_.head().find("<" + std::string(shape.root)) != std::string::npos;
        throw Error(behind ? Rule::xml_malformed : Rule::format_unknown, {input_.number(), 1, 1, 0},
                    "the document is <" + text::printable(gate_.root(), 60) + ">, not <" + std::string(shape.root) + ">",
                    behind ? "something stands before or around the export, perhaps a message of the web server; remove it"
                           : "give an export of the format that --from names, or leave out --from");
    }
    gate_.records_at(shape.level);
    have_first_ = find(first_);
}

bool Feed::next(Record& record) {
    if (!have_first_) return find(record);
    have_first_ = false;
    record = first_;
    return true;
}

bool Feed::find(Record& record) {
    while (next_element(record)) {
        const std::vector<Namespace>& namespaces = gate_.namespaces(record);
        if (is_element(record, namespaces, shape_.entry)) return true;
        read(record, context_.diagnostics, [&](Cursor& xml) {
            if (!head_(xml))
                context_.diagnostics.not_carried(std::string(shape_.around) + "/" +
                                                 std::string(text::cut_utf8(xml.name(), 60)));
            if (xml.depth() > 0) xml.skip();  // what nobody wants must be XML all the same
        });
    }
    return false;
}

void Feed::report_assumed(const Record& record, const Cursor& cursor, Diagnostics& diagnostics) const {
    const std::lock_guard<std::mutex> lock(mutex_);
    for (const auto& [prefix, offset] : cursor.assumed())
        if (reported_.emplace(prefix).second)
            diagnostics.report(Rule::prefix_undeclared, locate(record, offset), {}, std::string(prefix),
                               "the prefix is not declared; it is read as that of " +
                                   std::string(well_known_namespace(prefix)));
}

bool Feed::next_element(Record& record) {
    try {
        return gate_.next(record);
    } catch (const Error& error) {
        throw named(error, gate_.unfinished());
    }
}

Error Feed::named(const Error& error, std::string_view bytes) const {
    const std::string open = "<" + std::string(shape_.title) + ">";
    const std::size_t begin = shape_.title.empty() ? std::string_view::npos : bytes.find(open);
    const std::size_t end = begin == std::string_view::npos ? begin : bytes.find("</" + open.substr(1), begin);
    if (end == std::string_view::npos) return error;
    std::string_view title = text::trim(bytes.substr(begin + open.size(), end - begin - open.size()));
    if (title.starts_with("<![CDATA[") && title.ends_with("]]>"))
        title = text::trim(title.substr(9, title.size() - 12));
    Error better(error.rule(), error.at(),
                 std::string(error.what()) + ", in the entry \"" + text::printable(title, 60) + "\"", error.hint());
    better.input = error.input;
    return better;
}

void About::report(Rule rule, std::size_t offset, std::string_view field, std::string message) const {
    std::string entity(kind);
    entity.append(" ").append(id);
    diagnostics.report(rule, locate(record, offset), std::move(entity), std::string(field), std::move(message));
}

std::optional<Timestamp> date(const Written& written, std::string_view field, std::vector<Property>& properties,
                              const About& about) {
    return time::parse_date_field(written.text, field, properties, [&](Rule rule, std::string message) {
        about.report(rule, written.offset, field, std::move(message));
    });
}

void drop_placeholders(Person& person) {
    if (person.uri && person.uri->empty()) person.uri.reset();
    if (person.email && (person.email->empty() || *person.email == "noreply@blogger.com")) person.email.reset();
}

void drop_repeats(std::vector<Category>& categories) {
    if (categories.size() < 2) return;
    const auto less = [](const Category* a, const Category* b) {
        return std::tie(a->term, a->scheme, a->label) < std::tie(b->term, b->scheme, b->label);
    };
    std::set<const Category*, decltype(less)> seen(less);
    std::vector<Category> kept;
    kept.reserve(categories.size());  // so that the addresses in `seen` stay
    for (Category& category : categories) {
        if (seen.contains(&category)) continue;
        kept.push_back(std::move(category));
        seen.insert(&kept.back());
    }
    categories = std::move(kept);
}

}  // namespace blogferry::xml
