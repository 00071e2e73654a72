#include "text/phrases.hpp"

#include <algorithm>
#include <string>

#include "support/catch.hpp"
#include "text/blogger.hpp"
#include "text/strings.hpp"

using namespace blogferry;
using Kind = text::PageLine::Kind;

namespace {

bool speaks(const text::PageLine& line, std::string_view language) {
    return std::find(line.languages.begin(), line.languages.end(), language) != line.languages.end();
}

/// Every alternative of a cell.
template <class Check>
void each(std::string_view cell, Check check) {
    if (cell.empty()) return;
    for (const std::string_view one : text::split(cell, '|')) {
        CAPTURE(std::string(one));
        check(std::string(one));
    }
}

std::string without_blanks(std::string text) {
    text.erase(std::remove(text.begin(), text.end(), ' '), text.end());
    return text;
}

struct Sample {
    std::string language, line;
    Kind kind;
    std::string rest = {};
};

void check_sample(const Sample& sample) {
    CAPTURE(sample.language, sample.line);
    const text::PageLine line = text::classify(sample.line);
    CHECK(static_cast<int>(line.kind) == static_cast<int>(sample.kind));
    CHECK(line.rest == sample.rest);
    CHECK(speaks(line, sample.language));
}

}  // namespace

TEST_CASE("every row of the table of phrases is understood, cell by cell") {
    for (const text::Phrases& row : text::phrases()) {
        CAPTURE(std::string(row.language));
        const auto is = [&](const std::string& text, Kind kind) {
            for (const std::string& written : {text, " " + without_blanks(text) + "\u200E "}) {
                CAPTURE(written);
                const text::PageLine line = text::classify(written);
                CHECK(static_cast<int>(line.kind) == static_cast<int>(kind));
                CHECK(speaks(line, row.language));
            }
        };
        const auto whole = [&](Kind kind) { return [&is, kind](const std::string& text) { is(text, kind); }; };
        each(row.no_comments, [&](const std::string& text) {
            const text::PageLine line = text::classify(text + ":");
            CHECK(line.kind == Kind::comment_count);
            CHECK(line.count == 0);
            CHECK(speaks(line, row.language));
        });
        each(row.post_comment, whole(Kind::post_comment));
        each(row.removed, whole(Kind::removed));
        each(row.share, whole(Kind::share));
        each(row.links, whole(Kind::links));
        for (const std::string_view cell : {row.newer, row.older, row.home}) each(cell, whole(Kind::pager));
        each(row.reply, [&](const std::string& text) {
            const text::PageLine line = text::classify(text);
            CHECK((line.kind == Kind::reply || line.kind == Kind::replies || line.kind == Kind::deletion));
        });
        const auto with_rest = [&](Kind kind, const std::string& rest) {
            return [&row, kind, rest](const std::string& text) {
                for (const char* const blank : {" ", ""}) {
                    const text::PageLine line = text::classify(text + blank + rest);
                    CHECK(static_cast<int>(line.kind) == static_cast<int>(kind));
                    CHECK(line.rest == rest);
                    CHECK(speaks(line, row.language));
                }
            };
        };
        each(row.labels, with_rest(Kind::labels, "Stars, Moons"));
        each(row.posted_by, with_rest(Kind::posted_by, "Ada Stern"));
        each(row.subscribe, with_rest(Kind::subscribe, "Atom (Atom)"));
        each(row.said, [&](const std::string& text) {
            for (const char* const blank : {" ", ""}) {
                const text::PageLine line = text::classify("Ada Stern" + std::string(blank) + text);
                CHECK(line.kind == Kind::said);
                CHECK(line.rest == "Ada Stern");
                CHECK(speaks(line, row.language));
            }
        });
    }
}

TEST_CASE("languages stand in the table once") {
    std::vector<std::string_view> languages;
    for (const text::Phrases& row : text::phrases()) languages.push_back(row.language);
    std::sort(languages.begin(), languages.end());
    CHECK(std::adjacent_find(languages.begin(), languages.end()) == languages.end());
    CHECK(languages.size() >= 45);
}

// As pages have them: what Blogger's own templates write around a post.
TEST_CASE("lines of pages are told from text") {
    const Sample samples[] = {
        {"en", "0 comments:", Kind::comment_count},
        {"en", "43 comments:", Kind::comment_count},
        {"en", "11 Comments:", Kind::comment_count},
        {"en", "Post a Comment", Kind::post_comment},
        {"en", "Posted by Ada Stern at 6:32 AM", Kind::posted_by, "Ada Stern at 6:32 AM"},
        {"en", "Posted byAda Stern at6:32\u202FAM", Kind::posted_by, "Ada Stern at6:32\u202FAM"},
        {"en", "Posted by", Kind::posted_by},
        {"en", "Email ThisBlogThis!Share to TwitterShare to FacebookShare to Pinterest", Kind::share},
        {"en", "Email This BlogThis! Share to X", Kind::share},
        {"en", "Labels: stars, moons", Kind::labels, "stars, moons"},
        {"en", "Labels:stars", Kind::labels, "stars"},
        {"en", "Newer Post Older Post Home", Kind::pager},
        {"en", "Newer PostOlder PostHome", Kind::pager},
        {"en", "Subscribe to: Post Comments (Atom)", Kind::subscribe, "Post Comments (Atom)"},
        {"en", "Anonymous said...", Kind::said, "Anonymous"},
        {"en", "Ada Sternsaid\u2026", Kind::said, "Ada Stern"},
        {"en", "This comment has been removed by the author.", Kind::removed},
        {"en", "ReplyDelete", Kind::reply},
        {"en", "Replies", Kind::replies},
        {"en", "Comments", Kind::comment_title},
        {"de", "Keine Kommentare:", Kind::comment_count},
        {"de", "Eingestellt von Ada Stern um 21:11", Kind::posted_by, "Ada Stern um 21:11"},
        {"de", "Kommentar posten", Kind::post_comment},
        {"de", "Neuerer Post Älterer Post Startseite", Kind::pager},
        {"de", "Abonnieren Kommentare zum Post (Atom)", Kind::subscribe, "Kommentare zum Post (Atom)"},
        {"de", "Kommentare:", Kind::comment_title},
        {"fr", "Publié par Ada Stern à 08:00", Kind::posted_by, "Ada Stern à 08:00"},
        {"fr", "Inscription à : Publier les commentaires (Atom)", Kind::subscribe, "Publier les commentaires (Atom)"},
        {"fr", "Libellés : étoiles", Kind::labels, "étoiles"},
        {"es", "No hay comentarios:", Kind::comment_count},
        {"es", "Publicado por Ada Stern en 6:24", Kind::posted_by, "Ada Stern en 6:24"},
        {"es", "Entrada más reciente Entrada antigua Inicio", Kind::pager},
        {"pt", "Nenhum comentário:", Kind::comment_count},
        {"pt", "Postagem mais recentePostagem mais antigaPágina inicial", Kind::pager},
        {"it", "Nessun commento:", Kind::comment_count},
        {"it", "Posta un commento", Kind::post_comment},
        {"ru", "0 коммент.:", Kind::comment_count},
        {"ru", "Следующее Предыдущее Главная страница", Kind::pager},
        {"ko", "0 개의 댓글:", Kind::comment_count},
        {"ko", "피드 구독하기: 댓글 (Atom)", Kind::subscribe, "댓글 (Atom)"},
        {"zh-TW", "張貼者：星星 於 上午9:00", Kind::posted_by, "星星 於 上午9:00"},
        {"zh-TW", "沒有留言:", Kind::comment_count},
        {"zh-TW", "訂閱： 張貼留言 (Atom)", Kind::subscribe, "張貼留言 (Atom)"},
        {"no", "Lagt inn av Ada Stern kl. 01:33", Kind::posted_by, "Ada Stern kl. 01:33"},
        {"no", "Nyere innlegg Eldre innlegg Start", Kind::pager},
        {"nl", "2 reacties:", Kind::comment_count},
        {"id", "3 Komentar:", Kind::comment_count},
        {"sl", "Objavil Ada ob 9:00", Kind::posted_by, "Ada ob 9:00"},
        {"ar", "ليست هناك تعليقات:", Kind::comment_count},
        {"ar", "٣ تعليقات:", Kind::comment_count},
    };
    for (const Sample& sample : samples) check_sample(sample);
}

TEST_CASE("a line says whether it has the blanks of its page, and whether a text may say it too") {
    CHECK(text::classify("Ada Stern said...").spaced);
    CHECK_FALSE(text::classify("Ada Sternsaid...").spaced);
    CHECK_FALSE(text::classify("We flew on to Mombasa...").spaced);
    CHECK(text::classify("Posted by Ada Stern").spaced);
    CHECK_FALSE(text::classify("Posted byAda Stern").spaced);
    CHECK_FALSE(text::classify("Autor: Ada Stern").spaced);  // says nothing of other lines
    CHECK(text::classify("Home").lone);
    CHECK(text::classify("Older Posts").lone);
    CHECK_FALSE(text::classify("Older Posts Home").lone);
    CHECK_FALSE(text::classify("Newer PostOlder PostHome").lone);
}

TEST_CASE("a count behind author and time is a part of its own, in every language") {
    for (const text::Phrases& row : text::phrases()) {
        if (row.posted_by.empty()) continue;
        CAPTURE(std::string(row.language));
        const std::string at(text::split(row.at, '|').front());
        const std::string byline =
            std::string(text::split(row.posted_by, '|').front()) + " Ivo Brandt " + at + " 06:32";
        const auto check = [&](const std::string& count) {
            CAPTURE(count);
            for (const char* const blank : {" ", "   ", ""}) {
                const std::string line = byline + blank + count;
                const auto parts = text::parts_of_author_line(line);
                REQUIRE(parts.size() == 2);
                CHECK(text::trim(parts[0]) == byline);
                CHECK(parts[1] == count);
            }
        };
        each(row.no_comments, [&](const std::string& none) { check(none + ":"); });
        each(row.comments, [&](const std::string& word) {
            if (!word.ends_with('*') && text::classify("2 " + word).kind == Kind::comment_count)
                check("2 " + word + ":");
        });
    }
}

TEST_CASE("the parts of an author's line") {
    using Parts = std::vector<std::string_view>;
    CHECK(text::parts_of_author_line("Posted by Ada at 6:32 AM") == Parts{"Posted by Ada at 6:32 AM"});
    CHECK(text::parts_of_author_line("Posted by Ada at 6:32 AM 2 comments: Labels: lamps, port") ==
          Parts{"Posted by Ada at 6:32 AM ", "2 comments: ", "Labels: lamps, port"});
    CHECK(text::parts_of_author_line("Posted by Ada at 6:32 AM Email ThisBlogThis!Share to X No comments:") ==
          Parts{"Posted by Ada at 6:32 AM ", "Email ThisBlogThis!Share to X ", "No comments:"});
    CHECK(text::parts_of_author_line("Posted by Ada at 21:11 1,234 comments:") ==
          Parts{"Posted by Ada at 21:11 ", "1,234 comments:"});
    CHECK(text::parts_of_author_line(
              "Posted by Ada at 21:11 2 comments Links to this post Email ThisBlogThis!Share to XShare to "
              "FacebookShare to Pinterest Labels: children, comics, lamps, links, night trains, 1959, 2012, no men") ==
          Parts{"Posted by Ada at 21:11 ", "2 comments ", "Links to this post ",
                "Email ThisBlogThis!Share to XShare to FacebookShare to Pinterest ",
                "Labels: children, comics, lamps, links, night trains, 1959, 2012, no men"});
    CHECK(text::parts_of_author_line("Posted by Ada at 21:1110,000 comments:") ==
          Parts{"Posted by Ada at 21:11", "10,000 comments:"});
    CHECK(text::parts_of_author_line("Ti\xCC\x81n Ada 6:32 Nha\xCC\x83n: 3") ==
          Parts{"Ti\xCC\x81n Ada 6:32 ", "Nha\xCC\x83n: 3"});  // decomposed
    CHECK(text::parts_of_author_line("Posted by Ada on 6.12 11 comments") ==
          Parts{"Posted by Ada on 6.12 ", "11 comments"});
    CHECK(text::parts_of_author_line("Posted by Ada 3 comments:") == Parts{"Posted by Ada ", "3 comments:"});
    CHECK(text::parts_of_author_line("Posted by demand, 3 comments") == Parts{"Posted by demand, 3 comments"});
    CHECK(text::parts_of_author_line("Posted by") == Parts{"Posted by"});
    CHECK(text::parts_of_author_line("Posted by Ada at 21:112 comments: Labels: 2010, 2011, 2012, 2013") ==
          Parts{"Posted by Ada at 21:11", "2 comments: ", "Labels: 2010, 2011, 2012, 2013"});
    CHECK(text::parts_of_author_line("Pubblicato da Ada alle 6:32 Etichette: treno, treni, anno, anni, vino, vini, mano, "
                                     "mani, cani, nonno, nonni, pino, forno, sono, panini, uno") ==
          Parts{"Pubblicato da Ada alle 6:32 ",
                "Etichette: treno, treni, anno, anni, vino, vini, mano, mani, cani, nonno, nonni, pino, forno, sono, "
                "panini, uno"});
}

TEST_CASE("what an author writes is text") {
    const std::string samples[] = {
        "We went home.",
        "Posted bytes are counted.",
        "Comments are welcome",
        "Home is where the telescope stands",
        "said...",
        "Email This BlogThis! and more",
        "5 comets",
        std::string(500, 'x'),
    };
    for (const std::string& sample : samples) {
        CAPTURE(sample);
        CHECK(text::classify(sample).kind == Kind::text);
    }
    for (const std::string& blank : {std::string(), std::string(" \t\r"), std::string("\u00A0\u200E")})
        CHECK(text::classify(blank).kind == Kind::blank);
}
