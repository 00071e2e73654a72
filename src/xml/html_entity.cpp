#include "xml/html_entity.hpp"

#include <libxml/HTMLparser.h>

namespace blogferry::xml {

std::uint32_t html_entity(const std::string& name) {
    const htmlEntityDesc* const found = htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.c_str()));
    return found ? found->value : 0;
}

}  // namespace blogferry::xml
