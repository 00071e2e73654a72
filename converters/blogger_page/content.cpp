#include "content.hpp"

#include <algorithm>

#include "hooks.hpp"
#include "text/localized_date.hpp"
#include "text/phrases.hpp"
#include "text/strings.hpp"
#include "text/url.hpp"
#include "text/utf8.hpp"

namespace blogferry::page {
namespace {

using html::Element;

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

std::string without_blanks(std::string_view text) {
    std::string rest(text);
    std::erase_if(rest, is_space);
    return rest;
}

std::string attribute(const Element& element, std::string_view name) { return element.attribute(name).value_or(""); }

std::string_view without_fragment(std::string_view href) { return href.substr(0, href.find('#')); }

// To a post as a whole, and not to some place in its text.
bool leads_to_post(std::string_view href) {
    const std::string_view fragment = href.substr(std::min(href.find('#'), href.size()));
    return fragment.empty() || fragment == "#more" || fragment.starts_with("#comment");
}

bool has_any(std::string_view text, std::span<const std::string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

// "clear: both", in an empty element: what ends floating pictures.
bool is_clear(const Element& element) {
    if (element.name() != "div" && element.name() != "span" && element.name() != "p") return false;
    if (!text::trim(element.inner()).empty()) return false;
    const std::string style = text::lower(without_blanks(attribute(element, "style")));
    if (style.find("clear:both") != std::string::npos) return true;
    constexpr std::string_view names[] = {"clear", "clearfix", "clr", "clearer", "cleared"};
    return std::any_of(std::begin(names), std::end(names), [&](std::string_view n) { return element.has_class(n); });
}

bool is_media(const Element& element) { return element.is("img, iframe, embed, object, video, audio"); }
bool holds_media(const Element& element) {
    return is_media(element) || element.first("img, iframe, embed, object, video, audio").has_value();
}

// ---- links to share, and advertisements

bool shares(const Element& element) {
    const std::string href = text::lower(attribute(element, "href") + attribute(element, "onclick") +
                                         attribute(element, "data-href") + attribute(element, "data-url"));
    return !href.empty() && has_any(href, hooks::share_addresses);
}

bool leads_nowhere(const std::string& href) {
    return href.empty() || href.starts_with('#') || href.starts_with("javascript:") || href.starts_with("mailto:?");
}

// A list of links to share by, or what a service shows there: nothing else is in it but a few words.
bool is_share_box(const Element& element) {
    constexpr std::size_t max_words = 60;
    if (element.is("script, style, img, iframe, table, blockquote, pre")) return false;
    const std::string names = text::lower(attribute(element, "class") + " " + attribute(element, "id"));
    const bool named = has_any(names, hooks::share_names);
    std::size_t links = 0, in_links = 0;
    std::vector<Element> all = element.all("a, button");
    if (element.is("a, button")) all.insert(all.begin(), element);
    for (const Element& link : all) {
        if (!shares(link) && !leads_nowhere(attribute(link, "href"))) return false;
        links += shares(link) ? 1 : 0;
        in_links += link.text().size();
    }
    if (!(links >= 2 || (links == 1 && named) || (named && element.name() != "a"))) return false;
    const std::size_t words = element.text().size();
    return words - std::min(words, in_links) <= max_words && !(links == 0 && holds_media(element));
}

bool is_ad_script(const Element& element) {
    return element.is("script") &&
           (has_any(attribute(element, "src"), hooks::ad_words) || has_any(element.inner(), hooks::ad_words));
}

bool is_ad(const Element& element) {
    constexpr std::size_t max_words = 30;  // "Advertisement"
    if (is_ad_script(element) || element.is("ins.adsbygoogle")) return true;
    if (!element.is("div, center, p, aside, section, span") || holds_media(element)) return false;
    if (element.first("a[href], form, input") || element.text().size() > max_words) return false;
    const std::vector<Element> parts = element.all("script, ins.adsbygoogle");
    return std::any_of(parts.begin(), parts.end(),
                       [](const Element& e) { return e.name() == "ins" || is_ad_script(e); });
}

// ---- lines of the theme

// Authors link to tags, too: on other sites.
bool is_own_label(const Element& link) {
    const std::string href = attribute(link, "href");
    return is_label(link) && (href.find("/label") != std::string::npos || !text::is_absolute_url(href));
}

// "Labels: boats, nets": links to labels alone, and a word for them.
bool is_label_line(const Element& element) {
    constexpr std::size_t max_words = 25;
    const std::vector<Element> links = element.all("a[href]");
    if (links.empty() || !std::all_of(links.begin(), links.end(), is_own_label) || holds_media(element)) return false;
    std::size_t in_links = 0;
    for (const Element& link : links) in_links += link.text().size() + 2;  // with a comma
    const std::string words = element.text();
    const std::size_t others = words.size() - std::min(words.size(), in_links);
    const std::size_t colon = words.find(':');
    return others <= max_words && (colon < max_words || others <= links.size());
}

// "Posted by Ada", with or without a time; a sentence that begins alike is none.
bool is_author_line(const std::string& words, bool with_time) {
    constexpr std::size_t max_line = 120, max_name = 4;
    if (words.size() > max_line) return false;
    const text::PageLine line = text::classify(words);
    if (line.kind != text::PageLine::Kind::posted_by || line.rest.empty()) return false;
    static const text::DateReader dates(text::blogger_locales());
    const auto ending = dates.ending(line.rest);
    if (with_time) return ending.has_value();
    const std::string name = ending ? ending->before : line.rest;
    const auto blanks = static_cast<std::size_t>(std::count(name.begin(), name.end(), ' '));
    return blanks < max_name && !name.empty() && std::string_view(".!?,;").find(name.back()) == std::string_view::npos;
}

// What a theme links to below a text: "3 comments", "Post a Comment", "Email This".
bool is_link_line(const Element& element, const std::string& words) {
    constexpr std::size_t max_line = 80;
    if (words.empty() || words.size() > max_line) return false;
    if (element.name() != "a" && !element.first("a[href]")) return false;
    using Kind = text::PageLine::Kind;
    const Kind kind = text::classify(words).kind;
    return kind == Kind::comment_count || kind == Kind::post_comment || kind == Kind::share || kind == Kind::links ||
           kind == Kind::subscribe;
}

// Descriptions for machines; programs people write with leave others ("Generator").
bool is_description(const Element& element) {
    if (element.name() != "meta") return false;
    const std::string name = attribute(element, "name");
    return element.attribute("itemprop") || element.attribute("property") || name.starts_with("twitter:") ||
           name == "description";
}

/// Takes away at both ends what the theme put into the element of a text.
class Trimmer {
public:
    Trimmer(const PostPlace& place, bool own_page) : place_(place), text_(place.body->inner()) {
        if (own_page) return;
        if (const auto link = place.title ? place.title->first("a[href]") : std::nullopt)
            own_address_ = without_fragment(attribute(*link, "href"));
    }

    bool cut = false;

    std::string_view trimmed() {
        end_at_footer();
        text_ = text::trim(text_);
        trim_in(*place_.body, 0);
        leave_template_out(place_.body->children());
        return text_;
    }

private:
    /// An element of the body, or what stands between two.
    struct Item {
        std::string_view source;
        std::optional<Element> element;
    };
    enum class Nature : std::uint8_t {
        text,   ///< of the author, or it may be
        empty,  ///< nothing to be seen: it goes with the theme if it stands among its parts
        clear,  ///< ends floating pictures, and the text
        theme,
    };

    const char* end() const { return text_.data() + text_.size(); }
    static const char* begin_of(const Element& element) { return element.outer().data(); }
    static const char* end_of(std::string_view piece) { return piece.data() + piece.size(); }

    std::vector<Item> items_in(const Element& container) const {
        std::vector<Item> items;
        const char* at = text_.data();
        const auto gap = [&](const char* to) {
            if (to > at) items.push_back({std::string_view(at, static_cast<std::size_t>(to - at)), std::nullopt});
        };
        for (const Element& child : container.children()) {
            if (begin_of(child) < at || end_of(child.outer()) > end()) continue;
            gap(begin_of(child));
            items.push_back({child.outer(), child});
            at = end_of(child.outer());
        }
        gap(end());
        return items;
    }

    void trim_in(const Element& container, int depth) {
        const std::string_view before = text_;
        trim_end(container);
        trim_beginning(container);
        // A theme may have an element around the text and what follows it.
        constexpr int max_depth = 3;
        if (text_.size() != before.size() || depth == max_depth) return;
        const std::vector<Item> items = items_in(container);
        if (items.size() != 1 || !items.front().element || !items.front().element->is("div, section, article")) return;
        const Element inside = *items.front().element;
        if (!ends_in_theme(inside)) return;
        text_ = text::trim(inside.inner());
        trim_in(inside, depth + 1);
    }

    bool ends_in_theme(const Element& element) {
        const std::vector<Element> children = element.children();
        return std::any_of(children.begin(), children.end(), [](const Element& e) { return e.is(hooks::not_of_text); });
    }

    // ---- the end

    void trim_end(const Element& container) {
        constexpr int max_rounds = 8;
        std::size_t size = text_.size() + 1;
        for (int round = 0; round < max_rounds && text_.size() < size; ++round) {
            size = text_.size();
            end_before_parts(items_in(container));
            end_where_theme_goes_on(items_in(container));
            end_before_labels(items_in(container));
        }
    }

    void end_at(const char* at) { text_ = text::trim(text_.substr(0, static_cast<std::size_t>(at - text_.data()))); }

    // Parts of the theme one after the other, and what cannot be seen between them.
    void end_before_parts(const std::vector<Item>& items) {
        const char* at = end();
        for (const std::string_view clear : {"<div style='clear: both;'></div>", "<div style=\"clear: both;\"></div>"})
            if (text_.ends_with(clear)) return end_at(at - clear.size());  // also where a damaged tag takes it in
        for (auto item = items.rbegin(); item != items.rend(); ++item) {
            const Nature nature = nature_of(*item);
            if (nature == Nature::text) break;
            if (nature != Nature::empty) at = item->source.data();
        }
        if (at != end()) end_at(at);
    }

    // A theme cannot put anything into a text but at its ends: behind its first part all is its own. An author may have
    // pasted something that looks like one, so what follows is looked at, too.
    void end_where_theme_goes_on(const std::vector<Item>& items) {
        constexpr std::size_t max_words = 120;
        std::size_t words = 0;
        bool clear = false;
        for (auto item = items.begin(); item != items.end(); ++item) {
            const bool part = item->element && (item->element->is(hooks::not_of_text) || is_share_box(*item->element));
            if (part && words > 0) {
                std::size_t behind = 0;
                bool media = false;
                for (auto rest = item + 1; rest != items.end(); ++rest) {
                    if (nature_of(*rest) != Nature::text) continue;
                    behind += html::text_of(rest->source).size();
                    media = media || (rest->element && holds_media(*rest->element));
                }
                if (clear || (!media && behind <= max_words && behind <= 2 * words)) return end_at(item->source.data());
                return;
            }
            if (part) continue;
            const std::size_t here =
                html::text_of(item->source).size() + (item->element && holds_media(*item->element) ? 1U : 0U);
            words += here;
            if (item->element && is_clear(*item->element))
                clear = true;
            else if (here > 0)
                clear = false;
        }
    }

    // "Labels: <a>boats</a>, <a>nets</a>" without an element of its own.
    void end_before_labels(const std::vector<Item>& items) {
        bool any = false;
        for (auto item = items.rbegin(); item != items.rend(); ++item) {
            if (item->element) {
                if (!is_own_label(*item->element)) return;
                any = true;
                continue;
            }
            const std::string words = html::text_of(item->source);
            if (any && !words.empty() && words != "," && words != "|") {
                const std::size_t line = item->source.find_last_of('\n', item->source.find_last_not_of(" \t\r\n")) + 1;
                const text::PageLine phrase =
                    text::classify(text::cut_utf8(html::text_of(item->source.substr(line)), 100));
                if (phrase.kind == text::PageLine::Kind::labels && phrase.rest.empty())
                    end_at(item->source.data() + line);
                return;
            }
            if (!words.empty() && words.find_first_not_of(",| ") != std::string::npos) return;
        }
    }

    // ---- the beginning

    void trim_beginning(const Element& container) {
        bool behind_theme = false;
        for (const Item& item : items_in(container)) {
            const bool blank =
                !item.element && html::text_of(item.source).empty() && item.source.find("<!") == std::string_view::npos;
            if (!blank && !is_above_text(item, behind_theme)) break;
            behind_theme = behind_theme ||
                           (item.element && (item.element->is(hooks::not_of_text) || is_author_element(*item.element)));
            text_.remove_prefix(std::min(item.source.size(), text_.size()));
        }
        text_ = text::trim(text_);
    }

    bool is_author_element(const Element& element) {
        return element.is("em, i, b, strong, small, span, div, p, address") && ++lines_ <= max_lines &&
               is_author_line(element.text(), false);
    }

    // A script, a line break or a clear is the theme's if it stands behind another part of it, and an empty element if
    // the title follows.
    bool is_above_text(const Item& item, bool behind_theme) {
        if (!item.element) return false;
        const Element& child = *item.element;
        const bool empty = child.name() == "div" && text::trim(child.inner()).empty();
        return child.is(hooks::not_of_text) || is_title(child) || is_description(child) || is_share_box(child) ||
               is_author_element(child) || (behind_theme && (child.is("script, br") || is_clear(child))) ||
               (empty && is_title(child.next()));
    }

    bool is_title(const std::optional<Element>& element) const {
        return element && place_.title && *element == *place_.title;
    }

    // ---- what an element is

    Nature nature_of(const Item& item) {
        if (!item.element) {
            const std::string words = html::text_of(item.source);
            // "(<a …>16 comments</a>)": brackets of the theme do not count.
            return words.find_first_not_of("()| ") == std::string::npos ? Nature::empty : Nature::text;
        }
        const Element& element = *item.element;
        if (is_clear(element)) return Nature::clear;
        if (is_part(element)) return Nature::theme;
        return element.is("script, style, br, link, noscript") ? Nature::empty : Nature::text;
    }

    // Its own address at the end of a text, on a page that lists posts, is the link to the rest of it.
    bool is_part(const Element& element) {
        const bool jump = element.is(hooks::jump_link);
        const std::string href = attribute(element, "href");
        const bool own = element.name() == "a" && !own_address_.empty() && without_fragment(href) == own_address_ &&
                         leads_to_post(href);
        cut = cut || jump || own;
        if (jump || own || element.is(hooks::not_of_text) || element.is(hooks::behind_text)) return true;
        if (is_description(element) || is_share_box(element) || is_ad(element) || is_label_line(element)) return true;
        if (holds_media(element) || ++lines_ > max_lines) return false;
        const std::string words = element.text();
        return is_link_line(element, words) || is_author_line(words, true);
    }

    // A tag that was damaged takes in what follows it; Blogger's templates write a footer below the text.
    void end_at_footer() {
        const std::size_t footer =
            std::min(text_.find("<div class='post-footer'>"), text_.find("<div class=\"post-footer\">"));
        if (footer == std::string_view::npos) return;
        for (const Element& other : place_.whole.all(".post-footer"))
            if (!place_.body->holds(other)) return;
        text_ = text::trim(text_.substr(0, footer));
        constexpr std::string_view closing = "</div>";
        if (text_.ends_with(closing)) text_.remove_suffix(closing.size());
    }

    // Some themes have the whole text twice: as a template for their script, and for readers without scripts.
    void leave_template_out(std::vector<Element> children) {
        for (std::string_view text = text_; !text.empty();) {
            const auto first = std::find_if(children.begin(), children.end(),
                                            [&](const Element& child) { return begin_of(child) == text.data(); });
            if (first == children.end()) return;
            if (first->outer().size() == text.size() && first->name() == "div") {
                text = text::trim(first->inner());
                children = first->children();
                continue;
            }
            const auto second = first + 1;
            const bool pair = first->is("script[type=text/template]") && second != children.end() &&
                              second->name() == "noscript" &&
                              text::trim(text.substr(first->outer().size())) == second->outer();
            if (pair && without_blanks(first->inner()) == without_blanks(second->inner()))
                text_ = text::trim(second->inner());
            return;
        }
    }

    const PostPlace& place_;
    std::string_view text_;
    std::string own_address_;
    static constexpr int max_lines = 64;  // of which it is asked what they say
    int lines_ = 0;
};

}  // namespace

void read_content(PostPlace& place, bool own_page) {
    Trimmer trimmer(place, own_page);
    place.content = trimmer.trimmed();
    place.cut = trimmer.cut;
}

}  // namespace blogferry::page
