// A converter of one's own: a reader for a diary kept in a plain text file, added to a copy of the built-in formats.
// From then on it is a format like any other, recognised by content and converted to anything:
//
//     example_own_converter examples/diary.txt OUTPUT
//
// The diary:
//     #diary Title of the whole
//     == 2011-06-02 Title of a day
//     Text of that day, in as many lines as it takes.
#include <blogferry/blogferry.hpp>
#include <algorithm>
#include <charconv>
#include <iostream>

namespace {

constexpr std::string_view head_mark = "#diary ";
constexpr std::string_view day_mark = "== ";

std::string_view first_line(std::string_view text) { return text.substr(0, text.find('\n')); }

/// "2011-06-02" is a day, not a midnight: noon UTC and Precision::day, as model.hpp asks.
std::optional<blogferry::Timestamp> parse_day(std::string_view text) {
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    const char* at = text.data();
    const char* end = at + text.size();
    const auto number = [&](auto& into) {
        const auto [rest, error] = std::from_chars(at, end, into);
        at = rest == end ? rest : rest + 1;
        return error == std::errc{};
    };
    if (!number(year) || !number(month) || !number(day)) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
    if (!date.ok()) return std::nullopt;
    blogferry::Timestamp time;
    time.instant = std::chrono::sys_days{date} + std::chrono::hours{12};
    time.precision = blogferry::Precision::day;
    return time;
}

/// Finds the days of a diary (next) and turns one into a post (parse).
class DiaryReader final : public blogferry::Reader {
public:
    explicit DiaryReader(const blogferry::Input& input) : input_(input), text_(input.all(1 << 24)) {
        site_.title = first_line(text_).substr(head_mark.size());
        advance_to(text_.find('\n'));
    }

    const blogferry::Input& input() const override { return input_; }
    const blogferry::Site& site() const override { return site_; }

    bool next(blogferry::Record& record) override {
        while (at_.offset < text_.size()) {
            const std::string_view rest = std::string_view(text_).substr(at_.offset);
            const std::size_t length = std::min(rest.find("\n== "), rest.size() - 1) + 1;
            record = {rest.substr(0, length), at_};
            advance_to(at_.offset + length - 1);
            if (record.bytes.starts_with(day_mark)) return true;
        }
        return false;
    }

    void parse(const blogferry::Record& record, blogferry::Depth depth, blogferry::EntitySink& sink,
               blogferry::Diagnostics& diagnostics) const override {
        const std::string_view line = first_line(record.bytes).substr(day_mark.size());
        const std::string_view day = line.substr(0, line.find(' '));
        blogferry::Post post;
        post.id = day;
        post.guid = day;
        post.title = line.substr(std::min(day.size() + 1, line.size()));
        post.status = blogferry::PostStatus::published;
        post.published = parse_day(day);
        post.at = record.at;
        if (!post.published && depth == blogferry::Depth::full)
            diagnostics.report(blogferry::Rule::date_invalid, record.at, "post " + post.id, "published",
                               '"' + post.id + "\" is not a day");
        if (depth == blogferry::Depth::full) {
            const std::size_t body = record.bytes.find('\n');
            if (body != std::string_view::npos)
                post.content = "<p>" + std::string(record.bytes.substr(body + 1)) + "</p>";
        }
        sink.post(std::move(post));
    }

private:
    /// Moves behind the line break at `offset`, or to the end.
    void advance_to(std::size_t offset) {
        const std::size_t to = std::min(offset, text_.size() - 1) + 1;
        at_.line += static_cast<std::uint64_t>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(at_.offset),
                                                          text_.begin() + static_cast<std::ptrdiff_t>(to), '\n'));
        at_.offset = to;
    }

    const blogferry::Input& input_;
    std::string text_;
    blogferry::Site site_;
    blogferry::Location at_{.input = input_.number(), .line = 1, .column = 1, .offset = 0};
};

/// The converter: data and function pointers, nothing to inherit from and nothing registered behind your back.
blogferry::Format diary() {
    blogferry::Format format;
    format.name = "diary";
    format.title = "a diary in a plain text file";
    format.extensions = ".txt";
    format.probe = [](std::string_view head) { return head.starts_with(head_mark) ? 100 : 0; };
    format.open = [](const blogferry::Source& source, const blogferry::Settings&,
                     blogferry::Context&) -> std::unique_ptr<blogferry::Reader> {
        return std::make_unique<DiaryReader>(*source.input);
    };
    return format;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: example_own_converter DIARY OUTPUT\n";
        return 2;
    }
    try {
        auto registry = blogferry::FormatRegistry::builtin();
        registry.add(diary());
        const blogferry::Format* target = registry.for_output(argv[2]);
        if (target == nullptr) throw blogferry::Error(blogferry::Rule::usage, "no format writes such a file");
        blogferry::Context context;
        blogferry::ConvertOptions options;
        options.to = target->name;
        const auto output = blogferry::Output::file(argv[2], /*overwrite=*/true);
        const auto summary = blogferry::convert({argv[1]}, *output, options, registry, context);
        std::cout << summary.posts.written << " days\n";
        return 0;
    } catch (const blogferry::Error& error) {
        std::cerr << error.what() << ". " << error.hint() << '\n';
        return static_cast<int>(error.exit());
    }
}
