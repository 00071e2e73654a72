"""The program on a bench: commands whose outcome is known, and what must be left of them when something goes wrong."""
import contextlib
import gzip
import json
import math
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, '..', 'support'), os.path.join(HERE, '..', 'hostile'),
                os.path.join(HERE, '..', '..', 'benchmarks')]
import blog  # noqa: E402
import gen_blogger  # noqa: E402
from program import FIXTURES  # noqa: E402

OLD = b'what was there before\n'
FORMATS = {'sqlite': 'blog.db', 'ndjson': 'blog.ndjson', 'json': 'blog.json', 'wxr': 'blog.wxr'}
STAGED = re.compile(r'\.(.+)\.[0-9a-f]{8}\.part')
PATIENCE = 20  # seconds, for runs that take a fiftieth of one
HUNG = 999  # the exit code of a run that did not end in time
NO_LOCALE = b'without the locale C.UTF-8'  # glibc hides why it has none
DURABLE = b'is in place, but not known to be durable'


class Skipped(Exception):
    """A drill cannot be done here, and why."""


class Command:
    """Words of a command line. What a good run makes of them is learnt by running it: the files, what is said, how long
    it takes. `old` is what was in every target before: bytes, or None for no file."""

    def __init__(self, name, words, old=None, report=None):
        self.name, self.words, self.old = name, words, old
        self.report = report  # an output that tells of failures, too
        self.outputs, self.stdout, self.stderr, self.seconds = {}, b'', b'', 0.0

    def __str__(self):
        return self.name


class Outcome:
    def __init__(self, code, stdout, stderr, files):
        self.code, self.stdout, self.stderr, self.files = code, stdout, stderr, files

    def leftovers(self):
        return [name for name in self.files if STAGED.fullmatch(name)]


class Bench:
    """A folder with inputs (in/) and targets (out/), where the program runs."""

    def __init__(self, program, full):
        self.program, self.full = os.path.abspath(program), full
        self.folder = tempfile.mkdtemp(prefix='blogferry-faults-')
        for name in ('in', 'out', 'tmp'):
            os.mkdir(self.path(name))
        self.make_inputs()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder)

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def make_inputs(self):
        with open(os.path.join(FIXTURES, 'blogger_gdata', 'orphan', 'input.xml'), 'rb') as file:
            small = file.read()
        for old, new in (
                # A carriage return in CDATA is for libxml2 to judge.
                (b'>Lovely photographs!</content>', b'><![CDATA[Lovely\r\nphotographs!]]></content>'),
                # How many comments there are is for ICU to read, which allocates nothing for a short text.
                (b"title='0 Comments'", b"title='0" + b' ' * 40 + b"Comments'"), (b'<thr:total>0</thr:total>', b'')):
            assert old in small
            small = small.replace(old, new)
        self.write('in/small.xml', small)
        self.write('in/utf16.xml', small.decode().replace("'UTF-8'", "'UTF-16'").encode('utf-16'))
        shutil.copytree(os.path.join(FIXTURES, 'blogger_takeout', 'tree', 'input'), self.path('in', 'folder'))
        shutil.make_archive(self.path('in', 'takeout'), 'zip', self.path('in', 'folder'))
        gen_blogger.generate(self.path('in', 'large.xml'), size=4_000_000, seed=3)
        # More is said of it than a pipe holds.
        self.write('in/orphans.xml', blog.feed(*[blog.comment(100000 + i, post=i) for i in range(2000)]).encode())

    def write(self, name, data):
        with open(self.path(name), 'wb') as file:
            file.write(data)

    def read(self, name):
        with open(self.path(name), 'rb') as file:
            return file.read()

    def environment(self, **more):
        result = {'PATH': os.environ.get('PATH', '/usr/bin:/bin'), 'LC_ALL': 'C.UTF-8', 'TZ': 'UTC', 'TERM': 'dumb',
                  'TMPDIR': self.path('tmp')}
        result.update(more)
        return result

    # --- commands

    def conversion(self, form, source='small.xml', old=OLD):
        words = ['convert', os.path.join('in', source), '-o', os.path.join('out', FORMATS[form])]
        if old is not None:
            words.append('--overwrite')
        return self.learn(Command('%s to %s%s' % (source, form, '' if old is None else ', replacing'), words, old))

    def conversions(self, source='small.xml'):
        """To every format, into nothing and over what is there."""
        return [self.conversion(form, source, old) for form in FORMATS for old in (None, OLD)]

    def others(self):
        """What is no conversion of the small feed to a file: other verbs, other kinds of input, standard output."""
        return [self.to_stdout('small.xml')] + [self.learn(command) for command in (
            Command('validate', ['validate', 'in/small.xml']),
            Command('validate, with report', ['validate', 'in/small.xml', '--report', 'json=out/report.json'], OLD,
                    'report.json'),
            Command('info', ['info', 'in/small.xml']),
            Command('zip to json', ['convert', 'in/takeout.zip', '-o', 'out/blog.json', '--overwrite'], OLD),
            Command('folder to json', ['convert', 'in/folder', '-o', 'out/blog.json', '--overwrite'], OLD),
            Command('UTF-16 to ndjson', ['convert', 'in/utf16.xml', '-o', 'out/blog.ndjson', '--overwrite'], OLD))]

    def readers(self):
        """A small blog of each kind that is read, files that rename authors and labels, and the list of authors."""
        def conversion(name, source, *words):
            command = ['convert', os.path.join(FIXTURES, source), '-o', 'out/blog.wxr', '--overwrite', *words]
            return self.learn(Command(name, command, OLD))

        def mapped(option, case, name):
            folder = os.path.join('targets', 'wxr', case)
            return conversion('NDJSON and ' + option, os.path.join(folder, 'input.ndjson'),
                              '-O', '%s=%s' % (option, os.path.join(FIXTURES, folder, name)))

        small = self.read('in/small.xml')
        self.write('in/koi8.xml', small.decode().replace("'UTF-8'", "'KOI8-R'").encode('koi8-r'))
        self.write('in/small.xml.gz', gzip.compress(small))
        return [
            conversion('WXR', 'wxr/export_1_2/input.xml'),
            conversion('text capture', 'text_capture/arabic/page.txt'),
            conversion('text capture, another calendar', 'text_capture/thai/page.txt'),
            conversion('page', 'blogger_page/threaded/page.html'),
            conversion('Atom', 'blogger_feed/atom_full/index.html'),
            conversion('RSS', 'blogger_feed/rss/input.xml'),
            conversion('JSON feed', 'blogger_feed/json/input.json'),
            mapped('authors', 'author_map', 'authors.csv'),
            mapped('label-map', 'label_map', 'labels.csv'),
            conversion('tar', 'blogger_takeout/tgz/takeout.tgz'),
            conversion('packed file', self.path('in', 'small.xml.gz')),
            conversion('KOI8', self.path('in', 'koi8.xml')),
            self.learn(Command('authors', ['authors', 'in/small.xml', '-o', 'out/authors.csv', '--overwrite'], OLD))]

    def to_stdout(self, source):
        words = ['convert', 'in/' + source, '-o', '-', '--to', 'ndjson']
        return self.learn(Command('%s to standard output' % source, words))

    def unread(self):
        """What waits when nobody reads that stream."""
        said = Command('much to say', ['convert', 'in/orphans.xml', '-o', 'out/blog.db', '--overwrite', '-v'], OLD)
        return {'stdout': self.to_stdout('large.xml'), 'stderr': self.learn(said)}

    def reported(self):
        """Writes a file, and its report to standard output."""
        words = ['convert', 'in/orphans.xml', '-o', 'out/blog.db', '--overwrite', '-q', '--report', 'json=-']
        return self.learn(Command('report to standard output', words, OLD))

    def dry_run(self):
        return self.learn(Command('dry run', ['convert', 'in/large.xml', '-o', 'out/blog.db', '--dry-run', '-q']))

    def learn(self, command):
        """Runs it undisturbed, twice: whatever it writes must not differ."""
        seen = []
        for _ in range(2):
            started = time.monotonic()
            outcome = self.run(command)
            command.seconds = time.monotonic() - started
            assert outcome.code == 0, '%s ends with %d: %s' % (command, outcome.code, outcome.stderr.decode())
            assert not outcome.leftovers(), '%s leaves %s' % (command, sorted(outcome.files))
            command.outputs, command.stdout, command.stderr = outcome.files, outcome.stdout, outcome.stderr
            seen.append((outcome.files, outcome.stdout, outcome.stderr))
        assert seen[0] == seen[1], '%s does not always write the same' % command
        return command

    # --- runs

    def reset(self, command):
        """Puts the targets into their old state; the folder of outputs holds nothing else then."""
        for entry in os.scandir(self.path('out')):
            os.unlink(entry.path)
        if command.old is not None:
            for name in command.outputs:
                self.write(os.path.join('out', name), command.old)

    def start(self, command, wrapper=(), environment=None, **options):
        options = {'stdout': subprocess.PIPE, 'stderr': subprocess.PIPE, **options}
        return subprocess.Popen([*wrapper, self.program, *command.words], cwd=self.folder, stdin=subprocess.DEVNULL,
                                env=environment or self.environment(), **options)

    def finish(self, process):
        try:
            stdout, stderr = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            stdout, stderr = process.communicate()
            return Outcome(HUNG, stdout, stderr, self.files())
        return Outcome(process.returncode, stdout, stderr, self.files())

    def run(self, command, wrapper=(), environment=None, reset=True, **options):
        if reset:
            self.reset(command)
        return self.finish(self.start(command, wrapper, environment, **options))

    def files(self):
        found = {}
        for entry in os.scandir(self.path('out')):
            if entry.is_file(follow_symlinks=False):
                found[entry.name] = self.read(os.path.join('out', entry.name))
            else:
                found[entry.name] = None
        return found

    # --- judging

    def same(self, made, wanted):
        """The same bytes; or the same rows, since ANALYZE may write its own in another order: it takes tables as a hash
        table holds them, and SQLite goes on when there is no memory to enlarge that."""
        if made == wanted:
            return True
        if not made or not made.startswith(b'SQLite format 3\0'):
            return False
        return self.rows(made) == self.rows(wanted)

    def rows(self, data):
        self.write('compared.db', data)
        with contextlib.closing(sqlite3.connect(self.path('compared.db'))) as database:
            try:
                sound = database.execute('PRAGMA integrity_check').fetchone() == ('ok',)
                return sorted(database.iterdump()) if sound else None
            except sqlite3.DatabaseError:
                return None

    def whole(self, command, outcome):
        """Complaints about targets: each is as it was or complete, and the main one never before its neighbours."""
        found, new = [], []
        for name, wanted in command.outputs.items():
            now = outcome.files.get(name)
            if self.same(now, wanted) or (name == command.report and tells_of(outcome.code, now)):
                new.append(name)
            elif now != command.old:
                found.append('%s is neither old nor complete' % name)
        if new and len(new) < len(command.outputs) and new == [min(command.outputs, key=len)]:
            found.append('%s is in place before its neighbour' % new[0])
        return found

    def tidy(self, command, outcome, staged=0):
        """Complaints about files that should not be there. A killed run may leave `staged` hidden ones for a target."""
        left = [name for name in outcome.files if name not in command.outputs]
        hidden = [STAGED.fullmatch(name) for name in left]
        if not all(hidden):
            return ['leaves %s' % ', '.join(sorted(left))]
        targets = [match.group(1) for match in hidden]
        if any(target not in command.outputs or targets.count(target) > staged for target in targets):
            return ['leaves %s' % ', '.join(sorted(left))]
        if os.listdir(self.path('tmp')):
            for name in os.listdir(self.path('tmp')):
                os.unlink(self.path('tmp', name))
            return ['leaves a temporary file']
        return []

    def complete(self, command, outcome, stderr=True):
        """Complaints about a run that ended well."""
        found = []
        if any(not self.same(outcome.files.get(name), wanted) for name, wanted in command.outputs.items()):
            found.append('ends with 0, but the output is not the right one')
        if outcome.stdout not in (command.stdout, None):
            found.append('ends with 0, but standard output is not the right one')
        if stderr and outcome.stderr != command.stderr:
            found.append('ends with 0, but says: %s' % outcome.stderr.decode(errors='replace'))
        return found

    def failed(self, command, outcome, codes, words=()):
        """Complaints about a run that may end with one of these exit codes, saying these words in one line."""
        said = outcome.stderr.decode(errors='replace')
        if outcome.code == 0 and 0 in codes:
            return self.complete(command, outcome) + self.tidy(command, outcome)
        found = self.whole(command, outcome) + self.tidy(command, outcome)
        if outcome.code not in codes:
            found.append('ends with %d instead of %s' % (outcome.code, ' or '.join(map(str, sorted(codes)))))
        changed = [name for name in command.outputs
                   if name != command.report and outcome.files.get(name) != command.old]
        # Of two outputs the second may fail to get into its place when the first is in its own already.
        # Behind the commit memory may run out for the closing words; they say so.
        late = DURABLE in outcome.stderr or outcome.code == 10
        if changed and len(changed) == len(command.outputs) and not late:
            found.append('fails, but replaces the target')
        fatal = [line for line in said.splitlines() if re.search(r'error: .*\[BF\d+ [a-z-]+\]$', line)]
        if len(fatal) != 1:
            found.append('says %d lines about the failure' % len(fatal))
        found += ['does not say "%s"' % word for word in words if not fatal or word not in fatal[0]]
        return [*found, said] if found else []


def tells_of(code, report):
    """True for a whole JSON report of a run that ended with this code."""
    try:
        return report is not None and json.loads(report)['exit'] == code
    except (ValueError, KeyError):
        return False


class Drill:
    """Counts points and violations. In the slice only every k-th point is tried, so that there are about `most`."""

    def __init__(self, bench, name, most=None, whole=()):
        self.bench, self.name, self.most, self.whole = bench, name, most, whole
        self.points = self.missed = 0
        self.violations, self.notes, self.steps = [], [], []

    def sample(self, points, command, how='', most=None):
        """Those of the points that are tried: every k-th so that there are about `most`, where that is said; otherwise
        all in a full run, and some in the slice. Those of the commands in `whole` are all tried always."""
        points, most = list(points), most or (None if self.bench.full or command in self.whole else self.most)
        step = max(1, math.ceil(len(points) / most)) if most else 1
        if step > 1:
            self.steps.append('%s%s: every %s of %d' % (command, how, ordinal(step), len(points)))
        return points[::step]

    def check(self, point, complaints):
        self.points += 1
        if complaints:
            self.violations.append('%s: %s' % (point, '\n    '.join(complaints)))
            if len(self.violations) <= 10:
                print('VIOLATION in %s: %s' % (self.name, self.violations[-1]), flush=True)


def ordinal(number):
    ending = 'th' if number % 100 in (11, 12, 13) else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')
    return '%d%s' % (number, ending)
