"""Full disks, limits, odd targets, inputs that change, runs that meet, locales and time zones."""
import contextlib
import itertools
import os
import re
import resource
import shutil
import signal
import stat
import subprocess
import time

import syscalls
from bench import Command, Drill, FORMATS, NO_LOCALE, OLD, Skipped

KIB = 1024


@contextlib.contextmanager
def mounted(bench, *options):
    """Another file system in the place of the folder of outputs."""
    done = subprocess.run(['mount', *options, bench.path('out')], stderr=subprocess.PIPE, check=False)
    if done.returncode != 0:
        raise Skipped('nothing can be mounted here: %s' % done.stderr.decode(errors='replace').strip())
    try:
        yield
    finally:
        subprocess.run(['umount', bench.path('out')], check=True)


def small_disk(bench):
    drill = Drill(bench, 'ENOSPC: a small disk, few inodes')

    def fill(command, what, limit, *words):
        with mounted(bench, '-t', 'tmpfs', '-o', limit, 'none'):
            found = bench.failed(command, bench.run(command), {7}, ['No space left on device', *words])
            drill.check('%s, %s' % (command, what), found)
    for form, name in FORMATS.items():
        command = bench.conversion(form, 'large.xml')
        for size in (16, 64, 512, 1024, 2048):
            fill(command, '%d KiB' % size, 'size=%dk' % size)
        inodes = 1 + len(command.outputs)  # the folder's and those of the old files
        fill(command, 'no inode', 'nr_inodes=%d' % inodes, name)
        if len(command.outputs) > 1:
            fill(command, 'no inode for the neighbour', 'nr_inodes=%d' % (inodes + 1), name)
    return drill


def read_only(bench):
    drill = Drill(bench, 'EROFS: a disk that is read-only')
    for form, name in FORMATS.items():
        command = bench.conversion(form)
        bench.reset(command)
        with mounted(bench, '--bind', bench.path('out')):
            subprocess.run(['mount', '-o', 'remount,ro,bind', bench.path('out')], check=True)
            outcome = bench.run(command, reset=False)
            drill.check(command, bench.failed(command, outcome, {7}, ['Read-only file system', name]))
    return drill


def limited(bench, command, limit, value):
    return bench.run(command, preexec_fn=lambda: resource.setrlimit(limit, (value, value)))


def file_size(bench):
    drill = Drill(bench, 'EFBIG: RLIMIT_FSIZE')
    for form in FORMATS:
        command = bench.conversion(form, 'large.xml')
        largest = max(len(data) for data in command.outputs.values())
        for size in (0, 1, 100, 4096, 65536, largest // 2, largest - 1):
            outcome = limited(bench, command, resource.RLIMIT_FSIZE, size)
            drill.check('%s, %d bytes' % (command, size), bench.failed(command, outcome, {7}, ['File too large']))
    return drill


def descriptors(bench):
    drill = Drill(bench, 'EMFILE: RLIMIT_NOFILE')
    for command in bench.conversions()[1::2] + bench.others():
        for most in range(4, 16):  # the loader itself wants the fourth
            outcome = limited(bench, command, resource.RLIMIT_NOFILE, most)
            words = [] if NO_LOCALE in outcome.stderr else ['Too many open files']
            drill.check('%s, %d' % (command, most), bench.failed(command, outcome, {0, 3, 7}, words))
    return drill


def address_space(bench):
    """From what the program needs to start at all to what it needs to succeed."""
    drill = Drill(bench, 'RLIMIT_AS')
    least = 1024
    while limited(bench, Command('version', ['--version']), resource.RLIMIT_AS, least * KIB).code != 0:
        least += 1024
    step = 256 if bench.full else 4096
    drill.notes.append('from %d KiB in steps of %d' % (least, step))
    for form in FORMATS:
        command = bench.conversion(form, 'large.xml')
        size = least + 1024
        while True:
            outcome = limited(bench, command, resource.RLIMIT_AS, size * KIB)
            drill.check('%s, %d KiB' % (command, size), bench.failed(command, outcome, {0, 10}))
            if outcome.code == 0:
                break
            size += step
    return drill


def streams(bench):
    """Standard output that is closed or full is 7; what cannot be said on standard error is no reason to fail."""
    drill = Drill(bench, 'standard streams closed or full')
    talking = [bench.to_stdout('small.xml'), bench.learn(Command('info', ['info', 'in/small.xml'])),
               bench.learn(Command('report to standard output', ['validate', 'in/small.xml', '--report', 'json=-']))]
    with open('/dev/full', 'wb') as full:
        for command in talking:
            closed = streamed(bench, command, {7}, stdout=None, preexec_fn=lambda: os.close(1))
            drill.check('%s, closed' % command, closed)
            drill.check('%s, full' % command, streamed(bench, command, {7}, stdout=full))
        for form in FORMATS:
            command = bench.conversion(form)
            drill.check('%s, nothing can be said' % command, streamed(bench, command, {0}, stderr=full))
            closed = streamed(bench, command, {0}, stderr=None, stdout=None, preexec_fn=lambda: os.closerange(0, 3))
            drill.check('%s, all closed' % command, closed)
    return drill


def streamed(bench, command, codes, **options):
    outcome = bench.run(command, **options)
    if outcome.code == 0 and 0 in codes:
        outcome.stdout = outcome.stdout or b''
        return bench.complete(command, outcome, stderr=False) + bench.tidy(command, outcome)
    return bench.failed(command, outcome, codes, ['standard output'])


def targets(bench):
    """What is no file is never replaced; nor is an input; nor a database beside its journal."""
    drill = Drill(bench, 'targets that are refused')
    out, data = bench.path('out'), bench.read('in/small.xml')

    def refuse(what, name, code, make, overwrite=('--overwrite',), source='in/small.xml'):
        for entry in os.scandir(out):
            os.unlink(entry.path) if not entry.is_dir(follow_symlinks=False) else os.rmdir(entry.path)
        make(os.path.join(out, name))
        before = inventory(out)
        command = Command(what, ['convert', source, '-o', os.path.join('out', name), *overwrite])
        outcome = bench.finish(bench.start(command))
        found = [] if outcome.code == code else ['ends with %d instead of %d' % (outcome.code, code)]
        if inventory(out) != before:
            found.append('changes what is there: %s' % sorted(inventory(out)))
        if name.encode() not in outcome.stderr or outcome.stderr.count(b'[BF') != 1:
            found.append('says: %s' % outcome.stderr.decode(errors='replace'))
        drill.check(what, found)

    def old(path, beside=''):
        for name in {path, path + beside}:
            with open(name, 'wb') as file:
                file.write(OLD)

    for form, name in FORMATS.items():
        refuse('%s exists' % form, name, 7, old, overwrite=())
        refuse('%s is a symbolic link' % form, name, 7, lambda path: link(os.symlink, path + '.aim', path, OLD))
        refuse('%s is a link to nowhere' % form, name, 7, lambda path: os.symlink('nowhere', path), overwrite=())
        refuse('%s is a FIFO' % form, name, 7, os.mkfifo)
        refuse('%s is a folder' % form, name, 7, os.mkdir)
        if os.geteuid() == 0:
            refuse('%s is a device' % form, name, 7, null_device)
        for suffix in ('-journal', '-wal', '-shm'):
            refuse('%s has a %s' % (form, suffix), name, 7, lambda path, suffix=suffix: old(path, suffix))

    wxr = ('--overwrite', '--to', 'wxr')
    blog, other = bench.path('out', 'blog.xml'), bench.path('out', 'other.xml')
    refuse('output is the input', 'blog.xml', 2, lambda path: link(None, path, None, data), wxr, 'out/blog.xml')
    for how in (os.link, os.symlink):
        refuse('output is a %s to the input' % how.__name__, 'other.xml', 2,
               lambda path, how=how: link(how, blog, path, data), wxr, 'out/blog.xml')
        refuse('input is a %s to the output' % how.__name__, 'blog.xml', 2,
               lambda path, how=how: link(how, path, other, data), wxr, 'out/other.xml')
    for entry in os.scandir(out):
        os.unlink(entry.path)
    return drill


def link(how, aim, path, data):
    """Makes a file and, if it is said how, a link to it."""
    with open(aim, 'wb') as file:
        file.write(data)
    if how:
        how(aim, path)


def null_device(path):
    os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 3))


def inventory(folder):
    """What is in a folder, by kind and content."""
    found = {}
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        mode = os.lstat(path).st_mode
        content = b''
        if stat.S_ISREG(mode):
            with open(path, 'rb') as file:
                content = file.read()
        found[name] = (stat.S_IFMT(mode), os.readlink(path) if stat.S_ISLNK(mode) else content)
    return found


def append(path, data):
    with open(path, 'ab') as file:
        file.write(b'\n')


def cut(path, data):
    os.truncate(path, len(data) // 2)


def rewrite(path, data):
    with open(path, 'r+b') as file:
        file.write(data.replace(b'Kestrel', b'Ospreys'))


def replace(path, data):
    with open(path + '.new', 'wb') as file:
        file.write(data)
    os.rename(path + '.new', path)


def changing_input(bench, most):
    """The run is stopped at a read of its input; meanwhile the file grows, is cut, written over or replaced."""
    drill = Drill(bench, 'the input changes at every read', most)
    path, log = bench.path('in', 'changing.xml'), bench.path('trace')
    for source in ('small.xml', 'large.xml'):
        data = bench.read('in/' + source)
        for form in FORMATS:
            bench.write('in/changing.xml', data)
            command = bench.conversion(form, 'changing.xml')
            command.name = '%s to %s' % (source, form)
            reads = [call for call in syscalls.calls(bench, command)
                     if call.name == 'pread64' and call.file.endswith('/changing.xml')]
            points = [(call, change) for call in reads for change in (append, cut, rewrite, replace)]
            for call, change in drill.sample(points, command):
                bench.write('in/changing.xml', data)
                bench.write('trace', b'')
                bench.reset(command)
                process = bench.start(command, syscalls.inject(call, 'signal=SIGSTOP', '-e', 'signal=STOP', log=log))
                pid = stopped(log, process)
                change(path, data)
                os.kill(pid, signal.SIGCONT)
                found = bench.failed(command, bench.finish(process), {8}, ['changing.xml'])
                drill.check('%s, %s at %s' % (command, change.__name__, call), found)
    return drill


def stopped(log, tracer):
    """The process that strace says is stopped, once it is."""
    while tracer.poll() is None:
        with open(log, encoding='utf-8', errors='replace') as file:
            told = re.search(r'^(\d+) +--- stopped by SIGSTOP ---$', file.read(), re.M)
            if told:
                return int(told.group(1))
        time.sleep(0.001)
    raise AssertionError('it did not stop')


def crowd(bench, rounds):
    """Six runs at once on one target: each is complete, the last one wins, nothing is left."""
    drill = Drill(bench, 'six runs at once')
    for form in FORMATS:
        for old in (OLD, None):
            command = bench.conversion(form, 'large.xml', old)
            for number in range(rounds):
                bench.reset(command)
                runs = [bench.start(command) for _ in range(6)]
                for run in runs:
                    run.wait()
                outcomes = [bench.finish(run) for run in runs]
                found = bench.tidy(command, outcomes[-1])
                if any(outcomes[-1].files.get(name) != wanted for name, wanted in command.outputs.items()):
                    found.append('the output is not the right one')
                codes = sorted(outcome.code for outcome in outcomes)
                # Without --overwrite the first one in place is also the last.
                if codes != ([0] * 6 if old else [0, 7, 7, 7, 7, 7]):
                    found.append('they end with %s' % codes)
                drill.check('%s, round %d' % (command, number), found)
    return drill


def turkish(folder):
    """Makes the locale in which I is not the upper case of i; false if that cannot be done here."""
    if not shutil.which('localedef'):
        return False
    make = ['localedef', '-i', 'tr_TR', '-f', 'UTF-8', os.path.join(folder, 'tr_TR.UTF-8')]
    return subprocess.run(make, capture_output=True, check=False).returncode == 0


def surroundings(bench):
    """The same bytes whatever the locale, the time zone and the year."""
    drill = Drill(bench, 'locale and time zone matrix')
    locales, folder = ['C', 'C.UTF-8', 'POSIX', None], bench.path('locales')
    os.makedirs(folder, exist_ok=True)
    if turkish(folder):
        locales.append('tr_TR.UTF-8')
    else:
        drill.notes.append('tr_TR.UTF-8 skipped: localedef cannot make it')
    clocks = [()]
    if shutil.which('faketime'):
        clocks.append(('faketime', '2038-02-01 00:00:00'))
    else:
        drill.notes.append('other years skipped: faketime is not installed')
    for command in bench.conversions()[::2] + bench.others():
        for name, zone, clock in itertools.product(locales, ('UTC', 'Pacific/Auckland', None), clocks):
            environment = bench.environment(LOCPATH=folder)
            for key, value in (('LC_ALL', name), ('TZ', zone)):
                environment.pop(key)
                environment.update({key: value} if value else {})
            outcome = bench.run(command, clock, environment)
            found = [] if outcome.code == 0 else ['ends with %d' % outcome.code]
            found += bench.complete(command, outcome) + bench.tidy(command, outcome)
            drill.check('%s, %s, %s %s' % (command, name, zone, clock), found)
    return drill


def drills(bench):
    return {
        'disk': lambda: small_disk(bench),
        'read-only': lambda: read_only(bench),
        'file-size': lambda: file_size(bench),
        'descriptors': lambda: descriptors(bench),
        'memory': lambda: address_space(bench),
        'streams': lambda: streams(bench),
        'targets': lambda: targets(bench),
        'changes': lambda: changing_input(bench, 4),
        'crowd': lambda: crowd(bench, 20 if bench.full else 1),
        'places': lambda: surroundings(bench),
    }
