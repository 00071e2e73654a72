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
        case Severity::note: return "note";
        case Severity::warning: return "warning";
        case Severity::error: return "error";
        case Severity::fatal: break;
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
        case Volume::quiet: return severity >= Severity::error;
        case Volume::normal: return severity >= Severity::warning;
        case Volume::verbose: break;
    }
    return true;
}

void TextReport::add(const Diagnostic& diagnostic, std::string_view input) {
    if (!shown(diagnostic.severity)) return;
    if (++seen_[diagnostic.rule] > most && volume_ != Volume::verbose) return;
    print_(line(diagnostic, input, colour_) + '\n');
}

void TextReport::finish() {
    if (volume_ == Volume::verbose) return;
    for (const auto& [rule, count] : seen_) {
        if (count <= most) continue;
        print_(fmt::format("… and {} more {}; --verbose shows all, --report json=FILE keeps all\n", count - most,
                           tag(rule)));
    }
    seen_.clear();
}

}  // namespace blogferry::report
