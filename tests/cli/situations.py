#!/usr/bin/env python3
"""Rules that no input can trigger by what it holds, each triggered by the situation it is about.

    situations.py PROGRAM

A run must name the rule and end with its exit code, and leave nothing beside what was there. The examples on the pages
of these rules are what is said here: tests/meta/rule_examples.py compares them.
"""
import glob
import os
import re
import resource
import sqlite3
import sys
import threading

from sandbox import SOURCE, Sandbox

BLOG = 'fixtures/blogger_gdata/several/input.xml'
SITUATIONS = {}


def situation(rule):
    def add(function):
        SITUATIONS[rule] = function
        return function
    return add


def convert(sandbox, output, *inputs, **options):
    return sandbox.run('convert', *(inputs or ['blog.xml']), '-o', output, **options)


def while_it_waits(sandbox, output, action):
    """The finished run of a conversion during which `action` happens: its second input is a pipe that is filled only
    then."""
    with open(sandbox.work('blog.xml'), 'rb') as file:
        content = file.read()
    os.mkfifo(sandbox.work('pipe'))

    def feed():
        with open(sandbox.work('pipe'), 'wb') as pipe:  # opens when the program does
            action()
            pipe.write(content)
    feeder = threading.Thread(target=feed)
    feeder.start()
    done = convert(sandbox, output, 'blog.xml', 'pipe')
    feeder.join()
    os.remove(sandbox.work('pipe'))
    return done


@situation('BF121')
def input_fails(sandbox):
    os.remove(sandbox.work('blog.xml'))
    os.symlink('/proc/self/mem', sandbox.work('blog.xml'))  # nothing can be read at its beginning
    return convert(sandbox, 'blog.db')


@situation('BF122')
def input_grows(sandbox):
    def grow():
        with open(sandbox.work('blog.xml'), 'ab') as blog:
            blog.write(b'\n')
    return while_it_waits(sandbox, 'blog.db', grow)


@situation('BF902')
def no_memory(sandbox):
    with open(sandbox.program, 'rb') as file:
        if b'__asan_init' in file.read():
            return None  # the sanitizer needs terabytes of addresses
    with open(sandbox.work('blog.xml'), 'rb') as file:
        head, tail = file.read().split(b"<content type='html'>", 1)
    with open(sandbox.work('blog.xml'), 'wb') as file:
        file.write(head + b"<content type='html'>" + b'x' * (60 << 20) + tail)
    return convert(sandbox, 'blog.db', preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (140 << 20, 140 << 20)))


@situation('BF903')
def output_is_there(sandbox):
    with open(sandbox.work('blog.db'), 'wb') as file:
        file.write(b'an older one')
    return convert(sandbox, 'blog.db')


@situation('BF904')
def no_room(sandbox):
    with open('/dev/full', 'wb') as full:
        return sandbox.run('convert', 'blog.xml', '-o', '-', '--to', 'json', stdout=full)


@situation('BF905')
def output_is_a_folder(sandbox):
    os.mkdir(sandbox.work('backups'))
    return sandbox.run('convert', 'blog.xml', '-o', 'backups', '--to', 'json')


@situation('BF907')
def output_is_the_input(sandbox):
    return sandbox.run('convert', 'blog.xml', '-o', 'blog.xml', '--to', 'wxr', '--overwrite')


@situation('BF908')
def database_in_use(sandbox):
    others = []

    def use():
        staged, = glob.glob(sandbox.work('.blog.db.*'))
        others.append(sqlite3.connect(staged, isolation_level=None, check_same_thread=False))
        others[0].execute('BEGIN EXCLUSIVE')
    done = while_it_waits(sandbox, 'blog.db', use)
    others[0].close()
    return done


@situation('BF911')
def output_among_inputs(sandbox):
    sandbox.add('Takeout/feed.atom', 'fixtures/blogger_takeout/minimal/feed.atom')
    return convert(sandbox, 'Takeout/blog.ndjson', 'Takeout')


def expected(rule):
    with open(os.path.join(SOURCE, 'docs/rules', rule + '.md'), encoding='utf-8') as page:
        return int(re.search(r'Fatal, exit code (\d+):', page.read()).group(1))


def run(program, rule):
    """A finished run, or nothing where this program cannot get into the situation; and names that were left behind."""
    with Sandbox(program) as sandbox:
        sandbox.add('blog.xml', BLOG)
        done = SITUATIONS[rule](sandbox)
        return done, [name for name in sandbox.left() if name.startswith('.')]


def main():
    failed = 0
    for rule in sorted(SITUATIONS):
        done, left = run(sys.argv[1], rule)
        if done is None:
            print('%s: not with this program' % rule)
        elif ('[%s ' % rule).encode() not in done.stderr or done.returncode != expected(rule) or left:
            failed += 1
            print('FAILED: %s ended with %d, left %s and says\n%s' % (rule, done.returncode, left, done.stderr.decode('utf-8', 'replace')))
    print('%d situations, %d failed' % (len(SITUATIONS), failed))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
