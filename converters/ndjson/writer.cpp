#include <string>

#include "json/entities.hpp"
#include "ndjson.hpp"

namespace blogferry::ndjson {

namespace {

/// Bytes that are collected before they go to the output.
constexpr std::size_t batch = 256 * 1024;

class NdjsonWriter final : public Writer {
public:
    explicit NdjsonWriter(Output& output) : output_(output) { buffer_.reserve(2 * batch); }

    void begin(const Manifest& manifest) override { json::append_header(buffer_, manifest.site); }

    void post(const Post& post, Comments& comments) override {
        ++(post.kind == PostKind::page ? written_.pages : written_.posts);
        json::append_post(buffer_, post);
        for (flush_above(batch); comments.next(comment_); flush_above(batch)) {
            ++written_.comments;
            json::append_comment(buffer_, comment_);
        }
    }

    void orphan(const Comment& comment, OrphanReason reason) override {
        ++written_.orphans;
        json::append_orphan(buffer_, comment, reason);
        flush_above(batch);
    }

    void finish() override {
        json::append_end(buffer_, written_);
        flush_above(0);
    }

private:
    void flush_above(std::size_t size) {
        if (buffer_.size() <= size) return;
        output_.write(buffer_);
        buffer_.clear();
    }

    Output& output_;
    std::string buffer_;
    Comment comment_;  // kept for its capacity
    Counts written_;
};

}  // namespace

std::unique_ptr<Writer> make_writer(Output& output) { return std::make_unique<NdjsonWriter>(output); }

}  // namespace blogferry::ndjson
