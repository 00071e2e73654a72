#!/usr/bin/env python3
"""--sandbox: what it forbids is forbidden, and what the program needs is not.

    confinement.py PROGRAM PROBE

PROBE is a library to preload (probe.cpp), which tries what is forbidden as soon as the program reads.
"""
import errno
import os
import subprocess
import sys
import tempfile

from sandbox import FIXTURES, LEGACY, TAKEOUT

FORBIDDEN = ('socket', 'read', 'write', 'exec')
failures = []


def check(holds, what):
    if not holds:
        failures.append(what)


def run(program, *words, cwd, stdin=subprocess.DEVNULL, **environment):
    return subprocess.run([program, *words], cwd=cwd, stdin=stdin, capture_output=True, env={**os.environ, **environment}, check=False, timeout=60)


def probed(program, probe, folder, *words):
    """How each forbidden thing went, by its name."""
    foreign = os.path.join(folder, 'foreign')
    with open(foreign, 'w', encoding='ascii') as file:
        file.write('nobody asked for this')
    work = os.path.join(folder, 'work')
    os.makedirs(work, exist_ok=True)
    done = run(program, *words, cwd=work, LD_PRELOAD=probe, PROBE_FILE=foreign, TMPDIR=work)
    lines = [line.split(': ', 2) for line in done.stderr.decode('utf-8', 'replace').split('\n') if line.startswith('probe: ')]
    check(len(lines) == len(FORBIDDEN), '%s: the probe said %r' % (' '.join(words), done.stderr[-500:]))
    return {name: outcome for _, name, outcome in lines}


def unseen(program, probe, folder):
    """What cannot be looked at is not behind the fence without a word: auto has no fence then, on says why."""
    for error, codes in ((errno.EIO, (0, 2)), (errno.EACCES, (0, 2)), (errno.ENOMEM, (10, 10))):
        for mode, code in zip(('auto', 'on'), codes):
            done = run(program, 'validate', LEGACY, '--sandbox', mode, cwd=folder,
                       LD_PRELOAD=probe, PROBE_UNSEEN='/usr', PROBE_ERROR=str(error))
            said = done.stderr.decode('utf-8', 'replace')
            what = '%s for /usr, %s' % (errno.errorcode[error], mode)
            check(done.returncode == code, '%s: exit %d: %s' % (what, done.returncode, said))
            check(code != 2 or '/usr: ' + os.strerror(error) in said, '%s: %s' % (what, said))


def main():
    program, probe = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    # Not below /tmp, where SQLite may need to write.
    with tempfile.TemporaryDirectory(prefix='confinement-', dir=os.path.dirname(probe)) as folder:
        possible = run(program, 'validate', LEGACY, '--sandbox', 'on', cwd=folder)
        if possible.returncode == 2:
            print('skipped: ' + possible.stderr.decode('utf-8', 'replace').strip())
            return 77
        free = probed(program, probe, folder, 'validate', LEGACY, '--sandbox', 'off')
        check(all(free.get(name) == 'done' for name in FORBIDDEN), 'off: %r' % free)
        for words in (['validate', LEGACY], ['info', LEGACY], ['validate', LEGACY, '--sandbox', 'on'],
                      ['convert', LEGACY, '-o', 'blog.db', '--overwrite', '--sandbox', 'on']):
            shut = probed(program, probe, folder, *words)
            for name in FORBIDDEN:
                check(shut.get(name) in ('Operation not permitted', 'Permission denied'), '%s: %s: %s' % (' '.join(words), name, shut.get(name)))

        # Everything the program does, it can do shut in: the same bytes as without.
        takeout = os.path.join(FIXTURES, 'blogger_takeout', 'tree', 'input')
        for number, (source, to) in enumerate((s, t) for s in (LEGACY, TAKEOUT, takeout, '-') for t in ('ndjson', 'json', 'wxr', 'db')):
            made = []
            for mode in ('off', 'on'):
                output = os.path.join(folder, '%d-%s.%s' % (number, mode, to))
                with open(LEGACY, 'rb') as stdin:
                    done = run(program, 'convert', source, '-o', output, '--sandbox', mode, '--report', 'json=' + output + '.report', cwd=folder, stdin=stdin)
                check(done.returncode == 0, '%s to %s, %s: exit %d: %s' % (source, to, mode, done.returncode, done.stderr[-500:]))
                with open(output, 'rb') as file:
                    made.append(file.read())
            check(made[0] == made[1], '%s to %s: other bytes in the sandbox' % (source, to))
        unseen(program, probe, folder)
    for failure in failures:
        print('FAILED: ' + failure)
    print('%d failed' % len(failures))
    return 1 if failures else 0


if __name__ == '__main__':
    sys.exit(main())
