#include "reader.hpp"

#include <algorithm>

#include "head.hpp"
#include "item.hpp"
#include "json/as_xml.hpp"
#include "json_feed.hpp"
#include "names.hpp"
#include "text/blogger.hpp"
#include "text/strings.hpp"
#include "text/utf8.hpp"
#include "xml/atom.hpp"

namespace blogferry::feed {

namespace {

constexpr xml::FeedShape rss_feed{{{}, "item"}, 2, "channel", "title", "rss"};

// Catches the id of the first entry, which may have to say which blog this is.
struct IdCatcher : EntitySink {
    void post(Post&& p) override { id = std::move(p.guid); }
    void comment(Comment&& c) override { id = std::move(c.guid); }
    std::string id;
};

// What all feeds have in common: the head is read as far as the first entry, and decides how entries are read.
class FeedReader : public Reader {
public:
    const Site& site() const override { return site_; }
    // A backup holds drafts, and all there is; and Atom is more exact than RSS.
    int preference() const override { return rss() ? -2 : -1; }
    std::optional<FeedPage> feed_page() const override {
        if (!head_.total) return std::nullopt;
        const bool part = nature_.pages || !nature_.post.empty() || !nature_.label.empty();
        const auto of = part                               ? FeedPage::Of::part
                        : nature_.holds == Holds::comments ? FeedPage::Of::comments
                                                           : FeedPage::Of::posts;
        return FeedPage{of, nature_.name(), *head_.total, head_.start.value_or(1), found_};
    }

    bool next(Record& record) override {
        bool more = false;
        if (have_first_) {
            have_first_ = false;
            more = true;
            record = first_;
        } else {
            more = find(record);
        }
        if (more)
            ++found_;
        else
            site_ = site_of(head_, nature_);  // the rest of the head may stand behind the entries
        return more;
    }

protected:
    // To be called when the entries can be read.
    void begin(std::string_view base, Diagnostics& diagnostics) {
        IdCatcher first;
        have_first_ = find(first_);
        nature_ = nature_of(head_, base, {});
        if (have_first_ && (head_.id.empty() || is_of_google_reader(head_.id))) {
            parse(first_, Depth::skim, first, diagnostics);
            nature_ = nature_of(head_, base, first.id);
        }
        site_ = site_of(head_, nature_);
    }

    blogger::Entry read(xml::Cursor& xml, Depth depth) const {
        if (rss()) return read_item(xml);
        const bool comments = nature_.holds == Holds::comments, posts = nature_.holds == Holds::posts;
        const std::string_view kind = !nature_.blogger ? "" : comments ? "comment" : posts ? "post" : "";
        return blogger::read_entry(xml, depth, kind, read_more);
    }

    virtual bool rss() const { return false; }
    virtual bool find(Record& record) = 0;

    Head head_;
    Nature nature_;

private:
    Site site_;
    Record first_;
    bool have_first_ = false;
    std::uint64_t found_ = 0;
};

std::string base_in(std::string_view tag) {
    const std::size_t at = tag.find("xml:base=");
    if (at == std::string_view::npos || at + 9 >= tag.size()) return {};
    const std::string_view rest = tag.substr(at + 10);
    return std::string(rest.substr(0, rest.find(tag[at + 9])));
}

class XmlReader final : public FeedReader {
public:
    XmlReader(const Input& input, std::string_view tag, Context& context)
        : rss_(local_name(tag) == "rss"),
          feed_(
              input, context, [this](xml::Cursor& xml) { return rss_ ? head_.take_rss(xml) : head_.take_atom(xml); },
              rss_ ? rss_feed : xml::atom_feed) {
        Diagnostics silent;
        begin(base_in(tag), silent);
    }

    const Input& input() const override { return feed_.input(); }
    bool ids_may_repeat() const override { return rss_; }

    void parse(const Record& record, Depth depth, EntitySink& sink, Diagnostics& diagnostics) const override {
        feed_.read(
            record, diagnostics,
            [&](xml::Cursor& xml) { hand_over(read(xml, depth), nature_, record, sink, diagnostics); }, depth);
    }

private:
    bool rss() const override { return rss_; }
    bool find(Record& record) override { return feed_.next(record); }

    bool rss_;  // before feed_, which asks for it
    xml::Feed feed_;
};

// Each entry of a feed in JSON is written again as the XML it stands for, and then read like any other.
class JsonReader final : public FeedReader {
public:
    JsonReader(const Input& input, Context& context)
        : input_(input), depth_(context.limits.depth), feed_(take_apart(input, context)) {
        for (const auto& [prefix, uri] : usual) declare(prefix, uri);
        read_head(context.diagnostics);
        Diagnostics silent;
        begin({}, silent);
    }

    const Input& input() const override { return input_; }

    void parse(const Record& record, Depth depth, EntitySink& sink, Diagnostics& diagnostics) const override {
        with_xml(record.bytes, "entry", record.at, &diagnostics, depth,
                 [&](xml::Cursor& xml) { hand_over(read(xml, depth), nature_, record, sink, diagnostics); });
    }

private:
    // What Blogger declares; some tools take that away.
    static constexpr std::pair<std::string_view, std::string_view> usual[] = {
        {"", xml::atom},
        {"app", blogger::app},
        {"feedburner", feedburner},
        {"gd", blogger::gd},
        {"georss", blogger::georss},
        {"media", blogger::media},
        {"openSearch", open_search[0]},
        {"thr", blogger::thr},
    };

    bool find(Record& record) override {
        if (next_ == feed_.entries.size()) return false;
        const JsonFeed::Place& place = feed_.entries[next_++];
        bytes_.resize(place.length);
        record.at = {input_.number(), place.line, place.column, place.offset};
        input_.fill(record.at, bytes_);
        record.bytes = bytes_;
        check_utf8(record);
        return true;
    }

    static void check_utf8(const Record& record) {
        const std::size_t bad = text::invalid_utf8(record.bytes);
        if (bad == text::npos) return;
        throw Error(Rule::text_encoding, xml::locate(record, bad), "a byte here is not valid UTF-8",
                    "JSON is UTF-8; convert the file to it");
    }

    void read_head(Diagnostics& diagnostics) {
        const Location at{input_.number(), 1, 1, feed_.head_offset};
        check_utf8({feed_.head, at});
        bool found = false;
        with_xml(feed_.head, "document", at, nullptr, Depth::full, [&](xml::Cursor& xml) {
            for (const int depth = xml.depth(); xml.next_child(depth);) {
                if (xml.local() != "feed") continue;
                found = true;
                xml.claim();
                for (const auto& [prefix, uri] : xml.declared()) declare(prefix, uri);
                for (const int inner = xml.depth(); xml.next_child(inner);) {
                    if (!head_.take_atom(xml))
                        diagnostics.not_carried("feed/" + std::string(text::cut_utf8(xml.name(), 60)));
                }
            }
        });
        if (!found)
            throw Error(Rule::json_malformed, at, "there is no \"feed\" in it",
                        "this reader is for feeds that were fetched with alt=json");
    }

    void declare(std::string_view prefix, std::string_view uri) {
        const auto place = std::lower_bound(namespaces_.begin(), namespaces_.end(), prefix,
                                            [](const xml::Namespace& n, std::string_view p) { return n.prefix < p; });
        if (place != namespaces_.end() && place->prefix == prefix) {
            place->uri = uri;
            return;
        }
        namespaces_.insert(place, {std::string(prefix), std::string(uri)});
        prefixes_.emplace_back(prefix);
    }

    template <class Body>
    void with_xml(std::string_view json, std::string_view root, const Location& at, Diagnostics* diagnostics,
                  Depth depth, Body body) const {
        try {
            const std::string xml = json::as_xml(json, root, prefixes_, at, depth_, diagnostics);
            xml::Cursor cursor(xml, namespaces_, true, depth);
            body(cursor);
            if (diagnostics)
                for (const auto& [name, times] : cursor.not_carried()) diagnostics->not_carried(name, times);
        } catch (const xml::NotPlain&) {
            throw Error(Rule::json_malformed, at, "this cannot be said as an entry of a feed", "save the feed again");
        } catch (const Error& error) {
            if (error.rule() != Rule::json_malformed) throw;
            throw Error(Rule::json_malformed, error.at(), error.what(), "save the feed again");
        }
    }

    const Input& input_;
    std::uint64_t depth_;
    JsonFeed feed_;
    std::vector<xml::Namespace> namespaces_;
    std::vector<std::string> prefixes_;
    std::size_t next_ = 0;
    std::string bytes_;
};

}  // namespace

std::string_view root_tag(std::string_view head) {
    if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
    for (;;) {
        head.remove_prefix(std::min(head.find_first_not_of(" \t\r\n"), head.size()));
        std::string_view end;
        if (head.starts_with("<?"))
            end = "?>";
        else if (head.starts_with("<!--"))
            end = "-->";
        else if (head.starts_with("<!DOCTYPE"))  // refused with its name, once somebody reads the file
            end = head.find('[') < head.find('>') ? "]>" : ">";
        else
            break;
        const std::size_t at = head.find(end);
        if (at == std::string_view::npos) return {};
        head.remove_prefix(at + end.size());
    }
    if (!head.starts_with('<') || head.starts_with("<!")) return {};
    return head.substr(1, head.find('>') - 1);
}

std::string_view local_name(std::string_view tag) {
    const std::string_view name = tag.substr(0, tag.find_first_of(" \t\r\n/"));
    return name.substr(name.rfind(':') + 1);  // npos + 1 == 0
}

std::unique_ptr<Reader> open(const Source& source, const Settings&, Context& context) {
    std::string head = source.input->head();
    if (start_of_json(head) != std::string_view::npos) return std::make_unique<JsonReader>(*source.input, context);
    if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) head.erase(0, 2);
    head.erase(std::remove(head.begin(), head.end(), '\0'), head.end());  // of UTF-16
    const std::string_view tag = root_tag(head);
    const std::string_view name = local_name(tag);
    if (!name.empty() && name != "feed" && name != "rss")
        throw Error(Rule::format_other, {source.input->number(), 0, 0, 0},
                    "is no feed: the document is <" + text::printable(name, 60) + ">, where <feed> or <rss> is due",
                    "Atom 1.0, RSS 2.0 and Blogger's JSON are read");
    return std::make_unique<XmlReader>(*source.input, tag, context);
}

}  // namespace blogferry::feed
