"""Reads an export as Blogger wrote it, with Python's own XML, CSV and JSON parsers and nothing of Blogferry: the truth
that a WordPress is compared with.

    export.read(PATH) -> Blog     a legacy export, a Takeout feed or folder, or a blog as NDJSON
"""
import collections
import csv
import dataclasses
import datetime
import json
import os
import re
import xml.etree.ElementTree as ElementTree
import zoneinfo

ATOM = "{http://www.w3.org/2005/Atom}"
APP = "{http://purl.org/atom/app#}"
THR = "{http://purl.org/syndication/thread/1.0}"
GD = "{http://schemas.google.com/g/2005}"
GEORSS = "{http://www.georss.org/georss}"
MEDIA = "{http://search.yahoo.com/mrss/}"
# Everything in an entry that is read below, or says again what something else says (links to feeds, sizes of pictures).
ACCOUNTED = set("""
    id published updated title title@type content content@type summary summary@type category@scheme category@term
    category@label author/name author/uri author/email link@rel link@type link@href link@title link@length
    control/draft extendedProperty@name extendedProperty@value total featurename point box
    thumbnail@url thumbnail@height thumbnail@width
    author/image@src author/image@rel author/image@height author/image@width
    in-reply-to@ref in-reply-to@href in-reply-to@source in-reply-to@type
    type status created trashed parent inReplyTo filename metaDescription author/type link enclosure enclosure@href
    enclosure@url enclosure@type enclosure@length location/name location/latitude location/longitude location/span
    """.split())
BLOGGER = "{http://schemas.google.com/blogger/2018}"
KIND_SCHEME = "http://schemas.google.com/g/2005#kind"
KIND = "http://schemas.google.com/blogger/2008/kind#"
TAKEOUT_STATES = {"LIVE": "published", "DRAFT": "draft", "SCHEDULED": "scheduled", "SOFT_TRASHED": "trashed"}
TAKEOUT_COMMENTS = {"LIVE": "approved", "SPAM_COMMENT": "spam", "GHOSTED_COMMENT": "ghosted",
                    "PENDING_MODERATION": "pending", "SOFT_TRASHED": "removed"}


@dataclasses.dataclass
class Person:
    name: str = ""
    id: str = ""  # of a profile
    uri: str = ""
    email: str = ""
    avatar: str = ""


@dataclasses.dataclass
class Entity:
    kind: str  # post, page, comment
    guid: str
    status: str = ""
    title: str = ""
    content: str = ""
    summary: str = ""
    times: dict = dataclasses.field(default_factory=dict)  # published, created, updated, trashed: as written
    authors: list = dataclasses.field(default_factory=list)
    properties: list = dataclasses.field(default_factory=list)  # (name, value)
    # posts and pages
    labels: list = dataclasses.field(default_factory=list)  # names, each once
    path: str = ""
    link: tuple = ("", "")  # address, title
    enclosures: list = dataclasses.field(default_factory=list)  # (address, length, type)
    place: dict = dataclasses.field(default_factory=dict)  # name, latitude, longitude, span
    thumbnail: str = ""
    meta_description: str = ""
    replies_declared: str = ""
    replies: int = 0  # as counted by who wrote the NDJSON
    slug: str = None  # where the source has one beside the path
    # comments
    post: str = ""  # number
    parent: str = ""  # number
    blog: str = ""  # another than the feed's

    @property
    def number(self):
        return number(self.guid)

    @property
    def name(self):
        """As reports call it."""
        return f"{self.kind} {self.number}"


@dataclasses.dataclass
class Blog:
    home: str = ""
    settings: dict = dataclasses.field(default_factory=dict)
    zone_name: str = ""
    comments_allowed: bool = True
    entities: list = dataclasses.field(default_factory=list)

    def __post_init__(self):
        self.unread = collections.Counter()  # paths in entries that are not ACCOUNTED for
        self.posts, self.comments, self.orphans, self.repeated = [], {}, [], set()

    @property
    def zone(self):
        try:
            return zoneinfo.ZoneInfo(self.zone_name) if self.zone_name else None
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):
            return None

    def instant(self, written):
        """(the second in UTC, the offset it was written with); (None, None) if that is no date."""
        try:
            moment = datetime.datetime.fromisoformat(python_date(written))
        except ValueError:
            return None, None
        offset = moment.utcoffset()
        if offset is None and self.zone:
            moment = self._first_reading(moment)
        elif offset is None:
            moment = moment.replace(tzinfo=datetime.timezone.utc)
        return moment.astimezone(datetime.timezone.utc).replace(microsecond=0), offset

    def _first_reading(self, local):
        """A reading of the blog's clock: the earlier one in the fold, the moment of the jump in the gap."""
        moment = local.replace(tzinfo=self.zone, fold=0)
        back = moment.astimezone(datetime.timezone.utc).astimezone(self.zone)
        if back.replace(tzinfo=None) == local:
            return moment
        before, after = (local.replace(tzinfo=self.zone, fold=fold).utcoffset() for fold in (0, 1))
        low, high = (local - max(before, after)), (local - min(before, after))
        while high - low > datetime.timedelta(seconds=1):
            middle = (low + (high - low) / 2).replace(microsecond=0)
            offset = middle.replace(tzinfo=datetime.timezone.utc).astimezone(self.zone).utcoffset()
            low, high = (middle, high) if offset == before else (low, middle)
        return high.replace(tzinfo=datetime.timezone.utc)


def python_date(written):
    """As datetime.fromisoformat() of Python 3.9 takes it."""
    written = re.sub(r"(T\d\d:\d\d:\d\d)\.(\d+)", lambda m: f"{m.group(1)}.{m.group(2)[:6]:0<6}", written.strip())
    return re.sub("[Zz]$", "+00:00", written)


def number(reference):
    """What Blogger's references have in common: the number at their end."""
    digits = re.search(r"\d+$", reference)
    return digits.group() if digits else reference


def trimmed(element, tag):
    return (element.findtext(tag) or "").strip(" \t\r\n")


def with_scheme(address):
    return "https:" + address if address.startswith("//") else address


def once(names):
    return list(dict.fromkeys(names))


def slug_of(path):
    name = path.rstrip("/").rsplit("/", 1)[-1]
    return re.sub(r"(?<=.)\.[A-Za-z][A-Za-z0-9]{0,4}$", "", name)


def path_of(address):
    return re.sub(r"^(?:[a-z][a-z0-9+.-]*:)?//[^/?#]*", "", re.split("[?#]", address, 1)[0], flags=re.I)


# ---- legacy exports --------------------------------------------------------------------------------------------------

def legacy_person(element):
    person = Person(trimmed(element, ATOM + "name"), uri=with_scheme(trimmed(element, ATOM + "uri")),
                    email=trimmed(element, ATOM + "email"))
    if person.email == "noreply@blogger.com":
        person.email = ""
    image = element.find(GD + "image")
    if image is not None and "/blank.gif" not in image.get("src", ""):
        person.avatar = with_scheme(image.get("src", ""))
    if "blogger.com/profile/" in person.uri or "plus.google.com/" in person.uri:
        person.id = number(person.uri) if person.uri[-1:].isdigit() else ""
    return person


def legacy_link(link, entity):
    rel, kind, href = link.get("rel", "alternate"), link.get("type", ""), link.get("href", "")
    if rel == "alternate" and not entity.path:
        entity.path = path_of(with_scheme(href))
    elif rel == "related" and kind == "application/atom+xml":
        entity.parent = number(href)
    elif rel == "related" and entity.link == ("", ""):
        entity.link = (href, link.get("title", ""))
    elif rel == "enclosure":
        entity.enclosures.append((href, link.get("length", ""), kind))
    elif rel in ("self", "edit") and not entity.post:
        own = re.search(r"/feeds/\d+/(\d+)/comments/default/\d", href)
        entity.post = own.group(1) if own else ""
    elif rel == "replies" and kind == "text/html":
        entity.replies_declared = entity.replies_declared or re.sub(r"\D", "", link.get("title", ""))


def legacy_entity(entry, kind):
    entity = Entity(kind, trimmed(entry, ATOM + "id"), "approved" if kind == "comment" else "published")
    entity.title = "" if kind == "comment" else entry.findtext(ATOM + "title") or ""
    entity.content, entity.summary = entry.findtext(ATOM + "content") or "", entry.findtext(ATOM + "summary") or ""
    entity.times = {field: trimmed(entry, ATOM + field) for field in ("published", "updated")}
    entity.authors = [legacy_person(author) for author in entry.findall(ATOM + "author")]
    entity.labels = once(category.get("label") or category.get("term", "")
                         for category in entry.findall(ATOM + "category") if category.get("scheme") != KIND_SCHEME)
    for link in entry.findall(ATOM + "link"):
        legacy_link(link, entity)
    if entry.find(THR + "in-reply-to") is not None:
        entity.post = number(entry.find(THR + "in-reply-to").get("ref", ""))
    if entry.find(THR + "total") is not None:
        entity.replies_declared = trimmed(entry, THR + "total")
    if trimmed(entry, f"{APP}control/{APP}draft") == "yes":
        entity.status = "pending" if kind == "comment" else "draft"
    for extended in entry.findall(GD + "extendedProperty"):
        name, value = extended.get("name", ""), extended.get("value", "")
        if kind == "comment" and (name, value) == ("blogger.contentRemoved", "true"):
            entity.status = "removed"
        else:
            entity.properties.append((name, value))
    thumbnail = entry.find(MEDIA + "thumbnail")
    if thumbnail is not None:
        entity.thumbnail = with_scheme(thumbnail.get("url", ""))
    latitude, _, longitude = trimmed(entry, GEORSS + "point").partition(" ")
    entity.place = {"name": entry.findtext(GEORSS + "featurename") or "", "latitude": latitude,
                    "longitude": longitude.strip(), "span": trimmed(entry, GEORSS + "box")}
    return entity


def read_legacy(feed, blog):
    for entry in feed.findall(ATOM + "entry"):
        note_unread(entry, "", blog)
        kinds = [category.get("term", "")[len(KIND):] for category in entry.findall(ATOM + "category")
                 if category.get("scheme") == KIND_SCHEME]
        kind = kinds[0] if kinds else ""
        if kind in ("post", "page", "comment"):
            blog.entities.append(legacy_entity(entry, kind))
        elif kind == "settings":
            name = trimmed(entry, ATOM + "id").partition(".settings.")[2]
            blog.settings[name] = entry.findtext(ATOM + "content") or ""
    for link in feed.findall(ATOM + "link"):
        if link.get("rel", "alternate") == "alternate":
            blog.home = with_scheme(link.get("href", ""))


def settle(blog):
    """What the settings say of the blog."""
    settings = {name.upper(): value for name, value in blog.settings.items()}
    blog.zone_name = blog.zone_name or settings.get("BLOG_TIME_ZONE", "")
    blog.comments_allowed = settings.get("BLOG_COMMENTS_ALLOWED", "").lower() != "false"
    own_domain = settings.get("BLOG_PUBLISHING_MODE") in ("HOSTED", "PUBLISH_MODE_HOSTED")
    if not blog.home and settings.get("BLOG_SUBDOMAIN") and not own_domain:
        blog.home = f"https://{settings['BLOG_SUBDOMAIN']}.blogspot.com/"


# ---- Takeouts --------------------------------------------------------------------------------------------------------

def takeout_entity(entry, blog_id):
    kind = trimmed(entry, BLOGGER + "type").lower()
    entity = Entity(kind, trimmed(entry, ATOM + "id"))
    state = trimmed(entry, BLOGGER + "status")
    if kind == "comment":
        entity.status = "removed" if trimmed(entry, BLOGGER + "trashed") else TAKEOUT_COMMENTS.get(state, "pending")
        owner = re.match(r"tag:blogger\.com,1999:blog-(\d+)", entity.guid)
        entity.blog = owner.group(1) if owner and owner.group(1) != blog_id else ""
    else:
        entity.status = "trashed" if trimmed(entry, BLOGGER + "trashed") else TAKEOUT_STATES.get(state, "draft")
        entity.title = entry.findtext(ATOM + "title") or ""
    entity.content = entry.findtext(ATOM + "content") or ""
    entity.times = {"published": trimmed(entry, ATOM + "published"), "updated": trimmed(entry, ATOM + "updated"),
                    "created": trimmed(entry, BLOGGER + "created"), "trashed": trimmed(entry, BLOGGER + "trashed")}
    for author in entry.findall(ATOM + "author"):
        entity.authors.append(Person(trimmed(author, ATOM + "name"), uri=with_scheme(trimmed(author, ATOM + "uri")),
                                     email=trimmed(author, ATOM + "email")))
    entity.labels = once(c.get("label") or c.get("term") for c in entry.findall(ATOM + "category") if c.get("term"))
    entity.path = trimmed(entry, BLOGGER + "filename")
    link = entry.find(ATOM + "link")
    if link is not None:
        entity.link = (link.get("href", "") or (link.text or "").strip(), "")
    for enclosure in entry.findall(ATOM + "enclosure"):
        address = enclosure.get("href", "") or enclosure.get("url", "") or (enclosure.text or "").strip()
        if address:
            entity.enclosures.append((address, enclosure.get("length", ""), enclosure.get("type", "")))
    place = entry.find(BLOGGER + "location")
    if place is not None:
        entity.place = {field: trimmed(place, BLOGGER + field) for field in ("name", "latitude", "longitude", "span")}
    entity.meta_description = entry.findtext(BLOGGER + "metaDescription") or ""
    entity.post = number(trimmed(entry, BLOGGER + "parent"))
    entity.parent = number(trimmed(entry, BLOGGER + "inReplyTo"))
    return entity


def read_takeout(feed, blog):
    for entry in feed.findall(ATOM + "entry"):
        note_unread(entry, "", blog)
    match = re.match(r"tag:blogger\.com,1999:blog-(\d+)", trimmed(feed, ATOM + "id"))
    blog_id = match.group(1) if match else ""
    blog.entities += [takeout_entity(entry, blog_id) for entry in feed.findall(ATOM + "entry")
                      if trimmed(entry, BLOGGER + "type") in ("POST", "PAGE", "COMMENT")]


def read_folder(folder, blog):
    for place, _, files in os.walk(folder):
        for name in sorted(files):
            path = os.path.join(place, name)
            if name == "settings.csv":
                with open(path, encoding="utf-8-sig", newline="") as file:
                    blog.settings = dict(zip(*list(csv.reader(file))[:2]))
            elif name == "feed.atom":
                read_takeout(ElementTree.parse(path).getroot(), blog)


# ---- NDJSON ----------------------------------------------------------------------------------------------------------

def ndjson_entity(line):
    kind = line["kind"] if line["type"] == "post" else "comment"
    entity = Entity(kind, line.get("guid") or line["id"], line["status"],
                    *(line.get(field, "") for field in ("title", "content", "summary")))
    entity.times = {field: line[field] for field in ("published", "created", "updated", "trashed") if line.get(field)}
    authors = line.get("authors", []) if line["type"] == "post" else [line["author"]] if line.get("author") else []
    entity.authors = [Person(*(author.get(field, "") for field in ("name", "id", "uri", "email", "avatar")))
                      for author in authors]
    entity.labels = once(c.get("label") or c["term"] for c in line.get("categories", []))
    entity.properties = [(p["name"], p["value"]) for p in line.get("properties", [])]
    if line["type"] != "post":
        entity.post, entity.parent = line.get("post", ""), line.get("parent", "")
        return entity
    entity.path = line.get("path") or path_of(line.get("permalink", ""))
    entity.slug = line.get("slug", "")
    entity.link = (line.get("link", {}).get("href", ""), line.get("link", {}).get("title", ""))
    entity.enclosures = [(e["url"], str(e.get("length", "")), e.get("type", "")) for e in line.get("enclosures", [])]
    entity.place = {key: str(value) for key, value in line.get("location", {}).items()}
    entity.thumbnail, entity.meta_description = line.get("thumbnail", ""), line.get("meta_description", "")
    entity.replies_declared, entity.replies = str(line.get("replies_declared", "")), line.get("replies", 0)
    return entity


def read_ndjson(path, blog):
    with open(path, encoding="utf-8", newline="\n") as file:
        for line in map(json.loads, file):
            if line["type"] == "blogferry":
                blog.zone_name, blog.home = line["site"].get("time_zone", ""), line["site"].get("home", "")
            elif line["type"] != "end":
                blog.entities.append(ndjson_entity(line))


def note_unread(element, path, blog):
    for child in element:
        name = path + child.tag.rpartition("}")[2]
        if not any(known == name or known.startswith((name + "@", name + "/")) for known in ACCOUNTED):
            blog.unread[name] += 1
            continue
        attributes = ["@" + attribute.rpartition("}")[2] for attribute in child.attrib]
        for what in ([""] if (child.text or "").strip() else []) + attributes:
            if name + what not in ACCOUNTED:
                blog.unread[name + what] += 1
        if not (name == "content" and child.get("type") == "xhtml"):
            note_unread(child, name + "/", blog)


# ---- the whole -------------------------------------------------------------------------------------------------------

def latest(blog, versions):
    """Of one id that occurs several times: the latest update."""
    never = datetime.datetime.min.replace(tzinfo=datetime.timezone.utc)
    def updated(entity):
        return blog.instant(entity.times.get("updated", ""))[0] or never
    return max(reversed(versions), key=updated)


def join(blog):
    """Sorts entities into posts, their comments and orphans."""
    by_number = {}
    for entity in blog.entities:
        by_number.setdefault((entity.kind == "comment", entity.number), []).append(entity)
    blog.repeated = {versions[0].name for versions in by_number.values() if len(versions) > 1}
    kept = [latest(blog, versions) if len(versions) > 1 else versions[0] for versions in by_number.values()]
    blog.posts = [entity for entity in kept if entity.kind != "comment"]
    blog.comments = {post.number: [] for post in blog.posts}
    for comment in kept:
        if comment.kind == "comment":
            blog.comments.get(comment.post, blog.orphans).append(comment)
    return blog


def read(path):
    blog = Blog()
    if os.path.isdir(path):
        read_folder(path, blog)
    elif path.endswith(".ndjson"):
        read_ndjson(path, blog)
    else:
        feed = ElementTree.parse(path).getroot()
        takeout = feed.find(f"{ATOM}entry/{BLOGGER}type") is not None
        (read_takeout if takeout else read_legacy)(feed, blog)
    settle(blog)
    return join(blog)
