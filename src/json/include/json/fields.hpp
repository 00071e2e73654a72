/// The one field list of every struct of the model, and the one list of names of every enumeration. Whatever walks
/// an entity (JSON and NDJSON in and out, the check of the JSON Schema, test printing) walks these. A new field is
/// one line in the struct and one line here. `Location at` is left out: it says where a source had the entity, not
/// what the entity is.
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "blogferry/format.hpp"
#include "blogferry/model.hpp"

namespace blogferry::json {

/// Names of an enumeration's values, in order. The enumerators count from 0 without gaps.
template <class E>
inline constexpr std::array<std::string_view, 0> names{};
template <>
inline constexpr std::array<std::string_view, 2> names<PostKind>{"post", "page"};
template <>
inline constexpr std::array<std::string_view, 4> names<PostStatus>{"published", "draft", "scheduled", "trashed"};
template <>
inline constexpr std::array<std::string_view, 5> names<CommentStatus>{"approved", "pending", "spam", "ghosted",
                                                                      "removed"};
template <>
inline constexpr std::array<std::string_view, 6> names<PersonKind>{"account",   "openid",  "named",
                                                                   "anonymous", "unknown", "removed"};
template <>
inline constexpr std::array<std::string_view, 2> names<OrphanReason>{"post-missing", "foreign"};

/// An enumeration with names.
template <class E>
concept Named = std::is_enum_v<E> && !names<E>.empty();

/// "published" for PostStatus::published.
template <Named E>
constexpr std::string_view to_string(E value) {
    return names<E>[static_cast<std::size_t>(value)];
}

/// The inverse: from_string<PostStatus>("draft"); nullopt for a name that is none.
template <Named E>
constexpr std::optional<E> from_string(std::string_view name) {
    for (std::size_t i = 0; i < names<E>.size(); ++i) {
        if (names<E>[i] == name) return static_cast<E>(i);
    }
    return std::nullopt;
}

/// When a field is written.
enum class When : unsigned char {
    always,   ///< even if empty: empty is a fact about this field
    when_set  ///< left out if empty or absent: for this field empty means "none"
};

/// `E`, const or not.
template <class T, class E>
concept Is = std::same_as<std::remove_const_t<T>, E>;

// fields(visit, entity) calls visit(name, member, When) for every field, in the order of output. Timestamps are one
// field here; in JSON they may have a second one, NAME_precision (see entities.hpp).

void fields(auto&& visit, Is<Person> auto& person) {
    using enum When;
    visit("kind", person.kind, always);
    visit("id", person.id, when_set);
    visit("name", person.name, when_set);
    visit("uri", person.uri, when_set);
    visit("email", person.email, when_set);
    visit("avatar", person.avatar, when_set);
}

void fields(auto&& visit, Is<Category> auto& category) {
    using enum When;
    visit("scheme", category.scheme, when_set);
    visit("term", category.term, always);
    visit("label", category.label, when_set);
}

void fields(auto&& visit, Is<Enclosure> auto& enclosure) {
    using enum When;
    visit("url", enclosure.url, always);
    visit("type", enclosure.type, when_set);
    visit("length", enclosure.length, when_set);
}

void fields(auto&& visit, Is<GeoLocation> auto& location) {
    using enum When;
    visit("name", location.name, when_set);
    visit("latitude", location.latitude, when_set);
    visit("longitude", location.longitude, when_set);
    visit("span", location.span, when_set);
}

void fields(auto&& visit, Is<Link> auto& link) {
    using enum When;
    visit("href", link.href, always);
    visit("title", link.title, when_set);
}

void fields(auto&& visit, Is<Property> auto& property) {
    using enum When;
    visit("name", property.name, always);
    visit("value", property.value, always);
}

void fields(auto&& visit, Is<Post> auto& post) {
    using enum When;
    visit("kind", post.kind, always);  // first, so that lines of posts and of pages differ early
    visit("id", post.id, always);
    visit("guid", post.guid, when_set);
    visit("status", post.status, always);
    visit("title", post.title, always);
    visit("slug", post.slug, when_set);
    visit("permalink", post.permalink, when_set);
    visit("path", post.path, when_set);
    visit("published", post.published, when_set);
    visit("updated", post.updated, when_set);
    visit("created", post.created, when_set);
    visit("trashed", post.trashed, when_set);
    visit("authors", post.authors, when_set);
    visit("categories", post.categories, when_set);
    visit("summary", post.summary, when_set);
    visit("meta_description", post.meta_description, when_set);
    visit("content", post.content, always);
    visit("link", post.link, when_set);
    visit("enclosures", post.enclosures, when_set);
    visit("thumbnail", post.thumbnail, when_set);
    visit("location", post.location, when_set);
    visit("replies_declared", post.replies_declared, when_set);
    visit("replies_declared_raw", post.replies_declared_raw, when_set);
    visit("replies", post.replies, always);
    visit("properties", post.properties, when_set);
}

void fields(auto&& visit, Is<Comment> auto& comment) {
    using enum When;
    visit("id", comment.id, always);
    visit("guid", comment.guid, when_set);
    visit("post", comment.post, when_set);
    visit("blog", comment.blog, when_set);
    visit("parent", comment.parent, when_set);
    visit("status", comment.status, always);
    visit("permalink", comment.permalink, when_set);
    visit("published", comment.published, when_set);
    visit("updated", comment.updated, when_set);
    visit("created", comment.created, when_set);
    visit("author", comment.author, when_set);
    visit("content", comment.content, always);
    visit("properties", comment.properties, when_set);
}

void fields(auto&& visit, Is<Setting> auto& setting) {
    using enum When;
    visit("name", setting.name, always);
    visit("value", setting.value, always);
}

void fields(auto&& visit, Is<Template> auto& theme) {
    using enum When;
    visit("name", theme.name, always);
    visit("content", theme.content, always);
}

void fields(auto&& visit, Is<Site> auto& site) {
    using enum When;
    visit("id", site.id, when_set);
    visit("title", site.title, always);
    visit("subtitle", site.subtitle, when_set);
    visit("home", site.home, when_set);
    visit("language", site.language, when_set);
    visit("time_zone", site.time_zone, when_set);
    visit("generator", site.generator, when_set);
    visit("updated", site.updated, when_set);
    visit("settings", site.settings, when_set);
    visit("templates", site.templates, when_set);
    visit("properties", site.properties, when_set);
}

void fields(auto&& visit, Is<Counts> auto& counts) {
    using enum When;
    visit("posts", counts.posts, always);
    visit("pages", counts.pages, always);
    visit("comments", counts.comments, always);
    visit("orphans", counts.orphans, always);
    visit("by_status", counts.by_status, when_set);
}

/// A struct with a field list.
template <class T>
concept Entity = requires(T& entity) {
    fields([](std::string_view, auto&, When) {}, entity);
};

}  // namespace blogferry::json
