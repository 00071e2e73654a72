#!/usr/bin/env python3
"""Measures `blogferry convert` against `xmllint --stream --noout` on the same generated files.

    run.py PROGRAM [--full] [--rounds 5] [--size 100M] [--folder DIR] [--keep]

See benchmarks/README.md.
"""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
FORMATS = {'ndjson': 'ndjson', 'wxr': 'wxr', 'json': 'json', 'sqlite': 'db'}
LIMITS = {'ndjson': 1.0, 'wxr': 1.0, 'sqlite': 1.3}
SITE = ['--site-url', 'https://bench-1.blogspot.com/', '--time-zone', 'America/Phoenix']


def measured(command):
    """(CPU seconds, wall seconds, peak resident MiB) of one run."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    complaint = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit('%s ended with %d: %s' % (' '.join(command), process.returncode, complaint.decode(errors='replace')[-1000:]))
    return usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024


class Contest:
    """Commands run in turn, round after round, so that whatever slows the machine down slows all of them."""

    def __init__(self, rounds):
        self.rounds, self.commands, self.runs = rounds, {}, {}

    def add(self, name, command, target=None):
        self.commands[name] = (command, target)

    def run(self):
        self.runs = {name: [] for name in self.commands}
        for turn in range(self.rounds + 1):  # the first round warms the caches and does not count
            for name, (command, target) in self.commands.items():
                result = measured(command)
                if target and os.path.exists(target):
                    os.remove(target)
                if turn:
                    self.runs[name].append(result)

    def cpu(self, name): return statistics.median(run[0] for run in self.runs[name])
    def wall(self, name): return statistics.median(run[1] for run in self.runs[name])
    def peak(self, name): return max(run[2] for run in self.runs[name])

    def ratio(self, name, base):
        """Median of the CPU ratios of runs of the same round."""
        return statistics.median(a[0] / b[0] for a, b in zip(self.runs[name], self.runs[base]))


def race(program, path, extra, rounds, folder, label):
    size = os.path.getsize(path)
    contest = Contest(rounds)
    contest.add('xmllint', ['xmllint', '--stream', '--noout', '--huge', path])
    for to, suffix in FORMATS.items():
        target = os.path.join(folder, 'out.' + suffix)
        contest.add(to, [program, 'convert', path, '-o', target, '--overwrite', '-q', *extra], target)
        if to != 'sqlite':
            contest.add(to + ' > /dev/null', [program, 'convert', path, '-o', '-', '--to', to, '-q', *extra])
    contest.run()
    print('\n%s: %.1f MB, medians of %d rounds' % (label, size / 1e6, rounds))
    print('  %-20s %9s %9s %9s %9s %11s' % ('', 'CPU s', 'wall s', 'MB/CPU s', 'ratio', 'peak MiB'))
    results = {}
    for name in contest.commands:
        results[name] = dict(cpu=contest.cpu(name), wall=contest.wall(name), ratio=contest.ratio(name, 'xmllint'), peak=contest.peak(name))
        r = results[name]
        print('  %-20s %9.3f %9.3f %9.0f %9.3f %11.1f' % (name, r['cpu'], r['wall'], size / 1e6 / r['cpu'], r['ratio'], r['peak']), flush=True)
    return results


def order_race(program, paths, rounds, folder):
    """Comments before their posts against posts before their comments, on one and the same blog."""
    contest, target = Contest(rounds), os.path.join(folder, 'out.ndjson')
    for order, path in paths.items():
        contest.add(order, [program, 'convert', path, '-o', target, '--overwrite', '-q'], target)
    contest.run()
    ratio = contest.ratio('before', 'after')
    print('\ncomments before posts / posts before comments, NDJSON: CPU ratio %.3f (%.3f s, %.3f s)' % (ratio, contest.cpu('before'), contest.cpu('after')), flush=True)
    return ratio


def main():
    p = argparse.ArgumentParser(description=__doc__.split('\n\n')[0])
    p.add_argument('program')
    p.add_argument('--full', action='store_true', help='also 1 GB')
    p.add_argument('--rounds', type=int, default=5)
    p.add_argument('--size', default='100M')
    p.add_argument('--folder', help='where the files are made; a temporary folder otherwise')
    p.add_argument('--keep', action='store_true', help='leave the generated files there, and use those that are')
    p.add_argument('--json', metavar='FILE', help='write the figures there too')
    a = p.parse_args()
    program, folder = os.path.abspath(a.program), a.folder or tempfile.mkdtemp(prefix='blogferry-bench-')
    os.makedirs(folder, exist_ok=True)
    made = []

    def blog(form, size, order=None):
        path = os.path.join(folder, '%s-%s-%s.xml' % (form, size, order or 'usual'))
        if not os.path.exists(path):
            # A process of its own: a child starts with the peak of its parent, so this one has to stay small.
            subprocess.run([sys.executable, os.path.join(HERE, 'gen_blogger.py'), '-o', path, '--size', size, '--format', form,
                            *(['--order', order] if order else [])], check=True, stdout=subprocess.DEVNULL)
        made.append(path)
        return path

    figures = {}
    try:
        for size, rounds in [(a.size, a.rounds)] + ([('1G', max(1, min(a.rounds, 3)))] if a.full else []):
            legacy, takeout = blog('legacy', size), blog('takeout', size)
            figures['legacy ' + size] = race(program, legacy, [], rounds, folder, 'legacy export')
            figures['takeout ' + size] = race(program, takeout, SITE, rounds, folder, 'Takeout feed')
            figures['order ' + size] = order_race(program, {'after': legacy, 'before': blog('legacy', size, 'before')}, rounds, folder)
    finally:
        if not a.keep:
            for path in made:
                for name in (path, path + '.truth.json'):
                    if os.path.exists(name):
                        os.remove(name)
            if not a.folder:
                shutil.rmtree(folder)
    print('\nwanted: ' + ', '.join('%s at most %.1f' % item for item in LIMITS.items()) + ' times xmllint; 48 MiB at 1 GB; order at most 1.1')
    if a.json:
        with open(a.json, 'w', encoding='utf-8') as f:
            json.dump(figures, f, indent=2)


if __name__ == '__main__':
    main()
