"""Writes an invented blog as Blogger would: as a legacy export, or as a Takeout folder."""
import csv
import datetime
import os
import zoneinfo
from xml.sax.saxutils import escape, quoteattr

ZONE = zoneinfo.ZoneInfo("Europe/Berlin")
TITLE = "Pier & <Harbour>"
KIND_SCHEME = "http://schemas.google.com/g/2005#kind"
KIND = "http://schemas.google.com/blogger/2008/kind#"
FEEDS = "https://www.blogger.com/feeds"
STATES = {"published": "LIVE", "draft": "DRAFT", "scheduled": "SCHEDULED", "trashed": "SOFT_TRASHED",
          "approved": "LIVE", "spam": "SPAM_COMMENT", "pending": "PENDING_MODERATION", "ghosted": "GHOSTED_COMMENT",
          "removed": "SOFT_TRASHED"}


def clean(text):
    """What XML can hold."""
    return "".join(c for c in text if c >= " " and c not in "\uFFFE\uFFFF" or c in "\t\n\r")


def element(name, text="", /, **attributes):
    """An element; a CR as a reference, or it would become LF there and then."""
    written = "".join(f" {key}={quoteattr(clean(str(value)), {chr(13): '&#13;', chr(10): '&#10;', chr(9): '&#9;'})}"
                      for key, value in attributes.items())
    text = escape(clean(text), {"\r": "&#13;"})
    return f"<{name}{written}>{text}</{name}>" if text else f"<{name}{written}/>"


def berlin(stamp):
    """A legacy export writes the blog's own offset."""
    if not stamp.endswith("Z"):
        return stamp
    moment = datetime.datetime.fromisoformat(stamp.replace("Z", "+00:00")).astimezone(ZONE)
    return moment.isoformat(timespec="milliseconds") if moment.utcoffset().seconds % 60 == 0 else stamp


def tag(blog, number, kind="post"):
    return f"tag:blogger.com,1999:blog-{blog}.{kind}-{number}"


# ---- legacy exports --------------------------------------------------------------------------------------------------

LEGACY_FEED = " ".join(f"xmlns{':' * bool(prefix)}{prefix}='{uri}'" for prefix, uri in (
    ("", "http://www.w3.org/2005/Atom"), ("openSearch", "http://a9.com/-/spec/opensearchrss/1.0/"),
    ("gd", "http://schemas.google.com/g/2005"), ("thr", "http://purl.org/syndication/thread/1.0"),
    ("georss", "http://www.georss.org/georss"), ("media", "http://search.yahoo.com/mrss/")))


def write_legacy(to, blog_id, blog):
    """What a legacy export never has is left out: trash, and comments that are not public."""
    to.write(f"<?xml version='1.0' encoding='UTF-8'?><feed {LEGACY_FEED}>")
    to.write(element("id", f"tag:blogger.com,1999:blog-{blog_id}.archive") + element("title", TITLE, type="text")
             + element("updated", "2014-06-01T00:00:00.000+02:00")
             + element("link", rel="self", type="application/atom+xml", href=f"{FEEDS}/{blog_id}/archive")
             + element("link", rel="alternate", type="text/html", href="https://harbour.example/")
             + element("generator", "Blogger", version="7.00", uri="https://www.blogger.com"))
    for name, value in (("TIME_ZONE", "Europe/Berlin"), ("LOCALE", "en_GB"), ("NAME", TITLE)):
        to.write("<entry>" + element("id", f"tag:blogger.com,1999:blog-{blog_id}.settings.BLOG_{name}")
                 + element("category", scheme=KIND_SCHEME, term=KIND + "settings")
                 + element("title", name, type="text") + element("content", value, type="text") + "</entry>")
    posts = [(post, comments) for post, comments in blog.entries if post["status"] != "trashed"]
    for post, _ in reversed(posts):
        to.write(f"<entry>{legacy_common(post, post['kind'])}{legacy_post(post)}</entry>\n")
    public = [c for _, comments in posts for c in comments if c["status"] in ("approved", "removed")]
    for comment in public + blog.orphans[:1]:
        to.write(f"<entry>{legacy_common(comment, 'comment')}{legacy_comment(comment, blog_id)}</entry>\n")
    to.write("</feed>")


def legacy_common(entity, kind):
    guid = entity["guid"].replace(".post-", ".page-") if kind == "page" else entity["guid"]
    written = element("id", guid)
    for field in ("published", "updated"):
        stamp = entity.get(field) or (entity.get("published") if field == "updated" else None)
        written += element(field, berlin(stamp)) if stamp else ""
    written += element("category", scheme=KIND_SCHEME, term=KIND + kind)
    for field in entity.get("properties", []):
        written += element("gd:extendedProperty", name=field["name"], value=field["value"])
    return written


def legacy_person(person):
    uri = person.get("uri") or (f"https://www.blogger.com/profile/{person['id']}" if person.get("id") else "")
    written = element("name", person.get("name", "")) + element("uri", uri) * bool(uri)
    written += element("email", person.get("email", "noreply@blogger.com"))
    if person.get("avatar"):
        written += element("gd:image", width=32, height=32, src=person["avatar"])
    return f"<author>{written}</author>"


def legacy_post(post):
    written = element("title", post["title"], type="text") + element("content", post["content"], type="html")
    if post["status"] == "draft":
        written += "<app:control xmlns:app='http://purl.org/atom/app#'><app:draft>yes</app:draft></app:control>"
    for category in post.get("categories", []):
        written += element("category", scheme="http://www.blogger.com/atom/ns#", term=category["term"])
    if post.get("summary"):
        written += element("summary", post["summary"], type="text")
    if post.get("permalink"):
        written += element("link", rel="alternate", type="text/html", href=post["permalink"], title=post["title"])
    if post.get("link"):
        written += element("link", rel="related", href=post["link"]["href"], title=post["link"].get("title", ""))
    for file in post.get("enclosures", []):
        written += element("link", rel="enclosure", type=file["type"], href=file["url"], length=file.get("length", ""))
    written += "".join(map(legacy_person, post.get("authors", [])))
    if post.get("thumbnail"):
        written += element("media:thumbnail", url=post["thumbnail"], height=72, width=72)
    if post.get("location"):
        place = post["location"]
        written += element("georss:featurename", place["name"])
        written += element("georss:point", f"{place['latitude']} {place.get('longitude', '')}")
    return written + element("thr:total", str(post.get("replies_declared", post["replies"])))


def legacy_comment(comment, blog_id):
    thread = f"{FEEDS}/{blog_id}/{comment['post']}/comments/default"
    text = comment["content"]
    written = element("title", text[:40], type="text") + element("content", text, type="html")
    written += element("link", rel="self", type="application/atom+xml", href=f"{thread}/{comment['id']}")
    if comment.get("parent"):
        written += element("link", rel="related", type="application/atom+xml", href=f"{thread}/{comment['parent']}")
    if comment.get("author"):
        written += legacy_person(comment["author"])
    written += element("thr:in-reply-to", href="https://harbour.example/x.html", ref=tag(blog_id, comment["post"]))
    if comment["status"] == "removed":
        written += element("gd:extendedProperty", name="blogger.contentRemoved", value="true")
    if text == "was edited":  # one element that nobody knows
        written += "<made:up xmlns:made='https://made-up.example/' with='an attribute'>nobody knows</made:up>"
    return written


# ---- Takeouts --------------------------------------------------------------------------------------------------------

def write_takeout(folder, blog_id, elsewhere, blog):
    """The blog, and the folder of what its author wrote on another one."""
    own = os.path.join(folder, "Takeout/Blogger/Blogs/Pier & _Harbour_")
    account = os.path.join(folder, "Takeout/Blogger/Comments/Elsewhere")
    os.makedirs(own)
    os.makedirs(account)
    with open(os.path.join(own, "settings.csv"), "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["blog_publishing_mode", "blog_name", "blog_subdomain", "blog_time_zone"],
                                    ["PUBLISH_MODE_BLOGSPOT", TITLE, "harbour-made-up", "Europe/Berlin"]])
    entities = [post for post, _ in blog.entries] + [comment for _, comments in blog.entries for comment in comments]
    for place, number, title, content in ((own, blog_id, TITLE, entities + blog.orphans[:1]),
                                          (account, elsewhere, "Elsewhere", blog.orphans)):
        with open(os.path.join(place, "feed.atom"), "w", encoding="utf-8", newline="") as file:
            write_feed(file, number, title, content, blog_id)


def write_feed(to, number, title, entities, blog_id):
    to.write("<?xml version='1.0' encoding='UTF-8'?>\n<feed xmlns='http://www.w3.org/2005/Atom' "
             "xmlns:blogger='http://schemas.google.com/blogger/2018'>\n")
    to.write(element("id", f"tag:blogger.com,1999:blog-{number}") + element("title", title) + "\n")
    for entity in sorted(entities, key=lambda e: int(e["id"])):
        to.write(f"<entry>{takeout_entry(entity, blog_id)}</entry>\n")
    to.write("</feed>\n")


def takeout_entry(entity, blog_id):
    post = entity["type"] == "post"
    written = element("id", entity["guid"])
    if not post:
        written += element("blogger:parent", tag(blog_id, entity["post"]))
        written += element("blogger:inReplyTo", tag(blog_id, entity["parent"]) if entity.get("parent") else "")
    written += element("blogger:type", entity.get("kind", "comment").upper())
    written += element("blogger:status", STATES[entity["status"]])
    for person in entity.get("authors", [entity["author"]] if entity.get("author") else []):
        kind = "ANONYMOUS" if person["kind"] == "anonymous" else "BLOGGER"
        written += ("<author>" + element("name", person.get("name", "")) + element("uri", person.get("uri", ""))
                    + element("blogger:type", kind) + "</author>")
    written += element("content", entity["content"], type="html")
    for name, field in (("blogger:created", "created"), ("published", "published"), ("updated", "updated")):
        written += element(name, entity.get(field) or "")
    written += takeout_post(entity, blog_id) if post else ""
    return written + element("blogger:trashed", "2014-02-02T02:02:02.020Z" if entity["status"] == "trashed" else "")


def takeout_post(post, blog_id):
    written = element("title", post["title"]) + element("blogger:metaDescription", post.get("meta_description") or "")
    place = post.get("location", {})
    place = "".join(element(f"blogger:{key}", str(value)) for key, value in place.items())
    written += f"<blogger:location>{place}</blogger:location>"
    for category in post.get("categories", []):
        written += element("category", scheme=f"tag:blogger.com,1999:blog-{blog_id}", term=category["term"])
    written += element("blogger:filename", post.get("path") or "")
    written += element("link", post.get("link", {}).get("href", ""))
    for file in post.get("enclosures", []):
        written += element("enclosure", href=file["url"], type=file["type"], length=file.get("length", ""))
    return written
