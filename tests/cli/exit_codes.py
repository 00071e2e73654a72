#!/usr/bin/env python3
"""The table of exit codes, one test per cell: convert and validate, each code, each signal.

    exit_codes.py PROGRAM

Every ending but 0 must leave the target as it was and nothing beside it. The codes 9 and 10 have their cells in
unit_cli, where a bug and a failing allocation can be made; here memory runs out for real.
"""
import os
import re
import resource
import signal
import subprocess
import sys
import threading

from sandbox import Sandbox

OLD = b'what was there before'
BLOG = 'fixtures/blogger_gdata/several/input.xml'
CASES = []


def cell(code):
    def add(function):
        CASES.append((code, function))
        return function
    return add


class Verb:
    """convert or validate, with a target that must survive."""

    def __init__(self, sandbox, name):
        self.sandbox, self.name = sandbox, name
        sandbox.add('blog.xml', BLOG)

    def words(self, *inputs, target='out.ndjson'):
        if self.name == 'validate':
            return ['validate', *inputs]
        with open(self.sandbox.work(target), 'wb') as file:
            file.write(OLD)
        return ['convert', *inputs, '-o', target, '--overwrite']

    def run(self, *inputs, more=(), **options):
        return self.sandbox.run(*self.words(*inputs), *more, **options)


@cell(0)
def complete(verb):
    return verb.run('blog.xml')


@cell(1)
def findings(verb):
    verb.sandbox.add('orphan.xml', 'fixtures/blogger_gdata/orphan/input.xml')
    return verb.run('orphan.xml', more=['--strict'] if verb.name == 'convert' else ['--fail-on', 'warning'])


@cell(2)
def bad_option(verb):
    return verb.run('blog.xml', more=['--zebra'])


@cell(2)
def limit_beyond_its_own(verb):
    return verb.run('blog.xml', more=['--limit', 'depth=1001'])


@cell(2)
def same_file(verb):
    words = ['convert', 'blog.xml', '-o', 'blog.xml', '--to', 'wxr', '--overwrite'] if verb.name == 'convert' else ['validate', 'blog.xml', '--report', 'json=blog.xml']
    return verb.sandbox.run(*words)


@cell(2)
def output_in_input(verb):
    verb.sandbox.add('folder/blog.xml', BLOG)
    words = ['convert', 'folder', '-o', 'folder/blog.json'] if verb.name == 'convert' else ['validate', 'folder', '--report', 'json=folder/report.json']
    return verb.sandbox.run(*words)


@cell(2)
def several_blogs(verb):
    verb.sandbox.add('two', 'fixtures/blogger_takeout/same_title/input')
    return verb.run('two')


@cell(3)
def missing_input(verb):
    return verb.run('missing.xml')


@cell(3)
def closed_standard_input(verb):
    return verb.run('-', stdin=None, preexec_fn=lambda: os.close(0))


def unusable(code, fixture):
    name = fixture.split('/')[-1]

    def run(verb):
        verb.sandbox.add(name, 'fixtures/' + fixture)
        return verb.run(name)
    run.__name__ = fixture
    CASES.append((code, run))


unusable(4, 'blogger_gdata/truncated/input.xml')
unusable(4, 'blogger_gdata/mismatched_tag/input.xml')
unusable(4, 'blogger_gdata/latin1_undeclared/input.xml')
unusable(5, 'other/rss1')
unusable(5, 'other/picture')
unusable(5, 'rules/BF340/page.html')
unusable(6, 'blogger_gdata/doctype/input.xml')


@cell(4)
def damaged_zip(verb):
    verb.sandbox.add('takeout.zip', 'fixtures/blogger_takeout/zip/takeout.zip')
    with open(verb.sandbox.work('takeout.zip'), 'r+b') as file:
        file.truncate(os.path.getsize(verb.sandbox.work('takeout.zip')) * 2 // 3)
    return verb.run('takeout.zip')


@cell(4)
def empty_input(verb):
    open(verb.sandbox.work('empty.xml'), 'wb').close()
    return verb.run('empty.xml')


@cell(6)
def beyond_a_limit(verb):
    return verb.run('blog.xml', more=['--limit', 'depth=2'])


@cell(7)
def no_room(verb):
    with open('/dev/full', 'wb') as full:
        words = ['convert', 'blog.xml', '-o', '-', '--to', 'json'] if verb.name == 'convert' else ['validate', 'blog.xml', '--report', 'json=-']
        return verb.sandbox.run(*words, stdout=full)


@cell(7)
def closed_standard_output(verb):
    words = ['convert', 'blog.xml', '-o', '-', '--to', 'json'] if verb.name == 'convert' else ['validate', 'blog.xml', '--report', 'json=-']
    return verb.sandbox.run(*words, stdout=None, preexec_fn=lambda: os.close(1))


@cell(7)
def no_folder(verb):
    words = ['convert', 'blog.xml', '-o', 'nowhere/x.json'] if verb.name == 'convert' else ['validate', 'blog.xml', '--report', 'json=nowhere/x.json']
    return verb.sandbox.run(*words)


@cell(7)
def file_size_limit(verb):
    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
    words = verb.words('blog.xml') if verb.name == 'convert' else ['validate', 'blog.xml', '--report', 'json=report.json']
    return verb.sandbox.run(*words, preexec_fn=limit)


@cell(7)
def exists(verb):
    if verb.name == 'validate':
        return None
    with open(verb.sandbox.work('out.ndjson'), 'wb') as file:
        file.write(OLD)
    return verb.sandbox.run('convert', 'blog.xml', '-o', 'out.ndjson')


@cell(8)
def input_changed(verb):
    """While the second input, a FIFO, keeps the program waiting, somebody appends to the first."""
    work = verb.sandbox.work
    os.mkfifo(work('pipe'))
    with open(work('blog.xml'), 'rb') as file:
        content = file.read()

    def feed():
        with open(work('pipe'), 'wb') as pipe:
            with open(work('blog.xml'), 'ab') as blog:
                blog.write(b'\n')
            pipe.write(content)
    writer = threading.Thread(target=feed)
    writer.start()
    done = verb.run('blog.xml', 'pipe')
    writer.join()
    os.remove(work('pipe'))
    return done


@cell(10)
def no_memory(verb):
    with open(verb.sandbox.program, 'rb') as file:
        if b'__asan_init' in file.read():
            return None  # the sanitizer needs terabytes of addresses
    with open(verb.sandbox.work('blog.xml'), 'rb') as file:
        head, tail = file.read().split(b"<content type='html'>", 1)
    with open(verb.sandbox.work('large.xml'), 'wb') as file:
        file.write(head + b"<content type='html'>" + b'x' * (60 << 20) + tail)

    def limit():
        resource.setrlimit(resource.RLIMIT_AS, (140 << 20, 140 << 20))
    return verb.run('large.xml', preexec_fn=limit)


def several_inputs(verb):
    """All inputs are tried; the gravest counts."""
    verb.sandbox.add('doctype.xml', 'fixtures/blogger_gdata/doctype/input.xml')
    verb.sandbox.add('cut.xml', 'fixtures/blogger_gdata/truncated/input.xml')
    return verb.run('doctype.xml', 'blog.xml', 'cut.xml')


CASES.append((4, several_inputs))


def stopped_by(number):
    def run(verb):
        process = subprocess.Popen([verb.sandbox.program, *verb.words('-')], cwd=verb.sandbox.work(), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.PIPE, env=verb.sandbox.environment())
        with open(verb.sandbox.work('blog.xml'), 'rb') as file:
            process.stdin.write(file.read()[:3000])
            process.stdin.flush()
        while not waits(process.pid):
            pass
        process.send_signal(number)
        process.wait(timeout=10)
        said = process.stderr.read()
        process.stdin.close()
        return subprocess.CompletedProcess([], process.returncode, b'', said)
    run.__name__ = signal.Signals(number).name
    CASES.append((-number, run))


def waits(pid):
    """The main thread waits for its input."""
    with open('/proc/%d/wchan' % pid) as file:
        where = file.read()
    with open('/proc/%d/syscall' % pid) as file:
        call = file.read().split()
    return 'pipe' in where or call[:2] == ['0', '0x0'] or (call[0] == '0' and len(call) > 1 and int(call[1], 16) != 0xffffffff and ready(pid))


def ready(pid):
    """Signals are being waited for: the watcher is there."""
    return len(os.listdir('/proc/%d/task' % pid)) > 1


for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    stopped_by(each)


def broken_pipe(verb):
    if verb.name == 'validate':
        return None
    reader, writer = os.pipe()
    os.close(reader)
    done = verb.sandbox.run('convert', 'blog.xml', '-o', '-', '--to', 'json', stdout=writer)
    os.close(writer)
    return done


CASES.append((-signal.SIGPIPE, broken_pipe))


def complaints(code, done, sandbox, before):
    found = []
    if done.returncode != code:
        found.append('ended with %d' % done.returncode)
    if code > 1 and b'blogferry: ' not in done.stderr:
        found.append('says nothing about it')
    if code < 0 and done.stderr:
        found.append('says something when it should die quietly')
    if code > 1 and not re.search(rb'\[BF\d+ [a-z-]+\]\n(    .*\n)*  \S', done.stderr):
        found.append('does not say what to do next')
    if b'[BF901' in done.stderr or b'Sanitizer' in done.stderr:
        found.append('has a bug')
    target = sandbox.work('out.ndjson')
    if code != 0 and os.path.exists(target):
        with open(target, 'rb') as file:
            if file.read() != OLD:
                found.append('the target is not as it was')
    left = set(sandbox.left()) - before - {'out.ndjson', 'report.json'}
    if any(name.startswith('.') or name.endswith('.part') for name in left):
        found.append('leaves behind: %s' % ', '.join(sorted(left)))
    return found + [done.stderr.decode('utf-8', 'replace')] if found else []


def main():
    ran = failed = 0
    for code, function in CASES:
        for name in ('convert', 'validate'):
            with Sandbox(sys.argv[1]) as sandbox:
                verb = Verb(sandbox, name)
                before = set(sandbox.left())
                done = function(verb)
                if done is None:
                    continue
                ran += 1
                found = complaints(code, done, sandbox, before)
                if found:
                    failed += 1
                    print('FAILED: %s, %s, expected %d: %s' % (name, function.__name__, code, '\n  '.join(found)))
    print('%d cells, %d failed' % (ran, failed))
    return 1 if failed or ran == 0 else 0


if __name__ == '__main__':
    sys.exit(main())
