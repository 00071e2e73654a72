#include "html/document.hpp"

#include "support/catch.hpp"

using namespace blogferry;
using html::Document;
using html::Element;

namespace {

/// Elements as a browser would nest them: "div(p p(b))".
std::string shape(const Element& element) {
    std::string result(element.name());
    const std::vector<Element> children = element.children();
    if (children.empty()) return result;
    result += "(";
    for (std::size_t i = 0; i < children.size(); ++i) result += (i ? " " : "") + shape(children[i]);
    return result + ")";
}

std::string shape(std::string source) { return shape(Document(std::move(source), 0, {}).root()); }

std::string text(std::string source) { return Document(std::move(source), 0, {}).root().text(); }

std::string page(std::string bytes, std::vector<Diagnostic>* said = nullptr) {
    Context context;
    if (said) context.diagnostics = Diagnostics([said](const Diagnostic& d) { said->push_back(d); });
    return html::page_of(*Input::memory("page.html", std::move(bytes), context), context);
}

template <class Work>
std::optional<Rule> refused(Work work) {
    try {
        work();
    } catch (const Error& e) {
        return e.rule();
    }
    return std::nullopt;
}

template <class Work>
std::string hint_of(Work work) {
    try {
        work();
    } catch (const Error& e) {
        return e.hint();
    }
    return {};
}

std::string repeated(std::string_view piece, std::size_t times) {
    std::string result;
    for (std::size_t i = 0; i < times; ++i) result += piece;
    return result;
}

}  // namespace

TEST_CASE("Elements nest as HTML5 has it") {
    CHECK(shape("<div><p>a<p>b</div>") == "(div(p p))");
    CHECK(shape("<p>a<div>b</div>c</p>") == "(p div)");
    CHECK(shape("<ul><li>a<ul><li>b</ul><li>c</ul>") == "(ul(li(ul(li)) li))");
    CHECK(shape("<dl><dt>a<dd>b<dt>c</dl>") == "(dl(dt dd dt))");
    CHECK(shape("<table><tr><td>a<td>b<tr><td>c</table>") == "(table(tr(td td) tr(td)))");
    CHECK(shape("<table><tbody><tr><td><table><tr><td>x</table><td>y</table>") ==
          "(table(tbody(tr(td(table(tr(td))) td))))");
    CHECK(shape("<h1>a<h2>b</h3>c") == "(h1 h2)");
    CHECK(shape("<br><img src=a><input/><hr>") == "(br img input hr)");
    CHECK(shape("<select><option>a<option>b</select>") == "(select(option option))");
    CHECK(shape("<html><head><title>x</title><body><p>a</body></html><p>b") == "(html(head(title) body(p p)))");
}

TEST_CASE("End tags reach as far as HTML lets them") {
    // Formatting that crosses a container does not end it.
    CHECK(shape("<div><b><div>a</b>c</div>d</div><i>e</i>") == "(div(b(div)) i)");
    CHECK(shape("<div><span><p>a</span>b</p></div><i></i>") == "(div(span(p)) i)");
    CHECK(shape("<div><table><tr><td>a</div>b</td></tr></table></div><i></i>") == "(div(table(tr(td))) i)");
    CHECK(shape("<ul><li><ol></li><li>a</ol></ul>") == "(ul(li(ol(li))))");
    CHECK(shape("</div></p></b><i></i>") == "(i)");
    CHECK(shape("<form><form></form><i></i></form>") == "(form i)");
    CHECK(shape("<div><b>a</div><i></i>") == "(div(b) i)");
}

TEST_CASE("What looks like a tag and is none") {
    CHECK(shape("<script>if (a<b) document.write('<div>')</script><i></i>") == "(script i)");
    CHECK(shape("<style>a > b { } </style ><i></i>") == "(style i)");
    CHECK(shape("<textarea><div></textarea><i></i>") == "(textarea i)");
    CHECK(shape("<!-- <div> --><!--><i></i><!-- never closed <b>") == "(i)");
    CHECK(shape("<!DOCTYPE html><?php <b ?><![if IE]><i></i>") == "(i)");
    CHECK(shape("a < b <3 <> </ > <i></i>") == "(i)");
    CHECK(shape("<a title='>' href=\"<b>\"></a><i></i>") == "(a i)");
    CHECK(shape("<i></i><b class='never closed") == "(i)");
    CHECK(shape("<script>never closed <b>") == "(script)");
}

TEST_CASE("Drawings close their elements themselves") {
    CHECK(shape("<svg><path d='M0'/><g><path/></g></svg><i></i>") == "(svg(path g(path)) i)");
    CHECK(shape("<svg/><i></i>") == "(svg i)");
    CHECK(shape("<div/><i></i>") == "(div(i))");
    CHECK(shape("<svg><g><div>a</div><i></i>") == "(svg(g) div i)");
    CHECK(shape("<b><svg><g></b></g></svg></b><i></i>") == "(b(svg(g)) i)");
}

TEST_CASE("Content is the bytes between the tags") {
    const Document document("x<div class='post-body entry-content' id=p>\n <P>1 &amp; 2<p>3</P >\n</div >y", 0, {});
    const auto body = document.root().first(".post-body");
    REQUIRE(body);
    CHECK(body->inner() == "\n <P>1 &amp; 2<p>3</P >\n");
    CHECK(body->outer() == "<div class='post-body entry-content' id=p>\n <P>1 &amp; 2<p>3</P >\n</div >");
    CHECK(body->offset() == 1);
    CHECK(document.at(body->inner_offset()).line == 1);
    CHECK(document.at(body->inner_offset() + 1).line == 2);
    CHECK(document.at(body->inner_offset() + 1).column == 1);
    CHECK(Document("<div>open", 0, {}).root().first("div")->inner() == "open");
}

TEST_CASE("Places are right far into a page, in long lines and short ones") {
    const std::string line = repeated("x", 70) + "\n";
    const Document document(repeated(line, 500) + repeated("y", 9000) + "<i>\n<b>", 0, {});
    const Location i = document.at(document.root().first("i")->offset());
    CHECK(i.line == 501);
    CHECK(i.column == 9001);
    const Location b = document.at(document.root().first("b")->offset());
    CHECK(b.line == 502);
    CHECK(b.column == 1);
}

TEST_CASE("Hooks find elements by what templates call them") {
    const Document document(
        "<div id=comments class='a post b'><h4>1</h4><abbr class=published title='2012-09-21T10:00:00Z'>x</abbr>"
        "<meta itemprop='postId' content='7'/><h3 class='post-title'>T</h3></div><div class=post-footer></div>",
        0, {});
    const Element root = document.root();
    CHECK(root.all("div").size() == 2);
    CHECK(root.all(".post").size() == 1);
    CHECK(root.first("#comments")->is("div.post.b"));
    CHECK_FALSE(root.first("#comments")->is("div.posts"));
    CHECK(root.first("abbr[title]")->attribute("title") == "2012-09-21T10:00:00Z");
    CHECK(root.first("[itemprop=postId]")->attribute("CONTENT") == "7");
    CHECK_FALSE(root.first("[itemprop=post]"));
    CHECK(root.all("h3, h4").size() == 2);
    CHECK(root.first("h3")->above("#comments"));
    CHECK(root.first("#comments")->holds(*root.first("h4")));
    CHECK(root.first("h4")->next()->name() == "abbr");
    CHECK(root.first("abbr")->previous()->name() == "h4");
    CHECK_FALSE(root.first("h3")->next());
    CHECK_FALSE(root.first("h4")->previous());
    CHECK(root.first(".post-footer")->previous()->attribute("id") == "comments");
}

TEST_CASE("Text is what a reader sees") {
    CHECK(text("<p>  Tom &amp; <b>Jerry</b>&#39;s\n caf&eacute; </p>") == "Tom & Jerry's caf\xC3\xA9");
    CHECK(text("one<br>two<p>three<script>no()</script><style>no</style><!-- no --> <title>four</title>") ==
          "one two three four");
    CHECK(text("&#x1F600;&#128;&#0;&#xD800;&unknown;&copy=1 &") ==
          "\xF0\x9F\x98\x80\xE2\x82\xAC\xEF\xBF\xBD\xEF\xBF\xBD&unknown;&copy=1 &");
    const Document document("<h4>3 <i>new</i> comments<b>!</b></h4>", 0, {});
    CHECK(document.root().first("h4")->own_text() == "3 comments");
    CHECK(Document("<script>a < b && '<i>'</script>", 0, {}).root().first("script")->text() == "a < b && '<i>'");
    CHECK(html::decoded("a&amp;b&lt;") == "a&b<");
}

TEST_CASE("What no page has is refused, with its place") {
    const auto parse = [](std::string source) { return [source] { const Document document(source, 0, {}); }; };
    CHECK(refused(parse(repeated("<div>", 100'000))) == Rule::limit_depth);
    CHECK(hint_of(parse(repeated("<div>", 100'000))).find("fixed") != std::string::npos);
    CHECK(hint_of(parse("<div a='" + repeated("x", 300'000) + "'>")).find("--limit tag=N") != std::string::npos);
    CHECK(refused(parse("<div" + repeated(" a", 100'000) + ">")) == Rule::limit_tag);
    CHECK(refused(parse("<div a='" + repeated("x", 300'000) + "'>")) == Rule::limit_tag);
    CHECK(refused(parse(repeated("<br>", 600'000))) == Rule::limit_record);
    CHECK_FALSE(refused(parse(repeated("<p>", 100'000))));
    CHECK_FALSE(refused(parse(repeated("<b></i>", 900))));
    std::string names;
    for (int i = 0; i < 20'000; ++i) names += "<x" + std::to_string(i) + "></x" + std::to_string(i) + ">";
    CHECK(refused(parse(names)) == Rule::limit_record);
}

TEST_CASE("A page is read in the encoding it declares") {
    CHECK(page("<meta charset='windows-1252'><p>caf\xE9") == "<meta charset='windows-1252'><p>caf\xC3\xA9");
    CHECK(page("<meta content='text/html; charset=ISO-8859-1' http-equiv='Content-Type'><p>\x93so\x94") ==
          "<meta content='text/html; charset=ISO-8859-1' http-equiv='Content-Type'><p>\xE2\x80\x9Cso\xE2\x80\x9D");
    CHECK(page("<p>caf\xC3\xA9") == "<p>caf\xC3\xA9");
    CHECK(page("<p>caf\xE9") == "<p>caf\xC3\xA9");
    CHECK(page(std::string("\xFF\xFE<\0p\0>\0\xE9\0", 10)) == "<p>\xC3\xA9");
    CHECK(page("<script>'<meta charset=koi8-r>'</script><p>caf\xC3\xA9") ==
          "<script>'<meta charset=koi8-r>'</script><p>caf\xC3\xA9");
    CHECK(page("<meta charset=windows-1252><p>\x80") == "<meta charset=windows-1252><p>\xE2\x82\xAC");
    CHECK(page("\xEF\xBB\xBF<p>caf\xC3\xA9 \xFF") == "\xEF\xBB\xBF<p>caf\xC3\xA9 \xEF\xBF\xBD");
    CHECK(refused([] { page("<meta charset=utf-7><p>x"); }) == Rule::encoding_unsupported);
    CHECK(refused([] { page(""); }) == Rule::input_empty);
    CHECK(refused([] { page(repeated("x", 17 * 1024 * 1024)); }) == Rule::limit_record);
}

TEST_CASE("What is no character in a page is replaced, counted, and its first place named") {
    std::vector<Diagnostic> said;
    CHECK(page("<meta charset=utf-8>\n<p>caf\xE9 \xEF\xBF\xBD \xE2\x82 \xC3\xA9", &said) ==
          "<meta charset=utf-8>\n<p>caf\xEF\xBF\xBD \xEF\xBF\xBD \xEF\xBF\xBD \xC3\xA9");
    REQUIRE(said.size() == 1);
    CHECK(said[0].rule == Rule::page_bytes_replaced);
    CHECK(said[0].at.line == 2);
    CHECK(said[0].at.column == 7);
    CHECK(said[0].message.find("in 1 more place ") != std::string::npos);
    said.clear();
    CHECK(page("<meta charset=latin1><p>\xE9\x81", &said) == "<meta charset=latin1><p>\xC3\xA9\xEF\xBF\xBD");
    REQUIRE(said.size() == 1);
    CHECK(said[0].at.offset == 26);
    said.clear();
    CHECK(page("<meta charset=utf-8><p>\xEF\xBF\xBD", &said).size() == 26);
    CHECK(said.empty());
}

TEST_CASE("A page that does not say its encoding is UTF-8 if most of it is, and that it was a guess is said") {
    const auto rules = [](const std::string& bytes, std::string& read) {
        std::vector<Diagnostic> said;
        read = page(bytes, &said);
        std::vector<Rule> result;
        for (const Diagnostic& d : said) result.push_back(d.rule);
        return result;
    };
    using Rules = std::vector<Rule>;
    std::string read;
    CHECK(rules("<p>\xC3\xA9\xC3\xA9\xE9", read) == Rules{Rule::page_encoding_assumed, Rule::page_bytes_replaced});
    CHECK(read == "<p>\xC3\xA9\xC3\xA9\xEF\xBF\xBD");
    CHECK(rules("<p>\xC3\xA9\xE9", read) == Rules{Rule::page_encoding_assumed});
    CHECK(read == "<p>\xC3\x83\xC2\xA9\xC3\xA9");
    CHECK(rules("<p>\xE9\x81", read) == Rules{Rule::page_encoding_assumed, Rule::page_bytes_replaced});
    CHECK(read == "<p>\xC3\xA9\xEF\xBF\xBD");
    CHECK(rules("<p>\xC3\xA9", read).empty());
    CHECK(rules("<p>e", read).empty());
}
