#include <algorithm>
#include <array>
#include <unordered_map>

#include "entities.hpp"
#include "json/entities.hpp"
#include "text/blogger.hpp"
#include "text/strings.hpp"
#include "text/url.hpp"
#include "time/timestamp.hpp"

namespace blogferry::wxr {

namespace {

struct Word {
    std::string_view word;
    CommentStatus status;
    bool exact;  // the model has this state
};

constexpr std::array<Word, 6> words{{
    {"1", CommentStatus::approved, true},
    {"0", CommentStatus::pending, true},
    {"spam", CommentStatus::spam, true},
    {"trash", CommentStatus::removed, true},
    {"post-trashed", CommentStatus::removed, false},
    {"", CommentStatus::pending, true},
}};

bool is_field(std::string_view key) {
    static constexpr std::array<std::string_view, 9> keys{
        "blogger_id",     "blogger_status",    "blogger_in_reply_to", "blogger_author_kind", "blogger_author_id",
        "blogger_avatar", "blogger_permalink", "blogger_updated",     "blogger_properties"};
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

bool is_written_for_wordpress(std::string_view key) { return key.starts_with("blogger_"); }

struct State {
    CommentStatus status;
    bool known, exact;
};

State state_of(const SourceComment& source) {
    const std::string_view written = text::trim(source.approved);
    const auto word = std::find_if(words.begin(), words.end(), [&](const Word& w) { return w.word == written; });
    if (word == words.end()) return {CommentStatus::pending, false, false};
    return {word->status, true, word->exact};
}

void status(const SourceComment& source, Comment& comment, const Subject& subject) {
    const std::string_view written = text::trim(source.approved);
    const State state = state_of(source);
    comment.status = state.status;
    if (!state.exact) comment.properties.push_back({"wp:comment_approved", std::string(written)});
    if (!state.known)
        subject.report(Rule::status_unknown, "wp:comment_approved",
                       "\"" + std::string(written) + "\" is no state of a comment; kept as pending");
    // The two states of Blogger's that WordPress has carried along, if nobody has decided otherwise there.
    const std::string_view blogger = kept_meta(source.metas, "blogger_status");
    if (blogger == json::to_string(CommentStatus::ghosted) && comment.status == CommentStatus::pending)
        comment.status = CommentStatus::ghosted;
}

// What was kept counts, but nothing becomes public that somebody has since made less so in the file. The states stand
// in that order; a ghosted comment, written as a pending one, is behind that.
void less_public(const SourceComment& source, Comment& comment, const Subject& subject) {
    const CommentStatus kept = comment.status;
    if (text::trim(source.approved).empty() || state_of(source).status <= kept) return;
    status(source, comment, subject);
    subject.edited("status", json::to_string(comment.status), json::to_string(kept));
}

std::string id_of(const SourceComment& source) {
    const std::string_view blogger = kept_meta(source.metas, "blogger_id");
    if (!blogger.empty()) return std::string(text::join_key(blogger));
    const std::string_view number = text::trim(source.id);
    return says_a_number(number) ? std::string(number) : std::string();
}

Person author(const SourceComment& source, const Writers& writers) {
    Person person;
    person.name = plain_name(text::trim(source.author));
    const auto optional = [](std::string_view text) {
        return text.empty() ? std::nullopt : std::optional<std::string>(text);
    };
    person.email = optional(text::trim(source.email));
    person.uri = optional(text::trim(source.url));
    person.avatar = optional(kept_meta(source.metas, "blogger_avatar"));
    const std::string_view user = text::trim(source.user);
    if (says_a_number(user)) {
        const auto login = writers.login_of_number.find(user);
        person.kind = PersonKind::account;
        person.id = login == writers.login_of_number.end() ? user : std::string_view(login->second);
    } else if (!person.uri && !person.email && (person.name.empty() || text::anonymous_name(person.name))) {
        person.kind = PersonKind::anonymous;
    }
    if (const auto kind = json::from_string<PersonKind>(kept_meta(source.metas, "blogger_author_kind")))
        person.kind = *kind;
    const std::string_view id = kept_meta(source.metas, "blogger_author_id");
    if (!id.empty()) person.id = id;
    return person;
}

void leftovers(const SourceComment& source, Comment& comment) {
    const auto keep = [&](const char* name, std::string_view value, std::string_view usual) {
        if (!value.empty() && value != usual) comment.properties.push_back({name, std::string(value)});
    };
    keep("wp:comment_type", source.type, "comment");
    keep("wp:comment_author_IP", source.ip, {});
    keep("wp:comment_user_id", source.user, "0");
}

// WordPress' numbers of the comments of one item, and their ids where those are others.
class Numbers {
public:
    explicit Numbers(const std::vector<SourceComment>& comments) {
        for (const SourceComment& c : comments)
            if (!c.kept.json && !kept_meta(c.metas, "blogger_id").empty()) ids_.emplace(text::trim(c.id), id_of(c));
    }
    std::string id(std::string_view number) const {
        const auto found = ids_.find(number);
        return found == ids_.end() ? std::string(number) : found->second;
    }

private:
    std::unordered_map<std::string_view, std::string> ids_;
};

Comment comment_of(const SourceComment& source, const std::string& post, const Numbers& numbers, const Making& making) {
    Comment comment;
    comment.at = source.at;
    comment.post = post;
    comment.content = source.content;
    if (source.kept.json) {
        json::Object(*source.kept.json, source.kept.at, making.limits.depth)
            .read(comment, making.depth, &making.diagnostics);
        less_public(source, comment, {"comment", comment.id, source.at, making.diagnostics});
    } else {
        comment.id = id_of(source);
        comment.guid = kept_meta(source.metas, "blogger_id");
        const Subject subject{"comment", comment.id, source.at, making.diagnostics};
        status(source, comment, subject);
        comment.published = time_of(source.date, "published", comment.properties, subject);
        comment.updated = time::parse_rfc3339(kept_meta(source.metas, "blogger_updated"));
        const std::string_view parent = text::trim(source.parent);
        const std::string_view elsewhere = kept_meta(source.metas, "blogger_in_reply_to");
        if (says_a_number(parent))
            comment.parent = numbers.id(parent);
        else if (!elsewhere.empty())
            comment.parent = elsewhere;
        if (making.depth == Depth::skim) return comment;
        comment.author = author(source, making.writers);
        leftovers(source, comment);
        const std::string_view permalink = kept_meta(source.metas, "blogger_permalink");
        if (!permalink.empty()) comment.permalink = permalink;
    }
    add_metas(source.metas, comment.properties, source.kept.json ? is_written_for_wordpress : is_field);
    const std::string_view pairs = kept_meta(source.metas, "blogger_properties");
    if (!pairs.empty() && !json::read_pairs(pairs, comment.properties))
        comment.properties.push_back({"blogger_properties", std::string(pairs)});
    return comment;
}

}  // namespace

void comments_of(const SourceItem& item, const std::string& post, const Making& making, EntitySink& sink) {
    const Numbers numbers(item.comments);
    for (const SourceComment& source : item.comments) sink.comment(comment_of(source, post, numbers, making));
}

}  // namespace blogferry::wxr
