#include "content.hpp"

#include <algorithm>

#include "hooks.hpp"
#include "text/strings.hpp"

namespace blogferry::page {
namespace {

using html::Element;

constexpr std::string_view below_floats[] = {"<div style='clear: both;'></div>", "<div style=\"clear: both;\"></div>",
                                             "<div style='clear:both;'></div>", "<div class='clear'></div>"};

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

std::string without_blanks(std::string_view text) {
    std::string rest(text);
    std::erase_if(rest, is_space);
    return rest;
}

std::string_view without_fragment(std::string_view href) { return href.substr(0, href.find('#')); }

// To a post as a whole, and not to some place in its text.
bool leads_to_post(std::string_view href) {
    const std::string_view fragment = href.substr(std::min(href.find('#'), href.size()));
    return fragment.empty() || fragment == "#more" || fragment.starts_with("#comment");
}

/// Takes away at both ends.
class Trimmer {
public:
    Trimmer(const PostPlace& place, bool own_page) : place_(place), text_(place.body->inner()) {
        if (own_page) return;
        if (const auto link = place.title ? place.title->first("a[href]") : std::nullopt)
            own_address_ = without_fragment(link->attribute("href").value_or(""));
    }

    bool cut = false;

    std::string_view trimmed() {
        end_at_footer();
        const std::vector<Element> children = place_.body->children();
        auto last = children.rbegin();
        for (bool more = true; more;) {
            text_ = text::trim(text_);
            more = false;
            for (const std::string_view empty : below_floats)
                if (text_.ends_with(empty)) text_.remove_suffix(empty.size()), more = true;
            while (last != children.rend() && begin_of(*last) >= end()) ++last;
            if (last != children.rend() && stands_at_end(*last) && is_theme(*last)) {
                text_.remove_suffix(static_cast<std::size_t>(end() - begin_of(*last)));
                more = true;
            }
        }
        bool behind_theme = false;
        for (const Element& child : children) {
            if (begin_of(child) != text_.data() || !is_above_text(child, behind_theme)) break;
            behind_theme = behind_theme || child.is(hooks::not_of_text);
            text_.remove_prefix(std::min(child.outer().size(), text_.size()));
            text_ = text::trim(text_);
        }
        leave_template_out(children);
        return text_;
    }

private:
    const char* end() const { return text_.data() + text_.size(); }
    static const char* begin_of(const Element& element) { return element.outer().data(); }

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

    bool is_title(const std::optional<Element>& element) const {
        return element && place_.title && *element == *place_.title;
    }

    // A script is the theme's if it stands behind another part of it, and an empty element if the title follows.
    bool is_above_text(const Element& child, bool behind_theme) const {
        const bool empty = child.name() == "div" && text::trim(child.inner()).empty();
        return child.is(hooks::not_of_text) || is_title(child) || (behind_theme && child.name() == "script") ||
               (empty && is_title(child.next()));
    }

    // "(<a …>16 comments</a>)": brackets of the theme do not count.
    bool stands_at_end(const Element& element) const {
        const char* const behind = begin_of(element) + element.outer().size();
        return behind <= end() &&
               std::all_of(behind, end(), [](char c) { return c == ')' || c == '(' || is_space(c); });
    }

    // Its own address at the end of a text, on a page that lists posts, is the link to the rest of it.
    bool is_theme(const Element& element) {
        const bool jump = element.is(hooks::jump_link);
        const std::string href = element.attribute("href").value_or("");
        const bool own = element.name() == "a" && !own_address_.empty() && without_fragment(href) == own_address_ &&
                         leads_to_post(href);
        cut = cut || jump || own;
        return jump || own || element.is(hooks::not_of_text);
    }

    const PostPlace& place_;
    std::string_view text_;
    std::string own_address_;
};

}  // namespace

void read_content(PostPlace& place, bool own_page) {
    Trimmer trimmer(place, own_page);
    place.content = trimmer.trimmed();
    place.cut = trimmer.cut;
}

}  // namespace blogferry::page
