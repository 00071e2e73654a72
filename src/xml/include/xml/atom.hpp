/// What every Atom-shaped source has in common.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "xml/cursor.hpp"

namespace blogferry::xml {

/// An RFC 3339 date. Nothing for an empty one; a date that cannot be understood is kept as a property and reported
/// (BF301).
/// @param field  name of the model's field, "published"
/// @param entity "post 123", for the report
/// @param offset where its element starts in the record
std::optional<Timestamp> date(const std::string& written, std::string_view field, const std::string& entity, const Record& record, std::size_t offset,
                              std::vector<Property>& properties, Diagnostics& diagnostics);

/// Keeps the first of equal categories, in order.
void drop_repeats(std::vector<Category>& categories);

}  // namespace blogferry::xml
