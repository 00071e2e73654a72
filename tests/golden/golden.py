#!/usr/bin/env python3
"""Converts every case under fixtures/ and compares output, diagnostics and exit code with what is expected.

    golden.py PROGRAM [--bless] [CASE...]      CASE: blogger_gdata/minimal, or the beginning of names

Under fixtures/rules/ only the rule the case names must be reported. Read what --bless writes before committing it.
"""
import argparse
import difflib
import json
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


def diagnosis(report):
    """What a report says, without its wording: severity, rule, place, entity and field of each finding; what became of
    the entities; the exit code. Sentences are pinned in docs/rules and in the documents' transcripts alone."""
    lines = []
    for d in report['diagnostics']:
        place = ':'.join([d.get('input', '-')] + [str(d[key]) for key in ('line', 'column') if key in d])
        about = d.get('entity', '') + (' (%s)' % d['field'] if 'field' in d else '')
        lines.append(' '.join([d['severity'], d['rule'], place, about]).rstrip())
    for kind, row in (report['summary'] or {}).items():
        counts = row if isinstance(row, dict) else {'read': row}
        if any(counts.values()):
            lines.append('%s: %s' % (kind, ', '.join('%d %s' % (n, what) for what, n in counts.items() if n)))
    return ''.join(line + '\n' for line in lines) + 'exit: %d\n' % report['exit']


def check_rule(case, report):
    said = [d['rule'] for d in report['diagnostics']]
    return [] if case.expect in said else ['%s is not reported, but %s; exit %d' % (case.expect, ', '.join(said) or 'nothing', report['exit'])]


def read_report(path, done):
    """A command line that is not understood leaves no report: its rule is in what is said."""
    if os.path.exists(path):
        with open(path, encoding='utf-8') as f:
            return json.load(f)
    said = [{'severity': 'fatal', 'rule': rule} for rule in re.findall(r'\[(BF[0-9]+) ', done.stderr.decode(errors='replace'))]
    return {'diagnostics': said, 'summary': None, 'exit': done.returncode}


def run(program, case):
    """The report of a run, and the text of what it wrote: a database is shown as SQL."""
    with tempfile.TemporaryDirectory(prefix='blogferry-golden-') as folder:
        target, path = os.path.join(folder, 'out.db') if case.to == 'sqlite' else '-', os.path.join(folder, 'report.json')
        done = program.run(*case.command(target), '--report', 'json=' + path, cwd=case.folder)
        report = read_report(path, done)
        if report['exit'] != done.returncode:
            raise AssertionError('%s: exit %d, but the report says %d' % (case.name, done.returncode, report['exit']))
        written = outputs.sqlite_rows(target).encode() if case.to == 'sqlite' and os.path.exists(target) else done.stdout
        return report, written


def check_golden(case, report, written, bless):
    suffix = {'sqlite': 'sql'}.get(case.to, case.to)
    results = {'expected.' + suffix: written, 'expected.diag': diagnosis(report).encode()}
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
        report, written = run(program, case)
        complaints = check_rule(case, report) if case.expect else check_golden(case, report, written, a.bless)
        if complaints:
            failed += 1
            print('FAILED %s (%s)' % (case.name, case.fields['about']))
            print('\n'.join('    ' + line for line in complaints))
    print('%d cases, %d failed, %d pending' % (ran, failed, pending))
    return 1 if failed or not ran else 0


if __name__ == '__main__':
    sys.exit(main())
