#!/usr/bin/env python3
"""Follows the guides of docs/guide/: every command, in order, in one folder, as a reader types them.

    guides.py PROGRAM [GUIDE...]

Commands stand in fenced blocks: ```sh (or a whole script, where the first line is #!/bin/sh) and ```console, which shows
what is printed, too. Each has to end with 0, or with 1 where it asks for findings or differences. Nothing that was there
may be changed by what comes later, unless a command says --overwrite.
"""
import hashlib
import os
import re
import subprocess
import sys

from sandbox import LEGACY, SOURCE, Sandbox
from transcripts import pattern

sys.path.insert(0, os.path.join(SOURCE, 'tests', 'support'))
from export import parts  # noqa: E402

GUIDES = os.path.join(SOURCE, 'docs', 'guide')
BLOCK = re.compile(r'^( *)```(sh|console)\n(.*?)^ *```$', re.M | re.S)
ENDS_WITH_ONE = re.compile(r'--fail-on|--strict|^diff ')
ADDRESS = re.compile(rb'[\w.+-]+@[\w-]+\.[\w.]+|\b(?:\d{1,3}\.){3}\d{1,3}\b')


class Command:
    def __init__(self, text, shown=None):
        self.text, self.shown = text, shown


def is_whole(text):
    """Whether the shell would run it, or ask for another line."""
    if text.endswith('\\'):
        return False
    return subprocess.run(['sh', '-n'], input=text.encode(), stderr=subprocess.DEVNULL, check=False).returncode == 0


def commands_of(kind, block):
    """The commands of a block, in order."""
    if block.startswith('#!'):
        yield Command(block)
        return
    lines = iter(block.splitlines())
    found = None
    for line in lines:
        if kind == 'console' and not line.startswith('$ '):
            found.shown.append(line)
            continue
        if kind == 'console':
            line, shown = line[2:], []
        else:
            shown = None
        if not line or line.startswith('#'):
            continue
        if found:
            yield found
        while not is_whole(line):
            line += '\n' + next(lines)
        found = Command(line, shown)
    if found:
        yield found


def commands(text):
    for indent, kind, block in BLOCK.findall(text):
        yield from commands_of(kind, re.sub('^' + indent, '', block, flags=re.M))


def contents(folder):
    """SHA-256 of every file below a folder, by name."""
    found = {}
    for here, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(here, name)
            with open(path, 'rb') as file:
                found[os.path.relpath(path, folder)] = hashlib.sha256(file.read()).hexdigest()
    return found


def read(sandbox, name):
    with open(sandbox.work(name), 'rb') as file:
        return file.read()


def write(sandbox, name, data):
    os.makedirs(os.path.dirname(sandbox.work(name)), exist_ok=True)
    with open(sandbox.work(name), 'wb') as file:
        file.write(data)


# What a reader has before the first command, and what must be there after the last one.

def prepare_archivist(sandbox):
    whole = read_source(LEGACY)
    head, entries, tail = parts(whole)
    for name in ('2015.xml', 'blog.xml', 'shelf/blog.xml', 'shelf/the blog of my aunt.xml'):
        write(sandbox, name, whole)
    for name in ('2009.xml', '2014.xml'):
        write(sandbox, name, head + b''.join(entries[:-1]) + tail)
    sandbox.add_zip_of('shelf/blog.zip', LEGACY)
    sandbox.add_zip_of('takeout.zip', LEGACY)
    write(sandbox, 'shelf/cut.xml', whole[:len(whole) // 2])


def check_archivist(sandbox):
    made = os.listdir(sandbox.work('converted'))
    for name in os.listdir(sandbox.work('shelf')):
        if name != 'cut.xml' and name + '.db' not in made:
            yield 'the export %s was not kept' % name
        if name + '.messages.txt' not in made:
            yield 'what was said about %s was not kept' % name
    if read(sandbox, 'converted/failed.txt') != b'shelf/cut.xml: exit 4\n':
        yield 'the damaged export is not named'
    if ADDRESS.search(re.sub(rb'schemas\.google\.com\S*', b'', read(sandbox, 'public.db'))):
        yield 'an address is in the public copy'


def prepare_dead_blogs(sandbox):
    sandbox.add('saved', 'examples/saved')
    sandbox.add('texts/diary.txt', 'fixtures/text_capture/whole_page/page.txt')
    sandbox.add('blog-03-01-2009.xml', LEGACY)


def prepare_leaving_blogger(sandbox):
    sandbox.add('blog-03-01-2015.xml', LEGACY)
    sandbox.add_zip_of('takeout.zip', LEGACY)


def nothing(_):
    return ()


def read_source(name):
    with open(os.path.join(SOURCE, name), 'rb') as file:
        return file.read()


READERS = {
    'archivist': (prepare_archivist, check_archivist),
    'dead-blogs': (prepare_dead_blogs, nothing),
    'leaving-blogger': (prepare_leaving_blogger, nothing),
}


def follow(text, sandbox, version):
    """(number of commands, complaints)"""
    count, complaints = 0, []
    for command in commands(text):
        count += 1
        before = contents(sandbox.work())
        code, said = sandbox.shell(command.text)
        problems = []
        if code != 0 and not (code == 1 and ENDS_WITH_ONE.search(command.text)):
            problems.append('ends with %d' % code)
        if command.shown is not None and not re.fullmatch(pattern(command.shown, version), said):
            problems.append('prints something else than shown')
        after = contents(sandbox.work())
        lost = [name for name in before if after.get(name) != before[name]]
        if lost and '--overwrite' not in command.text:
            problems.append('changes ' + ', '.join(sorted(lost)))
        if problems:
            complaints += ['$ ' + command.text, said, '[%s]' % '; '.join(problems)]
    return count, complaints


def main():
    with Sandbox(sys.argv[1]) as sandbox:
        version = sandbox.shell('blogferry --version')[1].split()[-1]
    chosen = sys.argv[2:] or sorted(name[:-3] for name in os.listdir(GUIDES) if name.endswith('.md'))
    ran = failed = 0
    for guide in chosen:
        prepare, check = READERS[guide]
        with Sandbox(sys.argv[1]) as sandbox:
            prepare(sandbox)
            count, complaints = follow(read_source('docs/guide/%s.md' % guide).decode(), sandbox, version)
            if not complaints:
                complaints += check(sandbox)
        ran += count
        if complaints:
            failed += 1
            print('FAILED: %s' % guide)
            print('\n'.join('  ' + line for line in complaints))
    print('%d commands in guides, %d guides failed' % (ran, failed))
    return 1 if failed or ran == 0 else 0


if __name__ == '__main__':
    sys.exit(main())
