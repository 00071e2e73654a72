"""Compares what WordPress made of our WXR with the source itself: with our NDJSON of the same blog.

Every difference is either a rule of WordPress or of our writer with a name (explained), or UNEXPLAINED; what is not in
WordPress at all is LOST. Times are computed again here, with Python's own time zones.

    compare.py BLOG.ndjson DUMP.json [ORPHANS.ndjson] [-v]
"""
import collections
import datetime
import html
import json
import re
import sys
import unicodedata
import urllib.parse
import zoneinfo

COLUMN = 65535
FORBIDDEN = re.compile("[\x00-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]")
JUMP = re.compile(r"<a\b[^>]*\bname\s*=\s*[\"']?more\b[^>]*>(\s*</a\s*>)?", re.IGNORECASE)
C1_REFERENCE = re.compile(r"&#(12[89]|1[345]\d);")
PHP_BLANKS = " \n\r\t\v\0"
ADMIN = "importing-admin"
POST_STATUS = {"published": "publish", "draft": "draft", "scheduled": "future", "trashed": "trash"}
APPROVED = {"approved": "1", "pending": "0", "ghosted": "0", "spam": "spam", "removed": "trash"}
LONG_AGO = "1970-01-02T00:00:00Z"


def short(value, limit=100):
    text = repr(value)
    return text if len(text) <= limit else f"{text[:limit]}... [{len(text)}]"


def line_ends(text):
    return text.replace("\r\n", "\n").replace("\r", "\n")


def cut_to_bytes(text, limit):
    return text.encode()[:limit].decode(errors="ignore")


def one_line(name):
    return re.sub(r"[ \t\r\n]+", " ", FORBIDDEN.sub("", line_ends(name))).strip(" ")


def parse_time(text):
    moment = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    offset = moment.utcoffset()
    return moment.astimezone(datetime.timezone.utc).replace(microsecond=0), offset


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


def rel_ugc(text):
    """WordPress' wp_rel_ugc(): a link without rel gets one at its end; one that has it is written anew."""
    def value(text):
        return html.escape(html.unescape(unquoted(text)))
    def with_rel(match):
        tag = match.group(1)
        attributes = {}
        for name, text in ATTRIBUTE.findall(match.group(0)[3:]) if LINK.fullmatch(match.group(0)) else ():
            attributes.setdefault(name.lower(), text)
        if "rel" not in attributes:
            return f"<a {tag} rel=\"nofollow ugc\">"
        rel = " ".join(dict.fromkeys([*value(attributes.pop("rel")).split(" "), "nofollow", "ugc"]))
        others = " ".join(f"{name}=\"{value(text)}\"" if text else name for name, text in attributes.items())
        return f"<a {others} rel=\"{rel}\">"
    return LINK_OF_WORDPRESS.sub(with_rel, text)


class Source:
    """The blog as our NDJSON has it."""

    def __init__(self, path):
        self.site, self.posts, self.comments, self.orphans = {}, [], collections.defaultdict(list), []
        last = None
        with open(path, encoding="utf-8", newline="\n") as file:
            for line in file:
                entity = json.loads(line)
                kind = entity["type"]
                if kind == "blogferry":
                    self.site = entity["site"]
                elif kind == "post":
                    last = entity["id"]
                    self.posts.append(entity)
                elif kind == "comment":
                    self.comments[last].append(entity)
                elif kind == "orphan":
                    self.orphans.append(entity)


class Comparison:
    def __init__(self, source, dump):
        self.source, self.dump = source, dump
        self.explained, self.examples = collections.Counter(), {}
        self.lost, self.unexplained = [], []
        zone = source.site.get("time_zone")
        try:
            self.zone = zoneinfo.ZoneInfo(zone) if zone else None
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):
            self.zone = None
        self.now = parse_time(dump["harness"]["now_gmt"] + "+00:00")[0]
        self.users = {user["login"]: user for user in dump["users"]}
        self.terms = {f"{term['taxonomy']}:{term['slug']}": term for term in dump["terms"]}
        self.by_post = collections.defaultdict(list)
        for comment in dump["comments"]:
            self.by_post[comment["post"]].append(comment)
        self.term_of = {}  # source label -> taxonomy:slug
        self.moments = collections.defaultdict(list)  # (type, second) as the source has it -> ids

    # -- results

    def numbers(self):
        return {"posts": len(self.source.posts), "comments": sum(map(len, self.source.comments.values())), "lost": len(self.lost),
                "unexplained": len(self.unexplained), "explained": sum(self.explained.values())}

    def explain(self, rule, where, source, arrived):
        self.explained[rule] += 1
        self.examples.setdefault(rule, f"{where}: {short(source, 60)} -> {short(arrived, 60)}")

    def wrong(self, where, source, arrived):
        self.unexplained.append(f"{where}: {short(source)} -> {short(arrived)}")

    def same(self, where, source, arrived, rules=()):
        """Equal, or made equal by one or more of the rules in turn: (name, function of the source)."""
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
        if made == arrived:
            for name in used:
                self.explain(name, where, source, arrived)
        else:
            self.wrong(where, source, arrived)

    # -- rules for text

    @staticmethod
    def text_rules(*more):
        return (("line ends: CR LF and CR are LF in XML", line_ends),
                ("BF405: characters that XML cannot hold removed", lambda t: FORBIDDEN.sub("", t)), *more)

    # -- time

    def reading(self, moment, offset):
        zone = self.zone or datetime.timezone(offset or datetime.timedelta())
        return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S")

    @staticmethod
    def sql(moment):
        return f"{moment.year:04}" + moment.strftime("-%m-%d %H:%M:%S")

    def moment_of(self, entity, otherwise=LONG_AGO):
        for field in ("published", "created", "updated"):
            if entity.get(field):
                return (*parse_time(entity[field]), field == "published")
        return (*parse_time(otherwise), False)

    # -- posts

    def run(self):
        by_id = collections.defaultdict(list)
        for post in self.dump["posts"]:
            by_id[dict(map(tuple, reversed(post["meta"]))).get("blogger_id")].append(post)
        for post in self.source.posts:
            moment = self.moment_of(post)[0]
            self.moments[post["kind"], moment].append(post["id"])
        for post in self.source.posts:
            where = f"{post['kind']} {post['id']} {post['title'][:30]!r}"
            arrived = by_id.pop(post.get("guid") or post["id"], [])
            if not arrived:
                self.lost.append(where)
                self.lost += [f"{where} comment {c['id']}" for c in self.source.comments[post["id"]]]
                continue
            if len(arrived) > 1 or len(arrived[0]["wxr_ids"]) != 1:
                self.wrong(f"{where}: times it arrived", 1, max(len(arrived), len(arrived[0]["wxr_ids"])))
            self.post(post, arrived[0], where)
        for stray in by_id.values():
            for post in stray:
                self.wrong("post from nowhere", None, post["title"])
        self.authors()
        self.messages()

    def post(self, source, arrived, where):
        if source["kind"] != arrived["type"]:
            self.wrong(f"{where} type", source["kind"], arrived["type"])
        meta = collections.defaultdict(list)
        for key, value in arrived["meta"]:
            meta[key].append(value)
        self.title_and_body(source, arrived, meta, where)
        self.slug(source, arrived, where)
        moment = self.dates(source, arrived, where)
        self.author(source, arrived, where)
        self.labels(source, arrived, where)
        self.meta(source, meta, where)
        self.comments(source, arrived, moment, where)
        for field, expected in (("parent", 0), ("menu_order", 0), ("password", ""), ("sticky", False), ("ping_status", "closed")):
            self.same(f"{where} {field}", expected, arrived[field])
        if not arrived["guid"].startswith(("http://", "https://")):
            self.wrong(f"{where} guid", "a URL", arrived["guid"])

    def title_and_body(self, source, arrived, meta, where):
        cut = ("BF403: cut to what WordPress holds", lambda t: cut_to_bytes(t, COLUMN))
        trimmed = ("title trimmed", lambda t: t.strip(PHP_BLANKS))
        self.same(f"{where} title", source["title"], arrived["title"], self.text_rules(cut, trimmed))
        self.same(f"{where} excerpt", source.get("summary", ""), arrived["excerpt"], self.text_rules(cut, self.c1_rule(arrived["excerpt"])))
        for field in ("title", "summary"):
            if len(source.get(field, "").encode()) > COLUMN and meta[f"blogger_{field}"] != [source[field]]:
                self.lost.append(f"{where} {field}: the part that was cut")
        def empty(text):
            return text in ("", "0")
        title, summary = (FORBIDDEN.sub("", source.get(field, "")).strip(PHP_BLANKS) for field in ("title", "summary"))
        rules = self.text_rules(("BF410: jump break written as <!--more-->", self.jump), self.c1_rule(arrived["content"]),
                                ("BF407: one blank as the text of an empty post",
                                 lambda t: t + " " if empty(t) and empty(title) and empty(summary) else t))
        self.same(f"{where} content", source["content"], arrived["content"], rules)

    @staticmethod
    def sqlite_date(text):
        # WordPress on SQLite takes "2012-07-01T10:00:00Z" for a date wherever it stands, without milliseconds that is.
        return re.sub(r"^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)Z$", r"\1 \2", text)

    @staticmethod
    def jump(text):
        match = JUMP.search(text)
        if not match or "<!--more" in text[:match.start()]:
            return text
        return text[:match.start()] + "<!--more-->" + text[match.end():]

    @staticmethod
    def c1_rule(arrived):
        # WordPress writes what browsers show for &#128; to &#159;.
        meant = {n: bytes([n]).decode("cp1252", errors="ignore") for n in range(128, 160)}
        def rewrite(text):
            return C1_REFERENCE.sub(lambda m: f"&#{ord(meant[int(m.group(1))])};" if meant.get(int(m.group(1))) else "", text)
        return ("&#128; to &#159; written as the characters browsers show", rewrite)

    def slug(self, source, arrived, where):
        a, b = source.get("slug", ""), arrived["slug"]
        draft = arrived["status"] == "draft"
        if a == b:
            return
        if not a or a == "0":
            if draft and b in ("", a):
                return
            self.explain("slug made from the title by WordPress", where, a, b)
            return
        def folded(text):
            text = unicodedata.normalize("NFKD", urllib.parse.unquote(text)).lower()
            return re.sub(r"[^\w]+", "-", "".join(c for c in text if not unicodedata.combining(c)))
        if folded(a) == folded(b):
            self.explain("slug in WordPress' spelling", where, a, b)
        elif re.search(r"-\d+$", b) and folded(a) == folded(re.sub(r"-\d+$", "", b)):
            self.explain("slug taken: numbered by WordPress", where, a, b)
        elif len(b) <= 200 and folded(a).startswith(folded(re.sub(r"-\d+$", "", b))) and len(b) >= 190:
            self.explain("BF403: slug cut to 200 bytes", where, a[:40], b[:40])
        else:
            self.wrong(f"{where} slug", a, b)

    def dates(self, source, arrived, where):
        moment, offset, said = self.moment_of(source)
        status = POST_STATUS[source["status"]]
        if not said:
            self.explain("BF409: a date for an undated entry", where, source.get("published"), arrived["date"])
            if status == "future":
                self.explain("BF408: scheduled without a date is a draft", where, source["status"], arrived["status"])
                status = "draft"
        if status == "publish" and moment > self.now:
            self.explain("published in the future: scheduled by WordPress", where, source["status"], arrived["status"])
            status = "future"
        elif status == "future" and moment <= self.now:
            self.explain("scheduled for a time that has passed: WordPress publishes it", where, source["status"], arrived["status"])
            status = "publish"
        self.same(f"{where} status", status, arrived["status"])
        moved = 0
        if self.reading(moment, offset) != arrived["date"]:
            for moved in range(1, 100):
                if self.reading(moment + datetime.timedelta(seconds=moved), offset) == arrived["date"]:
                    self.explain("BF402: moved by seconds, or WordPress would merge it", where, self.reading(moment, offset), arrived["date"])
                    break
            else:
                moved = 0
                self.wrong(f"{where} date", self.reading(moment, offset), arrived["date"])
        moment += datetime.timedelta(seconds=moved)
        gmt = "0000-00-00 00:00:00" if status == "draft" else self.sql(moment)
        self.same(f"{where} date_gmt", gmt, arrived["date_gmt"])
        return moment

    def author(self, source, arrived, where):
        if not source.get("authors"):
            self.explain("no author in the source: the importing user", where, None, arrived["author"])
            return
        name = source["authors"][0].get("name", "")
        user = self.users.get(arrived["author"])
        if user is None or user["login"] == ADMIN:
            self.lost.append(f"{where}: its author {name!r}")
            return
        self.person_name(f"{where} author", name, user["display_name"], user["login"])

    def person_name(self, where, name, arrived, login):
        shown = html.unescape(arrived)
        if not name and shown in ("", login):
            if shown:
                self.explain("author without a name: shown by the login", where, name, shown)
            return
        self.same(where, name, shown, (("names are one line, trimmed", one_line),
                                       ("BF403: name cut to 250 characters", lambda n: n[:250])))

    def labels(self, source, arrived, where):
        wanted = {}
        for category in source.get("categories", []):
            wanted[category["term"]] = category.get("label") or category["term"]
        left = list(arrived["terms"])
        for term, name in wanted.items():
            shown = one_line(name)
            if not shown:
                self.explain("BF403: a label of nothing but blanks", where, term, None)
                continue
            known = self.term_of.get(term)
            found = [t for t in left if known in (None, t) and self.label_name(name, html.unescape(self.terms[t]["name"]))]
            exact = [t for t in found if html.unescape(self.terms[t]["name"]) == name] or found
            exact = [t for t in exact if t not in self.term_of.values() or t == known]
            exact.sort(key=lambda t: t == "category:uncategorized")  # where the label has that name, too
            if not exact:
                self.lost.append(f"{where}: label {term!r}; it has {left}")
                continue
            left.remove(exact[0])
            self.term_of[term] = exact[0]
            got = html.unescape(self.terms[exact[0]]["name"])
            self.same(f"{where} label", name, got, (("names are one line, trimmed", one_line),
                                                    ("BF403: label cut to 200 characters", lambda n: n[:len(got)] if len(n) > 200 or len(html.escape(n)) > 200 else n)))
        for term in left:
            if term == "category:uncategorized" and source["kind"] == "post":
                self.explain("no category: Uncategorized", where, None, term)
            else:
                self.wrong(f"{where} label from nowhere", None, term)

    @staticmethod
    def label_name(name, arrived):
        return one_line(name) == arrived or (len(arrived) > 150 and one_line(name).startswith(arrived))

    def meta(self, source, meta, where):
        place = source.get("location") or {}
        both = "latitude" in place and "longitude" in place
        declared = source.get("replies_declared")
        expected = {
            "blogger_permalink": [source.get("path") or urllib.parse.urlsplit(source.get("permalink", "")).path],
            "blogger_author": [author.get("name", "") for author in source.get("authors", [])],
            "blogger_published": [source.get("published", "")], "blogger_updated": [source.get("updated", "")],
            "blogger_created": [source.get("created", "")], "blogger_trashed": [source.get("trashed", "")],
            "blogger_meta_description": [source.get("meta_description", "")], "blogger_thumbnail": [source.get("thumbnail", "")],
            "blogger_link": [source.get("link", {}).get("href", "")], "blogger_link_title": [source.get("link", {}).get("title", "")],
            "enclosure": [f"{e['url']}\n{e.get('length', 0)}\n{e.get('type', '')}" for e in source.get("enclosures", [])],
            "geo_latitude": [str(place["latitude"])] if both else [], "geo_longitude": [str(place["longitude"])] if both else [],
            "geo_public": ["1"] if both else [], "geo_address": [place.get("name", "")],
            "blogger_replies_declared": [str(declared)] if declared is not None and declared != source["replies"] else [],
        }
        for key, values in expected.items():
            values = [value for value in values if value]
            arrived = meta.get(key, [])
            if len(values) != len(arrived):
                self.lost.append(f"{where}: custom field {key}: {short(values)} -> {short(arrived)}")
                continue
            for value, got in zip(values, arrived):
                if key in ("geo_latitude", "geo_longitude") and float(value) == float(got):
                    continue
                self.same(f"{where} {key}", value, got, self.text_rules(
                    ("a date in a custom field is rewritten by WordPress' SQLite driver", self.sqlite_date),
                    ("custom field that looks like serialised PHP: \"text:\" in front", lambda v: "text:" + v if got.startswith("text:") else v)))
        if source.get("properties"):
            pairs = [[p["name"], p["value"]] for p in source["properties"]]
            if [json.loads(value) for value in meta.get("blogger_properties", [])] != [pairs]:
                self.lost.append(f"{where}: properties")

    # -- comments

    def comments(self, source, arrived, post_moment, where):
        there = {}
        for comment in self.by_post[arrived["id"]]:
            fields = dict(map(tuple, comment["meta"]))
            there[fields.get("blogger_id")] = (comment, fields)
        ours = self.source.comments[source["id"]]
        local = {}
        for comment in ours:
            found = there.pop(comment.get("guid") or comment["id"], None)
            if found is None:
                self.lost.append(f"{where} comment {comment['id']}")
                continue
            local[comment["id"]] = found[0]["id"]
            self.comment(comment, *found, post_moment, f"{where} comment {comment['id']}")
        for comment, _ in there.values():
            self.wrong(f"{where} comment from nowhere", None, comment["content"])
        self.threads(ours, {c["id"]: c for c in self.by_post[arrived["id"]]}, local, where)
        self.same(f"{where} comment_count", sum(c["status"] == "approved" for c in ours), arrived["comment_count"])

    def threads(self, ours, there, local, where):
        parents = {comment["id"]: comment.get("parent") for comment in ours}
        for comment in ours:
            if comment["id"] not in local:
                continue
            parent, got = comment.get("parent"), there[local[comment["id"]]]["parent"]
            if local.get(parent, 0) == got:
                if parent and not got:
                    self.explain("reply to a comment that is not on this post: top level", where, parent, got)
            elif not got and self.in_circle(comment["id"], parents):
                self.explain("replies in a circle: cut at the first", where, parent, got)
            else:
                self.wrong(f"{where} comment {comment['id']} parent", parent, got)
            fields = dict(map(tuple, there[local[comment["id"]]]["meta"]))
            if parent and not got and fields.get("blogger_in_reply_to") != parent:
                self.lost.append(f"{where} comment {comment['id']}: what it replies to")

    @staticmethod
    def in_circle(comment, parents):
        at = parents.get(comment)
        for _ in parents:
            if at == comment:
                return True
            at = parents.get(at)
        return False

    def comment(self, source, arrived, fields, post_moment, where):
        self.same(f"{where} content", source["content"], arrived["content"], self.text_rules(
            ("comment links written so that WordPress only adds its rel", links_for_wordpress),
            ("BF403: cut to what WordPress holds", cut_comment), self.c1_rule(arrived["content"]),
            ("comment links get rel=\"nofollow ugc\"", rel_ugc)))
        written = links_for_wordpress(source["content"])
        if cut_comment(written) != written and fields.get("blogger_content") != source["content"]:
            self.lost.append(f"{where} content: the part that was cut")
        self.commenter(source.get("author") or {}, arrived, fields, where)
        moment, offset, said = self.moment_of(source, self.sql(post_moment) + "+00:00")
        if not said:
            self.explain("BF409: a date for an undated entry", where, source.get("published"), arrived["date"])
        if said or any(source.get(field) for field in ("created", "updated")):
            self.same(f"{where} date", self.reading(moment, offset), arrived["date"])
        self.same(f"{where} date_gmt", self.sql(moment), arrived["date_gmt"])
        self.same(f"{where} approved", APPROVED[source["status"]], arrived["approved"])
        if source["status"] in ("ghosted", "removed"):
            self.explain("BF408: a state WordPress does not have", where, source["status"], arrived["approved"])
            self.same(f"{where} blogger_status", source["status"], fields.get("blogger_status"))
        self.same(f"{where} type", "comment", arrived["type"])
        if source.get("properties") and json.loads(fields.get("blogger_properties", "null")) != [[p["name"], p["value"]] for p in source["properties"]]:
            self.lost.append(f"{where}: properties")

    def commenter(self, author, arrived, fields, where):
        name = author.get("name", "")
        shown = html.unescape(arrived["author"])
        def fits(text):
            while len(re.sub(r"%(?=[0-9a-fA-F]{2})", "&#037;", text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\\", "&#092;")).encode()) > 255:
                text = text[:-1]
            return text.rstrip(" ")
        self.same(f"{where} author", name, shown, (("names are one line, trimmed", one_line), ("BF403: commenter's name cut to 255 bytes", fits)))
        if fits(one_line(name)) != one_line(name) and fields.get("blogger_author") != name:
            self.lost.append(f"{where} author: the part that was cut")
        for key, field, meta in (("email", "email", "blogger_author_email"), ("url", "uri", "blogger_author_url")):
            value, got = author.get(field) or "", arrived[key]
            if value == got:
                continue
            if html.unescape(got).replace("%20", " ") == value:
                self.explain("commenter's address in WordPress' spelling", where, value, got)
            elif not got and fields.get(meta) == value:
                self.explain("BF403: commenter's address is no web address or too long: in a custom field", where, value, got)
            else:
                self.wrong(f"{where} {key}", value, got)
        if author.get("avatar") and fields.get("blogger_avatar") != author["avatar"]:
            self.lost.append(f"{where}: avatar")

    # -- the rest

    def authors(self):
        names = {author.get("name", "") for post in self.source.posts for author in post.get("authors", [])}
        shown = [html.unescape(user["display_name"]) for user in self.dump["users"] if user["login"] != ADMIN]
        for name in names:
            if name and one_line(name)[:250].strip() not in shown:
                self.lost.append(f"author {name!r}")
        if len(shown) > max(len(names), 1) + sum(1 for p in self.source.posts for a in p.get("authors", []) if a.get("id")):
            self.wrong("number of authors", len(names), len(shown))

    def messages(self):
        for run in self.dump["runs"]:
            for message in run["messages"]:
                if not message.startswith(("All done", "Remember to update", "Have fun")):
                    self.wrong("the importer says", None, message)
        for kind in ("fatal", "died_in"):
            if self.dump[kind]:
                self.lost.append(f"the importer ended early: {self.dump[kind]}")
        for error in self.dump["sql"]:
            self.wrong("the database says", None, error["error"])


def orphans(comparison, path):
    kept = Source(path).orphans if path else []
    if kept != comparison.source.orphans:
        comparison.lost.append(f"orphans: {len(comparison.source.orphans)} in the source, {len(kept)} in {path or 'no file'}, or they differ")
    elif kept:
        comparison.explained["BF401: orphan comments in a file of their own"] += len(kept)


def compare(ndjson, dump, orphans_file=None):
    comparison = Comparison(Source(ndjson), dump)
    comparison.run()
    orphans(comparison, orphans_file)
    return comparison


def in_words(numbers):
    return (f"{numbers['posts']} posts and pages, {numbers['comments']} comments: {numbers['lost']} lost, "
            f"{numbers['unexplained']} unexplained, {numbers['explained']} explained")


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


if __name__ == "__main__":
    arguments = [a for a in sys.argv[1:] if a != "-v"]
    with open(arguments[1], encoding="utf-8") as dumped:
        result = compare(arguments[0], json.load(dumped), *arguments[2:])
    sys.exit(0 if show(result, arguments[0], "-v" in sys.argv) else 1)
