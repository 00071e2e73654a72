/// What we need of ICU, with its failures as exceptions. ICU tells of exhausted memory by a string that is "bogus" and
/// looks empty, or by a status; both are easily taken for an answer.
#pragma once

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>
#include <unicode/ustring.h>

#include <new>
#include <string_view>
#include <utility>

#include "text/icu_reserve.hpp"

namespace blogferry::text {

inline void require_memory(UErrorCode status) {
    if (status == U_MEMORY_ALLOCATION_ERROR || icu_is_starved()) throw std::bad_alloc();
}

/// The string itself. @throws std::bad_alloc if memory ran out while it was made
inline icu::UnicodeString whole(icu::UnicodeString string) {
    if (string.isBogus() || icu_is_starved()) throw std::bad_alloc();
    return string;
}

inline icu::UnicodeString from_utf8(std::string_view text) {
    return whole(icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size()))));
}

/// Normalized, or as it is where there is no `form`; that and `status` come from one of Normalizer2's get…Instance().
inline icu::UnicodeString normalized(const icu::Normalizer2* form, UErrorCode status, icu::UnicodeString text) {
    require_memory(status);
    if (U_FAILURE(status)) return text;
    icu::UnicodeString result = form->normalize(text, status);
    require_memory(status);
    return whole(std::move(result));
}

/// In lower case, as no language in particular has it. Not by way of icu::Locale: setting up its locales, ICU 72 waits
/// for itself for ever when memory runs out.
inline icu::UnicodeString lower_case(const icu::UnicodeString& text) {
    constexpr const char* no_language = "";
    icu::UnicodeString result;
    // A character can become longer: once more, if it did not fit.
    for (int32_t room = text.length() + 16;;) {
        UErrorCode status = U_ZERO_ERROR;
        char16_t* const buffer = result.getBuffer(room);
        if (buffer == nullptr) throw std::bad_alloc();
        const int32_t length = u_strToLower(buffer, room, text.getBuffer(), text.length(), no_language, &status);
        result.releaseBuffer(U_SUCCESS(status) ? length : 0);
        require_memory(status);
        if (status != U_BUFFER_OVERFLOW_ERROR) return result;
        room = length;
    }
}

}  // namespace blogferry::text
