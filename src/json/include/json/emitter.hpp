/// Writes JSON into a string as it goes: no tree, no allocation but the string's own. Compact; escapes only what JSON
/// requires. Strings must be valid UTF-8, as everything in the model is.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace blogferry::json {

/// Appends `text` as a JSON string, quotes included.
void append_string(std::string& to, std::string_view text);

/// Appends a finite number in its shortest form that reads back as the same double.
void append_number(std::string& to, double number);

/// Puts commas where they belong; the caller sees to everything else (a key before each value of an object).
/// The string may be written out and cleared between any two calls.
class Emitter {
public:
    explicit Emitter(std::string& to) : to_(to) {}

    void begin_object() { open('{'); }
    void end_object() { close('}'); }
    void begin_array() { open('['); }
    void end_array() { close(']'); }

    /// @param name must need no escaping
    void key(std::string_view name) {
        separate();
        to_ += '"';
        to_ += name;
        to_ += "\":";
        comma_ = false;
    }
    /// NAME and suffix in one key.
    void key(std::string_view name, std::string_view suffix) {
        separate();
        to_ += '"';
        to_ += name;
        to_ += suffix;
        to_ += "\":";
        comma_ = false;
    }

    void value(std::string_view text) {
        separate();
        append_string(to_, text);
        comma_ = true;
    }
    void value(const char* text) { value(std::string_view(text)); }
    void value(bool yes) { raw(yes ? "true" : "false"); }
    void value(std::int64_t number);
    void value(std::uint64_t number);
    void value(double number) {
        separate();
        append_number(to_, number);
        comma_ = true;
    }
    /// A key and its value.
    template <class T>
    void member(std::string_view name, const T& content) {
        key(name);
        value(content);
    }
    /// A value that is JSON already.
    void raw(std::string_view json) {
        separate();
        to_ += json;
        comma_ = true;
    }
    /// Starts a line before the next key or value (after the comma that goes before it).
    void line(unsigned indent) {
        separate();
        to_ += '\n';
        to_.append(indent, ' ');
        comma_ = false;
    }

    /// Where it writes; for values that append themselves between begin_value() and end_value().
    std::string& begin_value() {
        separate();
        return to_;
    }
    void end_value() { comma_ = true; }

private:
    void separate() {
        if (comma_) to_ += ',';
    }
    void open(char bracket) {
        separate();
        to_ += bracket;
        comma_ = false;
    }
    void close(char bracket) {
        to_ += bracket;
        comma_ = true;
    }

    std::string& to_;
    bool comma_ = false;  // a value came before, so a comma comes first
};

}  // namespace blogferry::json
