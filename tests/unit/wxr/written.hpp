// Writes an invented blog through the Writer interface, and looks at what came out.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "blogferry/format.hpp"

namespace blogferry::converters {
const Format& wxr();
}

namespace blogferry::test {

/// An output that is a string; so are its neighbours, if it may have any.
class StringOutput : public Output {
public:
    explicit StringOutput(bool neighbours = true) : neighbours_(neighbours) {}
    void write(std::string_view bytes) override {
        text += bytes;
        written_ += bytes.size();
    }
    void commit() override {}
    Output* beside(const std::string& suffix) override {
        if (!neighbours_) return nullptr;
        auto& output = besides[suffix];
        if (!output) output = std::make_unique<StringOutput>();
        return output.get();
    }
    Output* next_part() override {
        if (!neighbours_) return nullptr;
        return parts.emplace_back(std::make_unique<StringOutput>()).get();
    }
    std::string name() const override { return "out.wxr"; }

    std::string text;
    std::map<std::string, std::unique_ptr<StringOutput>> besides;
    std::vector<std::unique_ptr<StringOutput>> parts;

private:
    bool neighbours_;
};

class ListOfComments : public Comments {
public:
    explicit ListOfComments(std::vector<Comment> comments) : comments_(std::move(comments)) {}
    bool next(Comment& comment) override {
        if (at_ == comments_.size()) return false;
        comment = comments_[at_++];
        return true;
    }

private:
    std::vector<Comment> comments_;
    std::size_t at_ = 0;
};

/// A blog as the assembler would hand it over, and what the writer made of it.
struct Written {
    Manifest manifest;
    std::vector<std::pair<Post, std::vector<Comment>>> posts;
    std::vector<Comment> orphans;
    std::vector<std::string> options;
    bool neighbours = true;

    std::string wxr;
    std::vector<std::string> parts;
    std::string orphans_file;
    std::vector<Diagnostic> said;

    Written& write() {
        said.clear();
        Context context;
        context.diagnostics = Diagnostics([this](const Diagnostic& diagnostic) { said.push_back(diagnostic); });
        const Format& format = converters::wxr();
        StringOutput output(neighbours);
        const auto writer = format.create(output, Settings(format.write_options, options, format.name), context);
        collect();
        writer->begin(manifest);
        for (auto& [post, comments] : posts) {
            ListOfComments list(comments);
            writer->post(post, list);
        }
        for (const Comment& orphan : orphans) writer->orphan(orphan, OrphanReason::post_missing);
        writer->finish();
        wxr = output.text;
        parts.clear();
        for (const auto& part : output.parts) parts.push_back(part->text);
        if (output.besides.count(".orphans.ndjson")) orphans_file = output.besides[".orphans.ndjson"]->text;
        return *this;
    }

    std::size_t count(Rule rule) const {
        std::size_t n = 0;
        for (const Diagnostic& d : said) n += d.rule == rule;
        return n;
    }

    /// The text of every <tag …> element of our own output, CDATA sections joined.
    std::vector<std::string> all(const std::string& tag) const { return all_in(wxr, tag); }
    /// The same for each item.
    std::vector<std::string> of_items(const std::string& tag) const {
        return all_in(std::string_view(wxr).substr(wxr.find("<item>")), tag);
    }
    /// Values of a custom field, posts' and comments' alike.
    std::vector<std::string> meta(const std::string& key) const {
        std::vector<std::string> result;
        const auto keys = all("wp:meta_key"), values = all("wp:meta_value");
        for (std::size_t i = 0; i < keys.size(); ++i) {
            if (keys[i] == key) result.push_back(values[i]);
        }
        return result;
    }

private:
    // The manifest's lists, as the assembler makes them: distinct and sorted.
    void collect() {
        std::map<std::string, Category> categories;
        std::map<std::pair<std::string, std::string>, Person> authors;
        for (const auto& [post, comments] : posts) {
            for (const Category& category : post.categories) categories.emplace(category.term, category);
            for (const Person& author : post.authors) authors.emplace(std::pair(author.name, author.id), author);
        }
        manifest.categories.clear();
        manifest.authors.clear();
        for (const auto& [term, category] : categories) manifest.categories.push_back(category);
        for (const auto& [name, author] : authors) manifest.authors.push_back(author);
    }

    static std::vector<std::string> all_in(std::string_view text, const std::string& tag) {
        std::vector<std::string> result;
        for (std::size_t at = 0; (at = text.find('<' + tag, at)) != std::string_view::npos;) {
            const std::size_t open = text.find_first_of(" >", at + 1);
            if (text.substr(at + 1, open - at - 1) != tag) {
                ++at;
                continue;
            }
            const std::size_t begin = text.find('>', at) + 1;
            std::string value;
            for (std::size_t p = begin;;) {
                if (text.substr(p, 9) == "<![CDATA[") {
                    const std::size_t end = text.find("]]>", p);
                    value += text.substr(p + 9, end - p - 9);
                    p = end + 3;
                } else if (text[p] == '<') {
                    at = p;
                    break;
                } else {
                    value += text[p++];
                }
            }
            result.push_back(value);
        }
        return result;
    }
};

inline Timestamp at(long long seconds, std::optional<int> offset_minutes = std::nullopt) {
    Timestamp timestamp{std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::seconds(seconds)), {}, {}};
    if (offset_minutes) timestamp.offset = std::chrono::minutes(*offset_minutes);
    return timestamp;
}

inline Post published_post(const std::string& id, const std::string& title, long long seconds) {
    Post post;
    post.id = id;
    post.guid = "tag:blogger.com,1999:blog-1.post-" + id;
    post.status = PostStatus::published;
    post.title = title;
    post.content = "<p>" + title + "</p>";
    post.published = at(seconds);
    return post;
}

inline Comment comment(const std::string& id, std::optional<std::string> parent, long long seconds) {
    Comment comment;
    comment.id = id;
    comment.post = "1";
    comment.parent = std::move(parent);
    comment.status = CommentStatus::approved;
    comment.content = "comment " + id;
    comment.published = at(seconds);
    return comment;
}

}  // namespace blogferry::test
