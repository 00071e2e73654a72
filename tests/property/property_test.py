#!/usr/bin/env python3
"""What must hold for every input, tried on the fixtures and on generated blogs with the built program.

    property_test.py PROGRAM [TEST...]
"""
import collections
import json
import os
import sys
import tempfile
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, '..', 'support'), os.path.join(HERE, '..', 'corpus'), os.path.join(HERE, '..', '..', 'benchmarks')]
import count_export  # noqa: E402
import export  # noqa: E402
import gen_blogger  # noqa: E402
import outputs  # noqa: E402
from cases import cases  # noqa: E402
from program import Program  # noqa: E402

PROGRAM = None
SITE = ('--site-url', 'https://blog.example/', '--time-zone', 'America/Phoenix')
REPAIRED = ('blogger_gdata/id_missing', 'blogger_gdata/reply_circle', 'blogger_gdata/undeclared_prefix')  # what comes out is not what went in, and said so
ORDERS = ('after', 'before', 'mixed', 'id')


def load(path):
    with open(path, 'rb') as f:
        return f.read()


def plain_cases():
    """Cases of one plain file with entries side by side: (case, its path, its bytes)."""
    for case in cases('blogger_gdata', 'blogger_takeout'):
        path = os.path.join(case.folder, case.inputs[0])
        if len(case.inputs) == 1 and os.path.isfile(path) and not case.inputs[0].startswith('..'):
            data = load(path)
            if export.parts(data):
                yield case, path, data


class Property(unittest.TestCase):
    maxDiff = 2000

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix='blogferry-property-')
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def path(self, name):
        return os.path.join(self.folder, name)

    def file(self, name, data):
        with open(self.path(name), 'wb') as f:
            f.write(data)
        return self.path(name)

    def generated(self, form, order=None, seed=1, posts=200):
        """A generated export: (path, truth)."""
        path = self.path('%s-%s-%d' % (form, order, seed))
        return path, gen_blogger.generate(path, posts=posts, seed=seed, form=form, order=order, comments_per_post=3)

    def convert(self, path, *args, to='ndjson'):
        done = PROGRAM.convert(path, '-o', '-', '--to', to, '-q', *args)
        self.assertEqual(done.returncode, 0, done.stderr.decode(errors='replace'))
        return done.stdout

    def to_file(self, path, name, *args):
        done = PROGRAM.convert(path, '-o', self.path(name), '--overwrite', '-q', *args)
        self.assertEqual(done.returncode, 0, done.stderr.decode(errors='replace'))
        return self.path(name)

    def all_formats(self, path, *args):
        result = {to: self.convert(path, *args, to=to) for to in ('ndjson', 'json', 'wxr')}
        result['sqlite'] = outputs.sqlite_rows(self.to_file(path, 'out.db', *args))
        return result


class Order(Property):
    """The same content in any order gives the same bytes."""

    def check(self, data, args, seeds, name):
        expected = self.all_formats(self.file('input.xml', data), *args)
        for seed in seeds:
            found = self.all_formats(self.file('input.xml', export.shuffled(data, seed)), *args)
            for to in expected:
                with self.subTest(case=name, to=to, seed=seed):
                    self.assertTrue(expected[to] == found[to], 'the output differs')

    def test_fixtures(self):
        tried = 0
        for case, _, data in plain_cases():
            if len(export.parts(data)[1]) < 2 or PROGRAM.run(*case.command(), cwd=case.folder).returncode:
                continue
            self.check(data, case.args, (1, 2), case.name)
            tried += 1
        self.assertGreater(tried, 60)

    def test_generated(self):
        for form in ('legacy', 'takeout'):
            path, _ = self.generated(form, seed=5, posts=60)
            self.check(load(path), SITE, range(4), form)


class Conservation(Property):
    """Nothing is lost and nothing invented: what was generated is what comes out."""

    def test_counts(self):
        for form in ('legacy', 'takeout'):
            for order in ORDERS:
                with self.subTest(form=form, order=order):
                    path, truth = self.generated(form, order, seed=2, posts=450)
                    counts = outputs.of_ndjson(self.convert(path, *SITE))
                    self.assertEqual(counts, {key: truth[key] for key in outputs.KEYS})
                    self.assertGreater(min(counts.values()), 0)

    def test_orders_agree(self):
        for form in ('legacy', 'takeout'):
            results = {self.convert(self.generated(form, order, seed=3)[0], *SITE) for order in ORDERS}
            self.assertEqual(len(results), 1)

    def test_export_and_takeout_agree(self):
        """Legacy export and Takeout of one blog differ in what they can say, not in what there is."""
        site = ('--site-url', 'http://bench-4.blogspot.com/', '--time-zone', 'America/Phoenix')
        legacy, takeout = (self.convert(self.generated(form, seed=4, posts=450)[0], *site) for form in ('legacy', 'takeout'))
        self.assertEqual(outputs.of_ndjson(legacy), outputs.of_ndjson(takeout))
        for left, right in zip(outputs.ndjson_lines(legacy)[1:-1], outputs.ndjson_lines(takeout)[1:-1]):
            keys = ['type', 'kind', 'id', 'title', 'content', 'post', 'parent']  # replies: only a Takeout knows what is spam
            if left.get('status') == 'published':
                keys += ['slug', 'path', 'permalink']
            self.assertEqual({key: left.get(key) for key in keys}, {key: right.get(key) for key in keys})

    def test_filters_keep_the_balance(self):
        """read = written + filtered + merged, whatever is filtered."""
        path, truth = self.generated('takeout', seed=6, posts=450)
        for args in ([], ['--kind', 'page'], ['--status', 'published'], ['--since', '2012'], ['--until', '2010'], ['--label', 'travel'],
                     ['--comments', 'none'], ['--comments', 'approved']):
            report = self.path('report%d.json' % len(os.listdir(self.folder)))
            counts = outputs.of_ndjson(self.convert(path, *SITE, *args, '--report', 'json=' + report))
            summary = json.loads(load(report))['summary']
            for kind in ('posts', 'pages', 'comments'):
                with self.subTest(args=args, kind=kind):
                    row = summary[kind]
                    self.assertEqual(row['read'], truth[kind])
                    self.assertEqual(row['read'], row['written'] + row['filtered'] + row['merged'])
                    self.assertEqual(row['written'], counts[kind])

    def test_all_formats_hold_the_same(self):
        path, _ = self.generated('legacy', seed=7, posts=450)
        expected = outputs.of_ndjson(self.convert(path))
        self.assertEqual(outputs.of_json(self.convert(path, to='json')), expected)
        self.assertEqual(outputs.of_sqlite(self.to_file(path, 'out.db')), expected)
        expected['replies'] = 0  # not counted in WXR
        self.assertEqual(outputs.of_wxr(self.to_file(path, 'out.wxr')), expected)


class Fidelity(Property):
    """Ids, bodies, titles, dates, labels and joins are those another XML parser sees."""

    def check(self, path, lines, name):
        with self.subTest(case=name):
            self.assertEqual(outputs.differences(lines, count_export.entries(path)[1]), [])
            found = collections.Counter(line['post'] for line in lines if line['type'] == 'comment')
            for line in lines:
                if line['type'] == 'post':
                    self.assertEqual(line['replies'], found[line['id']], line['id'])

    def test_fixtures(self):
        tried = 0
        for case, path, _ in plain_cases():
            if case.name in REPAIRED or '--recover' in case.args:
                continue
            done = PROGRAM.run(*case.command(), cwd=case.folder)
            if done.returncode == 0:
                self.check(path, outputs.ndjson_lines(done.stdout), case.name)
                tried += 1
        self.assertGreater(tried, 70)

    def test_generated(self):
        for form in ('legacy', 'takeout'):
            path, _ = self.generated(form, seed=10)
            self.check(path, outputs.ndjson_lines(self.convert(path, *SITE)), form)


class RoundTrip(Property):
    """NDJSON read back and written again is the same bytes."""

    def check(self, first, name):
        with self.subTest(case=name):
            self.assertTrue(self.convert(self.file('first.ndjson', first)) == first, 'the second NDJSON differs from the first')

    def test_fixtures(self):
        tried = 0
        for case in cases('blogger_gdata', 'blogger_takeout', 'merge'):
            done = PROGRAM.run(*case.command(), cwd=case.folder)
            if done.returncode == 0 and not case.pending:
                self.check(done.stdout, case.name)
                tried += 1
        self.assertGreater(tried, 70)

    def test_generated(self):
        for form in ('legacy', 'takeout'):
            self.check(self.convert(self.generated(form, seed=8)[0], *SITE), form)

    def test_other_formats_follow(self):
        """What the other writers make of the NDJSON is what they make of the export."""
        path, _ = self.generated('legacy', seed=9, posts=80)
        expected = self.all_formats(path)
        found = self.all_formats(self.file('back.ndjson', expected['ndjson']))
        for to in expected:
            with self.subTest(to=to):
                self.assertTrue(expected[to] == found[to], 'the output differs')


class StandardInput(Property):
    """It does not matter how the bytes arrive."""

    def test_fixtures(self):
        for case, _, data in plain_cases():
            from_file = PROGRAM.run(*case.command(), cwd=case.folder)
            command = ['-' if word == case.inputs[0] else word for word in case.command()]
            from_pipe = PROGRAM.run(*command, stdin=data)
            with self.subTest(case=case.name):
                self.assertEqual(from_file.returncode, from_pipe.returncode)
                self.assertTrue(from_file.stdout == from_pipe.stdout, 'the output differs')


if __name__ == '__main__':
    PROGRAM = Program(sys.argv[1])
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])
