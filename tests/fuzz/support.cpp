#include "support.hpp"

#include <libxml/parser.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>
#include <cstdlib>

#include "json/entities.hpp"
#include "text/strings.hpp"
#include "text/utf8.hpp"
#include "xml/prefixes.hpp"

namespace blogferry::fuzz {

namespace {

class SplitInput final : public Input {
public:
    SplitInput(std::string bytes, std::size_t split, std::uint32_t number)
        : Input("input", number), bytes_(std::move(bytes)), split_(split) {}

    std::size_t read_at(std::uint64_t offset, std::span<char> into) const override {
        if (offset >= bytes_.size()) return 0;
        return bytes_.copy(into.data(), std::min(into.size(), split_), static_cast<std::size_t>(offset));
    }
    std::uint64_t size() const override { return bytes_.size(); }

private:
    std::string bytes_;
    std::size_t split_;
};

/// Writes down whatever it is given.
class Recorder final : public EntitySink {
public:
    Recorder(std::string& to, const Location& at) : to_(to), at_(at) {}
    void post(Post&& post) override { record(post); }
    void comment(Comment&& comment) override { record(comment); }
    void setting(Setting&& setting) override { record(setting); }
    void theme(Template&& theme) override { record(theme); }

private:
    template <class T>
    void record(const T& entity) {
        to_ += std::to_string(at_.line) + ":" + std::to_string(at_.column) + ":" + std::to_string(at_.offset) + " " +
               json::to_json(entity) + "\n";
    }

    std::string& to_;
    Location at_;
};

}  // namespace

void check(bool holds, const char* what, std::string_view detail) {
    if (holds) return;
    std::fprintf(stderr, "broken promise: %s\n%s\n", what, std::string(detail.substr(0, 4000)).c_str());
    std::abort();
}

std::size_t Choices::below(std::size_t limit) {
    if (bytes_.empty()) return 0;
    const auto chosen = static_cast<unsigned char>(bytes_.front());
    bytes_.remove_prefix(1);
    return chosen % limit;
}

std::string Choices::text() {
    const std::size_t length = std::min(below(256), bytes_.size());
    const std::string_view piece = bytes_.substr(0, length);
    bytes_.remove_prefix(length);
    return text::repair_utf8(piece);
}

const FormatRegistry& registry() {
    static const FormatRegistry all = FormatRegistry::builtin();
    return all;
}

void small_limits(Context& context) {
    context.limits.depth = 40;
    context.limits.record = 64 * 1024;
    context.limits.tag = 4096;
    context.limits.archive = 8 * 1024 * 1024;
    context.limits.members = 100;
}

std::string write_blog(std::vector<std::unique_ptr<Reader>> readers, std::string_view to, Context& context) {
    std::string text;
    std::map<std::string, std::string> neighbours;
    const auto output = Output::memory(text, &neighbours);
    const Format& format = *registry().find(to);
    Assembler assembler(std::move(readers), {}, {}, context);
    assembler.write(*format.create(*output, Settings(format.write_options, {}, format.name), context));
    output->commit();
    const Summary& s = assembler.summary();
    for (const Summary::Row& row : {s.posts, s.pages, s.comments})
        check(row.read == row.written + row.filtered + row.merged, "what is read is written, filtered or merged");
    return text;
}

Outcome converted(std::string_view bytes, std::string_view from, std::string_view to, bool recover) {
    return outcome_of([&](std::string& result) {
        Context context;
        small_limits(context);
        context.recover = recover;
        std::vector<std::unique_ptr<Input>> inputs;
        inputs.push_back(Input::memory("input", std::string(bytes), context));
        OpenOptions options;
        options.from = std::string(from);
        Sources sources(std::move(inputs), options, registry(), context);
        result = write_blog(std::move(sources.one().readers), to, context);
    });
}

Outcome entities_of(std::string_view bytes, const Format& format, std::size_t split) {
    return outcome_of([&](std::string& result) {
        Context context;
        small_limits(context);
        const auto input =
            split ? split_input(bytes, split, context) : Input::memory("input", std::string(bytes), context);
        const auto reader =
            format.open(Source{input.get(), {}}, Settings(format.read_options, {}, format.name), context);
        for (Record record; reader->next(record);) {
            check(text::valid_utf8(record.bytes), "a record is UTF-8");
            Recorder sink(result, record.at);
            reader->parse(record, Depth::full, sink, context.diagnostics);
            EntitySink nowhere;
            Diagnostics silent;
            reader->parse(record, Depth::skim, nowhere, silent);
        }
        result += json::to_json(reader->site());
        check(text::valid_utf8(result), "entities are UTF-8");
    });
}

void check_ndjson(const std::string& text) {
    check(text::valid_utf8(text), "NDJSON is UTF-8");
    check(text.ends_with('\n'), "NDJSON ends in a line feed");
    for (const std::string_view line : text::split(std::string_view(text).substr(0, text.size() - 1), '\n')) {
        boost::system::error_code error;
        boost::json::parse_options options;
        options.max_depth = 64;
        const boost::json::value value =
            boost::json::parse(boost::json::string_view(line.data(), line.size()), error, {}, options);
        check(!error && value.is_object(), "a line of NDJSON is a JSON object", line);
    }
    const Outcome again = converted(text, "ndjson", "ndjson");
    // A line may be longer than what it came from, and than the limit.
    if (again.rule == Rule::limit_record) return;
    check(again.ok() && again.text == text, "NDJSON reads back as itself", text + again.text);
}

bool well_formed(std::string_view xml, bool known_prefixes) {
    struct Names {
        bool valid = true;  // but for a namespace's name that is no URI, which is none of XML's business
        bool known_prefixes;
    } names{true, known_prefixes};
    const std::unique_ptr<xmlParserCtxt, void (*)(xmlParserCtxtPtr)> context(xmlNewParserCtxt(), xmlFreeParserCtxt);
    context->_private = &names;
    context->sax->serror = [](void* user, xmlErrorPtr error) {
        Names& said = *static_cast<Names*>(static_cast<xmlParserCtxtPtr>(user)->_private);
        const bool known = said.known_prefixes && error->code == XML_NS_ERR_UNDEFINED_NAMESPACE && error->str1 &&
                           !xml::well_known_namespace(error->str1).empty();
        if (error->domain == XML_FROM_NAMESPACE && error->code != XML_WAR_NS_URI &&
            error->code != XML_WAR_NS_URI_RELATIVE && !known)
            said.valid = false;
    };
    const int options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE;
    const std::unique_ptr<xmlDoc, void (*)(xmlDocPtr)> document(
        xmlCtxtReadMemory(context.get(), xml.data(), static_cast<int>(xml.size()), nullptr, nullptr, options),
        xmlFreeDoc);
    return document && context->wellFormed && names.valid;
}

std::unique_ptr<Input> split_input(std::string_view bytes, std::size_t split, Context& context) {
    return std::make_unique<SplitInput>(std::string(bytes), split, context.diagnostics.add_input("input"));
}

}  // namespace blogferry::fuzz
