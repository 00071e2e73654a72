/// What WordPress has no use for, kept for reading the file back: JSON in elements of a namespace of our own, which its
/// importers pass over. Without them a post read back would be what WordPress would make of it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "blogferry/model.hpp"

namespace blogferry::wxr {

/// What WordPress' columns of text hold, in bytes.
inline constexpr std::size_t text_column = 65535;

inline constexpr std::string_view kept_namespace = "https://blogferry.example/wxr/1";

/// The blog without its settings and themes, which are Blogger's.
std::string kept(const Site& site);

/// The address that Blogger gives everybody is never kept.
///
/// A post without what its item holds as it is: kind, properties, and title, slug, summary and content as far as they
/// were not changed. @param content_changed for WordPress' sake
std::string kept(const Post& post, bool content_changed);

/// A comment without what its element holds as it is: its post, properties, and the content if that was not changed.
std::string kept(const Comment& comment, bool content_changed);

/// Persons as a JSON array of objects, with the names that NDJSON has.
std::string persons_json(const std::vector<Person>& persons);

/// The terms of categories as a JSON array.
std::string terms_json(const std::vector<Category>& categories);

/// Properties as one JSON array of [name, value], so that they take one row of metadata.
std::string properties_json(const std::vector<Property>& properties);

}  // namespace blogferry::wxr
