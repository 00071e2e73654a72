#include <algorithm>
#include <cmath>
#include <type_traits>

#include "json/entities.hpp"
#include "time/timestamp.hpp"

namespace blogferry::json {

namespace {

/// As much of a time as was said; all of what is stored, if that is anything else.
void append_time(std::string& to, const Timestamp& value) {
    if (value.precision > Precision::minute) {
        const std::string said = time::shown(value);
        if (time::parse_shown(said) == value) {
            to += said;
            return;
        }
    }
    time::append_rfc3339(to, value);
}

template <class T>
void write_value(Emitter& to, const T& value) {
    if constexpr (Entity<T>) write(to, value);
    else if constexpr (Named<T>) to.value(to_string(value));
    else to.value(value);
}

template <class T>
void write_value(Emitter& to, const std::vector<T>& values) {
    to.begin_array();
    for (const T& value : values) write_value(to, value);
    to.end_array();
}

void write_value(Emitter& to, const std::map<std::string, std::uint64_t>& values) {
    to.begin_object();
    for (const auto& [name, value] : values) {
        to.key(name);
        to.value(value);
    }
    to.end_object();
}

/// Empty or absent, so that When::when_set leaves it out.
template <class T>
bool is_unset(const T& value) {
    if constexpr (requires { value.has_value(); }) return !value.has_value();
    else if constexpr (requires { value.empty(); }) return value.empty();
    else return false;
}

struct MemberWriter {
    Emitter& to;

    template <class T>
    void operator()(std::string_view name, const T& value, When when) const {
        if (when == When::when_set && is_unset(value)) return;
        to.key(name);
        write_value(to, value);
    }
    template <class T>
    void operator()(std::string_view name, const std::optional<T>& value, When) const {
        if (!value) return;
        to.key(name);
        write_value(to, *value);
    }
    void operator()(std::string_view name, const std::optional<double>& value, When) const {
        if (!value || !std::isfinite(*value)) return;  // JSON has no word for it, and no place on earth either
        to.key(name);
        to.value(*value);
    }
    void operator()(std::string_view name, const std::optional<Timestamp>& value, When) const {
        if (!value) return;
        to.key(name);
        std::string& text = to.begin_value();
        text += '"';
        append_time(text, *value);  // nothing in it needs an escape
        text += '"';
        to.end_value();
        if (value->precision < Precision::minute) return;  // the text shows it
        to.key(name, "_precision");
        to.value(time::to_string(value->precision));
    }
};

/// Opens a line of NDJSON.
Emitter begin_line(std::string& to, std::string_view type) {
    Emitter line(to);
    line.begin_object();
    line.key("type");
    line.value(type);
    return line;
}

void end_line(std::string& to, Emitter& line) {
    line.end_object();
    to += '\n';
}

template <class T>
void append_line(std::string& to, std::string_view type, const T& entity) {
    Emitter line = begin_line(to, type);
    write_members(line, entity);
    end_line(to, line);
}

}  // namespace

template <Entity T>
void write_members(Emitter& to, const T& entity) {
    fields(MemberWriter{to}, entity);
}

template <Entity T>
void write_members_but(Emitter& to, const T& entity, std::span<const std::string_view> left_out) {
    const MemberWriter writer{to};
    const auto visit = [&](std::string_view name, const auto& value, When when) {
        if (std::find(left_out.begin(), left_out.end(), name) == left_out.end()) writer(name, value, when);
    };
    fields(visit, entity);
}

template void write_members_but(Emitter&, const Comment&, std::span<const std::string_view>);
template void write_members_but(Emitter&, const Post&, std::span<const std::string_view>);
template void write_members_but(Emitter&, const Site&, std::span<const std::string_view>);
template void write_members(Emitter&, const Category&);
template void write_members(Emitter&, const Comment&);
template void write_members(Emitter&, const Counts&);
template void write_members(Emitter&, const Enclosure&);
template void write_members(Emitter&, const GeoLocation&);
template void write_members(Emitter&, const Link&);
template void write_members(Emitter&, const Person&);
template void write_members(Emitter&, const Post&);
template void write_members(Emitter&, const Property&);
template void write_members(Emitter&, const Setting&);
template void write_members(Emitter&, const Site&);
template void write_members(Emitter&, const Template&);

void append_header(std::string& to, const Site& site) {
    Emitter line = begin_line(to, "blogferry");
    line.key("version");
    line.value(shape_version);
    line.key("site");
    write(line, site);
    end_line(to, line);
}

void append_post(std::string& to, const Post& post) { append_line(to, "post", post); }

void append_comment(std::string& to, const Comment& comment) { append_line(to, "comment", comment); }

void append_orphan(std::string& to, const Comment& comment, OrphanReason reason) {
    Emitter line = begin_line(to, "orphan");
    line.key("reason");
    line.value(to_string(reason));
    write_members(line, comment);
    end_line(to, line);
}

void append_pairs(std::string& to, const std::vector<Property>& properties) {
    Emitter array(to);
    array.begin_array();
    for (const Property& property : properties) {
        array.begin_array();
        array.value(property.name);
        array.value(property.value);
        array.end_array();
    }
    array.end_array();
}

void append_end(std::string& to, const Counts& counts) {
    Counts totals = counts;
    totals.by_status.clear();
    append_line(to, "end", totals);
}

}  // namespace blogferry::json
