"""An invented blog that holds everything WordPress' importer is known to lose or change, in three forms: as a legacy
export, as a Takeout folder and as NDJSON. Each holds what the form can express of it; the rest is left out there.

    hostile.py legacy FILE.xml | takeout FOLDER | ndjson FILE.ndjson
"""
import datetime
import json
import sys

import blogger

BLOG, ELSEWHERE = "4200000000000000042", "5200000000000000052"
START = datetime.datetime(2011, 3, 1, 6, 30, 0, 250000, tzinfo=datetime.timezone.utc)
EMOJI, ASTRAL = "\U0001F9ED", "\U0010FFFD"
ODD_TEXTS = {
    "markup": "<b>bold</b> & <3 &amp; &lt;p&gt; \"quoted\" 'single'",
    "cdata": "]]> ]]]]> ]]>]]> <![CDATA[ x ]]>",
    "backslash": r"C:\temp \\ \' \" \0 $1 \n",
    "percent": "%s %d %% %20 %41 50%25",
    "astral": f"{EMOJI} {ASTRAL} \U00020BB7 zwj \U0001F469\u200D\U0001F680",
    "marks": "nfd e\u0301 soft\u00ADhyphen bom\uFEFFinside nel\u0085 ls\u2028 rtl \u202Eabc\u202C",
    "control": "nul \u0000 one \u0001 vt \u000B esc \u001B[31m fffe \uFFFE ffff \uFFFF end",
    "line-ends": "one\r\ntwo\rthree\nfour",
    "split-by-control": "a]]\u0001>b",
    "php": "<?php echo 1; ?> <?xml version='1.0'?> <!DOCTYPE html>",
    "blocks": "<!-- wp:paragraph --><p>x</p><!-- /wp:paragraph --> [gallery ids=\"1\"] <!--nextpage-->",
    "active": "<script>if (a<b && c>d) f('</p>');</script><iframe src=\"https://video.example/embed/1\"></iframe>",
    "c1-references": "dash &#150; quote &#146; end",
    "japanese": "\u6771\u4EAC\u306E\u6E2F\u3001\u970D\u3002",
    "right-to-left": "\u0645\u064A\u0646\u0627\u0621 (1) \u05E0\u05DE\u05DC!",
    "plain": "no markup at all\n\n  and two blanks   inside, one at the end ",
    "wxr": "</content:encoded> ]]></wp:comment_content><wp:status>draft</wp:status></item> </channel>",
}


class Blog:
    def __init__(self):
        self.entries, self.orphans = [], []
        self.number = 7000000000000000000
        self.when = START

    def id(self):
        self.number += 17
        return str(self.number)

    def time(self, seconds=None):
        if seconds is None:
            self.when += datetime.timedelta(hours=5, seconds=11)
            return self.stamp(self.when)
        return self.stamp(START + datetime.timedelta(seconds=seconds))

    @staticmethod
    def stamp(moment):
        return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03}Z"

    def post(self, title, content="<p>Something was seen from the pier.</p>", **fields):
        number = fields.pop("id", None) or self.id()
        comments = fields.pop("comments", [])
        entry = {"type": "post", "kind": "post", "id": number,
                 "guid": f"tag:blogger.com,1999:blog-{BLOG}.post-{number}",
                 "status": "published", "title": title, "published": self.time(),
                 "authors": [{"kind": "account", "id": "101", "name": "Mira Holt"}],
                 "content": content, "replies": len(comments)}
        entry.update(fields)
        entry = {key: value for key, value in entry.items() if value is not None}
        self.entries.append((entry, comments))
        for comment in comments:
            comment["post"] = number
        return entry

    def comment(self, content, parent=None, **fields):
        number = fields.pop("id", None) or self.id()
        entry = {"type": "comment", "id": number, "guid": f"tag:blogger.com,1999:blog-{BLOG}.post-{number}",
                 "status": "approved", "published": self.time(), "content": content,
                 "author": {"kind": "named", "name": "Passer-by"}}
        if parent:
            entry["parent"] = parent["id"] if isinstance(parent, dict) else parent
        entry.update(fields)
        return {key: value for key, value in entry.items() if value is not None}

    def add_orphans(self):
        """One whose post is gone; one that its author wrote on another blog."""
        for reason, blog in (("post-missing", BLOG), ("foreign", ELSEWHERE)):
            orphan = self.comment(f"an orphan, {reason}", post="1")
            self.orphans.append({**orphan, "type": "orphan", "reason": reason,
                                 "guid": orphan["guid"].replace(BLOG, blog)})

    def write_ndjson(self, to):
        def line(value):
            to.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")
        counts = {"posts": 0, "pages": 0, "comments": 0, "orphans": 0}
        line({"type": "blogferry", "version": 1,
              "site": {"id": BLOG, "title": "Pier & <Harbour>", "subtitle": "Notes ]]> from the coast",
                       "home": "https://harbour.example/", "language": "en-GB", "time_zone": "Europe/Berlin"}})
        for entry, comments in self.entries:
            counts["pages" if entry["kind"] == "page" else "posts"] += 1
            line(entry)
            for comment in comments:
                counts["comments"] += 1
                line(comment)
        for orphan in self.orphans:
            counts["orphans"] += 1
            line(orphan)
        line({"type": "end", **counts})


def texts(blog):
    for name, text in ODD_TEXTS.items():
        for kind in ("post", "page"):
            blog.post(f"text {name} {text}", f"<p>{text}</p>\n{text}", kind=kind, summary=text, meta_description=text,
                      properties=[{"name": f"odd {text}", "value": text}],
                      comments=[blog.comment(text, author={"kind": "named", "name": f"by {text}"})])


def titles(blog):
    blog.post("x" * 300)
    blog.post("\u970D" * 30000)
    blog.post("")
    blog.post("0")
    blog.post("  blanks around  ")
    blog.post("two\nlines")
    blog.post("", "")
    blog.post("0", "0", summary="0")
    blog.post("", "\u0000")
    blog.post(" \u0001\n", "")
    blog.post("\t", "", summary=" ")
    blog.post(" ", " ", comments=[blog.comment("on next to nothing")])
    blog.post("", "", comments=[blog.comment("on nothing")])
    blog.post("<!-- a comment -->", "")
    blog.post("", "<br />")


def same_second(blog):
    second = blog.time()
    for title in ("Twin", "Twin", "twin ", "TWIN", "Tw\u00EDn", "T\u0057in\u0301", "", "", "0", "Single", "C\u00E1se",
                  "Case"):
        blog.post(title, f"<p>twin {len(blog.entries)}</p>", published=second,
                  comments=[blog.comment(f"on twin {len(blog.entries)}")])
    for title in ("Twin", "", ""):
        blog.post(title, f"<p>page twin {len(blog.entries)}</p>", kind="page", published=second)
    hour = blog.time()
    for number in range(12):
        blog.post("The same every time" if number % 3 else "", f"<p>one of twelve, {number}</p>", published=hour)
    # a fold: 02:30 summer time and 02:30 winter time in Berlin; a gap: no 02:30 there
    for stamp in ("2011-10-30T00:30:00Z", "2011-10-30T01:30:00Z", "2012-03-25T00:59:59Z", "2012-03-25T01:00:00Z"):
        blog.post("", f"<p>at {stamp}</p>", published=stamp, comments=[blog.comment("at night", published=stamp)])
    # the same as readings of the blog's clock, without an offset; and with one that Berlin did not have
    for stamp in ("2011-10-30T02:30:00", "2012-03-25T02:30:00", "2012-03-25T03:00:00", "2011-07-01T12:00:00",
                  "2011-07-01T12:00:00-05:00"):
        blog.post(f"clock {stamp}", published=stamp, comments=[blog.comment("by the same clock", published=stamp)])


def states(blog):
    for kind in ("post", "page"):
        for status in ("draft", "trashed"):
            blog.post(f"{kind} {status}", kind=kind, status=status, slug=f"{kind}-{status}",
                      comments=[blog.comment(f"on a {status} {kind}")])
        blog.post("", "<p>untitled draft</p>", kind=kind, status="draft")
        blog.post(f"undated draft {kind}", kind=kind, status="draft", published=None,
                  updated="2013-01-02T03:04:05.678Z")
        blog.post("", f"<p>undated, untitled {kind}</p>", kind=kind, status="draft", published=None)
        blog.post("", f"<p>another undated, untitled {kind}</p>", kind=kind, status="draft", published=None)
        blog.post(f"undated {kind}", kind=kind, published=None, comments=[blog.comment("undated too", published=None)])
        blog.post(f"scheduled {kind}", kind=kind, status="scheduled", published="2036-07-01T10:00:00Z")
        blog.post(f"scheduled for nobody knows when {kind}", kind=kind, status="scheduled", published=None)
        blog.post(f"scheduled long ago {kind}", kind=kind, status="scheduled", published="2012-07-01T10:00:00Z")
    for number in ("18446744073709551615", "99999999999999999999", "10000000000000000000"):
        thread = [blog.comment("root", id=number[:-1] + "1")]
        thread.append(blog.comment("reply", thread[0], id=number[:-1] + "2"))
        blog.post(f"twenty digits {number}", id=number, comments=thread)
    blog.post("before the epoch", published="1969-12-31T22:59:59Z")
    blog.post("long before", published="1888-05-05T12:00:00Z")


def labels(blog):
    odd = ["C++", "C#", "C", "c", "!!!", "???", "\u2014", "&", "0", "A & B", "AT&amp;T", "<b>x</b>", "<3", "50%25",
           "%41", r"Und\slash",
           "One, two", "it's", "\u65E5\u672C", EMOJI, "\u041D\u043E\u0447\u044C", "\u043D\u043E\u0447\u044C",
           "Caf\u00E9", "cafe", "Cafe", "\uFF23\uFF21\uFF26\uFF25",
           "\u30AB\u30E1\u30E9", "\u304B\u3081\u3089", "label", "label-2", "c-2", "Web", "Web\u9AD8\u901F",
           "\u7121\u6599APP", "App", "\u9AD8 go \u901F", "go", "- go -", "Uncategorized", "2012", "  padded  ",
           "two\nlines", "a  b", "\u970D" * 80, "w" * 250, "\U0001F9ED" * 30]
    for term in odd:
        for _ in range(2):  # an empty nicename loses the second post's label only
            blog.post(f"label {len(blog.entries)}", categories=[{"term": term}])
    blog.post("all labels", categories=[{"term": term} for term in odd])
    blog.post("only blanks", categories=[{"term": "   "}, {"term": "plain"}])
    blog.post("a page with labels", kind="page", categories=[{"term": "plain"}, {"term": "C++"}])


def authors(blog):
    names = ["\u041D\u0438\u043A\u043E\u043B\u0430\u0439", "\u0645\u064A\u0646\u0627\u0621", "\u6771\u4EAC \u970D",
             "J\u00FCrgen M\u00FCller", "jurgen muller", "Amp & Co <b>x</b>", "\u65E5\u672C\u8A9E",
             "\u044E\u0437\u0435\u0440", "O'Brien", r"back\slash", EMOJI, "admin",
             "n" * 80, "\u970D" * 300, "%41 percent", "  spaces  ", "two\nlines"]
    for name in names:
        blog.post(f"by {len(blog.entries)}", authors=[{"kind": "account", "name": name}])
    blog.post("by a known address", authors=[{"kind": "account", "id": "102", "name": "Ada Quist",
                                              "email": "ada@harbour.example"}])
    blog.post("by an endless address", authors=[{"kind": "account", "id": "103", "name": "Bo Quist",
                                                 "email": "b" * 110 + "@harbour.example"}])
    blog.post("by somebody with a face", authors=[{"kind": "account", "id": "104", "name": "Cleo Rask",
                                                   "uri": "https://www.blogger.com/profile/104",
                                                   "avatar": "https://img.example/cleo.jpg"}])
    blog.post("by the same Ada", authors=[{"kind": "account", "name": "Ada Quist"}])
    blog.post("by nobody", authors=None)
    blog.post("by no name", authors=[{"kind": "removed"}])
    blog.post("by two", authors=[{"kind": "account", "id": "101", "name": "Mira Holt"},
                                 {"kind": "account", "id": "102", "name": "Ada Quist"}])


def comments(blog):
    thread = [blog.comment("root of twelve")]
    for depth in range(11):
        thread.append(blog.comment(f"level {depth + 2}", thread[-1]))
    blog.post("a deep thread", comments=thread)

    for kind in ("post", "page"):
        thread = [blog.comment(f"root on a {kind}")]
        thread += [blog.comment(f"reply on a {kind}", thread[0]), blog.comment(f"second reply on a {kind}", thread[0])]
        blog.post(f"a {kind} with replies", kind=kind, comments=thread)
        blog.post(f"a draft {kind} with replies", kind=kind, status="draft",
                  comments=[(root := blog.comment("root on a draft")), blog.comment("reply on a draft", root)])

    late = blog.comment("a parent dated after its replies")
    blog.post("replies first", comments=[blog.comment("early reply", late, published=blog.time(60)),
                                         blog.comment("second early reply", late, published=blog.time(61)), late])
    gone = blog.comment("replies to a comment that is gone", "123")
    one, two = blog.id(), blog.id()
    blog.post("threads that are none", comments=[gone, blog.comment("and a reply to that", gone),
                                                 blog.comment("circle one", two, id=one),
                                                 blog.comment("circle two", one, id=two)])
    blog.post("states", comments=[blog.comment(f"is {status}", status=status) for status in ("approved", "pending",
                                                                                             "spam", "ghosted",
                                                                                             "removed")]
              + [blog.comment("", status="ghosted")])
    persons = [
        {"kind": "anonymous", "name": "Anonymous"}, {"kind": "unknown", "name": "Unknown",
                                                     "uri": "https://www.blogger.com/profile/77"},
        {"kind": "removed"}, {"kind": "named", "name": ""}, {"kind": "openid", "name": "Otto",
                                                             "uri": "https://otto.example/", "id": "5"},
        {"kind": "named", "name": "A & B <i>c</i> %41 \\ \"q\" 'q'"}, {"kind": "named", "name": "two\nlines   wide"},
        {"kind": "named", "name": "\u970D" * 100}, {"kind": "named", "name": "&" * 100},
        {"kind": "named", "name": "url", "uri": "https://long.example/" + "u" * 200},
               {"kind": "named", "name": "query", "uri": "https://query.example/?a=1&b=2"},
        {"kind": "named", "name": "script", "uri": "javascript:alert(1)"},
               {"kind": "named", "name": "mail", "email": "otto@harbour.example"},
        {"kind": "named", "name": "long mail", "email": "o" * 100 + "@harbour.example"},
               {"kind": "account", "name": "face", "avatar": "https://img.example/f.png"},
    ]
    blog.post("all kinds of people", comments=[blog.comment(f"person {number}", author=person) for number,
                                               person in enumerate(persons)]
              + [blog.comment("nobody at all", author=None)])
    blog.post("long comments", comments=[blog.comment("y" * 70000), blog.comment("\u970D" * 25000),
                                         blog.comment("z" * 65535)])
    links = ['<a href="https://there.example/?a=1&amp;b=2" rel="bookmark">there</a> and <a href=\'/x\'>x</a>',
             '<A HREF="https://there.example/<br/>" REL="nofollow">there</A>',
             "<a title='a > b' href=https://there.example/ >there</a>",
             '<a rel=nofollow href="https://there.example/it\'s">there</a>', '<a href="#c:1" rel="nofollow">above</a>',
             '<a href="https://there.example/"\nrel="nofollow">there</a>',
             '<a href="https://there.example/" rel="nofollow me">there</a>',
             '<a href="https://there.example/>there</a>', "<a >there</a>",
             '<a href="https://there.example/" rel="ugc">there</a>',
             '<a href="https://there.example/" rel="">there</a>',
             '<a rel="noopener noreferrer" target="_blank" href="https://there.example/">there</a>',
             '<a href="https://wp.test/" rel="nofollow">the new site itself</a>',
             '<a href="https://there.example/" REL = nofollow >there</a>']
    blog.post("links",
              comments=[blog.comment(link) for link in [*links, "line\n\n  indented\n<br />\n<b>unclosed"]])
    many = '<a href="https://there.example/">there</a>' * 20
    ends = '<a rel="me" title="& < &">' + "x" * 65535
    blog.post("long comments with links", comments=[blog.comment("x" * (65535 - len(many)) + many),
                                                    blog.comment(many * 80),
                                                    blog.comment(many * 50 + ends)])
    second = blog.time()
    blog.post("same second, same name", comments=[blog.comment(f"number {n}", published=second) for n in range(5)])
    one = {"kind": "account", "id": "7", "name": "Ivo Lund", "uri": "https://www.blogger.com/profile/7"}
    blog.post("same second, same account, same words", comments=[blog.comment("yes", published=second,
                                                                              author=one) for _ in range(3)])
    blog.post("words of others", comments=[blog.comment("This comment has been removed by the author.",
                                                        status="removed"),
                                           blog.comment("This comment has been removed by the author."),
                                           blog.comment("0"), blog.comment(" ")])
    blog.post("begun before", comments=[blog.comment("was begun before", created="2011-02-02T02:02:02.020Z"),
                                        blog.comment("undated, but begun and edited", published=None,
                                                     created="2011-02-02T02:02:02Z",
                                                     updated="2012-01-01T01:01:01.001Z")])
    blog.post("edited", comments=[blog.comment("was edited", updated="2014-01-01T00:00:00Z",
                                               properties=[{"name": "displayTime", "value": "6:00 AM"}])])
    blog.post("many", comments=[blog.comment(f"comment {n}") for n in range(150)])


def the_rest(blog):
    for slug in ("caf\u00E9-\u00E9t\u00E9", "\u65E5\u672C", "%E6%97%A5", "x.html", "s" * 250, "feed", "0",
                 "first-light", "first-light"):
        blog.post(f"slug {len(blog.entries)}", slug=slug, path=f"/2011/04/{slug[:40]}.html",
                  permalink=f"https://harbour.example/2011/04/{slug[:40]}.html")
    blog.post("a jump", "<p>before</p><a name='more'></a><p>after</p>")
    blog.post("a page with a jump", "<p>before</p>\n<a name=\"more\"/>\n<p>after</p>", kind="page")
    blog.post("a WordPress jump", "<p>before</p><!--more--><p>after <a name='more'></a></p>")
    blog.post("everything else", link={"href": "https://elsewhere.example/?a=1&b=2", "title": "Else & where"},
              enclosures=[{"url": "https://harbour.example/fog.mp3", "type": "audio/mpeg", "length": 42},
                          {"url": "https://harbour.example/x.mp4", "type": "video/mp4"}],
              location={"name": "The pier", "latitude": 54.5, "longitude": -3.25, "span": "0.1,0.2"},
              thumbnail="https://img.example/t.png",
              meta_description="a:1:{s:9:\"a\";}", created="2011-01-01T00:00:00Z",
              updated="2013-05-05T05:05:05.005+02:00",
              properties=[{"name": "blogger.itemClass", "value": "pid-1"},
                          {"name": "odd \"name\"", "value": "O:8:\"stdClass\":0:{}"}], replies_declared=9)
    blog.post("half a place", location={"name": "Somewhere on this parallel", "latitude": -54.25})
    blog.post("serialised", meta_description="N;", thumbnail=" i:5; ", link={"href": "b:0;"})
    blog.post("a big body", "<p>" + "All about the pier. " * 250000 + "</p>")
    blog.post("many lines", "\n".join(f"<p>line {number} of many \u970D</p>" for number in range(3000)))
    blog.post("one long line", "<p>" + "\u970D" * 20000 + "</p>")
    embeds = {"shortcodes": "[caption id=\"a\"]x[/caption] [[escaped]] [gallery] [/b]", "more": "a<!--more read on-->b",
              "pages": "a<!--nextpage-->b<!--nextpage-->c",
              "noteaser": "<!--noteaser--><!--more-->x",
              "block": "<!-- wp:html {\"a\":\"\\u003cb\\u003e\"} --><b>x</b><!-- /wp:html -->",
              "php": "<?php system('x'); ?> <?= 1 ?> <% x %>",
              "object": "<object><param name=a value=b><embed src=//x.example></object>",
              "form": "<form><input onclick='x()' value=\"a\"></form>",
              "svg": "<svg><script href=data:,x /></svg>", "style": "<style>p > a { content: '\\201C' }</style>",
              "base": "<base href=//x.example><meta http-equiv=refresh>",
              "uris": "<a href=\"javascript:alert(1)\">x</a><img src=data:image/gif;base64,R0lGODlhAQABAAAAACw=>",
              "bare": "1 < 2 > 0 && a & b &nbsp; &bogus; &#0; &#x110000; &#xD800;",
              "document": "<!DOCTYPE html><html><head><title>x</title></head><body>y</body></html>",
              "cdata": "<![CDATA[ a ]]> ]]>]]&gt;", "comment": "<!-- a -- b --->c<!--",
              "entities": "&lt;p&gt; &amp;amp; &quot;&#39;&#8217;"}
    for name, text in embeds.items():
        blog.post(f"embed {name}", text)
        blog.post(text, f"<p>the title is {name}</p>", kind="page")
    blog.post("", "<p>the last, untitled</p>", comments=[blog.comment("good night")])


def invented():
    blog = Blog()
    for part in (texts, titles, same_second, states, labels, authors, comments, the_rest):
        part(blog)
    blog.add_orphans()
    return blog


def write(form, target):
    """@param form  legacy, takeout or ndjson"""
    if form == "takeout":
        blogger.write_takeout(target, BLOG, ELSEWHERE, invented())
        return
    with open(target, "w", encoding="utf-8", newline="") as file:
        if form == "legacy":
            blogger.write_legacy(file, BLOG, invented())
        else:
            invented().write_ndjson(file)


if __name__ == "__main__":
    write(*sys.argv[1:3])
