#include "reader.hpp"

#include <unordered_map>
#include <variant>

#include "entities.hpp"
#include "html/document.hpp"
#include "text/localized_date.hpp"

namespace blogferry::page {
namespace {

std::string entity_name(const Post& post) { return "post " + post.id; }
std::string entity_name(const Comment& comment) { return "comment " + comment.id; }

/// A page is small and what stands in it depends on all of it, so it is read once, when it is opened. Kept are places
/// and what is short; a body is taken from its record: the source of the element that is the post, or the comment.
class PageReader final : public Reader {
public:
    PageReader(const Input& input, const std::optional<std::string>& locale, Context& context) : input_(&input) {
        std::string source = html::page_of(input, context);
        if (source.size() != input.size() || source != input.all(source.size())) {
            copy_ = Input::memory(input.name(), source, context);
            input_ = copy_.get();
        }
        const html::Document document(std::move(source), input.number(), context.limits);
        const Head head = read_head(document);
        site_ = head.site;
        const Dates dates(locale, head.locales);
        const Places page = find_posts(document, head);
        const bool only_one = page.posts.size() == 1 && head.type != PageType::index;
        index_ = !only_one;
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
        if (!found_.empty()) return;
        const Location whole{input.number(), 0, 0, 0};
        if (head.dynamic)
            context.diagnostics.report(Rule::page_dynamic_view, whole, {}, {},
                                       "is a dynamic view: its posts are fetched by a script and not in the page");
        else
            context.diagnostics.report(Rule::page_no_post, whole, {}, {},
                                       "nothing in it is marked as a post; nothing is read");
    }

    const Input& input() const override { return *input_; }
    const Site& site() const override { return site_; }
    bool found_nothing() const override { return found_.empty(); }
    int preference() const override { return index_ ? -4 : -3; }

    bool next(Record& record) override {
        if (next_ == found_.size()) return false;
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

    template <class T>
    void add(Draft<T> draft, const html::Document& document) {
        if (draft.body.length == 0) draft.body.offset = draft.record.offset;
        places_.emplace(draft.record.offset, found_.size());
        found_.push_back({document.at(draft.record.offset), draft.record.length, std::move(draft)});
    }

    const Input* input_;
    std::unique_ptr<Input> copy_;  // in UTF-8, if the page is not
    Site site_;
    bool index_ = false;
    std::vector<Found> found_;
    std::unordered_map<std::uint64_t, std::size_t> places_;
    std::size_t next_ = 0;
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
