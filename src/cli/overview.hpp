/// What is in a blog, counted.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "blogferry/format.hpp"

namespace blogferry::cli {

/// The two ends of a silence: months as (year, month).
struct Silence {
    std::int64_t months = 0;  ///< whole months without a post between the two
    std::string from, to;     ///< "2012-03", of the posts around it
};

/// Counts a blog as it is handed to a writer.
class Overview final : public Writer {
public:
    void begin(const Manifest& manifest) override { manifest_ = manifest; }
    void post(const Post& post, Comments& comments) override;
    void orphan(const Comment& comment, OrphanReason reason) override;
    void finish() override;

    using Tally = std::map<std::string, std::uint64_t, std::less<>>;
    struct Entries {
        std::uint64_t total = 0;
        Tally by_status;
        std::string first, last;  ///< days, "2012-09-21"; empty if nothing is dated
    };

    const Manifest& manifest() const { return manifest_; }
    const Entries& posts() const { return posts_; }
    const Entries& pages() const { return pages_; }
    const Entries& comments() const { return comments_; }
    std::uint64_t replies() const { return replies_; }            ///< comments that answer another comment
    std::uint64_t orphans() const { return orphans_; }
    std::uint64_t foreign() const { return foreign_; }
    std::int64_t declared() const { return declared_; }           ///< comments, as the posts that declare a number say
    std::uint64_t declaring() const { return declaring_; }        ///< posts that declare a number of comments
    std::uint64_t differing() const { return differing_; }        ///< posts where that number is not the one found
    std::uint64_t undated() const { return undated_; }
    std::uint64_t untitled() const { return untitled_; }          ///< of the published posts and pages
    std::uint64_t unaddressed() const { return unaddressed_; }    ///< of the published posts and pages
    const std::optional<Silence>& silence() const { return silence_; }  ///< the longest between two published posts
    /// Most first, then by name.
    const std::vector<std::pair<std::string, std::uint64_t>>& authors() const { return authors_; }
    const std::vector<std::pair<std::string, std::uint64_t>>& labels() const { return labels_; }

private:
    static void count(Entries& entries, std::string_view status, const std::optional<Timestamp>& published);
    void count_silence(const Timestamp& published);

    Manifest manifest_;
    Entries posts_, pages_, comments_;
    std::uint64_t replies_ = 0, orphans_ = 0, foreign_ = 0, declaring_ = 0, differing_ = 0;
    std::uint64_t undated_ = 0, untitled_ = 0, unaddressed_ = 0;
    std::int64_t declared_ = 0;
    std::optional<Silence> silence_;
    std::optional<std::int64_t> last_month_;  // of the last published post, counted from year 0
    Tally by_author_, by_label_;
    std::vector<std::pair<std::string, std::uint64_t>> authors_, labels_;
};

}  // namespace blogferry::cli
