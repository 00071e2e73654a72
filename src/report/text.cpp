#include "report/text.hpp"

#include <fmt/format.h>

#include "report/layout.hpp"
#include "text/utf8.hpp"

namespace blogferry::report {

namespace {

constexpr std::size_t name_limit = 4096;  // a path is shown whole

std::string coloured(Severity severity, bool colour) {
    const std::string_view name = severity == Severity::fatal ? "error" : word(severity);
    if (!colour) return std::string(name);
    const std::string_view code = severity == Severity::note ? "36" : severity == Severity::warning ? "35" : "31";
    return fmt::format("\033[1;{}m{}\033[0m", code, name);
}

// "comment 45 (in-reply-to): ", "time_zone: ", or nothing.
std::string subject(const Diagnostic& diagnostic) {
    std::string result = text::printable(diagnostic.entity);
    const std::string field = text::printable(diagnostic.field);
    if (!field.empty()) result += result.empty() ? field : fmt::format(" ({})", field);
    if (!result.empty()) result += ": ";
    return result;
}

}  // namespace

std::string place(std::string_view input, const Location& at) {
    std::string result = text::printable(input, name_limit);
    if (result.empty() || at.line == 0) return result;
    result += fmt::format(":{}", at.line);
    if (at.column != 0) result += fmt::format(":{}", at.column);
    return result;
}

std::string_view word(Severity severity) {
    switch (severity) {
        case Severity::note:
            return "note";
        case Severity::warning:
            return "warning";
        case Severity::error:
            return "error";
        case Severity::fatal:
            break;
    }
    return "fatal";
}

std::string tag(Rule rule) {
    const RuleInfo& about = info(rule);
    return fmt::format("[{} {}]", about.id(), about.name);
}

std::string line(const Diagnostic& diagnostic, std::string_view input, bool colour) {
    std::string where = place(input, diagnostic.at);
    if (where.empty()) where = "blogferry";
    return fmt::format("{}: {}: {}{} {}", where, coloured(diagnostic.severity, colour), subject(diagnostic),
                       text::printable(diagnostic.message), tag(diagnostic.rule));
}

std::string lines(const Error& error, std::string_view input, bool colour) {
    std::string where = place(input, error.at());
    if (!where.empty()) where += ": ";
    std::string result = fmt::format("blogferry: {}{}: {} {}\n", where, coloured(Severity::fatal, colour),
                                     text::printable(error.what(), 2000), tag(error.rule()));
    for (const std::string& choice : error.choices) {
        result += "    ";
        wrap(result, text::printable(choice, 2000), 8, 4);
    }
    result += "  ";
    const std::string hint =
        error.hint().empty() ? fmt::format("see: blogferry explain {}", info(error.rule()).id()) : error.hint();
    wrap(result, text::printable(hint, 2000), 2, 2);
    return result;
}

bool TextReport::shown(Severity severity) const {
    switch (volume_) {
        case Volume::quiet:
            return severity >= Severity::error;
        case Volume::normal:
            return severity >= Severity::warning;
        case Volume::verbose:
            break;
    }
    return true;
}

void TextReport::add(const Diagnostic& diagnostic, std::string_view input) {
    if (!shown(diagnostic.severity)) return;
    const auto text = [&] { return line(diagnostic, input, colour_); };
    if (volume_ == Volume::verbose) return print_(text() + '\n');
    Seen& seen = seen_[diagnostic.rule];
    // A title that differs says nothing about a state that does.
    std::string field = diagnostic.rule == Rule::merge_conflict ? diagnostic.field : "";
    std::pair kind(diagnostic.at.input, std::move(field));
    if (const auto found = seen.lines.find(kind); found != seen.lines.end()) {
        ++lines_[found->second].more;
    } else if (seen.lines.size() < max_lines) {
        seen.lines.emplace(std::move(kind), lines_.size());
        lines_.push_back({text()});
    } else {
        seen.other_inputs.insert(diagnostic.at.input);
        ++seen.elsewhere;
    }
}

void TextReport::finish() {
    for (const auto& [text, more] : lines_)
        print_(more == 0 ? text + '\n' : fmt::format("{}, and {} more like it\n", text, more));
    for (const auto& [rule, seen] : seen_) {
        if (seen.elsewhere == 0) continue;
        print_(fmt::format("… and {} more {} in {}; --verbose shows all, --report json=FILE keeps all\n",
                           seen.elsewhere, tag(rule), plural(seen.other_inputs.size(), "other input", "other inputs")));
    }
    lines_.clear();
    seen_.clear();
}

}  // namespace blogferry::report
