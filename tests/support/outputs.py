"""What is in an output, counted without any code of the project: the same keys for every format.

posts, pages, comments (orphans included), orphans, drafts, labels (distinct ones of each post), replies.
"""
import collections
import datetime
import json
import os
import sqlite3
import xml.etree.ElementTree as ET

KEYS = ('posts', 'pages', 'comments', 'orphans', 'drafts', 'labels', 'replies')


def tally():
    return dict.fromkeys(KEYS, 0)


def add_post(counts, post):
    counts[post['kind'] + 's'] += 1
    counts['drafts'] += post['status'] == 'draft'
    counts['labels'] += len({c['term'] for c in post.get('categories', [])})


def add_comment(counts, comment, orphan):
    counts['comments'] += 1
    counts['orphans'] += orphan
    counts['replies'] += 'parent' in comment


def ndjson_lines(data):
    """Header, entities and end line as objects. Only line feeds end a line: U+2028 may stand inside one."""
    lines = [json.loads(line) for line in data.rstrip(b'\n').split(b'\n')]
    assert lines[0]['type'] == 'blogferry' and lines[-1]['type'] == 'end', 'not a whole NDJSON stream'
    return lines


def differences(lines, entries):
    """Where NDJSON lines do not say what the entries of the export say: body, title, date, post, parent, labels."""
    found, wrong = {line['id']: line for line in lines[1:-1]}, []
    seen = collections.Counter(e.number for e in entries)
    for e in entries:
        if seen[e.number] > 1:
            continue  # which of them counts is not for us to say
        line = found.get(e.number)
        if line is None:
            wrong.append('%s %s is missing' % (e.kind, e.number))
            continue
        pairs = {'kind': (line.get('kind', 'comment'), e.kind), 'content': (line['content'], e.content), 'published': (instant(line.get('published')), instant(e.published))}
        if instant(e.published) is None and naive(e.published):
            del pairs['published']  # a wall clock reading: which instant it is depends on the blog's zone; golden cases check it
        if e.kind == 'comment':
            pairs['parent'] = line.get('parent', ''), e.parent
            pairs['post'] = line.get('post', ''), e.post
        else:
            pairs['title'] = line['title'].strip(), e.title
            pairs['labels'] = {c['term'] for c in line.get('categories', [])}, e.labels
        wrong += ['%s %s, %s: %.60r instead of %.60r' % (e.kind, e.number, key, a, b) for key, (a, b) in pairs.items() if a != b]
    return wrong


def naive(text):
    """True for a time without an offset."""
    try:
        return datetime.datetime.fromisoformat(text).tzinfo is None
    except ValueError:
        return False


def instant(text):
    """Milliseconds since 1970 of an RFC 3339 time with an offset; None for anything else."""
    try:
        moment = datetime.datetime.fromisoformat(text.replace('Z', '+00:00'))
    except (AttributeError, ValueError):
        return None
    return round(moment.timestamp() * 1000) if moment.tzinfo else None


def of_ndjson(data):
    counts = tally()
    for line in ndjson_lines(data)[1:-1]:
        if line['type'] == 'post':
            add_post(counts, line)
        else:
            add_comment(counts, line, line['type'] == 'orphan')
    return counts


def of_json(data):
    counts, document = tally(), json.loads(data)
    for post in document['posts']:
        add_post(counts, post)
        for comment in post.get('comments', []):
            add_comment(counts, comment, False)
    for comment in document['orphans']:
        add_comment(counts, comment, True)
    return counts


def of_sqlite(path):
    database = sqlite3.connect('file:%s?mode=ro' % path, uri=True)
    one = lambda query: database.execute(query).fetchone()[0]
    assert one('PRAGMA integrity_check') == 'ok', 'the database is damaged'
    assert database.execute('PRAGMA foreign_key_check').fetchall() == [], 'foreign keys point nowhere'
    counts = {
        'posts': one("SELECT count(*) FROM posts WHERE kind = 'post'"),
        'pages': one("SELECT count(*) FROM posts WHERE kind = 'page'"),
        'orphans': one('SELECT count(*) FROM orphan_comments'),
        'drafts': one("SELECT count(*) FROM posts WHERE status = 'draft'"),
        'labels': one('SELECT count(*) FROM (SELECT DISTINCT post_id, term FROM post_categories JOIN categories c ON c.id = category_id)'),
        'replies': one('SELECT (SELECT count(parent_id) FROM comments) + (SELECT count(parent_id) FROM orphan_comments)'),
    }
    counts['comments'] = one('SELECT count(*) FROM comments') + counts['orphans']
    database.close()
    return counts


def sqlite_rows(path):
    """All rows of the database as SQL, but for the provenance, which names the files they came from, and the planner's
    statistics."""
    database = sqlite3.connect('file:%s?mode=ro' % path, uri=True)
    rows = [s for s in database.iterdump() if s.startswith('INSERT INTO') and not s.startswith(('INSERT INTO "provenance"', 'INSERT INTO "sqlite_stat'))]
    database.close()
    return ''.join(row + '\n' for row in rows)


def local_name(tag):
    return tag.rpartition('}')[2]


def of_wxr(path):
    """Items, comments and tags of a WXR file and of the orphans' file beside it. Replies are not counted: WordPress has
    numbers of its own."""
    counts = tally()
    for _, item in ET.iterparse(path):
        if local_name(item.tag) != 'item':
            continue
        fields = collections.defaultdict(list)
        for child in item:
            fields[local_name(child.tag)].append(child)
        kind = fields['post_type'][0].text
        if kind in ('post', 'page'):
            counts[kind + 's'] += 1
            counts['drafts'] += fields['status'][0].text == 'draft'
            counts['labels'] += len({c.text for c in fields['category'] if c.get('domain') in ('post_tag', 'category')})
            counts['comments'] += len(fields['comment'])
        item.clear()
    beside = path + '.orphans.ndjson'
    if os.path.exists(beside):
        with open(beside, 'rb') as f:
            counts['orphans'] = sum(json.loads(line)['type'] == 'orphan' for line in f)
        counts['comments'] += counts['orphans']
    return counts
