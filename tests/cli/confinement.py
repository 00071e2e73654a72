#!/usr/bin/env python3
"""--sandbox: what it forbids is forbidden, and what the program needs is not.

    confinement.py PROGRAM PROBE SHIM

PROBE and SHIM are libraries to preload: probe.cpp, which tries what is forbidden as soon as the program reads, and
failing_malloc.cpp of the faults.
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


def links(program, probe, folder):
    """A link to a file is an input wherever the file lies; one to a folder opens nothing."""
    os.mkdir(os.path.join(folder, 'linked'))
    os.symlink(LEGACY, os.path.join(folder, 'linked', 'blog.xml'))
    os.symlink('/', os.path.join(folder, 'linked', 'everything'))
    for mode in ('auto', 'on'):
        shut = probed(program, probe, folder, 'validate', '../linked', '--sandbox', mode)
        check(shut.get('read') == 'Permission denied', 'links, %s: read: %s' % (mode, shut.get('read')))
        done = run(program, 'validate', 'linked', '--sandbox', mode, cwd=folder)
        check(done.returncode == 0, 'links, %s: exit %d: %s' % (mode, done.returncode, done.stderr[-500:]))


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


def no_memory(program, shim, folder):
    """Each allocation fails, up to where an input is opened: while the program shuts itself in, too."""
    words = [program, 'validate', 'missing.xml']
    total = int(run(*words, cwd=folder, LD_PRELOAD=shim, FAIL_FD='2').stderr.split()[-1])
    for number in range(1, total + 1):
        done = run(*words, cwd=folder, LD_PRELOAD=shim, FAIL_AT=str(number))
        check(done.returncode in (3, 10), 'allocation %d of %d: exit %d' % (number, total, done.returncode))


def place(*candidates):
    """A folder to work in that the fence shuts off: not below those of temporary files, where SQLite may need to write."""
    for folder in map(os.path.realpath, candidates):
        if os.access(folder, os.W_OK) and not (folder + '/').startswith(('/tmp/', '/var/tmp/')):
            return folder
    return None


def main():
    program, probe, shim = (os.path.abspath(word) for word in sys.argv[1:])
    parent = place(os.path.dirname(probe), os.path.expanduser('~'))
    if parent is None:
        print('skipped: no folder to write in but those of temporary files, which stay open')
        return 77
    with tempfile.TemporaryDirectory(prefix='confinement-', dir=parent) as folder:
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
        links(program, probe, folder)
        unseen(program, probe, folder)
        no_memory(program, shim, folder)
    for failure in failures:
        print('FAILED: ' + failure)
    print('%d failed' % len(failures))
    return 1 if failures else 0


if __name__ == '__main__':
    sys.exit(main())
