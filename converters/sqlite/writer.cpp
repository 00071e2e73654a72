#include "writer.hpp"

#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

#include <cerrno>
#include <cstdint>
#include <limits>

#include "blogferry/version.hpp"
#include "failure.hpp"
#include "schema.hpp"
#include "words.hpp"

namespace blogferry::sqlite {

namespace {

/// A name that starts with "file:" would be taken for a URI.
std::string plain_name(const std::string& file) { return file.starts_with('/') ? file : "./" + file; }

/// No journal and no syncing: until commit the file belongs to us alone, and Output syncs it before it shows. Rows only
/// ever go to the end of a table, so a small cache is as good as a large one; it also bounds the memory that sorting
/// takes.
constexpr const char* settings = R"sql(
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA cache_size = -4096;
    PRAGMA foreign_keys = OFF;
    PRAGMA application_id = 0x424C4659;
    PRAGMA user_version = 1;
    PRAGMA analysis_limit = 400;
    BEGIN;
)sql";

/// Every table and index takes a page, so small pages keep a small blog small; large ones save a tenth of the time.
/// Still larger ones would save a little more, but SQLite sorts in the memory of 250 pages.
const char* page_size_for(const Counts& counts) {
    constexpr std::uint64_t many = 5000;
    const bool large = counts.posts + counts.pages + counts.comments + counts.orphans >= many;
    return large ? "PRAGMA page_size = 16384" : "PRAGMA page_size = 4096";
}

constexpr const char* comment_columns =
    "position, id, post_id, parent_id, status, author_id, published, published_offset, published_precision, "
    "published_local, updated, updated_offset, updated_precision, created, created_offset, created_precision, "
    "permalink, blog, guid, content";

constexpr const char* post_columns =
    "position, id, kind, status, title, author_id, replies, replies_declared, replies_declared_raw, permalink, path, "
    "slug, guid, published, published_offset, published_precision, published_local, updated, updated_offset, "
    "updated_precision, created, created_offset, created_precision, trashed, trashed_offset, trashed_precision, "
    "link_href, link_title, thumbnail, location_name, latitude, longitude, location_span, meta_description, summary, "
    "content";

std::string with_reason(const char* columns) { return std::string("reason, ") + columns; }

/// A length that no file can have does not fit into an INTEGER; it is kept as a property.
constexpr std::uint64_t longest = std::numeric_limits<std::int64_t>::max();

std::optional<std::int64_t> length_of(const Enclosure& enclosure) {
    if (!enclosure.length || *enclosure.length > longest) return std::nullopt;
    return static_cast<std::int64_t>(*enclosure.length);
}

std::int64_t schema_version(const SQLite::Database& database) {
    SQLite::Statement question(database, "PRAGMA schema_version");
    return question.executeStep() ? question.getColumn(0).getInt64() : -1;
}

}  // namespace

DatabaseWriter::Tables::Tables(SQLite::Database& database)
    : persons(database),
      categories(database),
      posts(database, "posts", post_columns),
      post_authors(database, "post_authors", "post_id, position, person_id"),
      post_categories(database, "post_categories", "post_id, position, category_id"),
      enclosures(database, "enclosures", "post_id, position, url, type, length"),
      comments(database, "comments", comment_columns),
      orphans(database, "orphan_comments", with_reason(comment_columns)),
      properties(database, "properties", "owner, owner_id, position, name, value") {}

/// Does `work`; an exception of SQLite's leaves as an Error that says what the operating system said.
template <typename Work>
void DatabaseWriter::guarded(Work&& work) {
    errno = 0;
    try {
        work();
    } catch (const SQLite::Exception& exception) {
        fail(exception, name_, errno);
    }
}

DatabaseWriter::DatabaseWriter(const std::string& file, std::string name, Options options, Diagnostics& diagnostics)
    : file_(plain_name(file)), name_(std::move(name)), options_(options), diagnostics_(diagnostics) {
    guarded([&] { open(); });
}

void DatabaseWriter::open() {
    database_.emplace(file_, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX);
    // Where it cannot open a file for writing, SQLite opens it for reading; which error made it so is still in errno.
    if (sqlite3_db_readonly(database_->getHandle(), "main") != 0) {
        throw SQLite::Exception("cannot open it for writing", SQLITE_CANTOPEN);
    }
}

void DatabaseWriter::begin(const Manifest& manifest) {
    clock_ = Clock(manifest.site);
    sources_ = manifest.sources;
    guarded([&] {
        database_->exec(page_size_for(manifest.counts));  // first: it holds from the first byte on
        database_->exec(settings);
        database_->exec(schema::tables);
        tables_.emplace(*database_);
        write_site(manifest.site);
    });
}

void DatabaseWriter::post(const Post& post, Comments& comments) {
    guarded([&] {
        write_post(post);
        write_parts(post);
        while (comments.next(comment_)) write_comment(comment_, post);
    });
}

void DatabaseWriter::orphan(const Comment& comment, OrphanReason reason) {
    guarded([&] { write_orphan(comment, reason); });
}

void DatabaseWriter::finish() {
    guarded([&] {
        tables_.reset();
        database_->exec(schema::indexes);
        database_->exec(schema::views);
        if (options_.search) database_->exec(schema::search);
        database_->exec("ANALYZE");
        // Last, so that other sources of the same content change nothing before this table's own page.
        if (options_.provenance) write_sources();
        database_->exec("COMMIT");
        const std::int64_t schema = schema_version(*database_);
        database_.reset();
        check(schema);
    });
    if (!clock_.knows_zone()) local_times_.report(diagnostics_);
}

/// Reads all of it once more as anybody will: there is no journal to tell of a write that never came to be.
void DatabaseWriter::check(std::int64_t schema) const {
    const SQLite::Database written(file_, SQLite::OPEN_READONLY);
    errno = 0;
    SQLite::Statement question(written, "PRAGMA integrity_check(1)");
    std::string answer = question.executeStep() ? question.getColumn(0).getString() : "no answer";
    // The first page of an earlier moment is sound, too.
    if (answer == "ok" && schema_version(written) != schema) answer = "the first page is an old one";
    if (answer == "ok") return;
    if (errno != 0) throw SQLite::Exception("what was written does not read back", SQLITE_IOERR);
    throw Error(Rule::output_failed,
                "what was written to " + name_ + " does not read back: " + answer.substr(answer.rfind('\n') + 1),
                "check the disk, and run again");
}

void DatabaseWriter::write_site(const Site& site) {
    Insert row(*database_, "site",
               "id, title, subtitle, home, language, time_zone, generator, updated, updated_offset, updated_precision");
    row.text(site.id).text(site.title).text(site.subtitle).text(site.home).text(site.language).text(site.time_zone);
    row.text(site.generator).time(site.updated).run();

    Insert settings_row(*database_, "settings", "name, value");
    for (const Setting& setting : site.settings) settings_row.text(setting.name).text(setting.value).run();
    Insert template_row(*database_, "templates", "name, content");
    for (const Template& theme : site.templates) template_row.text(theme.name).text(theme.content).run();
    write_properties("site", site.id, site.properties);
}

void DatabaseWriter::write_post(const Post& post) {
    const std::optional<std::string> local = clock_.reading(post.published);
    local_times_.add(post.published);
    const std::optional<std::int64_t> author =
        post.authors.empty() ? std::nullopt : std::optional(tables_->persons.key_of(post.authors.front()));

    Insert& row = tables_->posts;
    row.integer(++tables_->post_count).text(post.id).word(word(post.kind)).word(word(post.status)).text(post.title);
    row.integer(author).integer(post.replies).integer(post.replies_declared).text(post.replies_declared_raw);
    row.text(post.permalink).text(post.path).text(post.slug).text(post.guid);
    row.time(post.published).text(local).time(post.updated).time(post.created).time(post.trashed);
    if (post.link) {
        row.text(post.link->href).text(post.link->title);
    } else {
        row.null().null();
    }
    row.text(post.thumbnail);
    if (const auto& location = post.location) {
        row.text(location->name).real(location->latitude).real(location->longitude).text(location->span);
    } else {
        row.null().null().null().null();
    }
    row.text(post.meta_description).text(post.summary).text(post.content).run();
}

void DatabaseWriter::write_parts(const Post& post) {
    std::int64_t position = 0;
    for (const Person& author : post.authors) {
        tables_->post_authors.text(post.id).integer(++position).integer(tables_->persons.key_of(author)).run();
    }
    position = 0;
    for (const Category& category : post.categories) {
        tables_->post_categories.text(post.id).integer(++position).integer(tables_->categories.key_of(category)).run();
    }
    std::vector<Property> properties = post.properties;
    position = 0;
    for (const Enclosure& enclosure : post.enclosures) {
        tables_->enclosures.text(post.id).integer(++position).text(enclosure.url).text(enclosure.type);
        tables_->enclosures.integer(length_of(enclosure)).run();
        if (enclosure.length > longest) properties.push_back({"enclosure-length", std::to_string(*enclosure.length)});
    }
    write_properties("post", post.id, properties);
}

/// References are not checked by SQLite, because the indexes that takes are made last. All others are keys just
/// written.
void DatabaseWriter::write_comment(const Comment& comment, const Post& post) {
    if (comment.post != post.id) {
        throw Error(Rule::internal, "a comment was written for post " + comment.post + " with post " + post.id,
                    "please report this, with the command you ran");
    }
    Insert& row = tables_->comments;
    write_columns(row.integer(++tables_->comment_count), comment);
    write_properties("comment", comment.id, comment.properties);
}

void DatabaseWriter::write_orphan(const Comment& comment, OrphanReason reason) {
    Insert& row = tables_->orphans;
    write_columns(row.word(word(reason)).integer(++tables_->orphan_count), comment);
    write_properties("orphan", comment.id, comment.properties);
}

void DatabaseWriter::write_columns(Insert& row, const Comment& comment) {
    const std::optional<std::string> local = clock_.reading(comment.published);
    local_times_.add(comment.published);
    const std::optional<std::int64_t> author =
        comment.author ? std::optional(tables_->persons.key_of(*comment.author)) : std::nullopt;
    row.text(comment.id).text(comment.post).text(comment.parent).word(word(comment.status)).integer(author);
    row.time(comment.published).text(local).time(comment.updated).time(comment.created);
    row.text(comment.permalink).text(comment.blog).text(comment.guid).text(comment.content).run();
}

void DatabaseWriter::write_properties(const char* owner, const std::string& id,
                                      const std::vector<Property>& properties) {
    std::int64_t position = 0;
    for (const Property& property : properties) {
        tables_->properties.word(owner).text(id).integer(++position).text(property.name).text(property.value).run();
    }
}

void DatabaseWriter::write_sources() {
    const std::string version = BLOGFERRY_VERSION;
    Insert row(*database_, "provenance", "name, format, size, sha256, blogferry_version");
    for (const SourceInfo& source : sources_) {
        row.text(source.name).text(source.format).integer(static_cast<std::int64_t>(source.size));
        row.text(source.sha256 ? source.sha256() : std::string{}).text(version).run();
    }
}

}  // namespace blogferry::sqlite
