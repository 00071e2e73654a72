#include "xml/atom.hpp"

#include "text/utf8.hpp"
#include "time/timestamp.hpp"

namespace blogferry::xml {

std::optional<Timestamp> date(const std::string& written, std::string_view field, const std::string& entity, const Record& record, std::size_t offset,
                              std::vector<Property>& properties, Diagnostics& diagnostics) {
    if (written.empty()) return std::nullopt;
    const std::optional<Timestamp> time = time::parse_rfc3339(written);
    if (!time) {
        properties.push_back({std::string(field) + " (as written)", written});
        diagnostics.report(Rule::date_invalid, locate(record, offset), entity, std::string(field),
                           "\"" + text::printable(written, 60) + "\" is no date; kept as a property");
    }
    return time;
}

}  // namespace blogferry::xml
