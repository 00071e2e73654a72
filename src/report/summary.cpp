#include "report/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "report/layout.hpp"
#include "report/text.hpp"
#include "text/utf8.hpp"

namespace blogferry::report {

namespace {

constexpr std::size_t column = 16;

using Member = std::uint64_t Summary::Row::*;

// A column nothing happened in is left out: most runs filter and merge nothing.
void add_column(std::vector<std::vector<std::string>>& rows, const Summary& summary, std::string name, Member member,
                bool always) {
    const Summary::Row* all[] = {&summary.posts, &summary.pages, &summary.comments};
    if (!always && std::all_of(std::begin(all), std::end(all), [&](const auto* row) { return row->*member == 0; }))
        return;
    rows[0].push_back(std::move(name));
    for (std::size_t i = 0; i < 3; ++i) rows[i + 1].push_back(std::to_string(all[i]->*member));
}

std::string counts(const Summary& summary, bool judged) {
    std::vector<std::vector<std::string>> rows{{padded("", column - 4)}, {"posts"}, {"pages"}, {"comments"}};
    add_column(rows, summary, "read", &Summary::Row::read, true);
    add_column(rows, summary, judged ? "checked" : "written", &Summary::Row::written, true);
    add_column(rows, summary, "filtered", &Summary::Row::filtered, false);
    add_column(rows, summary, "merged", &Summary::Row::merged, false);
    add_column(rows, summary, "orphans", &Summary::Row::orphaned, false);
    return table(rows);
}

std::string not_carried(const Diagnostics& diagnostics) {
    std::string result;
    for (const auto& [name, times] : diagnostics.not_carried()) {
        if (!result.empty()) result += ", ";
        result += fmt::format("{} ({})", text::printable(name), times);
    }
    return result;
}

std::string left_out(const Omitted& omitted) {
    std::string result;
    for (const auto& [kind, count] : omitted.by_kind())
        result += fmt::format("{}{} ({})", result.empty() ? "" : ", ", kind, count);
    return result;
}

std::string by_rule(const Diagnostics& diagnostics, Severity severity) {
    std::string result;
    for (const auto& [rule, count] : diagnostics.by_rule()) {
        if (info(rule).severity != severity) continue;
        if (!result.empty()) result += ", ";
        result += fmt::format("{} {}", count, tag(rule));
    }
    return result;
}

std::string of_older_run(const std::vector<std::string>& names) {
    std::string result;
    for (const std::string& name : names) result += (result.empty() ? "" : ", ") + text::printable(name, 4096);
    if (names.empty()) return result;
    return result + (names.size() == 1 ? ", which is of an older run" : ", which are of an older run");
}

void add_line(std::string& to, std::string_view name, const std::string& text) {
    if (!text.empty()) entry(to, name, text, column);
}

// "No problems in 171 entries", "2 errors, 3 warnings".
std::string verdict(const Summary& summary, const Diagnostics& diagnostics, Severity least) {
    std::string result;
    const auto add = [&](Severity severity, std::string_view one, std::string_view many) {
        const std::uint64_t count = diagnostics.count(severity);
        if (severity >= least && count != 0) result += (result.empty() ? "" : ", ") + plural(count, one, many);
    };
    add(Severity::error, "error", "errors");
    add(Severity::warning, "warning", "warnings");
    add(Severity::note, "note", "notes");
    if (!result.empty()) return result + '\n';
    const std::uint64_t entries = summary.posts.read + summary.pages.read + summary.comments.read;
    return fmt::format("No problems in {}\n", plural(entries, "entry", "entries"));
}

}  // namespace

std::string closing_text(const Closing& closing, const Diagnostics& diagnostics) {
    std::string result(1, '\n');
    result += counts(closing.summary, closing.judged.has_value());
    const Summary& summary = closing.summary;
    std::string carried;
    if (summary.settings != 0) carried = plural(summary.settings, "setting", "settings");
    if (summary.templates != 0) {
        carried += (carried.empty() ? "" : ", ") + plural(summary.templates, "template", "templates");
    }
    add_line(result, "also read", carried);
    add_line(result, "not carried", not_carried(diagnostics));
    add_line(result, "not public", left_out(summary.omitted));
    add_line(result, "errors", by_rule(diagnostics, Severity::error));
    add_line(result, "warnings", by_rule(diagnostics, Severity::warning));
    const std::string notes = by_rule(diagnostics, Severity::note);
    if (!notes.empty()) add_line(result, "notes", closing.notes_shown ? notes : notes + "; --verbose shows them");
    if (!closing.output.empty()) {
        const std::string name = closing.output == "-" ? "standard output" : text::printable(closing.output, 4096);
        add_line(result, closing.dry_run ? "dry run" : "output",
                 fmt::format("{}{} ({}, {})", closing.dry_run ? "nothing written to " : "", name, closing.format,
                             human_size(closing.size)));
    }
    add_line(result, "removed", of_older_run(closing.removed));
    add_line(result, "left there", of_older_run(closing.left));
    if (closing.judged) result += "\n" + verdict(summary, diagnostics, *closing.judged);
    return result;
}

}  // namespace blogferry::report
