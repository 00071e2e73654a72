// libxml2, the judge of everything unusual: what it makes of a record, and what it says when it makes nothing of it.
#include <libxml/SAX2.h>
#include <libxml/encoding.h>
#include <libxml/globals.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <new>
#include <optional>

#include "text/strings.hpp"
#include "text/utf8.hpp"
#include "xml/cursor.hpp"
#include "xml/damage.hpp"
#include "xml/prefixes.hpp"

namespace blogferry::xml {

namespace {

std::string_view view(const xmlChar* s) {
    return s ? std::string_view(reinterpret_cast<const char*>(s)) : std::string_view{};
}

void append_escaped(std::string& to, std::string_view s, bool attribute) {
    for (const char c : s) {
        switch (c) {
            case '&': to += "&amp;"; break;
            case '<': to += "&lt;"; break;
            case '>': to += "&gt;"; break;
            case '\r': to += "&#13;"; break;
            case '"': to += attribute ? "&quot;" : "\""; break;
            case '\n': to += attribute ? "&#10;" : "\n"; break;
            case '\t': to += attribute ? "&#9;" : "\t"; break;
            default: to.push_back(c);
        }
    }
}

// No export has more attributes in a tag, namespaces in scope or different names in an entry, and libxml2 needs time in
// proportion to their square.
constexpr std::size_t most_attributes = 1024;
constexpr int most_names = 65536;

// Writes SAX2 events as plain XML. Callbacks run inside C code: nothing may be thrown through them, and nothing may
// free what that code still reads. xmlStopParser() does: in an error's callback it takes the input away from a parser
// that goes on with its own pointers into it.
struct Rewriter {
    std::string out;
    bool open_tag = false;   // the ">" of the last start tag is still to be written
    int depth = 0;
    bool failed = false;     // an exception was parked
    bool no_memory = false;
    const char* too_many = nullptr;  // what there is too much of
    std::vector<std::size_t> namespaces;  // in scope, by open element
    bool wrong = false;      // the first error stands in the next two
    int line = 0, column = 0;
    xmlParserCtxtPtr context = nullptr;

    template <class Body>
    void guarded(Body body) noexcept {
        if (failed || no_memory || too_many) return;
        try {
            body();
        } catch (const std::bad_alloc&) {
            no_memory = true;
            stop();
        } catch (...) {
            failed = true;
            stop();
        }
    }

    // What libxml2's own loops look at to end. No more than these two marks: the input stays.
    void stop() {
        context->disableSAX = 1;
        context->instate = XML_PARSER_EOF;
    }

    void close_tag() {
        if (open_tag) out += ">";
        open_tag = false;
    }

    static std::string name(const xmlChar* local, const xmlChar* prefix) {
        std::string n(view(prefix));
        if (prefix) n.push_back(':');
        n += view(local);
        return n;
    }
};

void start_element(void* user, const xmlChar* local, const xmlChar* prefix, const xmlChar*, int namespace_count,
                   const xmlChar** namespaces, int attribute_count, int, const xmlChar** attributes) noexcept {
    auto& r = *static_cast<Rewriter*>(static_cast<xmlParserCtxtPtr>(user)->_private);
    r.guarded([&] {
        if (r.depth++ == 0) return;  // the made-up root
        const std::size_t in_scope =
            (r.namespaces.empty() ? 0 : r.namespaces.back()) + static_cast<std::size_t>(namespace_count);
        if (static_cast<std::size_t>(attribute_count) > most_attributes) r.too_many = "1024 attributes in a tag";
        else if (in_scope > most_attributes) r.too_many = "1024 namespaces in scope";
        else if (xmlDictSize(r.context->dict) > most_names) r.too_many = "65536 different names in an entry";
        if (r.too_many) {
            r.line = xmlSAX2GetLineNumber(user);
            r.column = xmlSAX2GetColumnNumber(user);
            r.stop();
            return;
        }
        r.namespaces.push_back(in_scope);
        r.close_tag();
        r.out += "<" + Rewriter::name(local, prefix);
        for (int i = 0; i < namespace_count; ++i) {
            r.out += " xmlns";
            if (namespaces[2 * i]) r.out.append(":").append(view(namespaces[2 * i]));
            r.out += "=\"";
            append_escaped(r.out, view(namespaces[2 * i + 1]), true);
            r.out += "\"";
        }
        for (int i = 0; i < attribute_count; ++i) {
            const xmlChar** a = attributes + 5 * static_cast<std::ptrdiff_t>(i);
            r.out += " " + Rewriter::name(a[0], a[1]) + "=\"";
            append_escaped(r.out, {reinterpret_cast<const char*>(a[3]), static_cast<std::size_t>(a[4] - a[3])}, true);
            r.out += "\"";
        }
        r.open_tag = true;
    });
}

void end_element(void* user, const xmlChar* local, const xmlChar* prefix, const xmlChar*) noexcept {
    auto& r = *static_cast<Rewriter*>(static_cast<xmlParserCtxtPtr>(user)->_private);
    r.guarded([&] {
        if (--r.depth == 0) return;
        r.namespaces.pop_back();
        r.out += r.open_tag ? "/>" : "</" + Rewriter::name(local, prefix) + ">";
        r.open_tag = false;
    });
}

void characters(void* user, const xmlChar* text, int length) noexcept {
    auto& r = *static_cast<Rewriter*>(static_cast<xmlParserCtxtPtr>(user)->_private);
    r.guarded([&] {
        r.close_tag();
        append_escaped(r.out, {reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)}, false);
    });
}

// Kept as what it is, so that the white space around it can be told from text.
void section(void* user, const xmlChar* text, int length) noexcept {
    auto& r = *static_cast<Rewriter*>(static_cast<xmlParserCtxtPtr>(user)->_private);
    r.guarded([&] {
        r.close_tag();
        r.out.append("<![CDATA[")
            .append(reinterpret_cast<const char*>(text), static_cast<std::size_t>(length))
            .append("]]>");
    });
}

void comment(void* user, const xmlChar* text) noexcept {
    auto& r = *static_cast<Rewriter*>(static_cast<xmlParserCtxtPtr>(user)->_private);
    r.guarded([&] {
        if (r.depth == 0) return;
        r.close_tag();
        r.out.append("<!--").append(view(text)).append("-->");
    });
}

void error(void* user, xmlErrorPtr problem) noexcept {
    auto& r = *static_cast<Rewriter*>(static_cast<xmlParserCtxtPtr>(user)->_private);
    r.guarded([&] {
        if (problem->code == XML_ERR_NO_MEMORY) throw std::bad_alloc();
        // Namespace errors are only reported as such by libxml2, but the document is not namespace-well-formed.
        // That a namespace's name is no URI is none of XML's business.
        const bool any_name = problem->code == XML_WAR_NS_URI || problem->code == XML_WAR_NS_URI_RELATIVE;
        const bool counts = !any_name && (problem->level >= XML_ERR_ERROR || problem->domain == XML_FROM_NAMESPACE);
        if (!counts || r.wrong) return;
        r.wrong = true;
        r.line = problem->line;
        r.column = problem->int2;
        r.stop();
    });
}

/// libxml2 cannot always tell whose memory ran out: what has no parser to go to goes to the thread's own handler, which
/// by default prints. While this lives, it is kept instead, and nothing is printed.
class Watch {
public:
    Watch() noexcept : handler_(xmlStructuredError), context_(xmlStructuredErrorContext) {
        xmlSetStructuredErrorFunc(this, note);
    }
    ~Watch() { xmlSetStructuredErrorFunc(context_, handler_); }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;

    /// @throws std::bad_alloc if libxml2 was short of memory, whatever it made of that
    void require_memory() const {
        if (no_memory_) throw std::bad_alloc();
    }

private:
    static void note(void* self, xmlErrorPtr problem) noexcept {
        if (problem->code == XML_ERR_NO_MEMORY) static_cast<Watch*>(self)->no_memory_ = true;
    }

    xmlStructuredErrorFunc handler_;
    void* context_;
    bool no_memory_ = false;
};

// The namespaces of `outer` that a record may use: none is left out that it does, and a record does not pay for what
// others declare.
std::vector<const Namespace*> used(const std::vector<Namespace>& outer, std::string_view record) {
    std::vector<const Namespace*> result;
    if (outer.size() <= 16) {
        for (const Namespace& n : outer) result.push_back(&n);
        return result;
    }
    const auto add = [&](std::string_view prefix) {
        const auto less = [](const Namespace& n, std::string_view p) { return n.prefix < p; };
        const auto found = std::lower_bound(outer.begin(), outer.end(), prefix, less);
        if (found != outer.end() && found->prefix == prefix) result.push_back(&*found);
    };
    add({});
    std::size_t from = 0;
    for (std::size_t colon; (colon = record.find(':', from)) != std::string_view::npos; from = colon + 1) {
        const std::string_view before = record.substr(from, colon - from);
        add(before.substr(before.find_last_of("<>/=\"'& \t\r\n") + 1));  // npos + 1 == 0
    }
    std::sort(result.begin(), result.end());
    result.erase(std::unique(result.begin(), result.end()), result.end());
    return result;
}

Location place_of(const Rewriter& r, const Record& record, std::size_t root) {
    Location at = record.at;
    if (r.line > 1) {
        at.line += static_cast<std::uint64_t>(r.line - 1);
        at.column = static_cast<std::uint64_t>(std::max(r.column, 1));
    } else {
        at.column +=
            static_cast<std::uint64_t>(std::max<long>(0, static_cast<long>(r.column) - 1 - static_cast<long>(root)));
    }
    return at;
}

// What is wrong is said in words for people, and where it stands: libxml2 says where it noticed.
Error malformed(const Record& record, const std::vector<Namespace>& outer, const Location& noticed) {
    std::optional<Error> error;
    const auto make = [&](const Location& at, const std::string& what) {
        error.emplace(Rule::xml_malformed, at, what,
                      "the file was damaged or edited: export the blog again, mend this place, or read on behind it with "
                      "--recover");
        return false;
    };
    find_damage(record.bytes, outer, [&](const Damage& damage) {
        return make(locate(record, damage.offset), describe(damage, record.bytes));
    });
    if (!error) make(noticed, "the entry is not well-formed XML");
    return *error;
}

}  // namespace

std::string reference_form(const Record& record, const std::vector<Namespace>& outer) {
    xmlSAXHandler sax{};
    sax.initialized = XML_SAX2_MAGIC;
    sax.startElementNs = start_element;
    sax.endElementNs = end_element;
    sax.characters = characters;
    sax.ignorableWhitespace = characters;
    sax.cdataBlock = section;
    sax.comment = comment;
    sax.serror = error;

    std::string root = "<r";
    for (const Namespace* n : used(outer, record.bytes)) {
        root += n->prefix.empty() ? " xmlns" : " xmlns:" + n->prefix;
        root += "=\"";
        append_escaped(root, n->uri, true);
        root += "\"";
    }
    for (const auto& [prefix, uri] : well_known_prefixes()) {
        const auto declared = [&, p = prefix](const Namespace& n) { return n.prefix == p; };
        const std::string start = std::string(prefix) + ":";
        if (record.bytes.find(start) == std::string_view::npos || std::any_of(outer.begin(), outer.end(), declared))
            continue;
        root.append(" xmlns:").append(prefix).append("=\"").append(uri).append("\"");
    }
    root += ">";

    const std::string document = root + std::string(record.bytes) + "</r>";

    const Watch watch;
    Rewriter r;
    struct Free { void operator()(xmlParserCtxtPtr c) const noexcept { xmlFreeParserCtxt(c); } };
    // Pull, not push: pushed CDATA keeps its carriage returns, and pushed chunks are limited to 10 MB.
    const std::unique_ptr<xmlParserCtxt, Free> context(
        xmlCreateMemoryParserCtxt(document.data(), static_cast<int>(document.size())));
    if (!context) throw std::bad_alloc();
    *context->sax = sax;
    context->_private = &r;
    r.context = context.get();
    // NOENT only expands the predefined entities here: there is no DTD that could declare others. HUGE lifts libxml2's
    // limit of 10 MB for one text; the gate has its own.
    xmlCtxtUseOptions(context.get(), XML_PARSE_NOENT | XML_PARSE_NONET | XML_PARSE_HUGE);
    xmlSwitchEncoding(context.get(), XML_CHAR_ENCODING_UTF8);
    errno = 0;
    xmlParseDocument(context.get());

    // To libxml2 a name that it has no memory for may be a missing name: what it says then is not to be believed.
    const bool wrong = r.wrong || !context->wellFormed;
    if (r.no_memory || (wrong && errno == ENOMEM)) throw std::bad_alloc();
    watch.require_memory();
    if (r.failed) throw Error(Rule::internal, record.at, "an exception inside an XML callback");
    if (r.too_many)
        throw Error(Rule::limit_tag, place_of(r, record, root.size()), "there are more than " + std::string(r.too_many),
                    "no export has that; was the file made by hand?");
    if (wrong) throw malformed(record, outer, place_of(r, record, root.size()));
    return r.out;
}

namespace {

std::string declared_encoding(std::string_view head) {
    if (!head.starts_with("<?xml")) return {};
    const std::size_t end = head.find("?>");
    const std::string_view declaration = head.substr(0, std::min(end, head.size()));
    const std::size_t at = declaration.find("encoding");
    if (at == std::string_view::npos) return {};
    const std::size_t open = declaration.find_first_of("\"'", at);
    if (open == std::string_view::npos) return {};
    const std::size_t close = declaration.find(declaration[open], open + 1);
    if (close == std::string_view::npos) return {};
    return std::string(declaration.substr(open + 1, close - open - 1));
}

// The encodings exports were ever saved in. Others (UTF-7, EBCDIC …) only serve to hide things.
bool accepted(std::string_view name) {
    const std::string lower = text::lower(name);
    return lower.starts_with("iso-8859-") || lower.starts_with("windows-125") || lower.starts_with("iso_8859-") ||
           lower == "us-ascii" || lower == "ascii" || lower == "latin1" || lower == "utf-16" || lower == "utf-16le" ||
           lower == "utf-16be" || lower == "koi8-r" || lower == "shift_jis" || lower == "euc-jp" || lower == "euc-kr" ||
           lower == "gb2312" || lower == "gbk" || lower == "gb18030" || lower == "big5";
}

}  // namespace

std::unique_ptr<Input> transcoded(const Input& input, const std::string& encoding, std::size_t begin,
                                  Context& context) {
    if (!accepted(encoding))
        throw Error(Rule::encoding_unsupported, {input.number(), 1, 1, 0},
                    "the encoding \"" + text::printable(encoding, 40) + "\" is not accepted",
                    "save the file as UTF-8 and change the encoding it declares in its first lines");
    const Watch watch;
    errno = 0;
    struct Close { void operator()(xmlCharEncodingHandlerPtr h) const noexcept { xmlCharEncCloseFunc(h); } };
    const std::unique_ptr<xmlCharEncodingHandler, Close> handler(xmlFindCharEncodingHandler(encoding.c_str()));
    watch.require_memory();
    if (!handler && errno == ENOMEM) throw std::bad_alloc();
    if (!handler)
        throw Error(Rule::encoding_unsupported, {input.number(), 1, 1, 0},
                    "the encoding \"" + encoding + "\" is not known on this system", "save the file as UTF-8");
    struct Release { void operator()(xmlBufferPtr b) const noexcept { xmlBufferFree(b); } };
    const std::unique_ptr<xmlBuffer, Release> in(xmlBufferCreate()), out(xmlBufferCreate());
    if (!in || !out) throw std::bad_alloc();
    Collector result(context);
    std::string chunk(256 * 1024, '\0');
    for (std::uint64_t at = begin; at < input.size();) {
        const std::size_t got = input.read_at(at, chunk);
        if (got == 0) break;
        at += got;
        if (xmlBufferAdd(in.get(), reinterpret_cast<const xmlChar*>(chunk.data()), static_cast<int>(got)) != 0)
            throw std::bad_alloc();
        // xmlCharEncInFunc converts what fits; a negative result other than "need more" is an invalid sequence.
        for (;;) {
            const int before = xmlBufferLength(in.get());
            const int converted = xmlCharEncInFunc(handler.get(), out.get(), in.get());
            watch.require_memory();
            if (converted == -2 || (converted < 0 && before > 16))
                throw Error(Rule::text_encoding, {input.number(), 0, 0, at - got},
                            "bytes that are not valid " + encoding,
                            "the declared encoding is wrong; save the file as UTF-8");
            result.append({reinterpret_cast<const char*>(xmlBufferContent(out.get())),
                           static_cast<std::size_t>(xmlBufferLength(out.get()))});
            xmlBufferEmpty(out.get());
            if (xmlBufferLength(in.get()) == 0 || xmlBufferLength(in.get()) == before) break;
        }
    }
    if (const int left = xmlBufferLength(in.get()); left != 0)
        throw Error(Rule::text_encoding, {input.number(), 0, 0, input.size() - static_cast<std::uint64_t>(left)},
                    left > 4 ? "bytes that are not valid " + encoding : "the file ends inside a character",
                    "the declared encoding is wrong, or the file is cut off");
    return result.take(input.name());
}

const Input& as_utf8(const Input& input, std::unique_ptr<Input>& copy, Context& context) {
    const std::string head = input.head(1024);
    std::string encoding;
    std::size_t bom = 0;
    using namespace std::string_view_literals;
    if (head.starts_with("\xFF\xFE")) encoding = "UTF-16LE", bom = 2;
    else if (head.starts_with("\xFE\xFF")) encoding = "UTF-16BE", bom = 2;
    else if (head.starts_with("<\0?\0"sv)) encoding = "UTF-16LE";
    else if (head.starts_with("\0<\0?"sv)) encoding = "UTF-16BE";
    else if (head.starts_with("\xEF\xBB\xBF")) return input;
    else encoding = declared_encoding(head);
    const std::string lower = text::lower(encoding);
    if (lower.empty() || lower == "utf-8" || lower == "utf8") return input;
    copy = transcoded(input, encoding, bom, context);
    return *copy;
}

}  // namespace blogferry::xml
