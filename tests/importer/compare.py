"""Compares what WordPress made of our WXR with the export itself, as export.py reads it: not with anything we wrote.

What differs has to be said: by a rule (BFnnn) that was reported for that very entity, or by a rule of WordPress that
docs/formats/wxr.md tells of. Then it is explained; anything else is UNEXPLAINED, and what is not there at all is LOST.
"""
import collections
import datetime
import html
import json
import os
import re
import unicodedata
import urllib.parse

import export

COLUMN, NEARLY_FULL = 65535, 60000
FORBIDDEN = re.compile("[\x00-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]")
JUMP = re.compile(r"<a\b[^>]*\bname\s*=\s*[\"']?more\b[^>]*>(\s*</a\s*>)?", re.IGNORECASE)
C1_REFERENCE = re.compile(r"&#(12[89]|1[345]\d);")
PHP_BLANKS = " \n\r\t\v\0"
ADMIN, OWN_HOST = "importing-admin", "wp.test"
POST_STATUS = {"published": "publish", "draft": "draft", "scheduled": "future", "trashed": "trash"}
APPROVED = {"approved": "1", "pending": "0", "ghosted": "0", "spam": "spam", "removed": "trash"}
LONG_AGO = datetime.datetime(1970, 1, 2, tzinfo=datetime.timezone.utc)
NO_TIME = "0000-00-00 00:00:00"

# What WordPress does, or our writer without a rule, because nothing that is meant changes: name -> where
# docs/formats/wxr.md says so.
DOCUMENTED = {
    "line ends": "CR LF and CR become LF, as in all XML",
    "names: one line, trimmed": "White space in names is one blank",
    "title trimmed": "Titles lose white space at both ends",
    "&#128; to &#159;": "become the characters browsers show for them",
    "comment links: rel": "get `rel=\"nofollow ugc\"`",
    "comment links: as WordPress needs them": "In the links of comments `rel=\"nofollow\"` is left out",
    "slug: made of the title": "An entry without a slug gets one made of its title",
    "draft: no GMT": "Drafts have no GMT",
    "scheduled by its date": "Posts dated in the future are scheduled",
    "published by its date": "Scheduled posts whose time has passed when they are imported are published",
    "no author": "An entry without an author is the importing user's",
    "author without a name": "An author without a name is shown by the login",
    "Uncategorized": "WordPress knows no post without a category",
    "serialised": "gets `text:` in front",
    "SQLite: dates in custom fields": "On SQLite it also rewrites a custom field that is a time in UTC",
    "address: WordPress' spelling": "Addresses of commenters are written in WordPress' own way",
    "imported twice: custom fields": "custom fields are added again",
    "imported twice: backslash": "a title with a backslash is not recognised",
    "kses": "Without the right to post unfiltered HTML",
    "parser xml": "takes a text of nothing but blanks, or `0`, for none",
    "parser regex": "breaks lines of more than 8,191 bytes",
    "parser regex: lost": "loses texts it cannot match",
}


def check_documented(page):
    with open(page, encoding="utf-8") as file:
        text = " ".join(file.read().split())
    missing = [phrase for phrase in DOCUMENTED.values() if phrase not in text]
    if missing:
        raise AssertionError(f"{os.path.basename(page)} does not say: {missing}")


def short(value, limit=100):
    text = repr(value)
    return text if len(text) <= limit else f"{text[:limit]}... [{len(text)}]"


def line_ends(text):
    return text.replace("\r\n", "\n").replace("\r", "\n")


def cut_to_bytes(text, limit):
    return text.encode()[:limit].decode(errors="ignore")


def printable(name):
    return FORBIDDEN.sub("", line_ends(name))


def nothing_in(text):
    return text.strip(PHP_BLANKS) in ("", "0")


def one_line(name):
    return re.sub(r"[ \t\r\n]+", " ", printable(name)).strip(" ")


def sql(moment):
    return f"{moment.year:04}" + moment.strftime("-%m-%d %H:%M:%S")


# A tag as browsers read it, and its attributes: a ">" in a quoted value is text.
ATTRIBUTE = re.compile(r"""([^\s/>][^\s/>=]*)(?=[\s/>=])(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>"'][^\s>]*(?=[\s>])|(?=>)))?""")
LINK = re.compile(rf"<a (?:[\s/]|{ATTRIBUTE.pattern})*>", re.IGNORECASE | re.ASCII)
LINK_OF_WORDPRESS = re.compile("<a (.+?)>", re.IGNORECASE)


def unquoted(value):
    return value[1:-1] if value[:1] in ("\"", "'") else value


def links_for_wordpress(text):
    """As our writer writes the links of comments."""
    def written(match):
        tag = match.group(0)[:-1]
        rels = [attribute for attribute in ATTRIBUTE.finditer(match.group(0), 3) if attribute.group(1).lower() == "rel"]
        if "\n" not in tag and len(rels) == 1 and unquoted(rels[0].group(2) or "").lower() == "nofollow":
            before, after = tag[:rels[0].start()], tag[rels[0].end():]
            tag = (before[:-1] if before[-1] == " " and after[:1] in ("", " ") else before) + after
        return tag.replace(">", "&gt;") + ">"
    return LINK.sub(written, text)


def cut_comment(text):
    """As much of a comment as WordPress holds together with what it adds to links."""
    room = COLUMN
    for link in re.finditer(r"<a [^>]*(?=>)", text, re.IGNORECASE):
        added = len(' rel="nofollow ugc"')
        if any(name.lower() == "rel" for name, _ in ATTRIBUTE.findall(link.group(0)[3:] + ">")):
            added += sum({"=": 2, "&": 9, "<": 9, "\"": 9, "'": 9}.get(character, 0) for character in link.group(0))
        if len(text[:link.end()].encode()) + added > room:
            return cut_to_bytes(text[:link.start()], room)
        room -= added
    return cut_to_bytes(text, room)


def cut_commenter(name):
    """As much of a commenter's name as WordPress holds, with the entities that it is stored with."""
    def size(text):
        stored = html.escape(text, quote=False).replace("\\", "&#092;")
        return len(re.sub(r"%(?=[0-9a-fA-F]{2})", "&#037;", stored).encode())
    while size(name) > 255:
        name = name[:-1]
    return name.rstrip(" ")


def rel_ugc(text):
    """WordPress' wp_rel_ugc(): a link without rel gets one at its end; one that has it is written anew. Links to the
    site itself may be followed."""
    def value(text):
        return html.escape(html.unescape(unquoted(text)))
    def with_rel(match):
        tag = match.group(1)
        attributes = {}
        for name, text in ATTRIBUTE.findall(match.group(0)[3:]) if LINK.fullmatch(match.group(0)) else ():
            attributes.setdefault(name.lower(), text)
        host = urllib.parse.urlsplit(unquoted(attributes.get("href", ""))).hostname
        added = ["ugc"] if host == OWN_HOST else ["nofollow", "ugc"]
        if "rel" not in attributes:
            return f"<a {tag} rel=\"{' '.join(added)}\">"
        rel = " ".join(dict.fromkeys([*value(attributes.pop("rel")).split(" "), *added]))
        others = " ".join(f"{name}=\"{value(text)}\"" if text else name for name, text in attributes.items())
        return f"<a {others} rel=\"{rel}\">"
    return LINK_OF_WORDPRESS.sub(with_rel, text)


def jump(text):
    match = JUMP.search(text)
    if not match or "<!--more" in text[:match.start()]:
        return text
    return text[:match.start()] + "<!--more-->" + text[match.end():]


def c1_references(text):
    meant = {n: bytes([n]).decode("cp1252", errors="ignore") for n in range(128, 160)}
    return C1_REFERENCE.sub(lambda m: f"&#{ord(meant[int(m.group(1))])};" if meant.get(int(m.group(1))) else "", text)


def sqlite_date(text):
    return re.sub(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)Z$", r"\1 \2", text)


# Of the parser that is regular expressions: it splits long lines (and WordPress finds no link that was), cuts blanks at
# the end of lines, rewrites <BR>; it gives up on long texts, and takes what looks like a tag of WXR for one.

def letters(text):
    return re.sub(r"[\s/]", "", text).lower().replace('rel="nofollowugc"', "")


def alike(one, other):
    """Or cut a few bytes earlier, where both are about as long as WordPress can hold."""
    one, other = letters(one), letters(other)
    return one == other or (min(len(one), len(other)) > NEARLY_FULL and one[:NEARLY_FULL] == other[:NEARLY_FULL])


def beyond_regex(text):
    return len(text.encode()) > 1_000_000 or re.search(r"</?(title|item|content:encoded|wp:\w+)>", text)


def has_long_line(text):
    return any(len(line) > 8000 for line in text.encode().split(b"\n"))


def parsed(row):
    """A custom field of JSON; nothing where it is none."""
    try:
        return json.loads(row)
    except ValueError:
        return []


class Findings:
    """What a run of blogferry said, of --report json."""

    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            report = json.load(file)
        self.rules, self.not_carried = collections.Counter(report["rules"]), set(report["not_carried"])
        self._said = {(finding["rule"], finding.get("entity", "")) for finding in report["diagnostics"]}
        # Names of labels and authors are escaped and cut for display; letters and digits are not.
        self._names = collections.defaultdict(set)
        for rule, entity in self._said:
            self._names[rule].add(self._key(entity))

    @staticmethod
    def _key(entity):
        return re.sub(r"[\W_]|\\u\{[0-9a-f]+\}|\\x..", "", entity)[:40]

    def forget(self, rule):
        """As if it had not been said."""
        self._said = {(said, entity) for said, entity in self._said if said != rule}
        self._names.pop(rule, None)

    def has(self, rule, entity):
        named = entity.startswith(("label ", "author ")) and self._key(entity) in self._names[rule]
        return (rule, entity) in self._said or named


class Comparison:
    """
    @param parser  the importer's parser, where one was asked for: two of them damage what they read
    @param times   how often the file was imported
    """

    def __init__(self, blog, findings, dump, *, parser="", times=1, kses=False):
        self.blog, self.findings, self.dump = blog, findings, dump
        self.parser, self.times, self.kses = parser, times, kses
        self.explained, self.examples = collections.Counter(), {}
        self.lost, self.unexplained, self.values = [], [], 0
        self.sqlite = dump["harness"]["db"].startswith("SQLite")
        self.now = datetime.datetime.fromisoformat(dump["harness"]["now_gmt"] + "+00:00")
        self.users = {user["login"]: user for user in dump["users"]}
        self.terms = {f"{term['taxonomy']}:{term['slug']}": term for term in dump["terms"]}
        self.by_post = collections.defaultdict(list)
        for comment in dump["comments"]:
            self.by_post[comment["post"]].append(comment)
        self.term_of, self.login_of = {}, {}  # label -> taxonomy:slug; person -> login

    # -- results

    def numbers(self):
        return {"posts": len(self.blog.posts), "comments": sum(map(len, self.blog.comments.values())),
                "values": self.values, "lost": len(self.lost), "unexplained": len(self.unexplained),
                "explained": sum(self.explained.values())}

    def explain(self, rule, entity, field, source, arrived):
        """`rule` is "BFnnn", to have been reported for `entity` (or "": for the whole), or a key of DOCUMENTED."""
        if rule.startswith("BF") and entity and not self.findings.has(rule, entity):
            return self.wrong(f"{entity} {field}, and {rule} is not reported for it", source, arrived)
        if not rule.startswith("BF") and rule not in DOCUMENTED:
            raise KeyError(rule)
        self.explained[rule] += 1
        self.examples.setdefault(rule, f"{entity} {field}: {short(source, 60)} -> {short(arrived, 60)}")

    def wrong(self, where, source, arrived):
        self.unexplained.append(f"{where}: {short(source)} -> {short(arrived)}")

    def same(self, entity, field, source, arrived, *rules):
        """Equal, or made equal by one or more of the rules in turn: (name, function of the source)."""
        self.values += 1
        if source == arrived:
            return
        made, used = source, []
        for name, rule in rules:
            changed = rule(made)
            if changed != made:
                made = changed
                used.append(name)
            if made == arrived:
                break
        if made != arrived:
            other = self.other_reading(made, arrived)
            if not other:
                return self.wrong(f"{entity} {field}", source, arrived)
            used.append(other)
        for name in used:
            self.explain(name, entity, field, source, arrived)

    def other_reading(self, expected, arrived):
        """The rule by which a parser, or a user of few rights, may make `arrived` of what is expected."""
        if not isinstance(expected, str) or not isinstance(arrived, str):
            return None
        if self.parser == "xml" and nothing_in(expected) and not arrived:
            return "parser xml"
        if self.parser == "regex" and alike(expected, arrived):
            return "parser regex"
        if self.parser == "regex" and beyond_regex(expected):
            return "parser regex: lost"
        if self.kses and re.search("[<>&\"'\\\\]", expected):
            return "kses"
        return None

    def text(self, *more):
        return (("line ends", line_ends), ("BF405", lambda t: FORBIDDEN.sub("", t)), *more)

    # -- time

    def reading(self, moment, offset):
        zone = self.blog.zone or datetime.timezone(offset or datetime.timedelta())
        return sql(moment.astimezone(zone))

    def moment_of(self, entity, otherwise, its_offset=None):
        """The instant, the offset it was written with, and which of the entity's dates it is."""
        for field in ("published", "created", "updated"):
            written = entity.times.get(field, "")
            moment, offset = self.blog.instant(written) if written else (None, None)
            if moment:
                return moment, offset, field
            if written:
                self.explain("BF301", entity.name, field, written, None)
        return otherwise, its_offset, ""

    def same_time(self, entity, field, written, arrived):
        """As written, or as the same moment with the offset that was missing."""
        self.values += 1
        if self.blog.instant(written) == self.blog.instant(arrived) or written == arrived:
            return
        if self.sqlite and sqlite_date(written) == arrived:
            return self.explain("SQLite: dates in custom fields", entity.name, field, written, arrived)
        without_offset = not re.search(r"(Z|[+-]\d\d:\d\d)$", written)
        if without_offset and self.blog.instant(written)[0] == self.blog.instant(arrived)[0]:
            return
        self.wrong(f"{entity.name} {field}", written, arrived)

    # -- posts

    def run(self):
        by_id = collections.defaultdict(list)
        for post in self.dump["posts"]:
            by_id[dict(map(tuple, reversed(post["meta"]))).get("blogger_id")].append(post)
        for post in self.blog.posts:
            arrived = by_id.pop(post.guid, [])
            if not arrived:
                self.lose(post)
                continue
            if post.name in self.blog.repeated:
                self.explain("BF202", post.name, "id", "several times", "once")
            for copy in self.copies(post, arrived):
                self.post(post, copy)
        for stray in by_id.values():
            for post in stray:
                self.wrong("post from nowhere", None, post["title"])
        self.authors()
        self.messages()
        self.unread()
        return self

    def lose(self, post):
        text = "\n".join((post.title, post.content, post.summary))
        if self.parser == "regex" and (beyond_regex(text) or has_long_line(text)):
            return self.explain("parser regex: lost", post.name, "", post.title, None)
        self.lost.append(f"{post.name} {short(post.title, 40)}")
        self.lost += [f"{post.name} {comment.name}" for comment in self.blog.comments[post.number]]

    def copies(self, post, arrived):
        """Once; where the file was imported twice and WordPress could not know the post again, twice."""
        if len(arrived) == 2 and self.times == 2 and "\\" in post.title:
            self.explain("imported twice: backslash", post.name, "title", post.title, 2)
            arrived[1]["author"] = arrived[0]["author"]  # the second time all authors are there already: see messages()
        elif len(arrived) > 1 or len(arrived[0]["wxr_ids"]) > 1:
            self.wrong(f"{post.name}: times it arrived", 1, max(len(arrived), len(arrived[0]["wxr_ids"])))
        return arrived

    def post(self, source, arrived):
        meta = collections.defaultdict(list)
        for key, value in arrived["meta"]:
            meta[key].append(value)
        if self.times == 2 and "\\" not in source.title:
            meta = self.halved(source, meta)
        name = source.name
        self.same(name, "type", source.kind, arrived["type"])
        self.title_and_body(source, arrived, meta)
        self.slug(source, arrived)
        of_post = self.dates(source, arrived)
        self.author(source, arrived)
        self.labels(source, arrived)
        self.meta(source, meta)
        self.comments(source, arrived, of_post)
        replies = "open" if self.blog.comments_allowed else "closed"
        for field, expected in (("parent", 0), ("menu_order", 0), ("password", ""), ("sticky", False),
                                ("ping_status", "closed"), ("comment_status", replies)):
            self.same(name, field, expected, arrived[field])
        if not arrived["guid"].startswith(("http://", "https://")):
            self.wrong(f"{name} guid", "a URL", arrived["guid"])

    def halved(self, source, meta):
        once = collections.defaultdict(list)
        for key, values in meta.items():
            half = len(values) // 2
            if values[:half] != values[half:]:
                self.wrong(f"{source.name} {key}, imported twice", "each twice", values)
            once[key] = values[:half]
        self.explain("imported twice: custom fields", source.name, "", None, None)
        return once

    def title_and_body(self, source, arrived, meta):
        cut = ("BF403", lambda t: cut_to_bytes(t, COLUMN))
        c1 = ("&#128; to &#159;", c1_references)
        name = source.name
        self.same(name, "title", source.title, arrived["title"], *self.text(
            cut, ("title trimmed", lambda t: t.strip(PHP_BLANKS))))
        self.same(name, "excerpt", source.summary, arrived["excerpt"], *self.text(cut, c1))
        for field in ("title", "summary"):
            whole = getattr(source, field)
            if len(whole.encode()) > COLUMN and meta[f"blogger_{field}"] != [whole]:
                self.lost.append(f"{name} {field}: the part that was cut")
        nothing = all(nothing_in(FORBIDDEN.sub("", text)) for text in (source.title, source.summary))
        self.same(name, "content", source.content, arrived["content"], *self.text(
            ("BF410", jump), c1, ("BF407", lambda t: t + "<!-- -->" if nothing and nothing_in(t) else t)))

    def slug(self, source, arrived):
        given = source.slug if source.slug is not None else export.slug_of(source.path)
        got = arrived["slug"]
        self.values += 1
        if given == got or (given in ("", "0") and got in ("", "0")):
            return
        def folded(text):
            text = unicodedata.normalize("NFKD", urllib.parse.unquote(text)).lower()
            return re.sub(r"[^\w]+", "-", "".join(c for c in text if not unicodedata.combining(c)))
        unnumbered = re.sub(r"-\d+$", "", got)
        if given in ("", "0"):
            self.explain("slug: made of the title", source.name, "slug", given, got)
        elif folded(given) == folded(got):
            self.explain("BF416", source.name, "slug", given, got)
        elif unnumbered != got and folded(given) == folded(unnumbered):
            self.explain("BF416", source.name, "slug", given, got)
        elif 190 <= len(got) <= 200 and folded(given).startswith(folded(unnumbered)):
            self.explain("BF403", source.name, "slug", given, got)
        else:
            self.wrong(f"{source.name} slug", given, got)

    def dates(self, source, arrived):
        """@returns the moment that WordPress was given, and the offset it is written with"""
        moment, offset, field = self.moment_of(source, LONG_AGO)
        status = POST_STATUS[source.status]
        if field != "published":
            self.explain("BF409", source.name, "published", source.times.get("published"), arrived["date"])
            if status == "future":
                self.explain("BF408", source.name, "status", source.status, arrived["status"])
                status = "draft"
        if status == "publish" and moment > self.now:
            self.explain("scheduled by its date", source.name, "status", source.status, arrived["status"])
            status = "future"
        elif status == "future" and moment <= self.now:
            self.explain("published by its date", source.name, "status", source.status, arrived["status"])
            status = "publish"
        self.same(source.name, "status", status, arrived["status"])
        self.clock_changes(source, field)
        expected = self.reading(moment, offset)
        later = [moment + datetime.timedelta(seconds=seconds) for seconds in range(1, 100)]
        moved = [other for other in later if self.reading(other, offset) == arrived["date"]]
        if expected != arrived["date"] and moved:
            moment = moved[0]
            self.explain("BF402", source.name, "date", expected, arrived["date"])
        else:
            self.same(source.name, "date", expected, arrived["date"])
        if status == "draft" and arrived["date_gmt"] == NO_TIME:
            self.explain("draft: no GMT", source.name, "date_gmt", sql(moment), NO_TIME)
        else:
            self.same(source.name, "date_gmt", sql(moment), arrived["date_gmt"])
        return moment, offset

    def clock_changes(self, source, field):
        """A reading of the blog's clock that occurred twice, or never, is told."""
        if not field or not self.blog.zone:
            return
        local = datetime.datetime.fromisoformat(export.python_date(source.times[field]))
        if local.tzinfo:
            return
        taken = self.reading(self.blog.instant(source.times[field])[0], None)
        first, second = (local.replace(tzinfo=self.blog.zone, fold=fold).utcoffset() for fold in (0, 1))
        if taken != sql(local):
            self.explain("BF307", source.name, field, source.times[field], taken)
        elif first != second:
            self.explain("BF306", source.name, field, source.times[field], taken)

    def author(self, source, arrived):
        self.values += 1
        if not source.authors:
            self.same(source.name, "author", ADMIN, arrived["author"])
            return self.explain("no author", source.name, "author", None, arrived["author"])
        person = source.authors[0]
        user = self.users.get(arrived["author"])
        if user is None or user["login"] == ADMIN:
            self.lost.append(f"{source.name}: its author {person.name!r}")
            return
        known = self.login_of.setdefault((person.id, person.name), user["login"])
        self.same(source.name, "author's login", known, user["login"])
        shown = html.unescape(user["display_name"])
        if not person.name and shown in ("", user["login"]):
            if shown:
                self.explain("author without a name", source.name, "author", "", shown)
            return
        self.same(f'author "{person.name}"', "name", person.name, shown, *self.text(
            ("names: one line, trimmed", one_line), ("BF403", lambda n: n[:250].rstrip(" "))))
        if person.email and len(person.email) > 100:
            self.explain("BF403", f'author "{person.name}"', "email", person.email, user["email"])
        elif person.email and user["email"] != person.email:
            others = {p.email for post in self.blog.posts for p in post.authors if p.name == person.name}
            if user["email"] not in others:
                self.wrong(f"{source.name} author's email", person.email, user["email"])

    def labels(self, source, arrived):
        left = list(arrived["terms"])
        for name in source.labels:
            self.values += 1
            entity = f'label "{name}"'
            if not one_line(name):
                self.explain("BF413", entity, "name", name, None)
                continue
            term = self.find_term(name, left)
            if not term and self.parser == "xml" and name == "0":
                self.explain("parser xml", entity, "name", name, None)
                continue
            if not term:
                self.lost.append(f"{source.name}: label {name!r}; it has {left}")
                continue
            left.remove(term)
            self.term_of[name] = term
            got = html.unescape(self.terms[term]["name"])
            self.same(entity, "name", name, got, *self.text(
                ("names: one line, trimmed", one_line),
                ("BF403", lambda n: n[:len(got)] if len(got) < len(n) and len(html.escape(n)) > 200 else n)))
        for term in left:
            if term == "category:uncategorized" and source.kind == "post":
                self.explain("Uncategorized", source.name, "labels", None, term)
            else:
                self.wrong(f"{source.name} label from nowhere", None, term)

    def find_term(self, name, among):
        """The one that was found for this label before; else one of its name that no other label has."""
        known = self.term_of.get(name)
        if known:
            return known if known in among else None
        others = set(self.term_of.values())
        def fits(term):
            arrived = html.unescape(self.terms[term]["name"])
            return one_line(name) == arrived or (len(arrived) > 150 and one_line(name).startswith(arrived))
        found = [term for term in among if term not in others and fits(term)]
        found.sort(key=lambda t: (html.unescape(self.terms[t]["name"]) != name, t == "category:uncategorized"))
        return found[0] if found else None

    def meta(self, source, meta):
        place = source.place
        both = bool(place.get("latitude") and place.get("longitude"))
        expected = {
            "blogger_blog": [urllib.parse.urlsplit(self.blog.home).netloc],
            "blogger_permalink": [source.path], "blogger_author": [author.name for author in source.authors],
            "blogger_meta_description": [source.meta_description], "blogger_thumbnail": [source.thumbnail],
            "blogger_link": [source.link[0]], "blogger_link_title": [source.link[1]],
            "enclosure": [f"{url}\n{length or 0}\n{kind}" for url, length, kind in source.enclosures],
            "geo_public": ["1"] if both else [], "geo_address": [place.get("name", "")],
            "blogger_location_span": [place.get("span", "")],
            "blogger_replies_declared": [source.replies_declared] if self.declares_otherwise(source) else [],
        }
        for key, values in expected.items():
            self.field(source, key, [value for value in values if value], meta[key])
        self.profiles(source, meta["blogger_author_profile"])
        self.kept_apart(source, meta)
        for axis in ("latitude", "longitude"):
            degrees = [float(place[axis])] if place.get(axis) else []
            if degrees != list(map(float, meta[f"geo_{axis}"])):
                self.lost.append(f"{source.name}: {axis} {degrees} -> {meta[f'geo_{axis}']}")
        for time in ("published", "updated", "created", "trashed"):
            written = source.times.get(time, "")
            if not written or not self.blog.instant(written)[0]:
                continue
            if len(meta[f"blogger_{time}"]) != 1:
                self.lost.append(f"{source.name}: {time} {written}")
            else:
                self.same_time(source, f"blogger_{time}", written, meta[f"blogger_{time}"][0])
        self.properties(source, meta["blogger_properties"])

    def profiles(self, source, rows):
        """What is known of authors beyond their names, as JSON."""
        persons = [person for row in rows for person in parsed(row)]
        for key in ("name", "id", "uri", "avatar"):
            expected = [getattr(author, key) for author in source.authors]
            got = [person.get(key, "") for person in persons]
            if not persons and (key == "name" or not any(expected)):
                continue
            self.field(source, f"blogger_author_profile {key}", expected, got)

    def kept_apart(self, source, meta):
        """What WordPress has otherwise is kept as it was, and only then."""
        for row in meta["blogger_labels"]:
            self.field(source, "blogger_labels", source.labels, parsed(row))
        for row in meta["blogger_slug"]:
            given = source.slug if source.slug is not None else export.slug_of(source.path)
            self.field(source, "blogger_slug", [given], [row])
        for row in meta["blogger_status"]:
            self.field(source, "blogger_status", [source.status], [row])

    def declares_otherwise(self, source):
        shown = sum(comment.status in ("approved", "removed") for comment in self.blog.comments[source.number])
        return source.replies_declared.isdigit() and int(source.replies_declared) != max(shown, source.replies)

    def field(self, source, key, values, arrived):
        if len(values) != len(arrived):
            self.lost.append(f"{source.name}: custom field {key}: {short(values)} -> {short(arrived)}")
            return
        for value, got in zip(values, arrived):
            self.same(source.name, key, value, got, *self.text(
                ("SQLite: dates in custom fields", lambda v: sqlite_date(v) if self.sqlite else v),
                ("serialised", lambda v, got=got: "text:" + v if got.startswith("text:") else v)))

    def properties(self, source, arrived):
        try:
            there = [tuple(pair) for value in arrived for pair in json.loads(value)]
        except ValueError:
            return self.wrong(f"{source.name} properties", "JSON", arrived)
        self.values += 1
        for pair in source.properties:
            if pair in there:
                continue
            # JSON can hold control characters, but for the two that are none.
            if tuple(re.sub("[\uFFFE\uFFFF]", "", text) for text in pair) in there:
                self.explain("BF405", source.name, "properties", pair, there)
            else:
                self.lost.append(f"{source.name}: property {short(pair)}; there are {short(there)}")

    # -- comments

    def comments(self, source, arrived, of_post):
        there = {}
        for comment in self.by_post[arrived["id"]]:
            fields = dict(map(tuple, comment["meta"]))
            if fields.get("blogger_id") in there:
                self.wrong(f"{source.name}: a comment came twice", 1, fields.get("blogger_id"))
            there[fields.get("blogger_id")] = (comment, fields)
        ours = self.blog.comments[source.number]
        local = {}
        for comment in ours:
            found = there.pop(comment.guid, None)
            if found is None:
                self.lose_comment(source, comment)
                continue
            if comment.name in self.blog.repeated:
                self.explain("BF202", comment.name, "id", "several times", "once")
            local[comment.number] = found[0]["id"]
            self.comment(comment, *found, of_post)
        for comment, _ in there.values():
            self.wrong(f"{source.name}: comment from nowhere", None, comment["content"])
        self.threads(ours, {c["id"]: c for c in self.by_post[arrived["id"]]}, local)
        shown = sum(comment.status == "approved" for comment in ours if comment.number in local)
        self.same(source.name, "comment_count", shown, arrived["comment_count"])

    def lose_comment(self, post, comment):
        if self.parser == "regex" and len(comment.content.encode()) > NEARLY_FULL and has_long_line(comment.content):
            return self.explain("parser regex: lost", comment.name, "", comment.content, None)
        self.lost.append(f"{post.name} {comment.name} {short(comment.content, 40)}")

    def kept(self, whole, arrived):
        return whole == arrived or (self.parser == "regex" and alike(whole, arrived))

    def threads(self, ours, there, local):
        parents = {comment.number: comment.parent for comment in ours}
        for comment in ours:
            if comment.number not in local:
                continue
            self.values += 1
            parent, row = comment.parent, there[local[comment.number]]
            circle = self.in_circle(comment.number, parents)
            if circle and not row["parent"]:
                self.explain("BF211", comment.name, "parent", parent, 0)
            elif parent and parent not in parents:
                elsewhere = any(parent == c.number for others in self.blog.comments.values() for c in others)
                elsewhere = elsewhere or any(parent == c.number for c in self.blog.orphans)
                self.explain("BF206" if elsewhere else "BF205", comment.name, "parent", parent, row["parent"])
                self.same(comment.name, "parent", 0, row["parent"])
            else:
                self.same(comment.name, "parent", local.get(parent, 0), row["parent"])
                continue
            if parent not in json.dumps(row["meta"]):
                self.lost.append(f"{comment.name}: what it replies to")

    @staticmethod
    def in_circle(comment, parents):
        at = parents.get(comment)
        for _ in parents:
            if at == comment:
                return True
            at = parents.get(at)
        return False

    def comment(self, source, arrived, fields, of_post):
        name = source.name
        self.same(name, "content", source.content, arrived["content"], *self.text(
            ("comment links: as WordPress needs them", links_for_wordpress), ("BF403", cut_comment),
            ("&#128; to &#159;", c1_references), ("comment links: rel", rel_ugc)))
        written = links_for_wordpress(source.content)
        if cut_comment(written) != written and not self.kept(source.content, fields.get("blogger_content", "")):
            self.lost.append(f"{name} content: the part that was cut")
        self.commenter(source, arrived, fields)
        moment, offset, field = self.moment_of(source, *of_post)
        if field != "published":
            self.explain("BF409", name, "published", source.times.get("published"), arrived["date"])
        self.same(name, "date", self.reading(moment, offset), arrived["date"])
        self.clock_changes(source, field)
        self.same(name, "date_gmt", sql(moment), arrived["date_gmt"])
        self.same(name, "approved", APPROVED[source.status], arrived["approved"])
        if source.status in ("ghosted", "removed"):
            self.explain("BF408", name, "status", source.status, arrived["approved"])
            self.same(name, "blogger_status", source.status, fields.get("blogger_status"))
        for column, expected in (("type", "comment"), ("ip", ""), ("user_id", 0)):
            self.same(name, column, expected, arrived[column])
        for time in ("created", "updated"):
            other = self.blog.instant(source.times.get(time, ""))[0]
            if other and other != moment:
                self.same_time(source, f"blogger_{time}", source.times[time], fields.get(f"blogger_{time}", ""))
        self.properties(source, [fields[key] for key in ("blogger_properties",) if key in fields])

    def commenter(self, source, arrived, fields):
        author = source.authors[0] if source.authors else export.Person()
        name = source.name
        self.same(name, "author", author.name, html.unescape(arrived["author"]), *self.text(
            ("names: one line, trimmed", one_line), ("BF403", cut_commenter)))
        shown = one_line(author.name)
        if cut_commenter(shown) != shown and fields.get("blogger_author") != author.name:
            self.lost.append(f"{name} author: the part that was cut")
        for key, value, meta in (("email", author.email, "blogger_author_email"),
                                 ("url", author.uri, "blogger_author_url")):
            got = arrived[key]
            self.values += 1
            if value == got:
                continue
            if html.unescape(got).replace("%20", " ") == value:
                self.explain("address: WordPress' spelling", name, key, value, got)
            elif not got and fields.get(meta) == value:
                self.explain("BF403", name, key, value, got)
            else:
                self.wrong(f"{name} {key}", value, got)
        if author.avatar and fields.get("blogger_avatar") != author.avatar:
            self.lost.append(f"{name}: avatar")

    # -- the rest

    def authors(self):
        """Different names are different users, and there is nobody else."""
        logins = collections.defaultdict(set)
        for (_, name), login in self.login_of.items():
            logins[login].add(name)
        for login, names in logins.items():
            if len(names) > 1:
                self.wrong(f"one user {login!r} for", names, login)
        persons = {(p.id, p.name) for post in self.blog.posts for p in post.authors}
        others = [login for login in self.users if login != ADMIN and login not in logins]
        if len(others) > len(persons) - len(self.login_of):
            self.wrong("users from nowhere", None, others)
        shown = {html.unescape(user["display_name"]) for user in self.users.values()}
        for name in {name for _, name in persons}:
            if name and one_line(name)[:250].strip() not in shown:
                self.lost.append(f"author {name!r}")

    def messages(self):
        for run, said in enumerate(self.dump["runs"]):
            for message in said["messages"]:
                # "Post ... already exists" and "Failed to create new user for ... already exists" are what the second
                # time is about; titles in them may have several lines.
                usual = message.startswith(("All done", "Remember to update", "Have fun"))
                failed = message.startswith("Failed to import") if run > 0 else not usual
                if failed and not self.expected_failure(message):
                    self.wrong("the importer says", None, message)
        for kind in ("fatal", "died_in"):
            if self.dump[kind]:
                self.lost.append(f"the importer ended early: {self.dump[kind]}")
        for error in self.dump["sql"]:
            self.wrong("the database says", None, error["error"])

    def expected_failure(self, message):
        """Of posts and labels of which it is known that the parser loses them."""
        if self.parser == "xml":
            return "A name is required for this term" in message and self.explained["parser xml"]
        return self.parser == "regex" and self.explained["parser regex: lost"]

    def unread(self):
        """What export.py does not know either must have been reported."""
        for path, times in self.blog.unread.items():
            name = re.split(r"[/@[]", path)[-1]
            if any(re.split("[/:@]", said)[-1] == name for said in self.findings.not_carried):
                self.explain("BF315", "", path, times, None)
            else:
                self.lost.append(f"{path}: {times} times, and not reported")

    def orphans(self, path):
        """Comments whose post is not in the export stand in a file beside the WXR."""
        kept = {}
        if os.path.exists(path):
            with open(path, encoding="utf-8", newline="\n") as file:
                lines = [json.loads(line) for line in file]
            kept = {line.get("guid") or line["id"]: line for line in lines if line["type"] == "orphan"}
        for comment in self.blog.orphans:
            line = kept.pop(comment.guid, None)
            if line is None:
                self.lost.append(f"{comment.name}: an orphan")
                continue
            self.same(comment.name, "content", comment.content, line.get("content", ""))
            author = comment.authors[0].name if comment.authors else ""
            self.same(comment.name, "author", author, line.get("author", {}).get("name", ""))
            self.same_time(comment, "published", comment.times.get("published", ""), line.get("published", ""))
            foreign = self.findings.has("BF210", comment.name)
            self.explain("BF210" if foreign else "BF204", comment.name, "post", comment.post, None)
        for identity in kept:
            self.wrong("orphan from nowhere", None, identity)
        if self.blog.orphans:
            self.explain("BF401", "", "orphans", len(self.blog.orphans), os.path.basename(path))


def in_words(numbers):
    return (f"{numbers['posts']} posts and pages, {numbers['comments']} comments, {numbers['values']} values compared: "
            f"{numbers['lost']} lost, {numbers['unexplained']} unexplained, {numbers['explained']} explained")


def show(comparison, name, verbose=False):
    print(f"{name}: {in_words(comparison.numbers())}")
    for rule, times in sorted(comparison.explained.items()):
        if verbose:
            print(f"  explained {times:5}  {rule}   e.g. {comparison.examples.get(rule, '')}")
    for line in comparison.lost:
        print("  LOST       ", line)
    for line in comparison.unexplained:
        print("  UNEXPLAINED", line)
    return not comparison.lost and not comparison.unexplained
