// NDJSON: the reader, whole and cut off. The first bytes choose how reads are split and where the file is cut off.
#include "support.hpp"
#include "targets.hpp"
#include "text/strings.hpp"

namespace blogferry::fuzz {

void ndjson(std::string_view bytes) {
    Choices choices(bytes);
    const std::size_t split = 1 + choices.below(64);
    const std::size_t cut = choices.below(256) * 256 + choices.below(256);
    const Outcome entities = entities_of(bytes, *registry().find("ndjson"), 0);
    check(entities == entities_of(bytes, *registry().find("ndjson"), split), "reads may be split anywhere");
    const Outcome result = converted(bytes, "ndjson", "ndjson");
    if (!result.ok()) return;
    check(entities.ok(), "what a reader refuses is not converted");
    check_ndjson(result.text);
    // The end line alone says that a file is whole; behind it only blanks may be missing.
    const std::string_view whole = text::trim(bytes);
    const std::size_t length = cut % whole.size() + static_cast<std::size_t>(whole.data() - bytes.data());
    check(!converted(bytes.substr(0, length), "ndjson", "ndjson").ok(), "half a file is never converted");
}

}  // namespace blogferry::fuzz
