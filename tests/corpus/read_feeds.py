"""Reads a saved feed (Atom, RSS 2.0, or either of Blogger's JSON forms) by ElementTree and json: numbers, times, hashes."""
import email.utils
import hashlib
import json
import re
import xml.etree.ElementTree as ET

import page_tree

ATOM, RELATED = '{http://www.w3.org/2005/Atom}', 'application/atom+xml'
THREAD, OPEN = '{http://purl.org/syndication/thread/1.0}', re.compile(r'\{http://a9\.com/-/spec/opensearch[^}]*\}')


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def number(identity):
    m = re.search(r'(?:post|page)-(\d+)$', identity or '')
    return m[1] if m else ''


def counted(total):
    return int(total) if total else None


def atom(root):
    entries = []
    for e in root.iter(ATOM + 'entry'):
        text = lambda name: e.findtext(ATOM + name)
        content, summary = e.find(ATOM + 'content'), e.find(ATOM + 'summary')
        body = content if content is not None else summary
        whole = content is not None
        nested = body is not None and body.get('type') == 'xhtml'
        parents = [m[1] for link in e.iter(ATOM + 'link') if link.get('rel') == 'related' and link.get('type') == RELATED for m in [re.search(r'/(\d+)$', link.get('href'))] if m]
        reply = e.find(THREAD + 'in-reply-to')
        names = [n.text or '' for n in e.iterfind(ATOM + 'author/' + ATOM + 'name')]
        entries.append({'id': number(text('id')), 'published': text('published') or '', 'title': text('title') or '', 'author': names[0] if names else '',
                        'body': None if nested or body is None else body.text or '', 'whole': whole, 'labels': [c.get('term') for c in e.iter(ATOM + 'category')],
                        'declared': counted(e.findtext(THREAD + 'total')), 'post': number(reply.get('ref')) if reply is not None else '', 'parent': parents[0] if parents else ''})
    paging = {OPEN.sub('', c.tag): c.text for c in root if OPEN.match(c.tag)}
    return root.findtext(ATOM + 'id') or '', paging, entries


def rss(root):
    entries = []
    for e in root.iter('item'):
        when = email.utils.parsedate_to_datetime(e.findtext('pubDate'))
        entries.append({'id': number(e.findtext('guid')), 'published': when.isoformat(), 'title': e.findtext('title') or '', 'author': '', 'body': e.findtext('description') or '', 'whole': True,
                        'labels': [c.text for c in e.iter('category')], 'declared': counted(e.findtext(THREAD + 'total')), 'post': '', 'parent': ''})
    channel = root.find('channel')
    paging = {OPEN.sub('', c.tag): c.text for c in channel if OPEN.match(c.tag)}
    return channel.findtext(ATOM + 'id') or '', paging, entries


def of_json(text):
    feed = json.loads(text[text.index('{'):text.rindex('}') + 1])['feed']
    entries = []
    for e in feed.get('entry', []):
        value = lambda name: e.get(name, {}).get('$t', '')
        entries.append({'id': number(value('id')), 'published': value('published'), 'title': value('title'), 'author': e['author'][0]['name']['$t'], 'body': value('content') or value('summary'),
                        'whole': 'content' in e, 'labels': [c['term'] for c in e.get('category', [])], 'declared': counted(value('thr$total')), 'post': '', 'parent': ''})
    return feed['id']['$t'], {key[11:]: feed[key]['$t'] for key in feed if key.startswith('openSearch$')}, entries


def read(data):
    if data.lstrip()[:1] == b'<':
        root = ET.fromstring(data)
        form = 'atom' if root.tag == ATOM + 'feed' else 'rss'
        identity, paging, entries = (atom if form == 'atom' else rss)(root)
    else:
        form = 'json-in-script' if data.lstrip()[:1] != b'{' else 'json'
        identity, paging, entries = of_json(data.decode())
    m = re.match(r'tag:blogger\.com,1999:blog-(\d+)(?:\.post(\d+))?\.*(comments)?$', identity)
    comments = bool(m and m[3])
    for e in entries:
        e['title'] = digest(page_tree.squeezed(page_tree.tree(e['title']).text()))
        e['author'] = digest(e['author'])
        e['labels'] = len(set(e['labels']))
        e['body'] = None if e['body'] is None else digest(e['body'])
        if comments:
            e['post'] = e['post'] or m[2] or ''
    return {'form': form, 'of': 'comments' if comments else 'posts', 'blogger': bool(m), 'blog': m[1] if m else '', 'paging': {key: int(paging[key]) for key in sorted(paging)},
            'whole': all(e['whole'] for e in entries), 'entries': entries}
