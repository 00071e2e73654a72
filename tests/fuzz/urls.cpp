// Addresses, paths, slugs, and what is shown on a terminal.
#include <algorithm>

#include "support.hpp"
#include "targets.hpp"
#include "text/url.hpp"
#include "text/utf8.hpp"

namespace blogferry::fuzz {

namespace {

void check_slugs(std::string_view bytes) {
    const std::string ascii = text::slugify(bytes, false);
    check(ascii.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos, "a slug is safe",
          ascii);
    check(!ascii.starts_with('-') && !ascii.ends_with('-') && ascii.size() <= 200, "a slug is a name", ascii);
    check(text::slugify(ascii, false) == ascii, "a slug of a slug is itself", ascii);
    const std::string wide = text::slugify(bytes, true);
    check(text::valid_utf8(wide) && wide.size() <= 200, "a slug is UTF-8", wide);
    check(wide.find_first_of(std::string_view("/\\.\0:%?#<>\"'&", 13)) == std::string::npos, "a slug is no path", wide);
}

void check_addresses(std::string_view bytes) {
    const std::string_view path = text::path_of_url(bytes);
    check(path.empty() || path.starts_with('/'), "a path starts at the top", path);
    const std::string slug = text::slug_of_path(path);
    check(slug.find('/') == std::string::npos, "a slug is one component", slug);
    const std::string origin = text::origin_of_url(bytes);
    check(origin.empty() == !text::is_absolute_url(bytes) || origin.empty(), "only an absolute address has an origin",
          origin);
    if (!origin.empty() && !path.empty())
        check(text::path_of_url(text::join_url(origin, path)) == path, "an address can be put together again", bytes);
    text::is_absolute_url(text::with_scheme(bytes));
}

void check_shown(std::string_view bytes) {
    const std::string shown = text::printable(bytes);
    check(text::valid_utf8(shown), "what is shown is UTF-8", shown);
    check(std::none_of(shown.begin(), shown.end(),
                       [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }),
          "nothing is shown that a terminal acts on");
    for (const std::string_view bad :
         {"\xC2\x9B", "\xC2\x85", "\xE2\x80\xAE", "\xE2\x81\xA6", "\xE2\x80\x8F", "\xE2\x80\xA8", "\xD8\x9C"})
        check(shown.find(bad) == std::string::npos, "nothing is shown that turns lines round");
    check(text::length_utf8(shown) <= 201, "what is shown is short");
    const std::string repaired = text::repair_utf8(bytes);
    check(text::valid_utf8(repaired) && text::repair_utf8(repaired) == repaired, "repaired text is UTF-8");
    check(text::valid_utf8(bytes) == (repaired == bytes), "valid text is not repaired");
    const std::size_t invalid = text::invalid_utf8(bytes);
    check(text::valid_utf8(bytes.substr(0, invalid)), "text is valid up to where it is not");
    const std::size_t for_xml = text::invalid_in_xml(bytes);
    const std::size_t forbidden = std::min(bytes.find("\xEF\xBF\xBE"), bytes.find("\xEF\xBF\xBF"));
    check(for_xml == std::min(invalid, forbidden), "XML has two characters less");
    check(text::cut_utf8(bytes, 10).size() <= 10, "text is cut");
    if (invalid == text::npos) check(text::valid_utf8(text::cut_utf8(bytes, 10)), "text is cut between characters");
}

}  // namespace

void urls(std::string_view bytes) {
    check_slugs(bytes);
    check_addresses(bytes);
    check_shown(bytes);
}

}  // namespace blogferry::fuzz
