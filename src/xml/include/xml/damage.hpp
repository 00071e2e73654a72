/// What is wrong with an element that is not well-formed: found where it stands, said in words for people, and mended
/// where there is one way only to mean it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "xml/gate.hpp"

namespace blogferry::xml {

struct Damage {
    enum class Kind : std::uint8_t {
        control_character,
        bare_ampersand,
        html_entity,
        no_character,   ///< a reference to what XML forbids
        invalid_bytes,  ///< not UTF-8, or U+FFFE and U+FFFF
        bare_less,      ///< a "<" that begins no tag
        cdata_end,      ///< "]]>" in a text
        dashes,         ///< "--" in a comment
        cut_end_tag,    ///< the file ends inside of the element's own end tag
        structure,      ///< anything about tags: where fields begin and end is not guessed
    };
    Kind kind{};
    std::size_t offset = 0, size = 0;  ///< of the damaged bytes, in the element
    std::string structure{};           ///< what is wrong, for that kind
};

/// Goes through an element and hands each damage to `found`, in order, until that returns false or one is `structure`,
/// behind which nothing is certain.
/// @param outer the namespaces in scope around it
void find_damage(std::string_view element, const std::vector<Namespace>& outer,
                 const std::function<bool(const Damage&)>& found);

/// What is wrong, as one sees it in the file: "a bare & (write &amp;)".
std::string describe(const Damage& damage, std::string_view element);

/// What is read in place of the damaged bytes. Not for `structure`.
std::string mended(const Damage& damage, std::string_view element);

/// What was mended, for people: "3 control characters removed".
std::string describe_mended(Damage::Kind kind, std::uint64_t times);

/// The input with every damaged element mended or left out, and each of them reported (BF115, BF116); nullptr if it has
/// no damage. Lines stay where they are. What is not about one element (a DOCTYPE, a damaged root, a limit that the
/// whole file exceeds) is thrown as without it.
/// @param entry local name of the elements that are records
/// @param level of these below the root
std::unique_ptr<Input> recovered(const Input& input, std::string_view entry, std::size_t level, Context& context);

}  // namespace blogferry::xml
