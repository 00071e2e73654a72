#!/usr/bin/env python3
"""Breaks the machine under the program in every way known, and looks at what is left.

    run.py PROGRAM [--shim FAILING_MALLOC] [--full] [DRILL...]

Without --full only every k-th point of the long drills is tried. Prints a table: drill, points, violations. Ends with 1
if there are violations, or a drill that had no points.
"""
import argparse
import os
import signal
import sys
import textwrap
import time

import memory
import moments
import places
import syscalls
from bench import Bench, FORMATS, Skipped


def drills(bench):
    """Name and function of each drill; the function makes the commands it needs."""
    full = bench.full

    def replacing(source):
        return [bench.conversion(form, source) for form in FORMATS]

    def everything():
        return bench.conversions() + bench.others() + (replacing('large.xml') if full else [])

    def allocations():
        others, readers = bench.others(), bench.readers()
        return memory.allocations(bench, others + readers + replacing('small.xml'), 40, (others[0], readers[0]),
                                  replacing('large.xml'), 500 if full else 10)

    return {
        'kill-calls': lambda: syscalls.kill(bench, everything(), 20),
        'error-calls': lambda: syscalls.errors(bench, everything(), 25),
        'lies': lambda: syscalls.lies(bench, bench.conversion('sqlite'), 40),
        'order': lambda: syscalls.order(bench, bench.conversions() + replacing('large.xml')),
        'allocations': allocations,
        'kills': lambda: moments.kills(bench, replacing('large.xml'), 2000 if full else 40),
        'stops': lambda: moments.stops(bench, replacing('large.xml'), 600 if full else 36),
        'insists': lambda: moments.insists(bench, replacing('large.xml'), 600 if full else 24),
        'others': lambda: moments.passed_over(bench, replacing('large.xml')),
        'unread': lambda: moments.blocked(bench, bench.unread()),
        'pipe': lambda: moments.broken_pipe(bench, [bench.to_stdout('large.xml'), bench.reported()]),
        'dry-runs': lambda: moments.dry_runs(bench, bench.dry_run(), 200 if full else 10),
        **places.drills(bench),
    }


def run(name, function):
    """A row of the table and how many violations it has."""
    started = time.monotonic()
    try:
        drill = function()
    except Skipped as reason:
        print('%-12s skipped: %s' % (name, reason), flush=True)
        return 0
    bad = len(drill.violations)
    if drill.points == 0:
        drill.notes.append('nothing was tried')
        bad += 1
    if drill.missed:
        drill.notes.append('%d missed their moment' % drill.missed)
    row = (name, drill.points, len(drill.violations), time.monotonic() - started, drill.name)
    print('%-12s %7d points %4d violations %6.1f s  %s' % row, flush=True)
    for note in drill.notes + ['; '.join(drill.steps)] * bool(drill.steps):
        print(textwrap.fill(note, 118, initial_indent=' ' * 13, subsequent_indent=' ' * 13))
    return bad


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n\n')[0])
    parser.add_argument('program')
    parser.add_argument('drills', nargs='*', metavar='DRILL')
    parser.add_argument('--shim', help='the library whose malloc fails; default: beside the build of PROGRAM')
    parser.add_argument('--full', action='store_true', help='every point')
    options = parser.parse_intermixed_args()
    with open(options.program, 'rb') as file:
        image = file.read()
    if b'__asan_init' in image or b'__gcov_' in image:
        print('skipped: a program with sanitizers or coverage allocates and writes on its own account')
        return 77
    for number in moments.STOPPING:  # ignored in the background of a shell, and children would inherit that
        signal.signal(number, signal.default_int_handler)
    bad = 0
    with Bench(options.program, options.full) as bench:
        beside = os.path.join(os.path.dirname(options.program), 'tests', 'faults', 'libfailing_malloc.so')
        bench.shim = os.path.abspath(options.shim or beside)
        table = drills(bench)
        unknown = set(options.drills) - set(table)
        if unknown:
            parser.error('no drill is called %s; there are %s' % (', '.join(unknown), ', '.join(table)))
        for name, function in table.items():
            if not options.drills or name in options.drills:
                bad += run(name, function)
    print('%d violations' % bad)
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
