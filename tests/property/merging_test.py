#!/usr/bin/env python3
"""Several versions of one entity: which one wins depends on what they say, never on where they stand.

    merging_test.py PROGRAM [TEST...]
"""
import itertools
import json
import os
import random
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, '..', 'support')]
import outputs  # noqa: E402
from program import Program  # noqa: E402

PROGRAM = None
BLOG = 'tag:blogger.com,1999:blog-7001'
ZONE = ('--time-zone', 'Europe/Paris')
ATOM = "xmlns='http://www.w3.org/2005/Atom'"
KIND = 'http://schemas.google.com/blogger/2008/kind#'
LIVE_TO_TRASH = ('published', 'scheduled', 'draft', 'trashed')  # each less public than the one before
STATES = {'published': 'LIVE', 'draft': 'DRAFT', 'scheduled': 'SCHEDULED', 'trashed': 'SOFT_TRASHED'}
YEARS = ('2019', '2025', None)


def takeout(entries, updated='2025-06-01T00:00:00Z'):
    return ("<?xml version='1.0' encoding='utf-8'?><feed %s xmlns:blogger='http://schemas.google.com/blogger/2018'><id>%s</id>"
            '<title>Harbour Log</title><updated>%s</updated>%s</feed>' % (ATOM, BLOG, updated, ''.join(entries)))


def takeout_post(number, state='LIVE', title='Nets', text='Dry.', updated='2020-01-01T00:00:00Z', author='Ivo', more=''):
    return ('<entry><id>%s.post-%d</id><blogger:type>POST</blogger:type><blogger:status>%s</blogger:status><author><name>%s</name>'
            "<blogger:type>BLOGGER</blogger:type></author><title>%s</title><content type='html'>%s</content>"
            '<blogger:created>2012-01-01T00:00:00Z</blogger:created><published>2012-01-01T00:00:00Z</published>%s%s</entry>'
            % (BLOG, number, state, author, title, text, '<updated>%s</updated>' % updated if updated else '', more))


def takeout_comment(number, post, state, text, author):
    return ('<entry><id>%s.post-%d</id><blogger:parent>%s.post-%d</blogger:parent><blogger:type>COMMENT</blogger:type>'
            '<blogger:status>%s</blogger:status><author><name>%s</name><blogger:type>NAME</blogger:type></author><title/>'
            "<content type='html'>%s</content><blogger:created>2012-02-01T00:00:00Z</blogger:created>"
            '<published>2012-02-01T00:00:00Z</published><updated>2020-01-01T00:00:00Z</updated></entry>'
            % (BLOG, number, BLOG, post, state, author, text))


def legacy(entries):
    return ("<?xml version='1.0' encoding='UTF-8'?><feed %s xmlns:app='http://www.w3.org/2007/app'><id>%s.archive</id>"
            "<title>Harbour Log</title><generator uri='https://www.blogger.com'>Blogger</generator>%s</feed>" % (ATOM, BLOG, ''.join(entries)))


def legacy_post(number, draft, updated):
    return ("<entry><id>%s.post-%d</id><published>2012-01-01T00:00:00Z</published>%s%s<category scheme='http://schemas.google.com/g/2005#kind' "
            "term='%spost'/><title type='text'>Nets</title><content type='html'>Dry.</content><author><name>Ivo</name></author></entry>"
            % (BLOG, number, '<updated>%s</updated>' % updated if updated else '',
               '<app:control><app:draft>yes</app:draft></app:control>' if draft else '', KIND))


class Merging(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix='blogferry-merging-')
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def convert(self, *files, to='ndjson', report=None):
        paths = []
        for number, text in enumerate(files):
            paths.append(os.path.join(self.folder, '%d.xml' % number))
            with open(paths[-1], 'w', encoding='utf-8') as f:
                f.write(text)
        done = PROGRAM.convert(*paths, '-o', '-', '--to', to, '-q', *ZONE, *(['--report', 'json=' + report] if report else []))
        self.assertEqual(done.returncode, 0, done.stderr.decode(errors='replace'))
        return done.stdout

    def test_ties_end_by_content(self):
        """Versions of one id and one time, in one file and in two, in any order: the same bytes."""
        rng = random.Random(1)

        def versions():
            posts, comments = [], []
            for number in range(1, 301):
                for _ in range(rng.choice((2, 2, 2, 3))):
                    label = "<category scheme='http://www.blogger.com/atom/ns#' term='%s'/>" % rng.choice('abc')
                    posts.append(takeout_post(number, rng.choice(list(STATES.values())), rng.choice(('', 'aa', 'Nets')),
                                              rng.choice(('Dry.', 'Wet.')), author=rng.choice(('Ivo', 'Runa')), more=label))
                    comments.append(takeout_comment(number + 5000, rng.choice((number, number + 1)), rng.choice(('LIVE', 'PENDING', 'SPAM')),
                                                    rng.choice(('Yes.', 'No.')), rng.choice(('Runa', 'Anonymous'))))
            return posts + comments

        first, second = versions(), versions()
        expected = {}
        for seed in range(4):
            rng.shuffle(first)
            rng.shuffle(second)
            one, two = takeout(first), takeout(second)
            for to in ('ndjson', 'wxr'):
                for name, files in (('one', (one,)), ('two', (one, two)[::-1 if seed % 2 else 1])):
                    with self.subTest(seed=seed, to=to, files=name):
                        found = self.convert(*files, to=to)
                        self.assertTrue(expected.setdefault((to, name), found) == found, 'the output differs')

    def check_states(self, pairs, files):
        """`pairs`: by id, (state, year) of two exports."""
        report = os.path.join(self.folder, 'report.json')
        out = self.convert(*files, report=report)
        found = {int(line['id']): line['status'] for line in outputs.ndjson_lines(out) if line.get('type') == 'post'}
        with open(report, encoding='utf-8') as f:
            said = {d['entity'] for d in json.load(f)['diagnostics'] if d['rule'] == 'BF203' and d['field'] == 'status'}
        for number, ((a, year_a), (b, year_b)) in pairs.items():
            with self.subTest(a=a, year_a=year_a, b=b, year_b=year_b):
                known = year_a and year_b and year_a != year_b
                right = max(a, b, key=LIVE_TO_TRASH.index) if not known else a if year_a > year_b else b
                self.assertEqual(found[number], right)
                self.assertEqual('post %d' % number in said, a != b)

    def test_no_state_is_more_public_than_the_newer_one(self):
        def time(year):
            return year and year + '-03-01T00:00:00Z'

        cases = list(itertools.product(itertools.product(STATES, YEARS), repeat=2))
        pairs = dict(enumerate(cases, 1))
        two = [takeout([takeout_post(n, STATES[pair[side][0]], updated=time(pair[side][1])) for n, pair in pairs.items()]) for side in (0, 1)]
        self.check_states(pairs, two)
        self.check_states(pairs, two[::-1])
        pairs = {n: pair for n, pair in pairs.items() if pair[1][0] in ('draft', 'published')}
        takeout_side = takeout([takeout_post(n, STATES[pair[0][0]], updated=time(pair[0][1])) for n, pair in pairs.items()])
        legacy_side = legacy([legacy_post(n, pair[1][0] == 'draft', time(pair[1][1])) for n, pair in pairs.items()])
        self.check_states(pairs, (takeout_side, legacy_side))
        self.check_states(pairs, (legacy_side, takeout_side))


if __name__ == '__main__':
    PROGRAM = Program(sys.argv[1])
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
