/// HTML's named characters, which XML does not know but people's texts are full of.
#pragma once

#include <cstdint>
#include <string>

namespace blogferry::xml {

/// The code point of an entity of HTML 4 ("raquo"), by its name in the case it has; 0 if there is none.
std::uint32_t html_entity(const std::string& name);

}  // namespace blogferry::xml
