#!/usr/bin/env python3
"""Blogger to WXR and back gives the same entities as Blogger alone; WXR to NDJSON to WXR and back does, too.

    there_and_back.py PROGRAM [--corpus FOLDER] [NAME...]

Over the fixtures, or over the real exports of a folder (exits with 77, and says why, if there are none). Every entity and
every field is compared; what may differ is in docs/formats/wxr.md ("There and back") and in LISTED here, nothing else.
"""
import argparse
import glob
import os
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
import outputs  # noqa: E402
from cases import cases  # noqa: E402
from program import Program, SOURCE  # noqa: E402

SKIPPED = 77
LISTED = {'site': ('settings', 'templates')}  # Blogger's own, with its secrets; and orphans, which are in a file beside
GROUPS = ('blogger_gdata', 'blogger_takeout', 'merge', 'wxr')


class Wrong(Exception):
    pass


def convert(program, inputs, target, args, cwd):
    done = program.convert(*inputs, '-o', target, '--overwrite', '-q', *args, cwd=cwd)
    if done.returncode != 0:
        raise Wrong('%s: exit %d: %s' % (os.path.basename(target), done.returncode, done.stderr.decode(errors='replace')[:600]))
    return target


def load(path):
    with open(path, 'rb') as file:
        return outputs.ndjson_lines(file.read())


def unlisted(line, orphans):
    """A line without what may differ; None if all of it may."""
    if line['type'] == 'blogferry':
        return {**line, 'site': {k: v for k, v in line['site'].items() if k not in LISTED['site']}}
    if not orphans and line['type'] == 'orphan':
        return None
    if not orphans and line['type'] == 'end':
        return {**line, 'orphans': 0}
    return line


def compare(before, after, orphans, what):
    kept = [line for line in (unlisted(line, orphans) for line in before) if line]
    for a, b in zip(kept, (unlisted(line, orphans) for line in after)):
        if a == b:
            continue
        fields = [k for k in sorted({*a, *(b or {})}) if a.get(k) != (b or {}).get(k)]
        raise Wrong('%s: %s %s: %s' % (what, a['type'], a.get('id', ''), '; '.join('%s was %.200r, is %.200r' % (k, a.get(k), (b or {}).get(k)) for k in fields)))
    if len(kept) != len(after):
        raise Wrong('%s: %d lines, not %d' % (what, len(after), len(kept)))


def check(program, inputs, args, cwd):
    """How many entities were compared; None if the source is refused."""
    with tempfile.TemporaryDirectory(prefix='blogferry-wxr-') as folder:
        path = lambda name: os.path.join(folder, name)
        first = program.convert(*inputs, '-o', path('a.ndjson'), '-q', *args, cwd=cwd)
        if first.returncode != 0:
            return None
        before = load(path('a.ndjson'))
        wxr = convert(program, inputs, path('b.wxr'), args, cwd)
        compare(before, load(convert(program, [wxr], path('b.ndjson'), [], cwd)), False, 'read back')
        orphans = wxr + '.orphans.ndjson'
        if os.path.exists(orphans):
            compare(before, load(convert(program, [wxr, orphans], path('c.ndjson'), [], cwd)), True, 'read back with the orphans')
        # Once read, it is the same for ever: through NDJSON, and as categories.
        convert(program, [path('b.ndjson')], path('d.wxr'), ['-O', 'labels=category'], cwd)
        compare(load(path('b.ndjson')), load(convert(program, [path('d.wxr')], path('d.ndjson'), [], cwd)), True, 'read back again')
        return len(before) - 2


def fixtures(names):
    for case in cases(*GROUPS):
        args = [a for i, a in enumerate(case.args) if a not in ('--to',) and (i == 0 or case.args[i - 1] != '--to')]
        if case.name.startswith(names) and not case.pending and '--to' not in case.args:
            yield case.name, case.inputs, args, case.folder


def corpus(folder, names):
    for pattern in ('legacy/*.xml', 'takeout/*.atom', 'wxr/*'):
        for path in sorted(glob.glob(os.path.join(folder, pattern))):
            if os.path.basename(path).startswith(names):
                yield os.path.basename(path), [path], [], None


def main():
    p = argparse.ArgumentParser(description=__doc__.split('\n\n')[0])
    p.add_argument('program')
    p.add_argument('--corpus')
    p.add_argument('names', nargs='*', help='only what begins so')
    a = p.parse_args()
    names = tuple(a.names) or ''
    folder = a.corpus and (os.environ.get('BLOGFERRY_CORPUS') or a.corpus)
    program, ran, failed, entities = Program(a.program), 0, 0, 0
    for name, inputs, args, cwd in corpus(folder, names) if folder else fixtures(names):
        ran += 1
        try:
            entities += check(program, inputs, args, cwd) or 0
        except Wrong as wrong:
            failed += 1
            print('FAILED %s: %s' % (name, wrong))
    if folder and not ran:
        print('skipped: there are no real exports in %s; name a folder of them with BLOGFERRY_CORPUS' % folder)
        return SKIPPED
    print('%d sources, %d entities, %d failed' % (ran, entities, failed))
    return 1 if failed or not entities else 0


if __name__ == '__main__':
    sys.exit(main())
