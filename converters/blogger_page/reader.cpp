#include "reader.hpp"

#include <algorithm>
#include <unordered_map>
#include <variant>

#include "entities.hpp"
#include "html/document.hpp"
#include "html/saved.hpp"
#include "text/localized_date.hpp"
#include "text/place.hpp"
#include "text/strings.hpp"
#include "text/utf8.hpp"

namespace blogferry::page {
namespace {

std::string entity_name(const Post& post) { return "post " + post.id; }
std::string entity_name(const Comment& comment) { return "comment " + comment.id; }

// Not one into the same page, and none with a scheme of its own.
bool is_relative(std::string_view address) {
    address = text::trim(address);
    if (address.empty() || address.front() == '#' || address.starts_with("//")) return false;
    const std::size_t end = address.find_first_of(":/?#");
    return end == std::string_view::npos || end == 0 || address[end] != ':';
}

/// A file may be larger than the page in it: MHTML has the pictures too.
constexpr std::uint64_t largest_file = 64ULL * 1024 * 1024;

/// The pages of a file as they were published, one behind the other.
struct Pages {
    struct Page {
        std::size_t begin = 0, size = 0;  // in the source
        std::string address;              // where it was, as far as the file says
    };
    std::string source;
    std::vector<Page> pages;
};

/// A page is small and what stands in it depends on all of it, so it is read once, when it is opened. Kept are places
/// and what is short; a body is taken from its record: the source of the element that is the post, or the comment.
class PageReader final : public Reader {
public:
    PageReader(const Input& input, const std::optional<std::string>& locale, Context& context)
        : input_(&input), diagnostics_(&context.diagnostics) {
        const Pages pages = open(context);
        Location at{input_->number(), 1, 1, 0};
        for (const Pages::Page& page : pages.pages) {
            const std::string_view source = std::string_view(pages.source).substr(page.begin, page.size);
            read(html::Document(std::string(source), at, context.limits), page.address, locale, pages.pages.size() > 1,
                 context);
            at = text::moved(at, source);
        }
        report_relative(context);
    }

    const Input& input() const override { return *input_; }
    const Site& site() const override { return site_; }
    bool found_nothing() const override { return found_.empty(); }
    int preference() const override { return index_ ? -4 : -3; }

    bool next(Record& record) override {
        if (next_ == found_.size()) {
            for (const Location& page : empty_)
                diagnostics_->report(Rule::page_no_post, page, {}, {},
                                     "nothing in it is marked as a post; nothing is read");
            empty_.clear();
            return false;
        }
        const Found& found = found_[next_++];
        bytes_.resize(found.length);
        input_->fill(found.at, bytes_);
        record = Record{bytes_, found.at};
        return true;
    }

    void parse(const Record& record, Depth depth, EntitySink& sink, Diagnostics& diagnostics) const override {
        const Found& found = found_.at(places_.at(record.at.offset));
        const auto give = [&](const auto& draft) {
            auto entity = draft.entity;
            entity.at = record.at;
            if (depth == Depth::full)
                entity.content = record.bytes.substr(draft.body.offset - draft.record.offset, draft.body.length);
            for (const Note& note : draft.notes)
                diagnostics.report(note.rule, entity.at, entity_name(entity), note.field, note.message);
            return entity;
        };
        if (const auto* const post = std::get_if<Draft<Post>>(&found.draft))
            sink.post(give(*post));
        else
            sink.comment(give(std::get<Draft<Comment>>(found.draft)));
    }

private:
    struct Found {
        Location at;
        std::size_t length = 0;
        std::variant<Draft<Post>, Draft<Comment>> draft;
    };

    // All that is in the file; what had to be changed to read it is kept in a copy.
    Pages open(Context& context) {
        const Input& file = *input_;
        std::string address, charset;
        if (html::mhtml_page(file.head())) {
            const auto page = html::mhtml_page(file.all(largest_file));
            if (page->others > 0)
                context.diagnostics.report(
                    Rule::member_skipped, {file.number(), 0, 0, 0}, {}, {},
                    std::to_string(page->others) + (page->others == 1 ? " part" : " parts") +
                        " of the file (pictures, style sheets, frames) are not the page; not used");
            address = page->address;
            charset = page->charset;
            copy_ = Input::memory(file.name(), page->bytes, context);
            input_ = copy_.get();
        }
        const std::string source = html::page_of(*input_, context, charset);
        Pages result;
        for (const html::Extent& extent : html::documents(source)) {
            html::Restored page =
                html::restored(std::string_view(source).substr(extent.begin, extent.end - extent.begin));
            if (page.address.empty()) page.address = address;
            result.pages.push_back({result.source.size(), page.source.size(), std::move(page.address)});
            result.source += page.source;
        }
        if (result.source.size() != input_->size() || result.source != input_->all(result.source.size())) {
            copy_ = Input::memory(file.name(), result.source, context);
            input_ = copy_.get();
        }
        return result;
    }

    void read(const html::Document& document, const std::string& address, const std::optional<std::string>& locale,
              bool one_of_several, Context& context) {
        const Head head = read_head(document, address);
        const Dates dates(locale, head.locales);
        const Places page = find_posts(document, head);
        const bool only_one = page.posts.size() == 1 && head.type != PageType::index;
        const Location whole = one_of_several ? document.at(0) : Location{input_->number(), 0, 0, 0};
        if (!found_.empty() && !head.site.id.empty() && !site_.id.empty() && head.site.id != site_.id) {
            context.diagnostics.report(Rule::text_after_end, whole, {}, {},
                                       "here begins a page of another blog (" + head.site.id +
                                           "), which is not read; give it in a file of its own");
            return;
        }
        const std::size_t before = found_.size();
        const html::Extent extent = html::documents(document.source()).front();
        index_ = index_ || !only_one;
        for (const PostPlace& place : page.posts) {
            Draft<Post> post = draft_post(place, page, head, dates, only_one);
            std::vector<Draft<Comment>> comments =
                draft_comments(only_one ? page.scope : place.whole, post.entity, head, dates);
            add(std::move(post), document);
            for (Draft<Comment>& comment : comments) add(std::move(comment), document);
        }
        for (const html::Element& passed : page.passed)
            context.diagnostics.report(Rule::page_post_unread, document.at(passed.offset()), {}, {},
                                       "is marked as a post, but nothing in it is known to be a text or a link to one; "
                                       "it is not read");
        report_tail(document, extent.tail, before, context);
        report_cut(document, extent.cut, page, before, context);
        count_relative(document, before);
        if (found_.size() == before) return report_empty(head, whole, context);
        if (before == 0) {
            site_ = head.site;
            std::vector<std::string> titles;
            for (const PostPlace& place : page.posts) titles.push_back(place.title ? place.title->text() : "");
            if (site_.title.empty()) site_.title = blog_title(document, titles);
        }
    }

    // Damage that HTML cannot tell: every text is a page.
    void report_cut(const html::Document& document, bool cut, const Places& page, std::size_t before,
                    Context& context) const {
        if (found_.size() == before) return;
        const std::string_view source = document.source();
        const auto is_open = [&](const std::optional<html::Element>& e) {
            return e && !e->is_closed() && e->offset() + e->outer().size() == source.size();
        };
        const PostPlace& last = page.posts.back();
        const bool in_text = is_open(last.body) || is_open(last.summary);
        const bool has_end = !cut || text::lower(source).find("</body") != std::string::npos;
        const bool fragment = source.find("<html") == std::string_view::npos && in_text;
        if (has_end && !fragment && !html::ends_in_tag(source)) return;
        std::string post;
        for (auto found = found_.begin() + static_cast<std::ptrdiff_t>(before); found != found_.end(); ++found)
            if (const auto* const draft = std::get_if<Draft<Post>>(&found->draft)) post = entity_name(draft->entity);
        context.diagnostics.report(
            Rule::page_ends_early, document.at(source.size()), post, "content",
            in_text ? "the page ends here, in the middle of its text; the rest is missing"
                    : "the page ends early; what follows, be it text, comments or posts, is missing");
    }

    // Links and pictures in texts that lead nowhere without the page.
    void count_relative(const html::Document& document, std::size_t before) {
        struct Relative {
            std::size_t at;
            std::string address;
        };
        std::vector<Relative> all;  // in the order of the source
        for (const html::Element& element : document.root().all("[href], [src]"))
            for (const char* const name : {"href", "src"})
                if (std::string address = element.attribute(name).value_or(""); is_relative(address))
                    all.push_back({element.offset(), std::move(address)});
        for (auto found = found_.begin() + static_cast<std::ptrdiff_t>(before); found != found_.end(); ++found) {
            const Piece body = std::visit([](const auto& draft) { return draft.body; }, found->draft);
            auto next = std::lower_bound(all.begin(), all.end(), body.offset,
                                         [](const Relative& r, std::size_t offset) { return r.at < offset; });
            for (; next != all.end() && next->at < body.offset + body.length; ++next) {
                if (relative_count_++ > 0) continue;
                relative_first_ = document.at(next->at);
                relative_example_ = next->address;
            }
        }
    }

    void report_relative(Context& context) const {
        if (relative_count_ == 0) return;
        context.diagnostics.report(Rule::relative_addresses, relative_first_, {}, {},
                                   std::to_string(relative_count_) +
                                       (relative_count_ == 1 ? " address" : " addresses") +
                                       " of links and pictures in texts " + (relative_count_ == 1 ? "is" : "are") +
                                       " relative to where the page was, and kept as written: \"" +
                                       text::printable(relative_example_, 80) + "\"");
    }

    void report_tail(const html::Document& document, std::size_t tail, std::size_t before, Context& context) const {
        const std::string_view source = document.source();
        const bool read =
            std::any_of(found_.begin() + static_cast<std::ptrdiff_t>(before), found_.end(),
                        [&](const Found& f) { return f.at.offset + f.length > document.at(tail).offset; });
        const std::size_t words = html::text_of(source.substr(tail)).size();
        if (read || words == 0) return;
        const std::size_t first = std::min(source.find_first_not_of(" \t\r\n", tail), source.size());
        context.diagnostics.report(
            Rule::text_after_end, document.at(first), {}, {},
            "what follows the end of the page here was not read: " + std::to_string(words) + " bytes of text");
    }

    void report_empty(const Head& head, const Location& whole, Context& context) {
        if (head.dynamic)
            context.diagnostics.report(Rule::page_dynamic_view, whole, {}, {},
                                       "is a dynamic view: its posts are fetched by a script and not in the page");
        else
            empty_.push_back(whole);
    }

    template <class T>
    void add(Draft<T> draft, const html::Document& document) {
        if (draft.body.length == 0) draft.body.offset = draft.record.offset;
        const Location at = document.at(draft.record.offset);
        places_.emplace(at.offset, found_.size());
        found_.push_back({at, draft.record.length, std::move(draft)});
    }

    const Input* input_;
    std::unique_ptr<Input> copy_;  // in UTF-8, unpacked and restored, if the file is not
    Site site_;
    bool index_ = false;
    std::size_t relative_count_ = 0;  // of addresses in texts
    Location relative_first_;
    std::string relative_example_;
    std::vector<Found> found_;
    std::unordered_map<std::uint64_t, std::size_t> places_;
    std::size_t next_ = 0;
    std::vector<Location> empty_;  // pages without a post; said when all is read, for beside others they may be no loss
    Diagnostics* diagnostics_;
    std::string bytes_;
};

}  // namespace

std::unique_ptr<Reader> open(const Source& source, const Settings& settings, Context& context) {
    std::optional<std::string> locale = source.locale;
    if (const std::string& given = settings["locale"]; !given.empty()) locale = given;
    if (locale && !text::knows_locale(*locale))
        throw Error(Rule::usage, "no language is known for the locale \"" + *locale + "\"",
                    "locales are those of BCP 47, such as en-GB, de or zh-TW");
    return std::make_unique<PageReader>(*source.input, locale, context);
}

}  // namespace blogferry::page
