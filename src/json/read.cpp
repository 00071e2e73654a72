#include <boost/json/monotonic_resource.hpp>
#include <boost/json/object.hpp>
#include <algorithm>
#include <concepts>
#include <initializer_list>
#include <iterator>
#include <type_traits>

#include "json/entities.hpp"
#include "json_tree.hpp"
#include "time/timestamp.hpp"

namespace blogferry::json {

namespace {

namespace bj = boost::json;

std::string_view view(bj::string_view text) { return {text.data(), text.size()}; }
bj::string_view boosted(std::string_view text) { return {text.data(), text.size()}; }

/// What every reading of one object needs to know.
struct Reading {
    const Location& at;
    Depth depth;
    Diagnostics* unknown;  // may be null

    [[noreturn]] void fail(std::string_view name, std::string_view problem) const {
        throw Error(Rule::json_malformed, at, "\"" + std::string(name) + "\" " + std::string(problem),
                    "see docs/formats/ndjson.md for what each member holds");
    }
    const bj::string& text(std::string_view name, const bj::value& value) const {
        const bj::string* text = value.if_string();
        if (!text) fail(name, "is not a string");
        return *text;
    }
};

using Envelope = std::initializer_list<std::string_view>;  // members of a line that are not the entity's

template <Entity T>
void read_members(const Reading& reading, const bj::object& object, T& entity, Envelope envelope = {});

// read_value(reading, name, value, member): one for each kind of member.

void read_value(const Reading& reading, std::string_view name, const bj::value& value, std::string& member) {
    member = view(reading.text(name, value));
}

template <std::integral T>
void read_value(const Reading& reading, std::string_view name, const bj::value& value, T& member) {
    bj::error_code code;
    member = value.to_number<T>(code);
    // to_number also takes a double without a fraction; integers are written as such
    if (code || value.is_double()) reading.fail(name, "is not an integer in range");
}

void read_value(const Reading& reading, std::string_view name, const bj::value& value, double& member) {
    if (!value.is_number()) reading.fail(name, "is not a number");
    member = value.is_double() ? value.get_double()
                               : value.is_int64() ? static_cast<double>(value.get_int64())
                                                  : static_cast<double>(value.get_uint64());
}

template <Named T>
void read_value(const Reading& reading, std::string_view name, const bj::value& value, T& member) {
    const auto known = from_string<T>(view(reading.text(name, value)));
    if (known) {
        member = *known;
        return;
    }
    std::string expected;
    for (const std::string_view one : names<T>) expected.append(expected.empty() ? "" : ", ").append(one);
    reading.fail(name, "is none of: " + expected);
}

void read_value(const Reading& reading, std::string_view name, const bj::value& value, Timestamp& member) {
    const auto timestamp = time::parse_shown(view(reading.text(name, value)));
    if (!timestamp) reading.fail(name, "is not a date and time as in RFC 3339, nor a date alone");
    member = *timestamp;
}

template <Entity T>
void read_value(const Reading& reading, std::string_view name, const bj::value& value, T& member) {
    const bj::object* object = value.if_object();
    if (!object) reading.fail(name, "is not an object");
    read_members(reading, *object, member);
}

template <class T>
void read_value(const Reading& reading, std::string_view name, const bj::value& value, std::optional<T>& member) {
    read_value(reading, name, value, member.emplace());
}

template <class T>
void read_value(const Reading& reading, std::string_view name, const bj::value& value, std::vector<T>& member) {
    const bj::array* array = value.if_array();
    if (!array) reading.fail(name, "is not an array");
    member.clear();
    member.reserve(array->size());
    for (const bj::value& item : *array) read_value(reading, name, item, member.emplace_back());
}

void read_value(const Reading& reading, std::string_view name, const bj::value& value,
                std::map<std::string, std::uint64_t>& member) {
    const bj::object* object = value.if_object();
    if (!object) reading.fail(name, "is not an object");
    for (const auto& item : *object) read_value(reading, name, item.value(), member[std::string(item.key())]);
}

std::string precision_key(std::string_view name) { return std::string(name) + "_precision"; }

/// Takes the members that are fields.
struct MemberReader {
    const Reading& reading;
    const bj::object& object;
    std::size_t taken = 0;

    const bj::value* take(std::string_view name) {
        const bj::value* value = object.if_contains(boosted(name));
        if (value) ++taken;
        return value && !value->is_null() ? value : nullptr;
    }
    template <class T>
    void operator()(std::string_view name, T& member, When) {
        const bj::value* value = take(name);
        if (!value) return;
        if (reading.depth == Depth::skim && (name == "content" || name == "summary")) return;
        read_value(reading, name, *value, member);
    }
    void operator()(std::string_view name, std::optional<Timestamp>& member, When) {
        if (const bj::value* value = take(name)) read_value(reading, name, *value, member);
        const std::string precise = precision_key(name);
        const bj::value* value = take(precise);
        if (!value) return;
        const auto precision = time::precision_from(view(reading.text(precise, *value)));
        if (!precision) reading.fail(precise, "is none of: millisecond, second, minute, day, month, year");
        if (!member) reading.fail(precise, "is there without \"" + std::string(name) + "\"");
        member->precision = *precision;
    }
};

/// Says whether a key is the name of a field.
struct KnownKey {
    std::string_view key;
    bool known = false;

    template <class T>
    void operator()(std::string_view name, const T&, When) {
        known = known || key == name;
        if constexpr (std::is_same_v<T, std::optional<Timestamp>>) known = known || key == precision_key(name);
    }
};

template <class T>
void count_unknown(const bj::object& object, const T& entity, Envelope envelope, Diagnostics& unknown) {
    for (const auto& member : object) {
        const std::string_view name = view(member.key());
        KnownKey key{name, std::find(envelope.begin(), envelope.end(), name) != envelope.end()};
        fields(key, entity);
        if (!key.known) unknown.not_carried("json:" + std::string(name));
    }
}

template <Entity T>
void read_members(const Reading& reading, const bj::object& object, T& entity, Envelope envelope) {
    MemberReader reader{reading, object};
    fields(reader, entity);
    for (const std::string_view name : envelope) reader.taken += object.contains(boosted(name)) ? 1 : 0;
    if (reader.taken < object.size() && reading.unknown) {
        count_unknown(object, entity, envelope, *reading.unknown);
    }
}

}  // namespace

struct Object::Impl {
    explicit Impl(const Location& place) : at(place) {}

    Location at;
    unsigned char first[4096];
    bj::monotonic_resource memory{first, sizeof first};
    std::optional<bj::value> tree;  // lives in `memory`, so it comes after it

    const bj::object& object() const { return tree->get_object(); }
    Reading reading(Depth depth, Diagnostics* unknown) const { return Reading{at, depth, unknown}; }
    const bj::value* find(std::string_view key) const { return object().if_contains(boosted(key)); }
};

Object::Object(std::string_view text, const Location& at, std::uint64_t depth) : impl_(std::make_unique<Impl>(at)) {
    impl_->tree.emplace(parse_tree(text, at, depth, &impl_->memory));
    if (!impl_->tree->is_object()) {
        throw Error(Rule::json_malformed, at, "this is not a JSON object", "each line holds one object: {…}");
    }
}

Object::~Object() = default;
Object::Object(Object&&) noexcept = default;

std::optional<std::string_view> Object::text(std::string_view key) const {
    const bj::value* value = impl_->find(key);
    if (!value) return std::nullopt;
    return view(impl_->reading(Depth::full, nullptr).text(key, *value));
}

std::optional<std::int64_t> Object::integer(std::string_view key) const {
    const bj::value* value = impl_->find(key);
    if (!value) return std::nullopt;
    std::int64_t number = 0;
    read_value(impl_->reading(Depth::full, nullptr), key, *value, number);
    return number;
}

void Object::read(Post& post, Depth depth, Diagnostics* unknown) const {
    read_members(impl_->reading(depth, unknown), impl_->object(), post, {"type"});
}

void Object::read(Comment& comment, Depth depth, Diagnostics* unknown) const {
    read_members(impl_->reading(depth, unknown), impl_->object(), comment, {"type", "reason"});
}

void Object::read(Site& site, Diagnostics* unknown) const {
    read_members(impl_->reading(Depth::full, unknown), impl_->object(), site);
}

void Object::read(Counts& counts, Diagnostics* unknown) const {
    read_members(impl_->reading(Depth::full, unknown), impl_->object(), counts, {"type"});
}

void Object::read_header(Site& site, Diagnostics* unknown) const {
    const Reading reading = impl_->reading(Depth::full, unknown);
    const bj::value* value = impl_->find("site");
    if (!value) reading.fail("site", "is missing");
    read_value(reading, "site", *value, site);
    if (!unknown) return;
    for (const auto& member : impl_->object()) {
        const std::string_view key = view(member.key());
        if (key != "type" && key != "version" && key != "site") unknown->not_carried("json:" + std::string(key));
    }
}

bool read_pairs(std::string_view text, std::vector<Property>& properties) {
    constexpr std::uint64_t depth = 2;
    bj::value tree;
    try {
        tree = parse_tree(text, {}, depth, {});
    } catch (const Error&) {
        return false;
    }
    const bj::array* const pairs = tree.if_array();
    if (!pairs) return false;
    std::vector<Property> found;
    found.reserve(pairs->size());
    for (const bj::value& item : *pairs) {
        const bj::array* const pair = item.if_array();
        if (!pair || pair->size() != 2 || !pair->front().is_string() || !pair->back().is_string()) return false;
        found.push_back({std::string(view(pair->front().get_string())), std::string(view(pair->back().get_string()))});
    }
    std::move(found.begin(), found.end(), std::back_inserter(properties));
    return true;
}

}  // namespace blogferry::json
