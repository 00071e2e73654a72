/// What the targets share: choices taken from the bytes, inputs that give few bytes at a time, and whole conversions.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "blogferry/blogferry.hpp"

namespace blogferry::fuzz {

/// Aborts with `what` unless `holds`.
void check(bool holds, const char* what, std::string_view detail = {});

/// Choices, taken off the front of the bytes; zeros when they are used up.
class Choices {
public:
    explicit Choices(std::string_view& bytes) : bytes_(bytes) {}
    std::size_t below(std::size_t limit);
    bool flag() { return below(2) == 1; }
    /// A piece of text, valid UTF-8 in most cases.
    std::string text();

private:
    std::string_view& bytes_;
};

const FormatRegistry& registry();

/// How something ended: with a result, or with an Error of this rule.
struct Outcome {
    std::optional<Rule> rule;
    std::string text;
    bool ok() const { return !rule; }
    bool operator==(const Outcome&) const = default;
};

/// Runs `work`; an internal error, or one that nobody could act on, breaks a promise.
template <class Work>
Outcome outcome_of(Work work) {
    Outcome result;
    try {
        work(result.text);
    } catch (const Error& error) {
        check(error.rule() != Rule::internal, "no internal error", error.what());
        check(!std::string_view(error.what()).empty(), "an error says what is wrong");
        result.rule = error.rule();
        result.text.clear();
    }
    return result;
}

/// Limits that small files can reach.
void small_limits(Context& context);

/// What the readers of one blog give, written as `to`; that all of it is counted is checked.
std::string write_blog(std::vector<std::unique_ptr<Reader>> readers, std::string_view to, Context& context);
/// What `bytes` convert to, read as `from`.
Outcome converted(std::string_view bytes, std::string_view from, std::string_view to, bool recover = false);
/// Every entity of a source as its reader gives it, with its place. With `split`, at most that many bytes are read at
/// a time.
Outcome entities_of(std::string_view bytes, const Format& format, std::size_t split);

/// That NDJSON is JSON, line by line, in UTF-8, and reads back as itself.
void check_ndjson(const std::string& text);
/// That `xml` is well-formed for libxml2, namespaces too.
bool well_formed(std::string_view xml, bool known_prefixes = false);

/// An input that gives at most `split` bytes at a time.
std::unique_ptr<Input> split_input(std::string_view bytes, std::size_t split, Context& context);

}  // namespace blogferry::fuzz
