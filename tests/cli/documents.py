#!/usr/bin/env python3
"""Runs every `blogferry …` of the documents: README.md and docs/**/*.md. The guides are followed by guides.py.

    documents.py PROGRAM

Each document has a folder of its own in which the exports it names lie; a command must end with 0, or with 1 where it
says --fail-on or --strict. Scripts (code that starts with #!/bin/sh) are run whole.
"""
import glob
import os
import re
import shlex
import sys

from sandbox import LEGACY, SOURCE, Sandbox

OUTPUTS = ('-o', '--output')


def code_blocks(text):
    """Runs of code lines: fenced, or indented by four or more."""
    block, fenced = [], False
    for line in text.split('\n') + ['']:
        if line.lstrip().startswith('```'):
            fenced = not fenced
            if block:
                yield block
            block = []
        elif fenced or line.startswith('    '):
            block.append(line)
        elif block and line.strip() == '':
            block.append('')
        elif block:
            yield block
            block = []
    if block:
        yield block


def commands(text):
    for block in code_blocks(text):
        code = '\n'.join(line.strip() for line in block)
        if code.startswith('#!/bin/sh'):
            if 'blogferry' in code:
                yield code
            continue
        for line in re.sub(r'\\\n', ' ', code).split('\n'):
            line = line[2:] if line.startswith('$ ') else line
            if line.startswith('blogferry '):
                yield line


def inputs(command):
    """Names of files that must be there: every word with a suffix of an export that is no output."""
    words = shlex.split(command, comments=True)
    for before, word in zip([''] + words, words):
        if before not in OUTPUTS and '=' not in word and '$' not in word and re.search(r'\.(xml|atom|zip|tgz|csv)$', word):
            yield word


def prepare(sandbox, names):
    sandbox.add('examples', 'examples')
    sandbox.add('saved', 'examples/saved')
    sandbox.add('texts/diary.txt', 'fixtures/text_capture/whole_page/page.txt')
    for name in names:
        if os.path.exists(sandbox.work(name)):
            continue
        if name.endswith(('.zip', '.tgz')):
            sandbox.add_zip_of(name, LEGACY)
        elif name.endswith('.csv'):
            sandbox.add(name, 'fixtures/blogger_takeout/settings_later/settings.csv')
        else:
            sandbox.add(name, LEGACY)


def check(path, program):
    with open(path, encoding='utf-8') as file:
        found = list(commands(file.read()))
    complaints = []
    with Sandbox(program) as sandbox:
        for command in found:
            script = command.startswith('#!')
            prepare(sandbox, ['shelf/blog.xml', 'shelf/takeout.zip'] if script else inputs(command))
            if not script:
                for output in re.findall(r'(?:-o|--output) (\S+)', command):
                    for made in glob.glob(sandbox.work(output) + '*'):
                        os.remove(made)
            code, said = sandbox.shell(command)
            if code != 0 and not (code == 1 and re.search('--fail-on|--strict', command)):
                complaints += ['$ ' + command, said, '[exit %d]' % code]
    return len(found), complaints


def main():
    paths = [os.path.join(SOURCE, 'README.md')] + sorted(glob.glob(os.path.join(SOURCE, 'docs', '**', '*.md'), recursive=True))
    ran = failed = 0
    for path in paths:
        if os.path.basename(os.path.dirname(path)) == 'guide':
            continue
        count, complaints = check(path, sys.argv[1])
        ran += count
        if complaints:
            failed += 1
            print('FAILED: %s' % os.path.relpath(path, SOURCE))
            print('\n'.join('  ' + line for line in complaints))
    print('%d commands in documents, %d documents failed' % (ran, failed))
    return 1 if failed or ran == 0 else 0


if __name__ == '__main__':
    sys.exit(main())
