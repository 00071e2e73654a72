#include "text/place.hpp"

#include <algorithm>

namespace blogferry::text {

Location moved(Location at, std::string_view passed) {
    const auto lines = static_cast<std::uint64_t>(std::count(passed.begin(), passed.end(), '\n'));
    at.line += lines;
    at.column = lines == 0 ? at.column + passed.size() : passed.size() - passed.rfind('\n');
    at.offset += passed.size();
    return at;
}

}  // namespace blogferry::text
