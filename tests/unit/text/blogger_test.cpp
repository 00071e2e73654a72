#include "text/blogger.hpp"

#include <algorithm>
#include <ctime>
#include <string>

#include "support/catch.hpp"

using namespace blogferry;

namespace {
struct Pair {
    std::string from, to;
};
}  // namespace

TEST_CASE("the number at the end of an id") {
    const Pair samples[] = {
        {"tag:blogger.com,1999:blog-1.post-22", "22"},
        {"tag:blogger.com,1999:blog-1.page-6802217325847291811", "6802217325847291811"},
        {"https://www.blogger.com/feeds/1/2/comments/default/7", "7"},
        {"99999999999999999999999999", "99999999999999999999999999"},
        {"post-007", "007"},
        {"post-22/", ""},
        {"post-", ""},
        {"", ""},
    };
    for (const Pair& sample : samples) CHECK(text::last_number(sample.from) == sample.to);
}

TEST_CASE("the blog in a tag id") {
    const Pair samples[] = {
        {"tag:blogger.com,1999:blog-1.post-22", "1"},
        {"tag:blogger.com,1999:blog-18446744073709551615.settings.BLOG_NAME", "18446744073709551615"},
        {"tag:blogger.com,1999:blog-12.archive", "12"},
        {"tag:blogger.com,1999:blog-12", "12"},
        {"tag:blogger.com,1999:blog-.post-22", ""},
        {"tag:blogger.com,1999:blog-1x.post-22", ""},
        {"tag:blogger.com,1999:user-12", ""},
        {"tag:other.example,1999:blog-1.post-2", ""},
        {"", ""},
    };
    for (const Pair& sample : samples) CHECK(text::blog_number(sample.from) == sample.to);
}

TEST_CASE("the post in a comment's link") {
    const Pair samples[] = {
        {"http://www.blogger.com/feeds/1/22/comments/default/333", "22"},
        {"https://www.blogger.com/feeds/1/22/comments/default/333?alt=atom", "22"},
        {"/feeds/1/22/comments/default/333", "22"},
        {"https://www.blogger.com/feeds/1/22/comments/default", ""},
        {"https://www.blogger.com/feeds/1/22/comments/default/", ""},
        {"https://www.blogger.com/feeds/1/comments/default/333", ""},
        {"https://www.blogger.com/feeds/1/posts/default/22", ""},
        {"https://www.blogger.com/feeds/1/x22/comments/default/333", ""},
        {"https://www.blogger.com/feeds//22/comments/default/333", ""},
        {"", ""},
    };
    for (const Pair& sample : samples) {
        CAPTURE(sample.from);
        CHECK(text::post_of_comment_link(sample.from) == sample.to);
    }
}

TEST_CASE("comment counts are read in Blogger's languages") {
    struct Count {
        const char* language;
        const char* none;
        const char* counted;
        std::int64_t number;
    };
    const Count samples[] = {
        {"en", "No comments:", "43 comments:", 43},
        {"en, one", "0 comments", "1 comment:", 1},
        {"en, other templates", "No Comments", "Comments (5)", 5},
        {"af", "Geen opmerkings nie:", "3 opmerkings:", 3},
        {"ar", "ليست هناك تعليقات:", "٣ تعليقات:", 3},
        {"bg", "Няма коментари:", "2 коментара:", 2},
        {"bn", "কোন মন্তব্য নেই:", "৫টি মন্তব্য:", 5},
        {"ca", "Cap comentari:", "4 comentaris:", 4},
        {"cs", "Žádné komentáře:", "5 komentářů:", 5},
        {"da", "Ingen kommentarer:", "1 kommentar:", 1},
        {"de", "Keine Kommentare:", "12 Kommentare", 12},
        {"de, one", "Keine Kommentare", "1 Kommentar:", 1},
        {"el", "Δεν υπάρχουν σχόλια:", "8 σχόλια:", 8},
        {"es", "No hay comentarios:", "3 comentarios:", 3},
        {"et", "Kommentaare ei ole:", "2 kommentaari:", 2},
        {"eu", "Iruzkinik ez:", "2 iruzkin:", 2},
        {"fa", "هیچ نظری موجود نیست:", "۱۲ نظر:", 12},
        {"fi", "Ei kommentteja:", "7 kommenttia:", 7},
        {"fil", "Walang komento:", "6 komento:", 6},
        {"fr", "Aucun commentaire:", "3 commentaires:", 3},
        {"fr, with the space of French typography", "Aucun commentaire\u00A0:", "1\u202F234 commentaires\u00A0:", 1234},
        {"gl", "Ningún comentario:", "9 comentarios:", 9},
        {"he", "אין תגובות:", "4 תגובות:", 4},
        {"hi", "कोई टिप्पणी नहीं:", "१२ टिप्पणियाँ:", 12},
        {"hr", "Nema komentara:", "5 komentara:", 5},
        {"hu", "Nincsenek megjegyzések:", "11 megjegyzés:", 11},
        {"id", "Tidak ada komentar:", "6 Komentar", 6},
        {"is", "Engin ummæli:", "2 ummæli:", 2},
        {"it", "Nessun commento:", "2 commenti:", 2},
        {"ja", "コメントはありません", "3 件のコメント:", 3},
        {"ja, nought", "0 件のコメント:", "コメント（2）", 2},
        {"ko", "댓글 없음:", "3개의 댓글:", 3},
        {"ko, nought", "0 개의 댓글:", "댓글 5개", 5},
        {"lt", "Nėra komentarų:", "21 komentaras:", 21},
        {"lv", "Nav komentāru:", "3 komentāri:", 3},
        {"ms", "Tiada ulasan:", "5 ulasan:", 5},
        {"nl", "Geen reacties:", "12 reacties:", 12},
        {"nl, newer", "Geen opmerkingen:", "1 opmerking:", 1},
        {"no", "Ingen kommentarer:", "2 kommentarer:", 2},
        {"pl", "Brak komentarzy:", "5 komentarzy:", 5},
        {"pt-BR", "Nenhum comentário:", "7 comentários:", 7},
        {"pt-PT", "Sem comentários:", "1 comentário:", 1},
        {"ro", "Niciun comentariu:", "20 de comentarii:", 20},
        {"ru", "Комментариев нет:", "5 комментариев:", 5},
        {"ru, short", "0 коммент.:", "2 коммент.:", 2},
        {"sk", "Žiadne komentáre:", "2 komentáre:", 2},
        {"sl", "Ni komentarjev:", "4 komentarji:", 4},
        {"sr", "Нема коментара:", "3 коментара:", 3},
        {"sv", "Inga kommentarer:", "3 kommentarer:", 3},
        {"sw", "Hakuna maoni:", "Maoni 3:", 3},
        {"ta", "கருத்துகள் இல்லை:", "2 கருத்துகள்:", 2},
        {"th", "ไม่มีความคิดเห็น:", "๔ ความคิดเห็น:", 4},
        {"tr", "Hiç yorum yok:", "6 yorum:", 6},
        {"uk", "Немає коментарів:", "5 коментарів:", 5},
        {"ur", "کوئی تبصرے نہیں:", "3 تبصرے:", 3},
        {"vi", "Không có nhận xét nào:", "2 nhận xét:", 2},
        {"zh-CN", "没有评论:", "8 条评论:", 8},
        {"zh-CN, nought", "0 个评论", "12 个评论", 12},
        {"zh-TW", "沒有留言:", "3 個意見", 3},
        {"zh-TW, newer", "0 則留言", "7 則留言：", 7},
    };
    for (const Count& sample : samples) {
        CAPTURE(sample.language, sample.none, sample.counted);
        CHECK(text::comment_count(sample.none) == 0);
        const std::optional<std::int64_t> counted = text::comment_count(sample.counted);
        CHECK(counted.value_or(-1) == sample.number);
    }
}

TEST_CASE("a count may be grouped, decomposed, in capitals or among invisible characters") {
    CHECK(text::comment_count("1,234 comments") == 1234);
    CHECK(text::comment_count("1.234.567 Kommentare") == 1234567);
    CHECK(text::comment_count("1 234 комментария") == 1234);
    CHECK(text::comment_count("1\u00A0234 commentaires") == 1234);
    CHECK(text::comment_count("1'234 Kommentare") == 1234);
    CHECK(text::comment_count("12,34,567 comments") == 1234567);
    CHECK(text::comment_count("1234 comments") == 1234);
    CHECK(text::comment_count("7 COMENTA\u0301RIOS") == 7);
    CHECK(text::comment_count("\n  \u200E12\u200F comments :\n") == 12);
    CHECK(text::comment_count("１２ comments") == 12);
    CHECK(text::comment_count("9223372036854775807 comments") == INT64_MAX);
}

TEST_CASE("what counts no comments is no count") {
    for (const char* other : {"",
                              " ",
                              ":",
                              "12",
                              "Comments",
                              "Comments:",
                              "Post a Comment",
                              "Kommentare:",
                              "Kommentar posten",
                              "댓글 쓰기",
                              "張貼留言",
                              "Older comments from 2012",
                              "3 of 5 comments",
                              "3 posts, 5 comments",
                              "12 apples",
                              "5 de",
                              "-5 comments",
                              "\u22125 comments",
                              "+5 comments",
                              "5% comments",
                              "#5 comments",
                              "1.5 comments",
                              "1,23 comments",
                              "1.234,567 comments",
                              "1,2345 comments",
                              "9223372036854775808 comments",
                              "99999999999999999999999999 comments",
                              "9.223.372.036.854.775.808 Kommentare",
                              "no",
                              "none",
                              "No comments are allowed here",
                              "comments closed",
                              "5 \xFF comments"}) {
        CAPTURE(other);
        CHECK_FALSE(text::comment_count(other));
    }
    CHECK_FALSE(text::comment_count(std::string(100'000, '1') + " comments"));
    CHECK_FALSE(text::comment_count("5 comments" + std::string(300, '.')));
}

namespace {
struct Break {
    std::string before, mark, after;
    bool wordpress = false;
};
}  // namespace

TEST_CASE("the jump break is found in every spelling") {
    const Break samples[] = {
        {"<p>a</p>", R"(<a name="more"></a>)", "b"},
        {"a", "<a name='more'></a>", "b"},
        {"a", "<a name=more></a>", ""},
        {"a", "<a name='more'/>", "b"},
        {"a", "<a name='more' />", "b"},
        {"a", "<a name=more/>", "b"},
        {"a", "<a name='more'/></a>", "b"},
        {"", R"(<A NAME="more"></A>)", "b"},
        {"a", R"(<a href="" name="more"></a>)", "b"},
        {"a", R"(<a name="more" id='x' data-x=">"></a>)", "b"},
        {"a", "<a\n  name = \"more\"\t>\n</a >", "b"},
        {"a", R"(<a name="more"> </a>)", "b"},
        {"a", "<!--more-->", "b", true},
        {"<span>", "<!--more-->", "</span>", true},
        {"a", "<!--more Read on-->", "b", true},
        {"a", "<!-- more -->", "b"},
        {"a", "<!--more\n-->", "b"},
        {"<!-- note --><br>", R"(<a name="more"></a>)", "<!--more-->"},
        {"<!--more-or-less-->", "<!--more-->", "<a name='more'></a>", true},
        {"<!--><b>", "<a name='more'></a>", ""},
        {"1 < 2 <3 </ <> ", "<a name='more'></a>", ""},
        {"<script>if (a<b) '<a name=\"more\"></a>'</script>", "<!--more-->", "", true},
        {"<p =' a/b>", "<a name='more'></a>", ""},
        {"<p title='it\"s'>", "<a name='more'></a>", ""},
    };
    for (const Break& sample : samples) {
        CAPTURE(sample.before, sample.mark);
        const std::optional<text::JumpBreak> found = text::jump_break(sample.before + sample.mark + sample.after);
        REQUIRE(found);
        CHECK(found->offset == sample.before.size());
        CHECK(found->length == sample.mark.size());
        CHECK(found->wordpress == sample.wordpress);
    }
}

TEST_CASE("what only looks like a jump break is none") {
    for (const char* html : {"",
                             "more",
                             "<a name=\"moreover\"></a>",
                             "<a name='More'></a>",
                             "<a names='more'></a>",
                             "<a id='more'></a>",
                             "<a href='#more'>more</a>",
                             "<a name='more'>my own anchor</a>",
                             "<a name='more'>",
                             "<b name='more'></b>",
                             "<abbr name='more'></abbr>",
                             "<a name='x' name='more'></a>",
                             "<a name='more",
                             "<a name='more'",
                             "<a name='more'></a",
                             "<!-- <a name='more'></a> -->",
                             "<!-- <a name='more'></a>",
                             "<!--moreover-->",
                             "<!-- more about this -->",
                             "<!--Some more-->",
                             "<!--more",
                             "<!--more--",
                             "<!-->more-->",
                             "<img alt='<a name=\"more\"></a>'>",
                             "<p title=\"<!--more-->\">",
                             "<script>x = '<a name=\"more\"></a>';</script>",
                             "<STYLE>/*<!--more-->*/</STYLE>",
                             "<script>'<!--more-->'",
                             "&lt;!--more--&gt;",
                             "&lt;a name='more'&gt;",
                             "</a name='more'>"}) {
        CAPTURE(html);
        CHECK_FALSE(text::jump_break(html));
    }
}

TEST_CASE("looking for a jump break takes time in proportion to the text") {
    const auto seconds = [](const std::string& html) {
        double least = 1e9;
        for (int round = 0; round != 3; ++round) {
            const std::clock_t start = std::clock();  // CPU time: others' work does not count
            CHECK_FALSE(text::jump_break(html));
            least = std::min(least, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
        }
        return least;
    };
    const auto growth = [&seconds](const std::string& head, const std::string& unit) {
        const auto text = [&](std::size_t size) {
            std::string html = head;
            while (html.size() < size) html += unit;
            return html;
        };
        return seconds(text(1'600'000)) / std::max(seconds(text(200'000)), 1e-4);
    };
    for (const char* unit : {"<", "<!--", "<a ", "<a name='more'>", "<a name='", "</", "<script>", "<a name='more'> ",
                             "<!-- more", "\"more"}) {
        CAPTURE(unit);
        CHECK(growth("'more", unit) < 24);  // in proportion: 8; a quadratic search: 64
    }
    CHECK(growth("'more<script>", "<") < 24);
}
