// Several files, of one blog or of more: feed, settings and themes of a Takeout, exports, pages of a feed, whatever the
// bytes hold. A line feed ends a file's name, a record separator (1E) its content.
#include <algorithm>
#include <utility>
#include <vector>

#include "support.hpp"
#include "targets.hpp"
#include "text/strings.hpp"

namespace blogferry::fuzz {

namespace {

constexpr std::size_t most_files = 6;

using Files = std::vector<std::pair<std::string_view, std::string_view>>;  // name and content

Files files_in(std::string_view bytes) {
    Files files;
    for (const std::string_view part : text::split(bytes, '\x1E')) {
        const std::size_t end = std::min(part.find('\n'), part.size());
        files.emplace_back(part.substr(0, end), part.substr(std::min(end + 1, part.size())));
        if (files.size() == most_files) break;
    }
    return files;
}

/// What the files convert to, one blog behind the other.
Outcome joined(const Files& files, std::string_view to) {
    return outcome_of([&](std::string& result) {
        Context context;
        small_limits(context);
        std::vector<std::unique_ptr<Input>> inputs;
        for (const auto& [name, content] : files)
            inputs.push_back(Input::memory(std::string(name), std::string(content), context));
        Sources sources(std::move(inputs), {}, registry(), context);
        for (BlogSource& blog : sources.blogs()) {
            const std::string text = write_blog(std::move(blog.readers), to, context);
            if (to == "wxr")
                check(well_formed(text), "WXR is XML", text);
            else
                check_ndjson(text);
            result += text;
        }
    });
}

}  // namespace

void merge(std::string_view bytes) {
    Files files = files_in(bytes);
    const Outcome result = joined(files, "ndjson");
    const Outcome wxr = joined(files, "wxr");
    check(wxr.ok() == result.ok(), "what can be written as NDJSON can be written as WXR");
    std::reverse(files.begin(), files.end());
    const Outcome reversed = joined(files, "ndjson");
    check(reversed.ok() == result.ok(), "whether files can be read does not depend on their order");
    check(reversed.text == result.text, "the order in which files are given changes nothing",
          result.text + reversed.text);
}

}  // namespace blogferry::fuzz
