#include "reader.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "entities.hpp"
#include "json/entities.hpp"
#include "kept.hpp"
#include "text/strings.hpp"
#include "text/url.hpp"
#include "text/utf8.hpp"
#include "time/written_date.hpp"
#include "xml/atom.hpp"
#include "xml/sniff.hpp"

namespace blogferry::wxr {

namespace {

constexpr xml::FeedShape items{{{}, "item"}, 2, "channel", "title", "rss"};

// What an item is, in its own words: "post" and "page" are carried, and so is what does not say.
std::string_view type_of(const SourceItem& item) {
    const std::string_view type = text::trim(item.type);
    return type.empty() ? "post" : type;
}

class WxrReader final : public Reader {
public:
    WxrReader(const Source& source, Context& context)
        : context_(context),
          start_{source.input->number(), 0, 0, 0},
          feed_(
              *source.input, context, [this](xml::Cursor& xml) { return head(xml); }, items) {
        complete_head();
    }

    const Input& input() const override { return feed_.input(); }
    const Site& site() const override { return kept_ ? *kept_ : site_; }
    bool numbers_within_posts() const override { return true; }
    bool next(Record& record) override {
        bool more = feed_.next(record);
        while (more && context_.recover && !readable(record)) more = feed_.next(record);
        complete_head();
        return more;
    }

    void parse(const Record& record, Depth depth, EntitySink& sink, Diagnostics& diagnostics) const override {
        try {
            feed_.read(
                record, diagnostics,
                [&](xml::Cursor& xml) {
                    hand_over(read_item(xml, record, depth), record, {writers_, context_.limits, depth, diagnostics},
                              sink);
                },
                depth);
        } catch (const Error& error) {
            throw feed_.named(error, record.bytes);
        }
    }

private:
    static void hand_over(const SourceItem& item, const Record& record, const Making& making, EntitySink& sink) {
        const std::string_view type = type_of(item);
        if (type != "post" && type != "page") {
            making.diagnostics.not_carried("item of type " + std::string(text::cut_utf8(type, 60)));
            return comments_of(item, id_of(item), making, sink);
        }
        if (!text::trim(item.description).empty()) making.diagnostics.not_carried("item/description");
        Post post = post_of(item, record.at, making);
        const std::string id = post.id;
        sink.post(std::move(post));
        comments_of(item, id, making, sink);
    }

    // A child of the channel that is no item.
    bool head(xml::Cursor& xml) {
        if (is_wp(xml, "author"))
            author(xml);
        else if (is_wp(xml, "category") || is_wp(xml, "tag") || is_wp(xml, "term"))
            term(xml);
        else if (is_wp(xml, "base_blog_url"))
            once(blog_url_, xml.text());
        else if (is_wp(xml, "base_site_url"))
            once(site_url_, xml.text());
        else if (is_wp(xml, "wxr_version"))
            xml.skip();  // the namespace says it
        else if (xml.is({kept_namespace, "site"}))
            kept(xml.text());
        else if (xml.is({{}, "title"}))
            site_.title = xml.text();
        else if (xml.is({{}, "description"}))
            site_.subtitle = xml.text();
        else if (xml.is({{}, "link"}))
            once(link_, xml.text());
        else if (xml.is({{}, "language"}))
            language(text::trim(xml.text()));
        else if (xml.is({{}, "generator"}))
            site_.generator = text::trim(xml.text());
        else if (xml.is({{}, "pubDate"})) {
            if (const auto date = time::read_date(xml.text())) site_.updated = date->time;
        } else
            return false;
        return true;
    }

    // The first of each counts, so that whatever stands between items, the head is completed a few times only.
    void once(std::string& address, std::string_view text) {
        if (!address.empty()) return;
        address = text::trim(text);
        changed_ = !address.empty() || changed_;
    }

    // All that was known of the blog, and nothing that was made up for WordPress.
    void kept(std::string_view json) {
        or_report([&] {
            Site site;
            json::Object(json, start_, context_.limits.depth).read(site, &context_.diagnostics);
            kept_ = std::move(site);
        });
    }

    // With --recover, what Blogferry kept may be damaged JSON in a whole item.
    bool readable(const Record& record) {
        return or_report([&] {
            EntitySink nowhere;
            Diagnostics silent;
            parse(record, Depth::full, nowhere, silent);
        });
    }

    template <class Work>
    bool or_report(Work work) {
        try {
            work();
            return true;
        } catch (const Error& error) {
            if (!context_.recover || error.exit() != Exit::malformed) throw;
            context_.diagnostics.report(Rule::entry_skipped, error.at(), {}, {}, std::string("left out: ") + error.what());
            return false;
        }
    }

    void language(std::string_view tag) {
        if (!tag.empty()) site_.language = tag;
    }

    void author(xml::Cursor& xml) {
        Person person;
        std::string number;
        std::string_view email, first, last;
        for (const int depth = xml.depth(); xml.next_child(depth);) {
            if (is_wp(xml, "author_login"))
                person.id = text::trim(xml.text());
            else if (is_wp(xml, "author_display_name"))
                person.name = plain_name(text::trim(xml.text()));
            else if (is_wp(xml, "author_email"))
                email = text::trim(xml.text());
            else if (is_wp(xml, "author_id"))
                number = text::trim(xml.text());
            else if (is_wp(xml, "author_first_name"))
                first = text::trim(xml.text());
            else if (is_wp(xml, "author_last_name"))
                last = text::trim(xml.text());
        }
        person.kind = PersonKind::account;
        if (!email.empty()) person.email = email;
        if (person.name.empty()) person.name = text::trim(std::string(first) + " " + std::string(last));
        if (person.name.empty()) person.name = person.id;
        if (!number.empty()) writers_.login_of_number[number] = person.id;
        const std::string login = person.id;
        writers_.by_login[login] = std::move(person);
    }

    // Posts name their categories themselves. What only the declaration says has no place in the model.
    void term(xml::Cursor& xml) {
        std::vector<std::string> lost;
        const std::string parent(xml.name());
        for (const int depth = xml.depth(); xml.next_child(depth);) {
            xml.claim();
            const std::string_view name = xml.local();
            const bool tells_more = name.ends_with("_parent") || name.ends_with("_description");
            const std::string child = parent + "/" + std::string(text::cut_utf8(xml.name(), 60));
            if (name == "termmeta" || (tells_more && !text::trim(xml.text()).empty())) lost.push_back(child);
        }
        for (const std::string& name : lost) context_.diagnostics.not_carried(name);
    }

    void complete_head() {
        if (!changed_) return;
        changed_ = false;
        const std::string& home = text::is_absolute_url(link_) ? link_ : blog_url_;
        if (text::is_absolute_url(home)) site_.home = home.ends_with("/") ? home : home + "/";
        site_.properties.clear();
        if (!site_url_.empty() && site_url_ != home) site_.properties.push_back({"wp:base_site_url", site_url_});
    }

    Context& context_;
    Location start_;
    Site site_;  // what head() fills comes before feed_
    Writers writers_;
    std::string link_, blog_url_, site_url_;
    std::optional<Site> kept_;
    bool changed_ = false;
    xml::Feed feed_;
};

}  // namespace

int probe(std::string_view head) {
    const xml::Sniffed file = xml::sniff(head);
    if (file.root != "rss") return 0;
    const bool declared = std::any_of(file.namespaces.begin(), file.namespaces.end(), is_wxr_namespace);
    // Some exporters forget to declare what is in every one of these files.
    const bool forgotten = head.find("xmlns:wp=") == std::string_view::npos &&
                           head.find("<wp:wxr_version>") != std::string_view::npos;
    return declared || forgotten ? 100 : 0;
}

std::unique_ptr<Reader> open(const Source& source, Context& context) {
    return std::make_unique<WxrReader>(source, context);
}

}  // namespace blogferry::wxr
