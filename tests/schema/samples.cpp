// Writes, into the folder it is given, what the schema tests look at: the field lists of json/fields.hpp (fields.json)
// and two blogs in both shapes, one with every field set and one with none.

#include <fstream>
#include <iostream>
#include <string>

#include "json/emitter.hpp"
#include "json/fields.hpp"
#include "support/full_entity.hpp"
#include "unit/ndjson/blog.hpp"

using namespace blogferry;

namespace {

void describe_as(json::Emitter& to, std::string_view kind, std::string_view value) {
    to.begin_object();
    to.key(kind);
    to.value(value);
    to.end_object();
}

/// Name of a struct in the schema's $defs.
template <class T>
constexpr std::string_view definition{};
template <>
constexpr std::string_view definition<Category> = "category";
template <>
constexpr std::string_view definition<Comment> = "comment";
template <>
constexpr std::string_view definition<Counts> = "counts";
template <>
constexpr std::string_view definition<Enclosure> = "enclosure";
template <>
constexpr std::string_view definition<GeoLocation> = "location";
template <>
constexpr std::string_view definition<Link> = "link";
template <>
constexpr std::string_view definition<Person> = "person";
template <>
constexpr std::string_view definition<Post> = "post";
template <>
constexpr std::string_view definition<Property> = "property";
template <>
constexpr std::string_view definition<Setting> = "setting";
template <>
constexpr std::string_view definition<Site> = "site";
template <>
constexpr std::string_view definition<Template> = "template";
template <>
constexpr std::string_view definition<Timestamp> = "timestamp";

/// Describes the kind of a member as the schema does.
template <class T>
struct Describe {
    static void in(json::Emitter& to) {
        if constexpr (!definition<T>.empty()) describe_as(to, "$ref", "#/$defs/" + std::string(definition<T>));
        else if constexpr (std::integral<T>) describe_as(to, "type", "integer");
        else if constexpr (std::same_as<T, double>) describe_as(to, "type", "number");
        else if constexpr (std::same_as<T, std::string>) describe_as(to, "type", "string");
        else if constexpr (json::Named<T>) {
            to.begin_object();
            to.key("enum");
            to.begin_array();
            for (const std::string_view name : json::names<T>) to.value(name);
            to.end_array();
            to.end_object();
        } else describe_as(to, "type", "object");
    }
};

template <class T>
struct Describe<std::optional<T>> : Describe<T> {};

template <class T>
struct Describe<std::vector<T>> {
    static void in(json::Emitter& to) {
        to.begin_object();
        to.key("type");
        to.value("array");
        to.key("items");
        Describe<T>::in(to);
        to.end_object();
    }
};

template <class T>
void describe_entity(json::Emitter& to) {
    to.key(definition<T>);
    to.begin_object();
    T entity;
    json::fields(
        [&]<class M>(std::string_view name, M&, json::When when) {
            to.key(name);
            to.begin_object();
            to.key("required");
            to.value(when == json::When::always);
            to.key("schema");
            Describe<M>::in(to);
            to.end_object();
        },
        entity);
    to.end_object();
}

template <class... T>
std::string describe_all() {
    std::string text;
    json::Emitter to(text);
    to.begin_object();
    (describe_entity<T>(to), ...);
    to.end_object();
    return text + "\n";
}

test::Blog full_blog() {
    test::Blog blog;
    blog.site = test::full_entity<Site>();
    const auto comment = test::full_entity<Comment>();
    Comment bare;
    bare.published = Timestamp{};  // to the millisecond, without an offset
    blog.posts = {{test::full_entity<Post>(), {comment, bare}}, {Post{}, {}}};
    blog.posts[1].first.kind = PostKind::page;
    blog.orphans = {{comment, OrphanReason::foreign}, {Comment{}, OrphanReason::post_missing}};
    return blog;
}

void save(const std::string& path, const std::string& text) {
    std::ofstream file(path, std::ios::binary);
    if (!(file << text).flush()) throw std::runtime_error("cannot write " + path);
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc != 2) throw std::runtime_error("usage: schema_samples FOLDER");
    const std::string folder = argv[1] + std::string("/");
    save(folder + "fields.json", describe_all<Category, Comment, Counts, Enclosure, GeoLocation, Link, Person, Post,
                                              Property, Setting, Site, Template>());
    for (const auto& [name, blog] : {std::pair{"full", full_blog()}, std::pair{"empty", test::Blog{}}}) {
        save(folder + "samples/" + name + ".ndjson", test::write(blog, "ndjson"));
        save(folder + "samples/" + name + ".json", test::write(blog, "json"));
        save(folder + "samples/" + name + ".pretty.json", test::write(blog, "json", {"pretty=yes"}));
    }
} catch (const std::exception& error) {
    std::cerr << error.what() << "\n";
    return 1;
}
