#include "site.hpp"

#include <algorithm>
#include <functional>

#include "spelling.hpp"
#include "text/strings.hpp"
#include "time/zone.hpp"

namespace blogferry {

namespace {

const std::string* setting(const Site& site, std::string_view name) {
    const auto found =
        std::find_if(site.settings.begin(), site.settings.end(), [&](const Setting& s) { return s.name == name; });
    return found == site.settings.end() || found->value.empty() ? nullptr : &found->value;
}

// BLOG_LOCALE is a Java locale: "en_GB", and for three languages the codes of 1988.
std::string language_tag(std::string locale) {
    std::replace(locale.begin(), locale.end(), '_', '-');
    const auto renamed = [&](std::string_view old, std::string_view now) {
        if (locale == old || locale.starts_with(std::string(old) + "-")) locale.replace(0, old.size(), now);
    };
    renamed("in", "id");
    renamed("iw", "he");
    renamed("ji", "yi");
    return locale;
}

// "en-GB" says all that "en" says.
bool is_finer(std::string_view language, std::string_view other) {
    return language.size() > other.size() && language[other.size()] == '-' &&
           text::equal_ignoring_case(language.substr(0, other.size()), other);
}

}  // namespace

// Which program wrote a source is no fact about the blog, so generators do not disagree.
void SiteMerger::add(const Site& other, const Location& at) {
    const auto conflict = [&](const std::string& entity, const char* field, const std::string& kept,
                              const std::string& said) {
        diagnostics_.report(Rule::merge_conflict, at, entity, field,
                            "\"" + kept + "\" kept, \"" + said + "\" in the other source");
    };
    const auto text = [&](std::string& kept, const std::string& said, const char* field, auto same) {
        if (kept.empty())
            kept = said;
        else if (!said.empty() && !same(kept, said))
            conflict("blog " + site_.id, field, kept, said);
    };
    const auto optional = [&](std::optional<std::string>& kept, const std::optional<std::string>& said,
                              const char* field, auto same) {
        if (!kept)
            kept = said;
        else if (said)
            text(*kept, *said, field, same);
    };
    const auto one_blog = [](const std::string& a, const std::string& b) {
        return same_address(a, b) || same_but_host(a, b);
    };
    if (site_.id.empty()) site_.id = other.id;
    text(site_.title, other.title, "title", same_text);
    text(site_.subtitle, other.subtitle, "subtitle", same_text);
    optional(site_.home, other.home, "home", one_blog);
    if (site_.language && other.language && is_finer(*other.language, *site_.language)) site_.language = other.language;
    optional(site_.language, other.language, "language", [](const std::string& kept, const std::string& said) {
        return text::equal_ignoring_case(kept, said) || is_finer(kept, said);
    });
    optional(site_.time_zone, other.time_zone, "time_zone", std::equal_to<>());
    if (site_.generator.empty()) site_.generator = other.generator;
    const bool later = other.updated && (!site_.updated || other.updated->instant > site_.updated->instant);
    if (later) site_.updated = other.updated;
    for (const Setting& s : other.settings) {
        const auto [place, added] = settings_.try_emplace(s.name, KeptSetting{site_.settings.size(), at.input});
        if (added) {
            site_.settings.push_back(s);
            continue;
        }
        std::string& kept = site_.settings[place->second.place].value;
        // The two generations name some values differently (HOSTED, PUBLISH_MODE_HOSTED); that is no conflict.
        const bool alike = kept.find(s.value) != std::string::npos || s.value.find(kept) != std::string::npos;
        std::string lost = s.value;
        // Of two values in one source it is not the one that happens to stand first.
        const auto order = [](const std::string& value) { return std::pair(value.size(), std::string_view(value)); };
        if (kept.empty() || (place->second.input == at.input && order(kept) < order(s.value))) std::swap(kept, lost);
        if (!alike) conflict("setting " + s.name, "", kept, lost);
    }
    site_.templates.insert(site_.templates.end(), other.templates.begin(), other.templates.end());
    for (const Property& p : other.properties)
        if (properties_.emplace(p.name, p.value).second) site_.properties.push_back(p);
}

void complete(Site& site, const SourceHints& hints, const Location& at, Diagnostics& diagnostics) {
    std::sort(site.settings.begin(), site.settings.end(),
              [](const Setting& a, const Setting& b) { return std::tie(a.name, a.value) < std::tie(b.name, b.value); });
    std::sort(site.templates.begin(), site.templates.end(), [](const Template& a, const Template& b) {
        return std::tie(a.name, a.content) < std::tie(b.name, b.content);
    });
    site.templates.erase(std::unique(site.templates.begin(), site.templates.end()), site.templates.end());
    if (site.title.empty())
        if (const auto* name = setting(site, "BLOG_NAME")) site.title = *name;
    if (site.subtitle.empty())
        if (const auto* description = setting(site, "BLOG_DESCRIPTION")) site.subtitle = *description;
    if (!site.language)
        if (const auto* locale = setting(site, "BLOG_LOCALE")) site.language = language_tag(*locale);
    if (hints.site_url) {
        site.home = hints.site_url->ends_with("/") ? *hints.site_url : *hints.site_url + "/";
    } else if (!site.home && !has_custom_domain(site)) {
        if (const auto* subdomain = setting(site, "BLOG_SUBDOMAIN"))
            site.home = "https://" + *subdomain + ".blogspot.com/";
    }
    if (hints.time_zone) {
        site.time_zone = hints.time_zone;
    } else if (!site.time_zone) {
        if (const auto* zone = setting(site, "BLOG_TIME_ZONE")) {
            if (time::Zone::find(*zone))
                site.time_zone = *zone;
            else
                diagnostics.report(
                    Rule::zone_invalid, at, "setting BLOG_TIME_ZONE", {},
                    "\"" + *zone + "\" is no time zone; give the right one with --time-zone, e.g. Europe/Berlin");
        }
    }
    for (const char* name : {"BLOG_MAIL_TO_BLOGGER", "EMAIL_FOR_POSTING"})
        if (setting(site, name))
            diagnostics.report(
                Rule::secret_setting, at, std::string("setting ") + name, {},
                "whoever knows this address can post to the blog by mail");
}

bool is_for_invited_readers(const Site& site) {
    const auto* mode = setting(site, "BLOG_READ_ACCESS_MODE");
    return mode && *mode == "PRIVATE";
}

bool has_custom_domain(const Site& site) {
    const auto* mode = setting(site, "BLOG_PUBLISHING_MODE");
    return mode && (*mode == "HOSTED" || *mode == "PUBLISH_MODE_HOSTED");
}

}  // namespace blogferry
