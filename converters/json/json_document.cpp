/// One JSON document, written as it goes: {"format","version","site","counts","posts":[…],"orphans":[…]}.

#include <memory>
#include <string>

#include "blogferry/format.hpp"
#include "json/entities.hpp"

namespace blogferry::converters {

const Format& json_document();

namespace {

/// Bytes that are collected before they go to the output.
constexpr std::size_t batch = 256 * 1024;

class DocumentWriter final : public Writer {
public:
    DocumentWriter(Output& output, bool pretty) : output_(output), pretty_(pretty) { buffer_.reserve(2 * batch); }

    void begin(const Manifest& manifest) override {
        json_.begin_object();
        member("format");
        json_.value("blogferry");
        member("version");
        json_.value(json::shape_version);
        member("site");
        json::write(json_, manifest.site);
        member("counts");
        json::write(json_, manifest.counts);
        member("posts");
        json_.begin_array();
        flush_above(batch);
    }

    void post(const Post& post, Comments& comments) override {
        any_ = true;
        line(4);
        json_.begin_object();
        json::write_members(json_, post);
        if (comments.next(comment_)) write_comments(comments);
        json_.end_object();
        flush_above(batch);
    }

    void orphan(const Comment& comment, OrphanReason reason) override {
        if (!in_orphans_) begin_orphans();
        any_ = true;
        line(4);
        json_.begin_object();
        json_.key("reason");
        json_.value(json::to_string(reason));
        json::write_members(json_, comment);
        json_.end_object();
        flush_above(batch);
    }

    void finish() override {
        if (!in_orphans_) begin_orphans();
        end_array();
        line_after(0);
        json_.end_object();
        buffer_ += '\n';
        flush_above(0);
    }

private:
    /// The first one is in comment_ already.
    void write_comments(Comments& comments) {
        json_.key("comments");
        json_.begin_array();
        do {
            line(6);
            json::write(json_, comment_);
            flush_above(batch);
        } while (comments.next(comment_));
        line_after(4);
        json_.end_array();
    }

    void begin_orphans() {
        end_array();
        member("orphans");
        json_.begin_array();
        in_orphans_ = true;
    }

    void end_array() {
        if (any_) line_after(2);
        json_.end_array();
        any_ = false;
    }

    void member(std::string_view name) {
        line(2);
        json_.key(name);
    }

    void line(unsigned indent) {
        if (pretty_) json_.line(indent);
    }

    /// Before a closing bracket, where no comma belongs.
    void line_after(unsigned indent) {
        if (pretty_) buffer_.append(1, '\n').append(indent, ' ');
    }

    void flush_above(std::size_t size) {
        if (buffer_.size() <= size) return;
        output_.write(buffer_);
        buffer_.clear();
    }

    Output& output_;
    bool pretty_;
    std::string buffer_;
    json::Emitter json_{buffer_};
    Comment comment_;  // kept for its capacity
    bool any_ = false;  // the array being written has elements
    bool in_orphans_ = false;
};

constexpr OptionInfo options[] = {
    {"pretty", "yes|no", "no", "a line of its own for each post and comment, indented"},
};

}  // namespace

const Format& json_document() {
    static const Format format{
        .name = "json",
        .title = "JSON: one document, posts with their comments",
        .extensions = ".json",
        .probe = nullptr,
        .companion = nullptr,
        .open = nullptr,
        .create = [](Output& output, const Settings& settings, Context&) -> std::unique_ptr<Writer> {
            return std::make_unique<DocumentWriter>(output, settings.yes("pretty"));
        },
        .read_options = {},
        .write_options = options,
        .writes_to_stdout = true,
    };
    return format;
}

}  // namespace blogferry::converters
