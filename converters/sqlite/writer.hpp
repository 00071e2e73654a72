/// Writes a blog as an SQLite database.
#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "blogferry/format.hpp"
#include "clock.hpp"
#include "insert.hpp"
#include "persons.hpp"
#include "time/local_times.hpp"

namespace blogferry::sqlite {

struct Options {
    bool search = false;     ///< add full-text search
    bool provenance = true;  ///< name the sources
};

/// One transaction, no journal: the file is a staging file, which is published whole or thrown away.
class DatabaseWriter final : public Writer {
public:
    /// @param file where to write
    /// @param name what messages call it
    DatabaseWriter(const std::string& file, std::string name, Options options, Diagnostics& diagnostics);

    void begin(const Manifest& manifest) override;
    void post(const Post& post, Comments& comments) override;
    void orphan(const Comment& comment, OrphanReason reason) override;
    void finish() override;

private:
    /// Everything that is prepared while rows are written, and gone before the database is closed.
    struct Tables {
        explicit Tables(SQLite::Database& database);

        Persons persons;
        Categories categories;
        Insert posts, post_authors, post_categories, enclosures, comments, orphans, properties;
        std::int64_t post_count = 0, comment_count = 0, orphan_count = 0;
    };

    template <typename Work>
    void guarded(Work&& work);
    void open();
    void check(std::int64_t schema) const;
    void write_site(const Site& site);
    void write_post(const Post& post);
    void write_parts(const Post& post);
    void write_comment(const Comment& comment, const Post& post);
    void write_orphan(const Comment& comment, OrphanReason reason);
    void write_columns(Insert& row, const Comment& comment);
    void write_properties(const char* owner, const std::string& id, const std::vector<Property>& properties);
    void write_sources();

    std::string file_;
    std::string name_;
    Options options_;
    std::optional<SQLite::Database> database_;
    std::optional<Tables> tables_;
    Diagnostics& diagnostics_;
    Clock clock_;
    time::LocalTimes local_times_;
    std::vector<SourceInfo> sources_;
    Comment comment_;  // kept for its capacity
};

}  // namespace blogferry::sqlite
