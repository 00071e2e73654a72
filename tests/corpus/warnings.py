#!/usr/bin/env python3
"""Counts what a program says about real exports, by rule: lines on the terminal, findings in its report, inputs.

    warnings.py PROGRAM [--corpus FOLDER] [--to FORMAT] [--joined] [NAME...]

Each file is an input of its own, as a person would give it: a feed of a Takeout in a folder with its settings and theme.
With --joined, all feeds, pages and exports of one source (what stands before "__" in their names) are given together.
NAMEs choose files whose names begin so. Runs that end without an output are counted by their exit code.
"""
import argparse
import collections
import glob
import json
import os
import re
import shutil
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, '..', 'support')]
from program import Program, SOURCE  # noqa: E402

FOLDERS = ('legacy', 'takeout', 'feeds', 'pages', 'wxr')


def takeout(feed, folder):
    """A folder as Takeout has it: the feed and what lies beside it. Names in the corpus are flattened paths."""
    name = os.path.basename(feed)
    before, _, after = name.rpartition('feed')
    blog = os.path.join(folder, 'Takeout', 'Blogger', 'Blogs', 'Blog')
    os.makedirs(blog)
    shutil.copy(feed, os.path.join(blog, 'feed.atom'))
    number = after.partition('.')[0]
    for sibling in glob.glob(glob.escape(os.path.join(os.path.dirname(feed), 'siblings', before)) + '*'):
        kind = os.path.basename(sibling)[len(before):]
        for known in ('settings', 'theme-layouts'):
            if os.path.splitext(kind)[0] == known + number:
                shutil.copy(sibling, os.path.join(blog, known + ('.csv' if known == 'settings' else '.xml')))
    return [os.path.join(folder, 'Takeout')]


def units(files, joined, folder):
    """(name, inputs) of every run."""
    if not joined:
        for number, path in enumerate(files):
            is_takeout = os.path.basename(os.path.dirname(path)) == 'takeout'
            yield os.path.basename(path), takeout(path, os.path.join(folder, str(number))) if is_takeout else [path]
        return
    groups = collections.defaultdict(list)
    for path in files:
        groups[os.path.basename(path).partition('__')[0]].append(path)
    yield from ((name, paths) for name, paths in sorted(groups.items()) if len(paths) > 1)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('program')
    p.add_argument('--corpus', default=os.environ.get('BLOGFERRY_CORPUS') or os.path.join(SOURCE, '..', 'shared', 'corpus'))
    p.add_argument('--to', default='json')
    p.add_argument('--joined', action='store_true')
    p.add_argument('names', nargs='*')
    a = p.parse_intermixed_args()
    files = sorted(f for kind in FOLDERS for f in glob.glob(os.path.join(a.corpus, kind, '*')) if os.path.isfile(f))
    files = [f for f in files if os.path.basename(f).startswith(tuple(a.names) or '')]
    if not files:
        sys.exit('no real exports in ' + a.corpus)
    program = Program(a.program)
    lines, findings, inputs, exits = (collections.Counter() for _ in range(4))
    severity, runs, silent = {}, 0, 0
    with tempfile.TemporaryDirectory(prefix='blogferry-warnings-') as folder:
        for name, paths in units(files, a.joined, folder):
            report = os.path.join(folder, 'report.json')
            out = os.path.join(folder, 'out')
            done = program.run('convert', *paths, '-o', out, '--overwrite', '--to', a.to, '--report', 'json=' + report)
            runs += 1
            exits[done.returncode] += done.returncode != 0
            said = re.findall(r'^\S.*\[(BF\d+) [a-z-]+\]', done.stderr.decode(errors='replace'), re.M)
            lines.update(said)
            silent += not said
            if not os.path.exists(report):
                continue
            with open(report, encoding='utf-8') as f:
                found = json.load(f)['diagnostics']
            os.remove(report)
            severity.update((d['rule'], d['severity']) for d in found)
            findings.update(d['rule'] for d in found)
            inputs.update({d['rule'] for d in found})
    print('%-7s %-8s %8s %9s %6s' % ('rule', 'severity', 'lines', 'findings', 'runs'))
    for rule in sorted(set(lines) | set(findings)):
        print('%-7s %-8s %8d %9d %6d' % (rule, severity.get(rule, ''), lines[rule], findings[rule], inputs[rule]))
    loud = [rule for rule, kind in severity.items() if kind in ('warning', 'error')]
    print('%-16s %8d %9d' % ('all above notes', sum(lines.values()), sum(findings[rule] for rule in loud)))
    print('%d runs, %d say nothing but their summary; ended otherwise: %s'
          % (runs, silent, ', '.join('%d with %d' % (n, code) for code, n in sorted(exits.items()) if n) or 'none'))


if __name__ == '__main__':
    main()
