#include "public_copy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "index.hpp"
#include "text/addresses.hpp"
#include "text/hash.hpp"
#include "text/url.hpp"

namespace blogferry {

namespace {

// Settings that show on every page of a blog. How it is run (permissions, moderation, accounts, where mail goes) is its
// owner's business, and so is whatever is not known here.
constexpr std::array<std::string_view, 8> shown_settings{
    "BLOG_ARCHIVE_FREQUENCY", "BLOG_COMMENTS_ALLOWED", "BLOG_COMMENTS_TIME_STAMP_FORMAT",
    "BLOG_DATE_FORMAT",       "BLOG_LOCALE",           "BLOG_SUBDOMAIN",
    "BLOG_TIME_STAMP_FORMAT", "BLOG_TIME_ZONE"};

// The kind of address in a text; empty if there is none.
std::string_view address_in(std::string_view text) {
    if (text::find_mail_address(text)) return "mail addresses";
    return text::has_ip_address(text) ? "IP addresses" : "";
}

class Redaction {
public:
    explicit Redaction(Omitted& omitted) : omitted_(omitted) {}

    void site(Site& site) {
        std::erase_if(site.settings, [&](const Setting& setting) {
            const bool shown =
                std::find(shown_settings.begin(), shown_settings.end(), setting.name) != shown_settings.end();
            return leave_out(!shown || !address_in(setting.value).empty(), "settings");
        });
        if (!site.templates.empty()) omitted_.add("themes", site.templates.size());
        site.templates.clear();
        properties(site.properties);
    }

    void post(Post& post) {
        id(post.id), id(post.guid);
        for (Person& author : post.authors) person(author);
        properties(post.properties);
    }

    void comment(Comment& comment) {
        id(comment.id), id(comment.guid), id(comment.post);
        if (comment.parent) id(*comment.parent);
        if (comment.author) person(*comment.author);
        properties(comment.properties);
    }

    void person(Person& person) {
        if (leave_out(person.email.has_value(), "mail addresses")) person.email.reset();
        id(person.id);
        // Some typed their address where a name was asked for.
        if (leave_out_address(person.name)) person.name.clear();
        for (std::optional<std::string>* link : {&person.uri, &person.avatar}) {
            if (*link && leave_out_address(**link)) link->reset();
        }
        // Its address is made of the mail address, which can be found again that way.
        if (leave_out(person.avatar && text::origin_of_url(*person.avatar).find("gravatar.com") != std::string::npos,
                      "pictures of gravatar.com"))
            person.avatar.reset();
    }

private:
    // Counts what is left out. @returns whether it is
    bool leave_out(bool is_left_out, std::string_view kind) {
        if (is_left_out) omitted_.add(kind);
        return is_left_out;
    }
    bool leave_out_address(std::string_view text) {
        const std::string_view kind = address_in(text);
        return leave_out(!kind.empty(), kind);
    }

    // Other entities name it by this, so something as distinct takes the place of a mail address, which tag: URIs of
    // RFC 4151 may begin with.
    void id(std::string& id) {
        while (const auto address = text::find_mail_address(id)) {
            omitted_.add("mail addresses");
            const auto domain = static_cast<std::size_t>(address->domain.data() - id.data());
            id.replace(address->offset, domain - address->offset, fmt::format("{:016x}.", text::fnv1a(address->local)));
        }
    }

    // Nobody can say of what the model does not know whether readers saw it.
    void properties(std::vector<Property>& properties) {
        for (const Property& property : properties) {
            const std::string_view kind = address_in(property.value);
            omitted_.add(kind.empty() ? "properties" : kind);
        }
        properties.clear();
    }

    Omitted& omitted_;
};

class PublicComments final : public Comments {
public:
    PublicComments(Comments& from, Redaction& redaction) : from_(from), redaction_(redaction) {}

    bool next(Comment& comment) override {
        if (!from_.next(comment)) return false;
        redaction_.comment(comment);
        return true;
    }

private:
    Comments& from_;
    Redaction& redaction_;
};

}  // namespace

void Omitted::add(std::string_view kind, std::uint64_t count) {
    const auto found =
        std::find_if(kinds_.begin(), kinds_.end(), [&](const auto& known) { return known.first == kind; });
    if (found != kinds_.end())
        found->second += count;
    else if (count > 0)
        kinds_.emplace_back(kind, count);
}

void PublicCopy::begin(const Manifest& manifest) {
    Manifest shown = manifest;
    Redaction(omitted_).site(shown.site);
    Omitted counted_with_their_posts;
    for (Person& author : shown.authors) Redaction(counted_with_their_posts).person(author);
    std::sort(shown.authors.begin(), shown.authors.end(), PersonLess{});
    shown.authors.erase(std::unique(shown.authors.begin(), shown.authors.end()), shown.authors.end());
    if (!shown.sources.empty()) omitted_.add("names of source files", shown.sources.size());
    shown.sources.clear();
    to_.begin(shown);
}

void PublicCopy::post(const Post& post, Comments& comments) {
    Redaction redaction(omitted_);
    Post shown = post;
    redaction.post(shown);
    PublicComments stream(comments, redaction);
    to_.post(shown, stream);
}

void PublicCopy::orphan(const Comment& comment, OrphanReason reason) {
    Comment shown = comment;
    Redaction(omitted_).comment(shown);
    to_.orphan(shown, reason);
}

}  // namespace blogferry
