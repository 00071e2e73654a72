// A saved page: its elements lie in each other and in the source, whatever it says.
#include "html/document.hpp"

#include "support.hpp"
#include "targets.hpp"
#include "text/utf8.hpp"

namespace blogferry::fuzz {

void html(std::string_view bytes) {
    const std::string source = text::repair_utf8(bytes);
    const Outcome read = outcome_of([&](std::string&) {
        const blogferry::html::Document document(source, 0, {});
        const auto inside = [&](std::string_view piece) {
            return piece.data() >= document.source().data() &&
                   piece.data() + piece.size() <= document.source().data() + source.size();
        };
        for (const auto& element : document.root().all("[a], div, p, td, svg, script")) {
            check(inside(element.outer()) && inside(element.inner()), "an element lies in the source");
            check(element.outer().size() >= element.inner().size(), "what an element holds is a part of it");
            const auto parent = element.parent();
            check(parent && parent->holds(element), "an element lies in its parent");
            check(parent->inner_offset() <= element.offset(), "an element begins in its parent");
            check(parent->inner_offset() + parent->inner().size() >= element.offset() + element.outer().size(),
                  "an element ends in its parent");
            check(text::valid_utf8(element.text()) && text::valid_utf8(element.own_text()), "text is UTF-8");
            if (const auto next = element.next()) {
                check(next->offset() >= element.offset() + element.outer().size(), "siblings stand behind each other");
                check(next->previous() == element, "the one before the next one is this one");
            }
            const Location at = document.at(element.offset());
            check(at.line >= 1 && at.column >= 1, "a place has a line and a column");
        }
    });
    check(read.ok() || *read.rule == Rule::limit_tag || *read.rule == Rule::limit_depth ||
              *read.rule == Rule::limit_record,
          "any text is HTML");
}

}  // namespace blogferry::fuzz
