// Blogger's own strings: comment counts, ids, jump breaks, anonymous names.
#include "support.hpp"
#include "targets.hpp"
#include "text/blogger.hpp"
#include "text/csv.hpp"
#include "text/phrases.hpp"
#include "text/strings.hpp"

namespace blogferry::fuzz {

void counts(std::string_view bytes) {
    const auto count = text::comment_count(bytes);
    check(!count || *count >= 0, "a count is not negative", bytes);
    check(text::comment_count(" \n" + std::string(bytes) + "\t ") == count, "blanks around a count do not matter",
          bytes);
    if (count)
        check(text::comment_count(std::to_string(*count) + " comments") == count, "a count can be written in English",
              bytes);

    const text::PageLine line = text::classify(bytes);
    check((line.kind == text::PageLine::Kind::comment_count) == line.count.has_value(),
          "a line that counts has a count", bytes);

    const std::string_view number = text::last_number(bytes);
    check(bytes.ends_with(number) && number.find_first_not_of("0123456789") == std::string_view::npos,
          "the last number is at the end");
    check(text::join_key(bytes) == (number.empty() ? bytes : number), "entries are joined on their numbers");
    check(text::blog_number(bytes).find_first_not_of("0123456789") == std::string_view::npos, "a blog's number is one");
    check(text::post_of_comment_link(bytes).find_first_not_of("0123456789") == std::string_view::npos,
          "a post's number is one");
    text::anonymous_name(bytes);

    if (const auto jump = text::jump_break(bytes)) {
        check(jump->length > 0 && jump->offset <= bytes.size() && jump->length <= bytes.size() - jump->offset,
              "a jump break is inside");
        check(bytes[jump->offset] == '<' && bytes[jump->offset + jump->length - 1] == '>', "a jump break is markup");
    }
    if (const auto value = text::integer(bytes))
        check(*value >= 0, "a whole number without sign is not negative", bytes);
    text::real(bytes);
    if (const auto rows = text::csv(bytes)) check(rows->size() <= bytes.size() + 1, "a row takes a byte");
}

}  // namespace blogferry::fuzz
