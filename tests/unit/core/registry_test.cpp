// Recognising formats, and options that are checked against their table.
#include <array>

#include "blogferry/blogferry.hpp"
#include "support/catch.hpp"

using namespace blogferry;

namespace {

Format make_format(std::string_view name, std::string_view extensions, int (*probe)(std::string_view)) {
    Format made;
    made.name = name;
    made.extensions = extensions;
    made.probe = probe;
    made.open = [](const Source&, const Settings&, Context&) -> std::unique_ptr<Reader> { return nullptr; };
    return made;
}

int sure(std::string_view head) { return head.starts_with("log") ? 90 : 0; }
int surer(std::string_view head) { return head.starts_with("log") ? 95 : 0; }

template <typename Call>
Rule thrown(Call call) {
    try {
        call();
    } catch (const Error& error) {
        return error.rule();
    }
    return Rule{};
}

}  // namespace

TEST_CASE("The surest reader gets the file, whatever its name") {
    FormatRegistry registry;
    registry.add(make_format("b", ".log", sure));
    registry.add(make_format("a", ".txt", surer));
    CHECK(registry.detect("ship.log", "log of").format->name == "a");
    CHECK(registry.detect("ship.log", "log of").rival == nullptr);
    CHECK(registry.detect("ship.log", "diary").format == nullptr);
}

TEST_CASE("A name decides only between readers that are equally sure") {
    FormatRegistry registry;
    registry.add(make_format("a", ".txt", sure));
    registry.add(make_format("b", ".log", sure));
    CHECK(registry.detect("ship.log", "log of").format->name == "b");
    CHECK(registry.detect("ship.txt", "log of").format->name == "a");
    CHECK(registry.detect("ship.log", "log of").rival == nullptr);
    CHECK(registry.detect("ship", "log of").rival != nullptr);
}

TEST_CASE("Two readers that claim one file are an error, not a guess") {
    FormatRegistry registry;
    registry.add(make_format("a", "", sure));
    registry.add(make_format("b", "", sure));
    Context context;
    const auto open = [&] {
        std::vector<std::unique_ptr<Input>> inputs;
        inputs.push_back(Input::memory("ship", "log of the Petrel", context));
        const Sources sources(std::move(inputs), {}, registry, context);
    };
    CHECK(thrown(open) == Rule::format_ambiguous);
}

TEST_CASE("Every built-in format has a name of its own, and can read or write") {
    const FormatRegistry registry = FormatRegistry::builtin();
    for (const Format& one : registry.all()) {
        CAPTURE(one.name);
        CHECK(registry.find(one.name) == &one);
        CHECK((one.open != nullptr || one.create != nullptr));
        CHECK((one.open == nullptr || one.probe != nullptr));
        CHECK_FALSE(one.title.empty());
    }
    CHECK(registry.for_output("blog.db")->name == "sqlite");
    CHECK(registry.for_output("BLOG.WXR")->name == "wxr");
    CHECK(registry.for_output("blog.jsonl")->name == "ndjson");
    CHECK(registry.for_output("blog.doc") == nullptr);
    CHECK(registry.for_output(".db") == nullptr);
}

TEST_CASE("Options are checked against their table") {
    static constexpr std::array<OptionInfo, 2> table{{{"labels", "tag|category", "tag", ""}, {"indent", "N", "2", ""}}};
    CHECK(Settings(table, {}, "f")["labels"] == "tag");
    const std::array<std::string, 1> given{"labels=category"};
    CHECK(Settings(table, given, "f")["labels"] == "category");
    for (const std::string bad : {"lables=tag", "labels=neither", "labels", "=tag"}) {
        CAPTURE(bad);
        const std::array<std::string, 1> one{bad};
        CHECK(thrown([&] { return Settings(table, one, "f"); }) == Rule::usage);
    }
}

TEST_CASE("The nearest name is named only when it is near") {
    static constexpr std::array<std::string_view, 3> names{"overwrite", "strict", "quiet"};
    CHECK(nearest("overwite", names) == "overwrite");
    CHECK(nearest("stritc", names) == "strict");
    CHECK(nearest("provenance", names).empty());
    CHECK(nearest("", names).empty());
    static constexpr std::array<std::string_view, 4> labels{"birds", "cats", "犬", "Möwen"};
    CHECK(nearest("brids", labels) == "birds");
    CHECK(nearest("Mövwen", labels) == "Möwen");
    CHECK(nearest("news", labels).empty());
    CHECK(nearest("dogs", labels).empty());
    CHECK(nearest("猫", labels).empty());
}
