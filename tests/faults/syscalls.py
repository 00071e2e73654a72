"""Death and failure at every system call, made by strace."""
import collections
import errno
import os
import re
import shutil

from bench import Drill, NO_LOCALE, Skipped, STAGED

CALL = re.compile(r'^(\d+) +(\w+)\((.*)')
# Errors that each call can have on Linux. Those that can only come from wrong arguments are no faults.
STORAGE = ('EIO', 'ENOSPC', 'EDQUOT')
NAMES = ('EIO', 'EACCES', 'ENOMEM')
ERRORS = {
    'openat': ('EIO', 'ENOSPC', 'EACCES', 'ENOMEM', 'EINTR', 'EDQUOT', 'EROFS', 'EMFILE'),
    'read': ('EIO', 'EINTR', 'ENOMEM'), 'pread64': ('EIO', 'EINTR', 'ENOMEM'), 'getdents64': ('EIO', 'ENOMEM'),
    'write': (*STORAGE, 'EFBIG', 'EINTR', 'ENOMEM'), 'pwrite64': (*STORAGE, 'EFBIG', 'EINTR', 'ENOMEM'),
    'fsync': (*STORAGE, 'EINTR', 'EROFS'), 'fdatasync': (*STORAGE, 'EINTR', 'EROFS'), 'close': (*STORAGE, 'EINTR'),
    'ftruncate': ('EIO', 'EINTR', 'EFBIG', 'EROFS'), 'fallocate': (*STORAGE, 'EINTR', 'EFBIG'),
    'renameat': (*STORAGE, *NAMES, 'EROFS'), 'renameat2': (*STORAGE, *NAMES, 'EROFS'),
    'unlinkat': (*NAMES, 'EROFS'), 'unlink': (*NAMES, 'EROFS'), 'fchmod': ('EIO', 'EACCES', 'EROFS', 'EINTR'),
    'fstat': ('EIO', 'ENOMEM'), 'newfstatat': NAMES, 'stat': NAMES, 'lstat': NAMES, 'statx': NAMES, 'access': NAMES,
    'faccessat': NAMES, 'readlink': NAMES, 'getcwd': ('ENOMEM', 'EACCES'), 'lseek': ('EIO',),
    'flock': ('EINTR', 'ENOMEM'), 'getrandom': ('EINTR',), 'fadvise64': ('EIO',), 'ioctl': ('EIO',),
    # brk tells of failure by the old break, which strace cannot feign.
    'mmap': ('ENOMEM',), 'mprotect': ('ENOMEM',), 'mremap': ('ENOMEM',), 'munmap': ('ENOMEM',),
    'clone3': ('ENOMEM', 'EAGAIN'), 'clone': ('ENOMEM', 'EAGAIN'),
}
BY_NAME = ('openat', 'newfstatat', 'stat', 'lstat', 'statx', 'access', 'faccessat', 'readlink', 'unlink', 'unlinkat',
           'renameat', 'renameat2')
# By what fcntl is asked for; asking for flags cannot fail.
FCNTL = {'F_DUPFD': ('EMFILE',), 'F_SETLK': ('EACCES', 'EINTR', 'EIO', 'ENOLCK')}


class Call:
    """A line of strace. `number` counts by name, as strace does; `file` is what it is about, if that is a file."""

    def __init__(self, name, number, text):
        self.name, self.number, self.text = name, number, text
        place = re.search(r'<([^>]*)>(\(deleted\))?', text)
        path = re.search(r'"([^"]*)"', text) if name in BY_NAME else None
        self.file = place.group(1) if place else ''
        if path and path.group(1):
            self.file = os.path.join(self.file, path.group(1))
        self.unlinked = bool(place and place.group(2))

    def __str__(self):
        return '%s #%d (%.80s)' % (self.name, self.number, self.text)

    def errors(self):
        if self.name == 'fcntl':
            return next((errors for word, errors in FCNTL.items() if word in self.text), ())
        return ERRORS.get(self.name, ())


def strace(*words):
    if not shutil.which('strace'):
        raise Skipped('strace is not installed')
    return ['strace', '-f', '-qq', '-e', 'signal=none', *words]

ZONES = '/usr/share/zoneinfo'


def calls(bench, command):
    """The system calls of the main thread, in order."""
    log = bench.path('trace')
    outcome = bench.run(command, strace('-y', '-s', '4096', '-o', log))
    if outcome.code != 0:
        raise Skipped('strace cannot trace here: %s' % outcome.stderr.decode(errors='replace').strip())
    found, counts, main = [], collections.Counter(), None
    with open(log, encoding='utf-8', errors='replace') as file:
        for line in file:
            match = CALL.match(line)
            if match and match.group(1) == (main := main or match.group(1)):
                counts[match.group(2)] += 1
                found.append(Call(match.group(2), counts[match.group(2)], match.group(3).strip()))
    return found


def own(found):
    """Without those of the dynamic loader, which has its own way to fail."""
    first = next(i for i, call in enumerate(found) if call.name == 'fcntl' and call.text.startswith('0'))
    return found[first:]


def inject(call, what, *more, log='/dev/null'):
    fault = 'inject=%s:%s:when=%d' % (call.name, what, call.number)
    return strace(*more, '-o', log, '-e', 'trace=' + call.name, '-e', fault)


def kill(bench, commands, most):
    """kill -9 on entering every system call; the next run takes away what was left."""
    drill = Drill(bench, 'kill -9 at every system call', most)
    for command in commands:
        for call in drill.sample(calls(bench, command)[1:], command):  # execve comes before strace's faults
            outcome = bench.run(command, inject(call, 'signal=SIGKILL'))
            if outcome.code != -9:
                drill.missed += 1
                continue
            found = bench.whole(command, outcome) + bench.tidy(command, outcome, staged=1)
            if outcome.leftovers():
                found += swept(bench, command, outcome)
            drill.check('%s, %s' % (command, call), found)
    return drill


def swept(bench, command, outcome):
    """Complaints about the run that follows one that left something."""
    done = [name for name in command.outputs if outcome.files.get(name) == command.outputs[name]]
    if done and command.old is None:
        for name in done:  # it was in place already, and would be refused
            os.unlink(bench.path('out', name))
    after = bench.run(command, reset=False)
    return ['the next run: ' + text for text in bench.complete(command, after) + bench.tidy(command, after)]


def expected_codes(call, error):
    """By what the call is about: memory, an input or the system's own data, or the output."""
    if call.file.startswith('/usr/lib/locale'):
        return {3}
    if call.file.startswith(ZONES):
        return {3, 10}
    if call.name in ('mmap', 'mprotect', 'mremap', 'clone', 'clone3') or error == 'ENOMEM':
        return {10}
    spooled = call.unlinked and call.name == 'pread64'
    if spooled or '/in/' in call.file:
        return {3, 8} if call.name == 'newfstatat' else {3}
    return {7, 8} if 'F_SETLK' in call.text else {7}


def may_be_ignored(call):
    """A message that cannot be said must not end the run."""
    return call.name == 'write' and call.text.startswith('2<')


WRITING = ('write', 'pwrite64', 'fsync', 'ftruncate', 'fchmod', 'renameat', 'renameat2')


def must_be_noticed(call, error):
    """What is written, synced or put into place is lost if nobody looks."""
    return call.name in WRITING and error != 'EINTR' and not may_be_ignored(call)


def errors(bench, commands, most):
    """Every error of every system call that can fail."""
    drill = Drill(bench, 'every error at every system call', most)
    codes = collections.Counter()
    for command in commands:
        points = [(call, error) for call in own(calls(bench, command)) for error in call.errors()]
        for call, error in drill.sample(points, command):
            outcome = bench.run(command, inject(call, 'error=' + error, '--seccomp-bpf'))
            codes[outcome.code] += 1
            if outcome.code == 0:
                found = bench.complete(command, outcome, stderr=not may_be_ignored(call)) + bench.tidy(command, outcome)
                if must_be_noticed(call, error):
                    found.append('is not noticed')
            else:
                found = bench.failed(command, outcome, expected_codes(call, error), words_for(call, outcome, error))
            drill.check('%s, %s at %s' % (command, error, call), found)
    drill.notes.append('exit codes: %s' % ', '.join('%d: %d' % pair for pair in sorted(codes.items())))
    return drill


def lies(bench, command, most):
    """A write to the database is said to be done, and is not: what was written is read once more, and tells."""
    drill = Drill(bench, 'writes that are not done', most)
    codes = collections.Counter()
    writes = [call for call in calls(bench, command) if call.name == 'pwrite64' and call.file.endswith('.part')]
    for call in drill.sample(writes, command):
        size = re.search(r'= (\d+)$', call.text).group(1)
        outcome = bench.run(command, inject(call, 'retval=' + size))
        codes[outcome.code] += 1
        found = bench.failed(command, outcome, {0, 7})
        drill.check('%s, %s' % (command, call), found)
    drill.notes.append('exit codes: %s' % ', '.join('%d: %d' % pair for pair in sorted(codes.items())))
    return drill


def words_for(call, outcome, error):
    """What the message must hold: the cause. Memory has one message of its own; and the library that lists all zones
    passes over what it cannot read, and keeps the cause to itself."""
    if outcome.code in (8, 10) or NO_LOCALE in outcome.stderr:
        return []
    if call.file.startswith(ZONES):
        return ['the time zone data for']
    return [os.strerror(getattr(errno, error))]


def order(bench, commands):
    """The staging file is synced before it is renamed, and its folder after."""
    drill = Drill(bench, 'order of writing')
    for command in commands:
        trace = calls(bench, command)
        renames = [i for i, call in enumerate(trace) if call.name.startswith('rename')]
        found = [] if len(renames) == len(command.outputs) else ['%d renames' % len(renames)]
        for i in renames:
            staged = re.findall(r'"([^"]*)"', trace[i].text)[0]
            if not STAGED.fullmatch(staged):
                found.append('renames %s' % staged)
            about = [k for k, c in enumerate(trace) if c.file.endswith('/' + staged)]
            writes = [k for k in about if trace[k].name in ('write', 'pwrite64', 'ftruncate', 'fchmod')]
            syncs = [k for k in about if trace[k].name == 'fsync']
            if not writes or not syncs or not max(writes) < max(syncs) < i:
                found.append('%s is not synced between its last change and its renaming' % staged)
        folder = [k for k, c in enumerate(trace) if c.name == 'fsync' and c.file.endswith('/out')]
        if not folder or not renames or max(folder) < max(renames):
            found.append('the folder is not synced after the renaming')
        drill.check(command, found)
    return drill
