// --recover: a copy of a damaged input in which each damaged element is mended or left out, so that whatever reads it
// reads a whole file, twice if need be, and nothing else has to know of damage.
#include <algorithm>
#include <map>
#include <optional>

#include "text/place.hpp"
#include "text/strings.hpp"
#include "text/utf8.hpp"
#include "xml/cursor.hpp"
#include "xml/damage.hpp"

namespace blogferry::xml {

namespace {

// The text of an entry's title, as far as it can be seen, for people.
std::string title_in(std::string_view bytes) {
    const std::size_t tag = bytes.find("<title");
    const std::size_t begin = tag == text::npos ? tag : bytes.find('>', tag);
    if (begin == text::npos) return {};
    std::string_view title = bytes.substr(begin + 1, 400);
    constexpr std::string_view section = "<![CDATA[";
    if (text::trim(title).starts_with(section)) {
        title = text::trim(title).substr(section.size());
        title = title.substr(0, title.find("]]>"));
    }
    title = text::trim(title.substr(0, title.find('<')));
    return title.empty() ? std::string() : " \"" + text::printable(title, 60) + "\"";
}

class Recovery {
public:
    Recovery(const Input& input, std::string_view entry, std::size_t level, Context& context)
        : input_(input),
          entry_(entry),
          context_(context),
          head_(damaged_head(input)),
          gate_(input, context, head_.size()) {
        if (!head_.empty()) {
            replace({head_, {input.number(), 1, 1, 0}}, lines_of(head_));
            context.diagnostics.report(Rule::xml_mended, {input.number(), 1, 1, 0}, {}, {},
                                       "what stands before the XML declaration is left out");
        }
        gate_.records_at(level);
        gate_.recover(entry);
    }

    std::unique_ptr<Input> run() {
        for (Record record; gate_.next(record);) {
            if (!gate_.damage()) {
                if (const auto error = error_in(record, gate_.namespaces(record))) treat(record, *error);
            } else if (record.bytes.empty()) {
                end_early(record.at, *gate_.damage());
            } else if (record.bytes[0] == '<' || !is_plain_text(record)) {
                treat(record, *gate_.damage());
            }
        }
        const std::string& end_tags = gate_.missing_end_tags();
        if (!copy_ && end_tags.empty() && gate_.document_end() == input_.size()) return nullptr;
        copy_until(gate_.document_end());
        copy_->append(end_tags);
        return copy_->take(input_.name());
    }

private:
    // Blank lines and messages of PHP before the XML declaration, which must be the first thing of a file, and the
    // declaration; empty if there are none. The declaration must not name an encoding that was not looked for there.
    static std::string damaged_head(const Input& input) {
        const std::string head = input.head();
        const std::size_t at = head.find("<?xml "), end = head.find("?>", at);
        if (at == text::npos || at == 0 || end == text::npos || (at == 3 && head.starts_with("\xEF\xBB\xBF")))
            return {};
        const std::size_t root = head.find('<');
        if (root < at && text::trim(head.substr(0, root)).empty()) return {};  // it is somewhere in the document
        const std::string declaration = text::lower(head.substr(at, end - at));
        if (declaration.find("encoding") != text::npos && declaration.find("utf-8") == text::npos) return {};
        return head.substr(0, end + 2);
    }

    static std::string lines_of(std::string_view bytes) {
        return std::string(static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n')), '\n');
    }

    static std::optional<Error> error_in(const Record& record, const std::vector<Namespace>& namespaces) {
        try {
            if (const std::size_t wrong = text::invalid_in_xml(record.bytes); wrong != text::npos)
                return Error(Rule::text_encoding, locate(record, wrong), "a byte that is not valid UTF-8");
            read(record, namespaces, nullptr, [](Cursor& xml) { xml.skip(); });
        } catch (const Error& error) {
            if (error.exit() == Exit::malformed || error.exit() == Exit::refused) return error;
            throw;
        }
        return std::nullopt;
    }

    // Text between elements is nothing that a feed needs, but no damage either.
    static bool is_plain_text(const Record& record) {
        const std::string wrapped = "<t>" + std::string(record.bytes) + "</t>";
        return record.bytes.find('<') == text::npos && !error_in({wrapped, record.at}, {});
    }

    // The document has no end, or something behind it.
    void end_early(const Location& at, const Error& error) {
        if (gate_.missing_end_tags().empty())
            context_.diagnostics.report(Rule::text_after_end, at, {}, {},
                                        std::string(error.what()) + "; it is left out");
        else if (!cut_)
            context_.diagnostics.report(Rule::xml_mended, at, {}, {},
                                        std::string(error.what()) + "; what followed is missing");
    }

    void treat(const Record& record, const Error& error) {
        cut_ = cut_ || error.rule() == Rule::xml_truncated;
        const std::vector<Namespace>& namespaces = gate_.namespaces(record);
        struct Mended {
            std::uint64_t times;
            Location at;
        };
        std::map<Damage::Kind, Mended> kinds;
        std::string whole;
        std::size_t copied = 0;
        bool certain = record.bytes.starts_with('<') && !record.bytes.starts_with("</");
        Location at = record.at;
        std::size_t seen = 0;
        if (certain)
            find_damage(record.bytes, namespaces, [&](const Damage& damage) {
                if (damage.kind == Damage::Kind::structure) return certain = false;
                whole.append(record.bytes.substr(copied, damage.offset - copied));
                whole.append(mended(damage, record.bytes));
                copied = damage.offset + damage.size;
                if (const auto known = kinds.find(damage.kind); known != kinds.end()) {
                    ++known->second.times;
                    return true;
                }
                at = text::moved(at, record.bytes.substr(seen, damage.offset - seen));
                seen = damage.offset;
                kinds.emplace(damage.kind, Mended{1, at});
                return true;
            });
        if (certain) whole.append(record.bytes.substr(copied));
        // What was mended is read like anything else: if it still says something else than one element, it is left out.
        certain = certain && !kinds.empty() && !error_in({whole, record.at}, namespaces);
        const std::string what = name_of(record);
        const std::string title = title_in(record.bytes);
        if (certain) {
            replace(record, whole);
            for (const auto& [kind, mending] : kinds)
                context_.diagnostics.report(Rule::xml_mended, mending.at, {}, {},
                                            describe_mended(kind, mending.times) + ", in " + what + title);
            return;
        }
        replace(record, lines_of(record.bytes));
        context_.diagnostics.report(Rule::entry_skipped, error.at(), {}, {},
                                    what + title + " is left out: " + error.what());
    }

    std::string name_of(const Record& record) const {
        if (!record.bytes.starts_with('<')) return "text between elements";
        const std::string_view name = element_name(record.bytes);
        if (name == entry_) return "the entry";
        if (record.bytes.ends_with("</" + std::string(entry_) + ">")) return "an entry without its start tag";
        return name.empty() ? "markup between elements" : "<" + text::printable(name, 60) + ">";
    }

    void replace(const Record& record, std::string_view bytes) {
        copy_until(record.at.offset);
        copy_->append(bytes);
        copied_ = record.at.offset + record.bytes.size();
    }

    void copy_until(std::uint64_t end) {
        if (!copy_) copy_.emplace(context_);
        std::string chunk(256 * 1024, '\0');
        while (copied_ < end) {
            const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(chunk.size(), end - copied_));
            input_.fill({input_.number(), 0, 0, copied_}, {chunk.data(), size});
            copy_->append({chunk.data(), size});
            copied_ += size;
        }
    }

    const Input& input_;
    std::string_view entry_;
    Context& context_;
    std::string head_;  // left out
    Gate gate_;
    std::optional<Collector> copy_;
    bool cut_ = false;          // in an entry, and that was said
    std::uint64_t copied_ = 0;  // bytes of the input that are in the copy, or left out
};

}  // namespace

std::unique_ptr<Input> recovered(const Input& input, std::string_view entry, std::size_t level, Context& context) {
    return Recovery(input, entry, level, context).run();
}

}  // namespace blogferry::xml
