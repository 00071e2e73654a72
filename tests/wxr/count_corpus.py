#!/usr/bin/env python3
"""Converts real WordPress exports and compares what comes out with an independent reading by ElementTree.

    count_corpus.py PROGRAM [--corpus FOLDER] [NAME...]

The folder holds wxr/*; BLOGFERRY_CORPUS in the environment comes first. Exits with 77, and says why, if there is none. Each
post, page and comment is compared: id, title, text, state, instant, author, labels, parent.
"""
import collections
import datetime
import html
import os
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree as ET

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
import corpus  # noqa: E402
import outputs  # noqa: E402
from program import Program  # noqa: E402

CONTENT, CREATOR = '{http://purl.org/rss/1.0/modules/content/}encoded', '{http://purl.org/dc/elements/1.1/}creator'
POSTS = {'publish': 'published', 'future': 'scheduled', 'trash': 'trashed'}
COMMENTS = {'1': 'approved', 'spam': 'spam', 'trash': 'removed'}


class Reading:
    """What a WXR file says, as the lines of NDJSON should say it."""

    def __init__(self, path):
        self.posts, self.comments, self.counts = {}, {}, collections.Counter()
        channel = ET.parse(path).getroot().find('channel')
        wp = next(e.tag[:e.tag.index('}') + 1] for e in channel if e.tag.endswith('}wxr_version'))
        text = lambda e, name: (e.findtext(name) or '')
        names = {text(a, wp + 'author_login'): html.unescape(text(a, wp + 'author_display_name')) for a in channel.findall(wp + 'author')}
        for item in channel.findall('item'):
            kind = text(item, wp + 'post_type')
            self.counts[kind] += 1
            number = text(item, wp + 'post_id')
            if kind in ('post', 'page'):
                state = text(item, wp + 'status')
                creator = text(item, CREATOR)
                terms = {(c.get('domain'), c.get('nicename')) for c in item.findall('category') if c.get('nicename')}
                self.posts[number] = {
                    'kind': kind, 'title': text(item, 'title'), 'content': text(item, CONTENT),
                    'status': 'draft' if text(item, wp + 'post_password') and state == 'publish' else POSTS.get(state, 'draft'),
                    'published': instant(text(item, wp + 'post_date_gmt')) or instant(text(item, wp + 'post_date')), 'author': names.get(creator, creator),
                    'labels': {('post_tag' if d == 'tag' else d, urllib.parse.unquote(n)) for d, n in terms if d not in ('post_format', 'nav_menu')}}
            for c in item.findall(wp + 'comment'):
                parent = text(c, wp + 'comment_parent')
                self.comments[text(c, wp + 'comment_id')] = {
                    'post': number, 'status': COMMENTS.get(text(c, wp + 'comment_approved'), 'pending'), 'content': text(c, wp + 'comment_content'),
                    'author': html.unescape(text(c, wp + 'comment_author').strip()), 'parent': '' if parent == '0' else parent,
                    'published': instant(text(c, wp + 'comment_date_gmt')), 'email': text(c, wp + 'comment_author_email').strip()}


def instant(sql):
    """Milliseconds since 1970 of a time in GMT; None for zeros."""
    if sql.startswith('0000') or not sql:
        return None
    return round(datetime.datetime.strptime(sql + ' +0000', '%Y-%m-%d %H:%M:%S %z').timestamp() * 1000)


def moment(line):
    """The instant of a line; of a time without an offset, as if it were GMT."""
    written = line.get('published')
    return outputs.instant(written + 'Z' if written and outputs.naive(written) else written)


def post_of(line):
    return {'kind': line['kind'], 'title': line['title'], 'content': line['content'], 'status': line['status'],
            'published': moment(line), 'author': line.get('authors', [{'name': ''}])[0]['name'],
            'labels': {(c['scheme'], c['term']) for c in line.get('categories', [])}}


def comment_of(line):
    return {'post': line['post'], 'status': line['status'], 'content': line['content'], 'author': line['author'].get('name', ''),
            'parent': line.get('parent', ''), 'published': moment(line), 'email': line['author'].get('email', '')}


def differences(reading, lines):
    found = {'post': {}, 'comment': {}}
    for line in lines[1:-1]:
        kind = 'post' if line['type'] == 'post' else 'comment'
        found[kind][line['id']] = (post_of if kind == 'post' else comment_of)(line)
    wrong = []
    for kind, expected in (('post', reading.posts), ('comment', reading.comments)):
        if set(expected) != set(found[kind]):
            wrong.append('%ss: %s' % (kind, sorted(set(expected) ^ set(found[kind]))[:5]))
        for number in set(expected) & set(found[kind]):
            a, b = expected[number], found[kind][number]
            wrong += ['%s %s, %s: %.80r instead of %.80r' % (kind, number, key, b[key], a[key]) for key in a if a[key] != b[key]]
    return wrong


def main():
    path_of_program, files = corpus.chosen(__doc__, 'wxr/*')
    if not files:
        return corpus.SKIPPED
    program, failed = Program(path_of_program), 0
    for path in files:
        name, reading = os.path.basename(path)[:48], Reading(path)
        with tempfile.TemporaryDirectory(prefix='blogferry-wxr-') as folder:
            target = os.path.join(folder, 'out.ndjson')
            done = program.convert(path, '-o', target, '-q')
            wrong = ['exit %d: %s' % (done.returncode, done.stderr.decode(errors='replace')[:300])]
            if done.returncode == 0:
                with open(target, 'rb') as file:
                    wrong = differences(reading, outputs.ndjson_lines(file.read()))
        failed += bool(wrong)
        print('%-48s %5d posts %4d pages %5d comments%s' % (name, reading.counts['post'], reading.counts['page'], len(reading.comments),
                                                         ': FAILED: ' + '; '.join(wrong[:3]) if wrong else ''))
    print('%d files, %d failed' % (len(files), failed))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
