// The words of a man page without its markup.
#pragma once

#include <string>

namespace test {

inline std::string without_roff(std::string text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\' || i + 1 == text.size()) {
            result += text[i];
        } else if (text[++i] == 'f') {
            ++i;  // a change of font
        } else if (text[i] != '&') {
            result += text[i];
        }
    }
    return result;
}

}  // namespace test
