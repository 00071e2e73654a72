#!/usr/bin/env python3
"""What a person sees: colours, the progress bar, narrow terminals, streams that are closed.

    terminal.py PROGRAM
"""
import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios

from sandbox import Sandbox

FAILED = []


def check(condition, what, said=b''):
    if not condition:
        FAILED.append(what)
        print('FAILED: %s: %r' % (what, said))


def on_terminal(sandbox, words, columns=80, **environment):
    """Everything the program writes to a terminal on standard error."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack('HHHH', 24, columns, 0, 0))
    process = subprocess.Popen([sandbox.program, *words], cwd=sandbox.work(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=follower, env=sandbox.environment(**environment))
    os.close(follower)
    said = b''
    while True:
        try:
            part = os.read(leader, 65536)
        except OSError:  # the terminal has no more writers
            break
        if not part:
            break
        said += part
    os.close(leader)
    process.wait(timeout=60)
    return process.returncode, said


def colours(sandbox):
    words = ['validate', 'orphan.xml']
    said = on_terminal(sandbox, words)[1]
    check(b'\033[1;35mwarning\033[0m' in said, 'warnings are coloured on a terminal', said)
    check(b'\033' not in on_terminal(sandbox, words, NO_COLOR='1')[1], 'NO_COLOR is heeded')
    check(b'\033' not in sandbox.run(*words).stderr, 'no colours in a file')


def progress(sandbox):
    words = ['convert', 'blog.xml', '-o', 'x.json', '--overwrite']
    code, said = on_terminal(sandbox, words + ['--progress', 'always'], columns=60)
    check(code == 0 and b'[====' in said, 'the bar is shown', said)
    check(said.rindex(b'\r\033[K') > said.rindex(b'[='), 'the bar is taken away', said)
    bars = [line for line in said.split(b'\r\033[K') if b'[' in line and b'%' in line]
    check(bars and all(len(line) < 60 for line in bars), 'the bar fits the terminal', said)
    check(b'%' not in on_terminal(sandbox, words)[1], 'work of less than a second shows no bar')
    check(b'%' not in sandbox.run(*words).stderr, 'no bar in a file')
    check(b'%' in sandbox.run(*words, '--progress', 'always').stderr, 'unless it is asked for')
    check(on_terminal(sandbox, words + ['-q'])[1] == b'', 'quiet is quiet')


def streams(sandbox):
    def close(*numbers):
        return lambda: [os.close(number) for number in numbers]
    done = sandbox.run('convert', 'blog.xml', '-o', 'closed.json', stdin=None, stdout=None, stderr=None, preexec_fn=close(0, 1, 2))
    check(done.returncode == 0 and os.path.getsize(sandbox.work('closed.json')) > 0, 'a conversion needs no standard streams')
    sandbox.run('convert', 'blog.xml', '-o', 'open.json')
    with open(sandbox.work('closed.json'), 'rb') as a, open(sandbox.work('open.json'), 'rb') as b:
        check(a.read() == b.read(), 'what is said does not get into a file')

    reader, writer = os.pipe()
    os.close(reader)
    done = sandbox.run('convert', 'orphan.xml', '-o', 'pipe.json', stderr=writer)
    os.close(writer)
    check(done.returncode == 0 and os.path.exists(sandbox.work('pipe.json')), 'a standard error that is gone ends nothing')
    done = sandbox.run('convert', 'blog.xml', '-o', 'full.json', stderr=open('/dev/full', 'wb'))
    check(done.returncode == 0, 'a full standard error ends nothing')


def main():
    try:
        for end in pty.openpty():
            os.close(end)
    except OSError as reason:
        print('skipped: no terminal can be made here: %s' % reason)
        return 77
    with Sandbox(sys.argv[1]) as sandbox:
        sandbox.add('blog.xml', 'fixtures/blogger_gdata/several/input.xml')
        sandbox.add('orphan.xml', 'fixtures/blogger_gdata/orphan/input.xml')
        colours(sandbox)
        progress(sandbox)
        streams(sandbox)
    print('%d failed' % len(FAILED))
    return 1 if FAILED else 0


if __name__ == '__main__':
    sys.exit(main())
