#include "reader.hpp"

#include <string>

#include "blogger/entry.hpp"
#include "text/blogger.hpp"
#include "text/strings.hpp"
#include "text/url.hpp"
#include "time/timestamp.hpp"
#include "xml/atom.hpp"
#include "xml/cursor.hpp"

namespace blogferry::converters::gdata {

namespace {

using xml::atom;
using blogger::Entry;

class GdataReader final : public Reader {
public:
    GdataReader(const Source& source, Context& context)
        : feed_(*source.input, context, [this](xml::Cursor& xml) { return head(xml); }) {}

    const Input& input() const override { return feed_.input(); }
    const Site& site() const override { return site_; }
    bool next(Record& record) override { return feed_.next(record); }

    void parse(const Record& record, Depth depth, EntitySink& sink, Diagnostics& diagnostics) const override {
        feed_.read(
            record, diagnostics,
            [&](xml::Cursor& xml) { hand_over(blogger::read_entry(xml, depth), record, sink, diagnostics); }, depth);
    }

private:
    static void hand_over(Entry&& entry, const Record& record, EntitySink& sink, Diagnostics& diagnostics) {
        xml::drop_repeats(entry.categories);
        if (!entry.draft_unclear.empty())
            entry.about(text::last_number(entry.id), record, diagnostics)
                .report(Rule::status_unknown, 0, "app:draft", entry.draft_unclear + "; kept as a draft");
        if (entry.kind == "post" || entry.kind == "page")
            sink.post(blogger::post(std::move(entry), record, diagnostics));
        else if (entry.kind == "comment") sink.comment(blogger::comment(std::move(entry), record, diagnostics));
        else if (entry.kind == "settings") sink.setting(setting(std::move(entry)));
        else if (entry.kind == "template") sink.theme(theme(std::move(entry)));
        else
            diagnostics.report(Rule::kind_unknown, record.at, std::string(entry.id), "category",
                               entry.kind.empty()
                                   ? "the entry does not say what it is; it is not carried"
                                   : "an entry of kind \"" + std::string(entry.kind) + "\" is not carried");
    }

    // A child of the feed that is no entry.
    bool head(xml::Cursor& xml) {
        if (xml.is({atom, "id"})) site_.id = text::blog_number(text::trim(xml.text()));
        else if (xml.is({atom, "title"})) site_.title = xml.text();
        else if (xml.is({atom, "subtitle"})) site_.subtitle = xml.text();
        else if (xml.is({atom, "updated"})) site_.updated = time::parse_rfc3339(text::trim(xml.text()));
        else if (xml.is({atom, "generator"})) site_.generator = text::trim(xml.text());
        else if (xml.is({atom, "author"})) author(xml);
        else if (xml.is({atom, "link"})) home(xml);
        else return false;
        return true;
    }

    void author(xml::Cursor& xml) {
        Person p = blogger::read_person(xml);
        site_.properties.push_back({"author", std::move(p.name)});
        if (p.uri) site_.properties.push_back({"author:uri", std::move(*p.uri)});
        if (p.email) site_.properties.push_back({"author:email", std::move(*p.email)});
        if (p.avatar) site_.properties.push_back({"author:image", std::move(*p.avatar)});
    }

    // Links of the feed other than to the blog itself are addresses of the export.
    void home(xml::Cursor& xml) {
        const std::string href = text::with_scheme(xml.attribute_or("href", ""));
        if (xml.attribute_or("rel", "alternate") != "alternate" || !text::is_absolute_url(href)) return;
        site_.home = href.ends_with("/") ? href : href + "/";
    }

    // tag:blogger.com,1999:blog-1.settings.BLOG_NAME
    static Setting setting(Entry&& entry) {
        const std::size_t at = entry.id.find(".settings.");
        return {std::string(at == std::string_view::npos ? entry.id : entry.id.substr(at + 10)),
                std::move(entry.content)};
    }

    static Template theme(Entry&& entry) {
        return {entry.id.ends_with(".template") ? "classic" : "layout", std::move(entry.content)};
    }

    Site site_;  // before feed_, which fills it
    xml::Feed feed_;
};

}  // namespace

std::unique_ptr<Reader> open(const Source& source, const Settings&, Context& context) {
    return std::make_unique<GdataReader>(source, context);
}

}  // namespace blogferry::converters::gdata
