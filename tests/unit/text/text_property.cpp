#include <rapidcheck.h>

#include "support/catch.hpp"
#include "text/blogger.hpp"
#include "text/csv.hpp"
#include "text/strings.hpp"
#include "text/url.hpp"
#include "text/utf8.hpp"

using namespace blogferry;

TEST_CASE("whatever is repaired is valid, and what is valid stays") {
    CHECK(rc::check([](const std::string& bytes) {
        std::size_t replaced = 0;
        const std::string repaired = text::repair_utf8(bytes, &replaced);
        RC_ASSERT(text::valid_utf8(repaired));
        RC_ASSERT((replaced == 0) == (repaired == bytes));
        RC_ASSERT(text::repair_utf8(repaired) == repaired);
    }));
}

TEST_CASE("whatever is printable is valid UTF-8 without control characters") {
    CHECK(rc::check([](const std::string& bytes) {
        const std::string shown = text::printable(bytes, 50);
        RC_ASSERT(text::valid_utf8(shown));
        for (const char c : shown) RC_ASSERT((static_cast<unsigned char>(c) >= 0x20 && c != 0x7F));
        RC_ASSERT(text::length_utf8(shown) <= 51U);
    }));
}

TEST_CASE("a slug is clean, short and its own slug") {
    CHECK(rc::check([](const std::string& bytes, bool keep_unicode) {
        const std::string slug = text::slugify(bytes, keep_unicode);
        RC_ASSERT(text::valid_utf8(slug));
        RC_ASSERT(slug.size() <= 200U);
        RC_ASSERT(text::slugify(slug, keep_unicode) == slug);
        if (!keep_unicode) RC_ASSERT(slug.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == text::npos);
        RC_ASSERT((!slug.starts_with('-') && !slug.ends_with('-')));
    }));
}

TEST_CASE("what is written as CSV is read back, whatever a spreadsheet would make of it") {
    CHECK(rc::check([](const std::vector<std::pair<std::string, std::string>>& rows) {
        std::string bytes;
        for (const auto& [a, b] : rows) {
            text::append_csv_row(bytes, std::vector<std::string>{text::guarded("'" + a), text::guarded(b)});
        }
        const auto read = text::csv(bytes);
        RC_ASSERT(read.has_value());
        RC_ASSERT(read->size() == rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            RC_ASSERT(text::unguarded((*read)[i][0]) == "'" + rows[i].first);
            RC_ASSERT(text::unguarded((*read)[i][1]) == rows[i].second);
        }
    }));
}

TEST_CASE("a jump break lies within its text, and a count within its range, for any bytes") {
    const auto pieces = rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(std::vector<std::string>{
        "<", ">", "a", " ", "name", "=", "more", "\"", "'", "/", "!--", "--", "-", "script", "b", "\n"}));
    CHECK(rc::check([&] {
        std::string html;
        for (const std::string& piece : *pieces) html += piece;
        const auto found = text::jump_break(html);
        if (!found) return;
        RC_ASSERT(found->offset + found->length <= html.size());
        const std::string mark = html.substr(found->offset, found->length);
        RC_ASSERT((mark.front() == '<' && mark.back() == '>' && mark.find("more") != std::string::npos));
        RC_ASSERT(text::jump_break(mark).has_value());
    }));
    CHECK(rc::check([](const std::string& bytes) {
        const auto count = text::comment_count(bytes + " 5 comments");
        RC_ASSERT(count.value_or(0) >= 0);
    }));
}
