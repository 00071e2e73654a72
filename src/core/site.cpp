#include "site.hpp"

#include <algorithm>

#include "text/strings.hpp"
#include "time/zone.hpp"

namespace blogferry {

namespace {

const std::string* setting(const Site& site, std::string_view name) {
    const auto found = std::find_if(site.settings.begin(), site.settings.end(), [&](const Setting& s) { return s.name == name; });
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

}  // namespace

void merge(Site& site, const Site& other, Diagnostics& diagnostics) {
    const auto text = [](std::string& kept, const std::string& from) { if (kept.empty()) kept = from; };
    text(site.id, other.id);
    text(site.title, other.title);
    text(site.subtitle, other.subtitle);
    text(site.generator, other.generator);
    if (!site.home) site.home = other.home;
    if (!site.language) site.language = other.language;
    if (!site.time_zone) site.time_zone = other.time_zone;
    if (!site.updated || (other.updated && other.updated->instant > site.updated->instant)) site.updated = other.updated;
    for (const Setting& s : other.settings) {
        const auto same = std::find_if(site.settings.begin(), site.settings.end(), [&](const Setting& k) { return k.name == s.name; });
        if (same == site.settings.end()) site.settings.push_back(s);
        else if (same->value.empty()) same->value = s.value;
        else if (same->value != s.value && !s.value.empty())
            // The two generations name some values differently (HOSTED, PUBLISH_MODE_HOSTED); that is no conflict.
            if (same->value.find(s.value) == std::string::npos && s.value.find(same->value) == std::string::npos)
                diagnostics.report(Rule::merge_conflict, {}, "setting " + s.name, {}, "\"" + same->value + "\" kept, \"" + s.value + "\" in the other source");
    }
    for (const Template& t : other.templates)
        if (std::find(site.templates.begin(), site.templates.end(), t) == site.templates.end()) site.templates.push_back(t);
    for (const Property& p : other.properties)
        if (std::find(site.properties.begin(), site.properties.end(), p) == site.properties.end()) site.properties.push_back(p);
}

void complete(Site& site, const SourceHints& hints, const Location& at, Diagnostics& diagnostics) {
    std::sort(site.settings.begin(), site.settings.end(), [](const Setting& a, const Setting& b) { return std::tie(a.name, a.value) < std::tie(b.name, b.value); });
    std::sort(site.templates.begin(), site.templates.end(), [](const Template& a, const Template& b) { return std::tie(a.name, a.content) < std::tie(b.name, b.content); });
    if (site.title.empty())
        if (const auto* name = setting(site, "BLOG_NAME")) site.title = *name;
    if (site.subtitle.empty())
        if (const auto* description = setting(site, "BLOG_DESCRIPTION")) site.subtitle = *description;
    if (!site.language)
        if (const auto* locale = setting(site, "BLOG_LOCALE")) site.language = language_tag(*locale);
    if (hints.site_url) {
        site.home = hints.site_url->ends_with("/") ? *hints.site_url : *hints.site_url + "/";
    } else if (!site.home && !has_custom_domain(site)) {
        if (const auto* subdomain = setting(site, "BLOG_SUBDOMAIN")) site.home = "https://" + *subdomain + ".blogspot.com/";
    }
    if (hints.time_zone) {
        site.time_zone = hints.time_zone;
    } else if (!site.time_zone) {
        if (const auto* zone = setting(site, "BLOG_TIME_ZONE")) {
            if (time::Zone::find(*zone)) site.time_zone = *zone;
            else diagnostics.report(Rule::zone_invalid, at, "setting BLOG_TIME_ZONE", {}, "\"" + *zone + "\" is no time zone; give the right one with --time-zone, e.g. Europe/Berlin");
        }
    }
    for (const char* name : {"BLOG_MAIL_TO_BLOGGER", "EMAIL_FOR_POSTING"})
        if (setting(site, name))
            diagnostics.report(Rule::secret_setting, at, std::string("setting ") + name, {},
                               "whoever knows this address can post by mail; it is carried into SQLite and JSON outputs");
}

bool has_custom_domain(const Site& site) {
    const auto* mode = setting(site, "BLOG_PUBLISHING_MODE");
    return mode && (*mode == "HOSTED" || *mode == "PUBLISH_MODE_HOSTED");
}

}  // namespace blogferry
