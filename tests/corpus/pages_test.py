#!/usr/bin/env python3
"""Converts real saved pages and feeds, and compares what comes out with an independent reading of them.

    pages_test.py PROGRAM [--corpus FOLDER] [NAME...]

The folder holds pages/ and feeds/; BLOGFERRY_CORPUS in the environment comes first. Exits with 77, and says why, if there
is none. pages.json and feeds.json say what read_pages.py and an eye found in them; a file they do not know is a failure.
Differences are printed as numbers and hashes, never as text.
"""
import collections
import csv
import datetime
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, '..', 'support')]
import corpus  # noqa: E402
import outputs  # noqa: E402
import page_tree  # noqa: E402
import read_feeds  # noqa: E402
from program import Program, SOURCE  # noqa: E402
from read_pages import digest, visible  # noqa: E402

NO_BLOG = 5  # the exit code for a page without a post
SPEED = 20  # pages a second of one core
PRECISION = {'year': 4, 'month': 7, 'day': 10, 'minute': 16, None: 19}  # how many characters of a time count
SCHEMA_CHECK = os.path.join(SOURCE, 'tests', 'schema', 'check_schema.py')


def known():
    """What is known to be read short, and why: {(file, field): reason}. One that is not found any more is a failure too."""
    with open(os.path.join(HERE, 'known.tsv'), encoding='utf-8', newline='') as f:
        return {(row['file'], row['field']): row['reason'] for row in csv.DictReader(f, delimiter='\t', quoting=csv.QUOTE_NONE)}


def truth_of(name):
    with open(os.path.join(HERE, name), encoding='utf-8') as f:
        return json.load(f)


def plain(html):
    return page_tree.squeezed(page_tree.tree(html).text())


def moment(text):
    return datetime.datetime.fromisoformat(text.replace('Z', '+00:00'))


class Report:
    """Differences by file and field."""

    def __init__(self, accepted=()):
        self.lines, self.used, self.fields, self.accepted = [], set(), collections.Counter(), dict(accepted)

    def differ(self, key, name, where, field, found, expected):
        reason = self.accepted.get((key, field))
        if reason:
            self.used.add((key, field))
        self.fields[field] += not reason
        self.lines.append('%s %s %s %s: %s instead of %s%s' % (key, name[:40], where, field, found, expected, ' (known: %s)' % reason if reason else ''))

    def failures(self):
        return sum(self.fields.values())


class Comparison:
    """One file's lines against its truth."""

    def __init__(self, report, key, name):
        self.report, self.key, self.name, self.checked = report, key, name, collections.Counter()

    def same(self, where, field, found, expected):
        self.checked[field] += 1
        if found != expected:
            self.report.differ(self.key, self.name, where, field, found, expected)

    def time(self, where, line, expected, wall=''):
        """`expected` is as much of a time as the source says; `wall` the reading of a clock that goes with an instant."""
        found, precision = line.get('published', ''), line.get('published_precision')
        self.same(where, 'published_known', bool(found), bool(expected or wall))
        if not found or not expected and not wall:
            return
        zoned = len(found) > 16 and moment(found).tzinfo is not None
        if len(expected) > 16 and zoned:
            unit = 60 if precision == 'minute' else 1
            self.same(where, 'published', int(moment(found).timestamp() // unit), int(moment(expected).timestamp() // unit))
            self.same(where, 'published_precision', precision in (None, 'minute'), True)
            return
        self.same(where, 'offset', zoned, len(expected) > 16 and not wall)
        said = wall if len(expected) not in (7, 10, 16) and wall else expected
        if said.startswith('T'):  # a clock without a day
            self.same(where, 'published', found[10:16], said)
            return
        length = min(len(said), 16)
        self.same(where, 'published', found[:length], said[:length])
        self.same(where, 'published_precision', PRECISION[precision], length)

    def body(self, where, html, expected, field='body'):
        found = visible(html)
        for part in ('text', 'length') if field == 'summary' else ('text', 'length', 'media'):
            self.same(where, field + '_' + part, found[part], expected[part])
        strange = [w for w in found['around'] if w not in expected['around']]
        self.same(where, field + '_around', strange, [])

    def comment(self, line, expected, post):
        where = 'comment ' + expected['id']
        if 'title' not in expected:
            self.body(where, line['content'], expected['body'], 'comment')
            when = datetime.datetime.fromtimestamp(expected['ms'] / 1000, datetime.timezone.utc).isoformat() if expected['ms'] else ''
            self.time(where, line, when, expected['wall'])
        else:
            self.same(where, 'comment_text', read_feeds.digest(line['content']), expected['body'])
            self.time(where, line, expected['published'])
        self.same(where, 'comment_author', digest(line.get('author', {}).get('name', '')), expected['author'])
        self.same(where, 'parent', line.get('parent', ''), expected['parent'])
        if post:
            self.same(where, 'post', line.get('post', ''), post)


def pair(found, expected):
    """Posts of both sides that belong together: by id, else by title, else in their order. Returns pairs and what is left."""
    left, pairs, missing = list(found), [], []
    for want in expected:
        candidates = [p for p in left if want['id'] and p['id'] == want['id']] or [p for p in left if not want['id'] and digest(plain(p['title'])) == want['title']]
        if candidates:
            left.remove(candidates[0])
            pairs.append((candidates[0], want))
        else:
            missing.append(want)
    for want in list(missing):
        if left:
            pairs.append((left.pop(0), want))
            missing.remove(want)
    return pairs, missing, left


def check_page(c, lines, truth):
    posts = [line for line in lines if line['type'] == 'post']
    comments = {line['id']: line for line in lines if line['type'] in ('comment', 'orphan')}
    wanted = {x['id']: (x, p['id']) for p in truth['posts'] for x in p['comments']}
    c.same('-', 'posts', len(posts), len(truth['posts']))
    c.same('-', 'comments', len(comments), len(wanted))
    c.same('-', 'comment_ids', digest(' '.join(sorted(comments))), digest(' '.join(sorted(wanted))))
    site = next(line for line in lines if line['type'] == 'blogferry')['site']
    for member, field in (('id', 'blog'), ('language', 'language')):
        if truth[field]:
            c.same('-', field, site.get(member), truth[field])
    pairs, _, _ = pair(posts, truth['posts'])
    for line, want in pairs:
        where = 'post ' + (want['id'] or want['title'])
        if want['id']:
            c.same(where, 'id', line['id'], want['id'])
        c.same(where, 'kind', line['kind'], want['kind'])
        c.same(where, 'status', line['status'], 'published')
        c.same(where, 'title', digest(plain(line['title'])), want['title'])
        c.time(where, line, want['published'])
        path = line.get('path') or urllib.parse.urlsplit(line.get('permalink', '')).path
        if want['path']:
            c.same(where, 'path', digest(path) if path else '', want['path'])
        terms = sorted({category['term'] for category in line.get('categories', [])})
        c.same(where, 'labels', len(terms), want['labels'])
        c.same(where, 'label_names', digest('\n'.join(terms)), want['label_names'])
        names = [person.get('name', '') for person in line.get('authors', [])]
        c.same(where, 'author', [digest(name) for name in names], [want['author']] if want['author'] else [])
        if want['declared'] is not None:
            c.same(where, 'declared', line.get('replies_declared'), want['declared'])
        if want['state'] == 'snippet':
            c.same(where, 'content_of_snippet', visible(line['content'])['length'], 0)
            c.body(where, line.get('summary', ''), want['body'], 'summary')
        else:
            c.body(where, line['content'], want['body'])
    for identity in sorted(set(comments) & set(wanted)):
        want, post = wanted[identity]
        c.comment(comments[identity], want, post)


def check_feed(c, lines, truth):
    found = {line['id']: line for line in lines if line['type'] in ('post', 'comment', 'orphan')}
    wanted = {e['id']: e for e in truth['entries']}
    kinds = ('post',) if truth['of'] == 'posts' else ('comment', 'orphan')
    c.same('-', truth['of'], sum(line['type'] in kinds for line in found.values()), len(wanted))
    c.same('-', 'entries', len(found), len(wanted))
    if not truth['blogger']:
        return
    c.same('-', 'ids', digest(' '.join(sorted(found))), digest(' '.join(sorted(wanted))))
    for identity in sorted(set(found) & set(wanted)):
        line, want = found[identity], wanted[identity]
        where = 'entry ' + identity
        if truth['of'] == 'comments':
            c.comment(line, want, want['post'])
            continue
        c.same(where, 'title', digest(plain(line['title'])), want['title'])
        c.time(where, line, want['published'])
        c.same(where, 'labels', len({category['term'] for category in line.get('categories', [])}), want['labels'])
        c.same(where, 'body', read_feeds.digest(line['content'] if want['whole'] else line.get('summary', '')), want['body'])
        if not want['whole']:
            c.same(where, 'content_of_summary', line['content'], '')
        if want['declared'] is not None:
            c.same(where, 'declared', line.get('replies_declared'), want['declared'])


def check_file(program, report, path, truths, folder):
    """The comparison; its lines are None where the file is rightly refused."""
    key, name = digest_of(path), os.path.basename(path)
    kind = os.path.basename(os.path.dirname(path))
    c = Comparison(report, key, name)
    truth = truths[kind].get(key)
    if truth is None:
        c.same('-', 'file', 'unknown', 'known')
        return c, None, None
    target = os.path.join(folder, 'out.ndjson')
    done = program.convert(path, '-o', target)
    if kind == 'pages' and truth['family'] in ('foreign', 'template') and done.returncode != 0:
        c.checked['refused'] += 1
        return c, None, truth
    lines = []
    if done.returncode == 0:
        with open(target, 'rb') as f:
            lines = outputs.ndjson_lines(f.read())
        os.unlink(target)
    holds_posts = kind == 'feeds' or bool(truth['posts']) or any(line['type'] == 'post' for line in lines)
    c.same('-', 'exit', done.returncode, 0 if holds_posts else NO_BLOG)
    if done.returncode != 0:
        return c, lines if done.returncode == NO_BLOG else None, truth
    if kind == 'pages':
        check_page(c, lines, truth)
        for field, rule, state in (('said_short', b'[BF330', 'snippet'), ('said_beginning', b'[BF342', 'cut')):
            c.same('-', field, rule in done.stderr, any(p['state'] == state for p in truth['posts']))
    else:
        check_feed(c, lines, truth)
        c.same('-', 'said_short', b'[BF330' in done.stderr, not truth['whole'])
        c.same('-', 'said_incomplete', b'[BF331' in done.stderr, truth['paging'].get('totalResults', 0) > len(truth['entries']))
    return c, lines, truth


def digest_of(path):
    with open(path, 'rb') as f:
        return digest(f.read())


def expected_of(truths):
    """Ids of all posts and comments of several files of one blog; a post without an id goes by its path."""
    ids = {p['path']: p['id'] for t in truths for p in t.get('posts', []) if p['id'] and p['path']}
    posts, comments = set(), set()
    for t in truths:
        for p in t.get('posts', []):
            posts.add(p['id'] or ids.get(p['path'], p['path']))
            comments |= {x['id'] for x in p['comments']}
        for e in t.get('entries', []):
            (posts if t['of'] == 'posts' else comments).add(e['id'])
    return posts, comments


def check_merge(program, report, blog, files, truths, folder):
    """All pages and feeds of one blog, in both orders: the union, each post and comment once."""
    posts, comments = expected_of(truths)
    seen = []
    for order in (files, files[::-1]):
        c = Comparison(report, 'blog-' + blog, 'merged')
        target = os.path.join(folder, 'merged.ndjson')
        done = program.convert(*order, '-o', target, '-q')
        c.same('-', 'exit', done.returncode, 0 if posts or comments else NO_BLOG)
        if done.returncode != 0:
            return c
        check_schema(c, target)
        with open(target, 'rb') as f:
            lines = outputs.ndjson_lines(f.read())
        os.unlink(target)
        found = [line for line in lines if line['type'] == 'post']
        c.same('-', 'posts', len(found), len(posts))
        known = {i for i in posts if i.isdigit()}
        c.same('-', 'post_ids', digest(' '.join(sorted(known & {p['id'] for p in found}))), digest(' '.join(sorted(known))))
        replies = [line for line in lines if line['type'] in ('comment', 'orphan')]
        c.same('-', 'comments', len(replies), len(comments))
        c.same('-', 'comment_ids', digest(' '.join(sorted(line['id'] for line in replies))), digest(' '.join(sorted(comments))))
        whole = collections.defaultdict(set)  # a post that was edited has several
        for e in (e for t in truths for e in t.get('entries', []) if t['of'] == 'posts' and e['whole']):
            whole[e['id']].add(e['body'])
        for p in found:
            if p['id'] in whole:
                c.same('post ' + p['id'], 'merged_body', read_feeds.digest(p['content']) in whole[p['id']], True)
        seen.append(digest(json.dumps(lines[1:])))
    if len(seen) == 2:
        c.same('-', 'order', seen[1], seen[0])
    return c


def seconds(program, c, folder, *arguments):
    """CPU time of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = program.convert(*arguments, '-o', os.path.join(folder, 'out.ndjson'), '-q', '--overwrite')
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    c.same('-', 'exit', done.returncode, 0)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def check_speed(program, report, pages, folder):
    """All pages, blog by blog; then all of them in one run for one blog, and four copies of each.
    @param pages paths by blog
    """
    c, every = Comparison(report, 'all', 'together'), [path for members in pages.values() for path in members]
    apart = sum(seconds(program, c, folder, *members) for members in pages.values())
    largest = max(pages, key=lambda blog: len(pages[blog]))
    copies = []
    for number in range(4):
        for path in every:
            copies.append(os.path.join(folder, '%d-%s' % (number, os.path.basename(path))))
            shutil.copyfile(path, copies[-1])
    once, four = (seconds(program, c, folder, *paths, '--blog', largest) for paths in (every, copies))
    print('%d pages of %d blogs: %.2f s of one core, %.0f pages a second; all in one run for one of them: %.2f s, %.0f; four copies of each: %.2f s, %.1f times as long'
          % (len(every), len(pages), apart, len(every) / apart, once, len(every) / once, four, four / once))
    for field, taken in (('pages_per_second', apart), ('pages_per_second_together', once)):
        c.same('-', field, len(every) / taken >= SPEED, True)
    c.same('-', 'linear', four / once < 8, True)
    return c


def check_schema(c, path):
    done = subprocess.run([sys.executable, SCHEMA_CHECK, path], capture_output=True, check=False)
    c.same('-', 'schema', done.returncode, 0)


def main():
    path_of_program, files = corpus.chosen(__doc__, 'pages/*', 'feeds/*')
    if not files:
        return corpus.SKIPPED
    program, report, checked = Program(path_of_program), Report(known()), collections.Counter()
    truths = {'pages': truth_of('pages.json'), 'feeds': truth_of('feeds.json')}
    blogs, readable = collections.defaultdict(list), collections.defaultdict(list)
    totals, families = collections.Counter(), collections.Counter()
    with tempfile.TemporaryDirectory(prefix='blogferry-pages-') as folder:
        for path in files:
            try:
                c, lines, truth = check_file(program, report, path, truths, folder)
            except (AssertionError, KeyError, ValueError, OSError) as e:
                report.differ(digest_of(path), os.path.basename(path), '-', 'run', type(e).__name__, str(e)[:200])
                continue
            checked += c.checked
            kind = os.path.basename(os.path.dirname(path))
            totals[kind] += 1
            if truth and kind == 'pages':
                families[truth['family']] += 1
            for line in lines or ():
                totals[line['type']] += 1
            if lines is not None and truth and truth['blog']:
                blogs[truth['blog']].append((path, truth))
            if lines is not None and kind == 'pages' and truth['posts']:
                readable[truth['blog']].append(path)
        merged = 0
        for blog, members in sorted(blogs.items()):
            if len(members) > 1:
                merged += 1
                checked += check_merge(program, report, blog, [path for path, _ in members], [t for _, t in members], folder).checked
        if len(readable) > 9:
            checked += check_speed(program, report, readable, folder).checked
    for line in report.lines:
        print(line)
    stale = [pair for pair in report.accepted if pair not in report.used] if len(files) > 100 else []
    for file_and_field in stale:
        print('%s %s: known, but not found any more' % file_and_field)
    print('families: %s' % ', '.join('%s %d' % f for f in sorted(families.items())))
    print('checked: %s' % ', '.join('%s %d' % f for f in sorted(checked.items())))
    print('%d pages, %d feeds, %d posts, %d comments (%d orphans), %d blogs merged; %d values checked, %d differences%s, %d known'
          % (totals['pages'], totals['feeds'], totals['post'], totals['comment'] + totals['orphan'], totals['orphan'], merged, sum(checked.values()),
             report.failures(), ''.join(' %s=%d' % f for f in sorted(report.fields.items()) if f[1]), len(report.lines) - report.failures()))
    return 1 if report.failures() or stale else 0


if __name__ == '__main__':
    sys.exit(main())
