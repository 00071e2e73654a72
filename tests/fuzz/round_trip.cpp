// A blog made up from the bytes, field by field: NDJSON reads back as it was written, and WXR says the same.
#include <libxml/parser.h>
#include <libxml/tree.h>

#include <boost/json.hpp>
#include <concepts>

#include "json/entities.hpp"
#include "json/fields.hpp"
#include "support.hpp"
#include "targets.hpp"
#include "text/blogger.hpp"
#include "text/strings.hpp"

namespace blogferry::fuzz {

namespace {

// Fills a member from the bytes. Walks the field list, so that a new field needs no line here.
template <json::Entity E>
void fill(Choices& choices, E& entity);

void fill(Choices& choices, std::string& member) { member = choices.text(); }
void fill(Choices& choices, double& member) { member = static_cast<double>(choices.below(256)) / 7 - 18; }
void fill(Choices& choices, Timestamp& member) {
    std::int64_t seconds = 0;
    for (int i = 0; i < 4; ++i) seconds = seconds * 256 + static_cast<std::int64_t>(choices.below(256));
    member.instant = std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::seconds(seconds));
    if (choices.flag()) member.offset = std::chrono::minutes(static_cast<int>(choices.below(56)) * 30 - 840);
    member.precision = static_cast<Precision>(choices.below(6));
}
template <std::integral N>
void fill(Choices& choices, N& member) {
    member = static_cast<N>(choices.below(256));
}
template <json::Named E>
void fill(Choices& choices, E& member) {
    member = static_cast<E>(choices.below(json::names<E>.size()));
}
template <class T>
void fill(Choices& choices, std::optional<T>& member) {
    if (choices.flag()) fill(choices, member.emplace());
}
template <class T>
void fill(Choices& choices, std::vector<T>& member) {
    member.resize(choices.below(3));
    for (T& item : member) fill(choices, item);
}
template <json::Entity E>
void fill(Choices& choices, E& entity) {
    json::fields([&](std::string_view, auto& member, json::When) { fill(choices, member); }, entity);
}

/// Lines as a writer would write them, had it these entities in this order.
std::string written(Choices& choices) {
    std::string text;
    Site site;
    fill(choices, site);
    json::append_header(text, site);
    Counts counts;
    for (std::size_t n = choices.below(4); n > 0; --n) {
        Post post;
        fill(choices, post);
        post.id = "p" + std::to_string(choices.below(4));
        json::append_post(text, post);
        ++(post.kind == PostKind::page ? counts.pages : counts.posts);
    }
    for (std::size_t n = choices.below(4); n > 0; --n) {
        Comment comment;
        fill(choices, comment);
        comment.id = "c" + std::to_string(choices.below(8));
        comment.post = "p" + std::to_string(choices.below(5));
        if (comment.parent) comment.parent = "c" + std::to_string(choices.below(8));
        json::append_comment(text, comment);
        ++counts.comments;
    }
    json::append_end(text, counts);
    return text;
}

// What XML can hold of a text, line ends as XML has them.
std::string as_xml_has_it(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        const std::string_view three = text.substr(i, 3);
        if (three == "\xEF\xBF\xBE" || three == "\xEF\xBF\xBF")
            i += 2;
        else if (c == '\r')
            result += text.substr(i, 2) == "\r\n" ? "" : "\n";
        else if (c >= 0x20 || c == '\n' || c == '\t')
            result += text[i];
    }
    return result;
}

using Texts = std::vector<std::pair<std::string, std::string>>;  // title and content of each post

Texts texts_of_ndjson(const std::string& text) {
    Texts result;
    std::size_t from = 0;
    for (std::size_t end; (end = text.find('\n', from)) != std::string::npos; from = end + 1) {
        const boost::json::object line =
            boost::json::parse(boost::json::string_view(text.data() + from, end - from)).as_object();
        if (line.at("type").as_string() != "post") continue;
        const std::string content(line.at("content").as_string().c_str(), line.at("content").as_string().size());
        const std::string title(line.at("title").as_string().c_str(), line.at("title").as_string().size());
        result.emplace_back(as_xml_has_it(title),
                            text::jump_break(content) || content.empty() ? "" : as_xml_has_it(content));
    }
    return result;
}

std::string text_of(xmlNodePtr item, std::string_view name) {
    for (xmlNodePtr child = item->children; child; child = child->next) {
        if (child->type != XML_ELEMENT_NODE || name != reinterpret_cast<const char*>(child->name)) continue;
        const std::unique_ptr<xmlChar, void (*)(void*)> text(xmlNodeGetContent(child), xmlFree);
        return reinterpret_cast<const char*>(text.get());
    }
    return {};
}

Texts texts_of_wxr(const std::string& xml) {
    const std::unique_ptr<xmlDoc, void (*)(xmlDocPtr)> document(
        xmlReadMemory(xml.data(), static_cast<int>(xml.size()), nullptr, nullptr, XML_PARSE_NONET | XML_PARSE_NOERROR),
        xmlFreeDoc);
    check(document != nullptr, "WXR is XML", xml);
    Texts result;
    const xmlNodePtr channel = xmlFirstElementChild(xmlDocGetRootElement(document.get()));
    for (xmlNodePtr node = channel->children; node; node = node->next) {
        if (node->type != XML_ELEMENT_NODE || std::string_view(reinterpret_cast<const char*>(node->name)) != "item")
            continue;
        result.emplace_back(text_of(node, "title"), text_of(node, "encoded"));
    }
    return result;
}

}  // namespace

void round_trip(std::string_view bytes) {
    Choices choices(bytes);
    const Outcome result = converted(written(choices), "ndjson", "ndjson");
    if (result.rule == Rule::limit_record) return;
    check(result.ok(), "what the writer writes can be read");
    check_ndjson(result.text);
    const Outcome wxr = converted(result.text, "ndjson", "wxr");
    if (wxr.rule == Rule::limit_record) return;
    check(wxr.ok(), "what can be read can be written as WXR");
    const Texts expected = texts_of_ndjson(result.text), found = texts_of_wxr(wxr.text);
    check(expected.size() == found.size(), "WXR has every post", wxr.text);
    for (std::size_t i = 0; i < expected.size(); ++i) {
        check(expected[i].first == found[i].first, "WXR has every title", wxr.text);
        if (expected[i].second.empty()) continue;
        const std::string_view trimmed = text::trim(expected[i].second);
        const bool blank = trimmed.empty() || trimmed == "0";  // an empty comment is added then, for WordPress (BF407)
        check(found[i].second == expected[i].second || found[i].second == expected[i].second + " " ||
                  (blank && found[i].second == expected[i].second + "<!-- -->"),
              "WXR has every text", expected[i].second + "\ninstead of\n" + found[i].second);
    }
}

}  // namespace blogferry::fuzz
