#!/usr/bin/env python3
"""Counts what a Blogger export holds, independently of Blogferry: one JSON object a file. Needs only Python 3.

    count_export.py FILE...

Legacy Atom exports and Takeout feed.atom. A file that is not well-formed, or is neither, gives {"error": ...}.
Joins are made on the last number of an id; a legacy comment without in-reply-to is joined by its self link.
"""
import collections
import json
import re
import sys
import xml.etree.ElementTree as ET

ATOM = '{http://www.w3.org/2005/Atom}'
BLOGGER = '{http://schemas.google.com/blogger/2018}'
THREADING = '{http://purl.org/syndication/thread/1.0}'
APP = '{http://purl.org/atom/app#}'
GDATA = '{http://schemas.google.com/g/2005}'
KIND = 'http://schemas.google.com/g/2005#kind'
LABEL = 'http://www.blogger.com/atom/ns#'
STATES = {'LIVE': 'live', 'DRAFT': 'draft', 'SCHEDULED': 'scheduled', 'SOFT_TRASHED': 'trashed', 'SPAM_COMMENT': 'spam',
          'GHOSTED_COMMENT': 'ghosted', 'PENDING_MODERATION': 'pending'}

Entry = collections.namedtuple('Entry', 'number kind status post parent labels title content published')


def number(s):
    found = re.search(r'(\d+)\s*$', s or '')
    return found.group(1) if found else ''


def text(entry, tag):
    child = entry.find(tag)
    return (child.text or '').strip() if child is not None else ''


def words(e):
    """Title, body and date of publication, as they stand there."""
    content = e.find(ATOM + 'content')
    return text(e, ATOM + 'title'), (content.text or '') if content is not None else '', text(e, ATOM + 'published')


def legacy(e):
    kind = next((c.get('term').rpartition('#')[2] for c in e.findall(ATOM + 'category') if c.get('scheme') == KIND), None)
    if kind not in ('post', 'page', 'comment'):
        return None
    draft = any(text(c, APP + 'draft') == 'yes' for c in e.findall(APP + 'control'))
    removed = any(p.get('name') == 'blogger.contentRemoved' for p in e.findall(GDATA + 'extendedProperty'))
    post = parent = ''
    if kind == 'comment':
        ref = e.find(THREADING + 'in-reply-to')
        post = number(ref.get('ref')) if ref is not None else ''
        for link in e.findall(ATOM + 'link'):
            found = re.search(r'/feeds/\d+/(\d+)/comments/default/\d+', link.get('href', ''))
            if link.get('rel') in ('self', 'edit') and found and not post:
                post = found.group(1)
            if link.get('rel') == 'related' and link.get('type') == 'application/atom+xml':
                parent = number(link.get('href'))
    labels = {c.get('term') for c in e.findall(ATOM + 'category') if c.get('scheme') == LABEL}
    return Entry(number(text(e, ATOM + 'id')), kind, 'removed' if removed else 'draft' if draft else 'live', post, parent, labels, *words(e))


def takeout(e):
    kind = text(e, BLOGGER + 'type').lower()
    if kind not in ('post', 'page', 'comment'):
        return None
    status = text(e, BLOGGER + 'status')
    labels = {c.get('term') for c in e.findall(ATOM + 'category') if c.get('term')} if kind != 'comment' else set()
    return Entry(number(text(e, ATOM + 'id')), kind, STATES.get(status, status), number(text(e, BLOGGER + 'parent')),
                 number(text(e, BLOGGER + 'inReplyTo')), labels, *words(e))


def entries(path):
    """('legacy' or 'takeout', [Entry...])"""
    form, found = 'legacy', []
    for event, e in ET.iterparse(path, events=('start-ns', 'end')):
        if event == 'start-ns':
            if e[1] == BLOGGER[1:-1]:
                form = 'takeout'
        elif e.tag == ATOM + 'entry':
            entry = (takeout if form == 'takeout' else legacy)(e)
            if entry:
                found.append(entry)
            e.clear()
    return form, found


def count(path):
    try:
        form, found = entries(path)
    except (ET.ParseError, ValueError) as x:
        return {'file': path, 'error': 'not well-formed: %s' % x}
    if not found and form == 'legacy':
        return {'file': path, 'error': 'no posts, pages or comments'}
    kinds = {e.number: e.kind for e in found}
    distinct = {e.number: e for e in found}.values()  # of entries with one id the last counts
    c = collections.Counter(posts=0, pages=0, comments=0, labels=0, drafts=0, orphans=0, replies=0)
    for e in distinct:
        c[e.kind + 's'] += 1
        c['%s_%s' % (e.kind, e.status)] += 1
        c['labels'] += len(e.labels)
        c['drafts'] += e.status == 'draft'
        c['orphans'] += e.kind == 'comment' and kinds.get(e.post) not in ('post', 'page')
        c['replies'] += bool(e.parent)
    return {'file': path, 'format': form, 'duplicates': len(found) - len(kinds), **dict(sorted(c.items()))}


if __name__ == '__main__':
    for name in sys.argv[1:]:
        print(json.dumps(count(name), ensure_ascii=False))
