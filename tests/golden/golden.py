#!/usr/bin/env python3
"""Converts every case under fixtures/ and compares output, diagnostics and exit code with what is expected.

    golden.py PROGRAM [--bless] [CASE...]      CASE: blogger_gdata/minimal, or the beginning of names

Under fixtures/rules/ only the rule the case names must be reported. Read what --bless writes before committing it.
"""
import argparse
import difflib
import os
import re
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
import outputs  # noqa: E402
from cases import cases  # noqa: E402
from program import Program  # noqa: E402


def read(path):
    try:
        with open(path, 'rb') as f:
            return f.read()
    except FileNotFoundError:
        return b''


def differences(name, expected, actual):
    lines = difflib.unified_diff(expected.decode(errors='replace').splitlines(), actual.decode(errors='replace').splitlines(), name, 'now', lineterm='', n=1)
    return [line if len(line) <= 2000 else line[:2000] + ' [...]' for line in lines]


def check_rule(case, done):
    wanted = '[%s ' % case.expect
    return [] if wanted.encode() in done.stderr else ['%s is not reported; exit %d, and it says:' % (case.expect, done.returncode)] + done.stderr.decode(errors='replace').splitlines()


def run(program, case):
    """A finished run, and the text of what it wrote: a database is shown as SQL."""
    if case.to != 'sqlite':
        done = program.run(*case.command(), cwd=case.folder)
        return done, done.stdout
    with tempfile.TemporaryDirectory(prefix='blogferry-golden-') as folder:
        target = os.path.join(folder, 'out.db')
        done = program.run(*case.command(target), cwd=case.folder)
        # How large the file is depends on the version of SQLite, and on nothing we could check.
        done.stderr = re.sub(rb'\(sqlite, [^)]*\)', b'(sqlite)', done.stderr.replace(folder.encode(), b'FOLDER'))
        return done, outputs.sqlite_rows(target).encode() if done.returncode == 0 else b''


def check_golden(case, done, written, bless):
    suffix = {'sqlite': 'sql'}.get(case.to, case.to)
    results = {'expected.' + suffix: written, 'expected.diag': done.stderr + b'exit: %d\n' % done.returncode}
    complaints = []
    for name, actual in results.items():
        path = case.path(name)
        expected = read(path)
        if expected == actual:
            continue
        if not bless:
            complaints += differences('%s/%s' % (case.name, name), expected, actual)
        elif actual:
            with open(path, 'wb') as f:
                f.write(actual)
        else:
            os.remove(path)
    return complaints


def main():
    p = argparse.ArgumentParser(description=__doc__.split('\n\n')[0])
    p.add_argument('program')
    p.add_argument('--bless', action='store_true', help='write what the program says now as what is expected')
    p.add_argument('cases', nargs='*')
    a = p.parse_intermixed_args()
    program, failed, ran, pending = Program(a.program), 0, 0, 0
    for case in cases():
        if a.cases and not case.name.startswith(tuple(a.cases)):
            continue
        if case.pending:
            pending += 1
            print('pending %s: %s' % (case.name, case.pending))
            continue
        ran += 1
        done, written = run(program, case)
        complaints = check_rule(case, done) if case.expect else check_golden(case, done, written, a.bless)
        if complaints:
            failed += 1
            print('FAILED %s (%s)' % (case.name, case.fields['about']))
            print('\n'.join('    ' + line for line in complaints))
    print('%d cases, %d failed, %d pending' % (ran, failed, pending))
    return 1 if failed or not ran else 0


if __name__ == '__main__':
    sys.exit(main())
