// The gate alone: records, and where they stand. The first byte chooses how reads are split.
#include "xml/gate.hpp"

#include <algorithm>

#include "support.hpp"
#include "targets.hpp"
#include "text/utf8.hpp"
#include "xml/cursor.hpp"

namespace blogferry::fuzz {

namespace {

void check_place(std::string_view bytes, const Record& record) {
    const Location& at = record.at;
    check(
        at.offset + record.bytes.size() <= bytes.size() && bytes.substr(at.offset, record.bytes.size()) == record.bytes,
        "a record is where it says");
    const std::string_view before = bytes.substr(0, at.offset);
    check(at.line == 1 + static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n')),
          "lines are counted");
    const std::size_t line = before.rfind('\n');
    check(at.column == (line == std::string_view::npos ? before.size() + 1 : before.size() - line),
          "columns are counted");
}

Outcome records(std::string_view bytes, std::size_t split) {
    return outcome_of([&](std::string& result) {
        Context context;
        small_limits(context);
        const auto input =
            split ? split_input(bytes, split, context) : Input::memory("input", std::string(bytes), context);
        xml::Gate gate(*input, context);
        result += gate.root() + "\n";
        std::uint64_t end = 0;
        for (Record record; gate.next(record);) {
            check(text::valid_utf8(record.bytes), "a record is UTF-8");
            check(record.bytes.starts_with('<') && record.bytes.ends_with('>'), "a record is an element");
            check(record.bytes.size() <= context.limits.record, "a record is within its limit");
            check(record.at.offset >= end, "records follow each other");
            end = record.at.offset + record.bytes.size();
            check_place(bytes, record);
            result += std::to_string(record.at.offset) + ":" + std::to_string(record.bytes.size()) + "\n";
            // Whatever libxml2 makes of it, the two parsers agree.
            try {
                xml::read(record, gate.namespaces(), nullptr, [](xml::Cursor& cursor) { cursor.skip(); });
            } catch (const Error& error) {
                check(error.rule() != Rule::internal, "no internal error", error.what());
            }
        }
    });
}

}  // namespace

void gate(std::string_view bytes) {
    Choices choices(bytes);
    const std::size_t split = 1 + choices.below(64);
    const Outcome whole = records(bytes, 0);
    check(whole == records(bytes, split), "reads may be split anywhere");
    if (whole.ok()) check(!records(bytes.substr(0, bytes.rfind('>')), split).ok(), "half a file is never whole");
}

}  // namespace blogferry::fuzz
