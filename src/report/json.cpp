#include "report/json.hpp"

#include "blogferry/version.hpp"
#include "report/text.hpp"
#include "text/utf8.hpp"

namespace blogferry::report {

namespace {

constexpr std::size_t buffer_size = 64 * 1024;

void add_row(json::Emitter& json, std::string_view name, const Summary::Row& row) {
    json.key(name);
    json.begin_object();
    json.member("read", row.read);
    json.member("written", row.written);
    json.member("filtered", row.filtered);
    json.member("merged", row.merged);
    json.member("orphaned", row.orphaned);
    json.end_object();
}

}  // namespace

JsonReport::JsonReport(std::unique_ptr<Output> output, std::string_view command) : output_(std::move(output)) {
    json_.begin_object();
    text("blogferry", BLOGFERRY_VERSION);
    json_.member("report", std::int64_t{1});
    text("command", command);
    json_.key("diagnostics");
    json_.begin_array();
}

// Names of files and damaged bytes in messages need not be UTF-8; JSON must be.
void JsonReport::text(std::string_view key, std::string_view value) {
    json_.member(key, text::valid_utf8(value) ? value : std::string_view(text::repair_utf8(value)));
}

void JsonReport::flush(bool all) {
    if (!all && buffer_.size() < buffer_size) return;
    output_->write(buffer_);
    buffer_.clear();
}

void JsonReport::add(const Diagnostic& diagnostic, std::string_view input) {
    const RuleInfo& about = info(diagnostic.rule);
    json_.line(1);
    json_.begin_object();
    text("rule", about.id());
    text("name", about.name);
    text("severity", word(diagnostic.severity));
    if (!input.empty()) text("input", input);
    if (diagnostic.at.line != 0) {
        json_.member("line", diagnostic.at.line);
        json_.member("column", diagnostic.at.column);
        json_.member("offset", diagnostic.at.offset);
    }
    if (!diagnostic.entity.empty()) text("entity", diagnostic.entity);
    if (!diagnostic.field.empty()) text("field", diagnostic.field);
    text("message", diagnostic.message);
    json_.end_object();
    flush(false);
}

void JsonReport::add(const Error& error, std::string_view input) {
    std::string message = error.what();
    for (const std::string& choice : error.choices)
        message.append(&choice == &error.choices.front() ? ": " : ", ").append(choice);
    add(Diagnostic{error.rule(), Severity::fatal, error.at(), {}, {}, std::move(message)}, input);
}

void JsonReport::add_inputs(const std::vector<InputResult>& inputs) {
    json_.key("inputs");
    json_.begin_array();
    for (const InputResult& input : inputs) {
        json_.line(1);
        json_.begin_object();
        text("name", input.name);
        if (input.exit) {
            json_.member("exit", static_cast<std::int64_t>(*input.exit));
        } else {
            json_.key("exit");
            json_.raw("null");
        }
        json_.end_object();
    }
    json_.end_array();
}

void JsonReport::add_summary(const Summary* summary) {
    json_.key("summary");
    if (summary == nullptr) {
        json_.raw("null");
        return;
    }
    json_.begin_object();
    add_row(json_, "posts", summary->posts);
    add_row(json_, "pages", summary->pages);
    add_row(json_, "comments", summary->comments);
    json_.member("settings", summary->settings);
    json_.member("templates", summary->templates);
    json_.end_object();
}

void JsonReport::add_rules(const Diagnostics& diagnostics) {
    json_.key("rules");
    json_.begin_object();
    for (const auto& [rule, count] : diagnostics.by_rule()) {
        json_.member(info(rule).id(), count);
    }
    json_.end_object();
    json_.key("not_carried");
    json_.begin_object();
    for (const auto& [name, times] : diagnostics.not_carried()) {
        std::string key;
        json::append_string(key, name);
        json_.key(std::string_view(key).substr(1, key.size() - 2));  // the emitter adds the quotes
        json_.value(times);
    }
    json_.end_object();
}

void JsonReport::finish(const Ending& ending, const Diagnostics& diagnostics) {
    json_.end_array();
    json_.line(0);
    add_inputs(ending.inputs);
    json_.line(0);
    add_summary(ending.summary);
    json_.line(0);
    add_rules(diagnostics);
    json_.line(0);
    json_.member("exit", static_cast<std::int64_t>(ending.exit));
    json_.end_object();
    buffer_ += '\n';
    flush(true);
    output_->commit();
}

}  // namespace blogferry::report
