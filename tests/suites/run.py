#!/usr/bin/env python3
"""Reads the files of third-party test suites and compares with the suites' own expectations.

    run.py PROGRAM FOLDER [SUITE...]

FOLDER holds a folder for each suite (README.md says where they come from); a suite that is not there is said and passed
over, and nothing is ever fetched. A difference is accepted only if known/SUITE.tsv gives a reason for it, and a reason
that nothing needs any more is a failure too. Exit: 0 all as expected, 1 not, 77 no suite is there.
"""
import collections
import csv
import fnmatch
import os
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, '..', 'support')]
import suites  # noqa: E402
from program import Program  # noqa: E402


def reasons(suite):
    """[(pattern, reason)] of known/SUITE.tsv: the first pattern that fits a file is its reason."""
    path = os.path.join(HERE, 'known', suite + '.tsv')
    if not os.path.exists(path):
        return []
    with open(path, encoding='utf-8', newline='') as f:
        return [(row['file'], row['reason']) for row in csv.DictReader(f, delimiter='\t', quoting=csv.QUOTE_NONE)]


def run(program, name, check, folder, scratch):
    """Prints what differs without a reason; true if nothing does."""
    known, used, counts, bad = reasons(name), set(), collections.Counter(), 0
    for file, difference in check(program, folder, scratch):
        counts['files'] += 1
        if difference is None:
            continue
        if difference is suites.OUTSIDE:
            counts['outside'] += 1
            continue
        reason = next((k for k in known if fnmatch.fnmatchcase(file, k[0])), None)
        used.add(reason)
        counts['explained'] += reason is not None
        if reason is None:
            bad += 1
            print('%s %s: %s' % (name, file, difference))
    for pattern, reason in known:
        if (pattern, reason) not in used:
            bad += 1
            print('%s: nothing needs the reason for %s any more' % (name, pattern))
    agree = counts['files'] - counts['outside'] - counts['explained'] - bad
    print('%s: %d files, %d as the suite expects, %d differ for a known reason, %d outside of what is read, %d wrong'
          % (name, counts['files'], agree, counts['explained'], counts['outside'], bad))
    return bad == 0 and counts['files'] > counts['outside']


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    program, folder, chosen = Program(sys.argv[1]), sys.argv[2], sys.argv[3:]
    good, ran = True, 0
    with tempfile.TemporaryDirectory(prefix='blogferry-suites-') as scratch:
        for name, check in suites.ALL.items():
            if chosen and name not in chosen:
                continue
            place = os.path.join(folder, name)
            if not os.path.isdir(place):
                print('%s: not run, %s is not there' % (name, place))
                continue
            ran += 1
            good = run(program, name, check, place, scratch) and good
    if not ran:
        print('no suite is there: see tests/suites/README.md')
        return 77
    return 0 if good else 1


if __name__ == '__main__':
    sys.exit(main())
