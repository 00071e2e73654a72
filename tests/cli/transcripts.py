#!/usr/bin/env python3
"""Runs the transcripts below transcripts/ against the program.

    transcripts.py PROGRAM [--bless] [NAME...]

A transcript looks like a terminal:

    # a comment
    + blog.xml fixtures/blogger_gdata/several/input.xml      puts a file into the folder
    $ blogferry convert blog.xml -o - --to ndjson            a command for sh
    what it prints, standard output and standard error as they come
    [exit 1]                                                 only if it is not 0

In what is printed, a line `...` stands for any lines, {*} for anything within a line, {VERSION} for the version. Each
transcript has a folder of its own.
"""
import argparse
import difflib
import glob
import os
import re
import sys

from sandbox import Sandbox

HERE = os.path.dirname(os.path.abspath(__file__))


class Step:
    def __init__(self, command):
        self.command, self.expected, self.exit = command, [], 0


def read(path):
    """Parts of a transcript in order: lines to keep, and steps."""
    parts = []
    with open(path, encoding='utf-8') as file:
        for line in file.read().split('\n')[:-1]:
            step = parts[-1] if parts and isinstance(parts[-1], Step) else None
            between = step is None or step.expected[-1:] == ['']
            if line.startswith('$ '):
                parts.append(Step(line[2:]))
            elif between and line.startswith(('# ', '+ ')):
                parts.append(line)
            elif step and re.fullmatch(r'\[exit \d+\]', line):
                step.exit = int(line[6:-1])
            elif step:
                step.expected.append(line)
            else:
                parts.append(line)
    return parts


def pattern(lines, version):
    result = ''
    for line in lines:
        if line == '...':
            result += r'(?:.*\n)*?'
        else:
            result += '.*'.join(re.escape(part) for part in line.replace('{VERSION}', version).split('{*}')) + r'\n'
    return result


def trimmed(lines):
    """Without the empty line that separates a step from the next one."""
    return lines[:-1] if lines and lines[-1] == '' else lines


def play(path, program, version, bless):
    complaints, written = [], []
    with Sandbox(program) as sandbox:
        for part in read(path):
            if isinstance(part, str):
                if part.startswith('+ '):
                    sandbox.add(*part[2:].split())
                written.append(part)
                continue
            code, said = sandbox.shell(part.command)
            expected = trimmed(part.expected)
            fits = re.fullmatch(pattern(expected, version), said) is not None and code == part.exit
            if not fits:
                now = said.split('\n')[:-1] if said.endswith('\n') or not said else said.split('\n')
                complaints += ['$ ' + part.command] + list(difflib.unified_diff(
                    expected + ['[exit %d]' % part.exit], now + ['[exit %d]' % code], 'expected', 'now', lineterm='', n=2))
            lines = said.replace(version, '{VERSION}').split('\n')[:-1] if bless and not fits else expected
            exit_code = code if bless else part.exit
            written += ['$ ' + part.command, *lines] + (['[exit %d]' % exit_code] if exit_code else [])
            if part.expected and part.expected[-1] == '':
                written.append('')
    if bless and complaints:
        with open(path, 'w', encoding='utf-8') as file:
            file.write('\n'.join(written) + '\n')
    return complaints


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n\n')[0])
    parser.add_argument('program')
    parser.add_argument('--bless', action='store_true', help='write what is printed now as what is expected')
    parser.add_argument('names', nargs='*')
    given = parser.parse_args()
    with Sandbox(given.program) as sandbox:
        version = sandbox.shell('blogferry --version')[1].split()[-1]
    failed = ran = 0
    for path in sorted(glob.glob(os.path.join(HERE, 'transcripts', '*.t'))):
        name = os.path.basename(path)[:-2]
        if given.names and name not in given.names:
            continue
        ran += 1
        complaints = play(path, given.program, version, given.bless)
        if complaints:
            failed += 1
            print('%s: %s' % ('blessed' if given.bless else 'FAILED', name))
            print('\n'.join('  ' + line for line in complaints))
    print('%d transcripts, %d failed' % (ran, failed))
    return 1 if ran == 0 or (failed and not given.bless) else 0


if __name__ == '__main__':
    sys.exit(main())
