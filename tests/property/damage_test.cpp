// Damaged files: cut off, with bytes changed, with pieces repeated. Whatever comes in, the library either throws Error
// or gives NDJSON that reads back as itself; and a file cut off is never taken for a whole one.
#include <rapidcheck.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

#include "blogferry/blogferry.hpp"
#include "support/catch.hpp"

using namespace blogferry;

namespace {

const FormatRegistry& registry() {
    static const FormatRegistry all = FormatRegistry::builtin();
    return all;
}

/// What `bytes` convert to, or nothing if they are refused.
std::optional<std::string> ndjson_of(const std::string& bytes) {
    Context context;
    std::vector<std::unique_ptr<Input>> inputs;
    inputs.push_back(Input::memory("input", bytes, context));
    std::string result;
    try {
        Sources sources(std::move(inputs), {}, registry(), context);
        Assembler assembler(std::move(sources.one().readers), {}, {}, context);
        const auto output = Output::memory(result);
        assembler.write(*registry().find("ndjson")->create(*output, {}, context));
        output->commit();
    } catch (const Error& error) {
        // An internal error is a bug, and a message nobody can act on is one too.
        if (error.rule() == Rule::internal || std::string_view(error.what()).empty()) throw;
        return std::nullopt;
    }
    return result;
}

std::string load(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

/// The feeds among the fixtures that convert, by name.
const std::vector<std::pair<std::string, std::string>>& feeds() {
    static const auto found = [] {
        std::vector<std::pair<std::string, std::string>> result;
        for (const char* format : {"blogger_gdata", "blogger_takeout", "wxr"}) {
            for (const auto& folder : std::filesystem::directory_iterator(std::filesystem::path(BLOGFERRY_SOURCE_DIR) /
                                                                          "fixtures" / format)) {
                for (const char* name : {"input.xml", "feed.atom"}) {
                    std::string bytes = load(folder.path() / name);
                    if (!bytes.empty() && bytes.size() < 20000 && ndjson_of(bytes))
                        result.emplace_back(
                            folder.path().filename().string() + (format == std::string_view("wxr") ? " (wxr)" : ""),
                            std::move(bytes));
                }
            }
        }
        std::sort(result.begin(), result.end());
        return result;
    }();
    return found;
}

const std::string& feed(const std::string& name) {
    return std::find_if(feeds().begin(), feeds().end(), [&](const auto& f) { return f.first == name; })->second;
}

/// Lengths from `from` on at which a cut-off file passes for a whole one.
std::vector<std::size_t> accepted_cuts(const std::string& bytes, std::size_t end, std::size_t step) {
    std::vector<std::size_t> result;
    for (std::size_t length = 0; length < end; length += step) {
        if (ndjson_of(bytes.substr(0, length))) result.push_back(length);
    }
    return result;
}

/// Where the last tag is complete.
std::size_t whole(const std::string& xml) { return xml.rfind('>'); }

void check_reads_back(const std::string& bytes) {
    const auto first = ndjson_of(bytes);
    if (first) RC_ASSERT(ndjson_of(*first) == first);
}

}  // namespace

TEST_CASE("there are feeds to damage") { CHECK(feeds().size() > 70); }

TEST_CASE("a feed cut off at any byte is refused") {
    for (const char* name : {"minimal", "generation_2021", "resaved_cdata", "from_wordpress_again (wxr)"}) {
        INFO(name);
        const std::string bytes = feed(name);
        CHECK(accepted_cuts(bytes, whole(bytes), 1).empty());
    }
}

TEST_CASE("every feed cut off here and there is refused") {
    for (const auto& [name, bytes] : feeds()) {
        INFO(name);
        CHECK(accepted_cuts(bytes, whole(bytes), 61).empty());
        CHECK_FALSE(ndjson_of(bytes.substr(0, whole(bytes))));
    }
}

TEST_CASE("NDJSON cut off at any byte is refused") {
    const std::string bytes = ndjson_of(feed("threaded")).value();
    CHECK(accepted_cuts(bytes, bytes.size() - 1, 1).empty());  // only the last line feed may be missing
    CHECK(ndjson_of(bytes.substr(0, bytes.size() - 1)) == bytes);
}

TEST_CASE("changed bytes give an error or a whole blog") {
    CHECK(rc::check("one to four bytes changed", [] {
        const auto& [name, original] = feeds().at(*rc::gen::inRange<std::size_t>(0, feeds().size()));
        std::string bytes = original;
        const auto changes = *rc::gen::container<std::vector<std::pair<std::size_t, char>>>(
            rc::gen::pair(rc::gen::inRange<std::size_t>(0, bytes.size()), rc::gen::arbitrary<char>()));
        for (const auto& [where, what] : changes) bytes[where] = what;
        check_reads_back(bytes);
    }));
    CHECK(rc::check("a piece cut out or repeated", [] {
        const auto& [name, original] = feeds().at(*rc::gen::inRange<std::size_t>(0, feeds().size()));
        const std::size_t from = *rc::gen::inRange<std::size_t>(0, original.size());
        const std::size_t to = *rc::gen::inRange<std::size_t>(0, original.size());
        check_reads_back(original.substr(0, from) + original.substr(to));
    }));
}
