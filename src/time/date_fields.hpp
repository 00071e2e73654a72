/// What the parsers of dates share: a reading of calendar and clock, and a scanner that takes a text apart.
#pragma once

#include <algorithm>
#include <chrono>
#include <optional>
#include <string_view>

#include "blogferry/model.hpp"

namespace blogferry::time {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// A reading of calendar and clock before it is checked.
struct Fields {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, millisecond = 0;
    std::optional<std::chrono::minutes> offset;
};

/// Reads a text from left to right; every step says whether it found what it wanted.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    bool done() const { return rest_.empty(); }
    char peek() const { return rest_.empty() ? '\0' : rest_.front(); }

    bool take(char wanted) {
        if (peek() != wanted || rest_.empty()) return false;
        rest_.remove_prefix(1);
        return true;
    }

    /// Exactly `count` digits.
    bool digits(std::size_t count, int& value) {
        if (rest_.size() < count) return false;
        int number = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (!is_digit(rest_[i])) return false;
            number = number * 10 + (rest_[i] - '0');
        }
        value = number;
        rest_.remove_prefix(count);
        return true;
    }

    /// Every digit that follows.
    std::string_view all_digits() { return all(is_digit); }
    std::string_view letters() { return all(is_letter); }
    std::string_view blanks() {
        return all([](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
    }

private:
    template <typename Test>
    std::string_view all(Test test) {
        const auto end = std::find_if_not(rest_.begin(), rest_.end(), test);
        const std::string_view found = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
        rest_.remove_prefix(found.size());
        return found;
    }

    std::string_view rest_;
};

/// Up to `most` digits as a number.
inline std::optional<int> small_number(std::string_view digits, std::size_t most) {
    if (digits.empty() || digits.size() > most) return std::nullopt;
    int value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    return value;
}

/// The instant of a reading; nothing if there is no such day or time in the years 1 to 9999. A second of 60 is none:
/// whoever accepts leap seconds makes them 59.
std::optional<Timestamp> timestamp(const Fields& fields, Precision precision);

/// ".123…" of any length, behind the point; what is finer than a millisecond is left out.
bool fraction(Scanner& scan, int& millisecond);

}  // namespace blogferry::time
