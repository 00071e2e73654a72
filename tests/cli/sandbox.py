"""A folder to try commands in: the program as `blogferry`, and exports under the names that documents use."""
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
from program import FIXTURES, SOURCE, instruments  # noqa: E402

LEGACY = os.path.join(SOURCE, 'examples', 'tidewater.xml')
TAKEOUT = os.path.join(FIXTURES, 'blogger_takeout', 'zip', 'takeout.zip')


class Sandbox:
    def __init__(self, program):
        self.program = os.path.abspath(program)
        self.folder = tempfile.mkdtemp(prefix='blogferry-cli-')
        os.mkdir(self.path('bin'))
        os.symlink(self.program, self.path('bin/blogferry'))
        os.mkdir(self.path('work'))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder)

    def path(self, name):
        return os.path.join(self.folder, name)

    def work(self, name=''):
        return os.path.join(self.folder, 'work', name)

    def add(self, name, source):
        """Puts a file or folder of the source tree (or any other) into the working folder."""
        source, target = os.path.join(SOURCE, source), self.work(name)
        os.makedirs(os.path.dirname(target) or '.', exist_ok=True)
        if os.path.isdir(source):
            shutil.copytree(source, target, dirs_exist_ok=True)
        else:
            shutil.copyfile(source, target)

    def add_zip_of(self, name, source):
        """A Takeout archive with `source` as its only feed."""
        os.makedirs(os.path.dirname(self.work(name)), exist_ok=True)
        with zipfile.ZipFile(self.work(name), 'w') as archive:
            archive.write(os.path.join(SOURCE, source), 'Takeout/Blogger/Blogs/A blog/feed.atom')

    def environment(self, **more):
        result = {'PATH': self.path('bin') + ':' + os.environ.get('PATH', '/usr/bin:/bin'), 'LC_ALL': 'C.UTF-8', 'TZ': 'UTC',
                  'TERM': 'dumb', 'HOME': self.folder, 'TMPDIR': self.path('')}
        result.update(instruments())
        result.update(more)
        return result

    def shell(self, script, timeout=60):
        """(exit code, standard output and standard error together) of a script for sh."""
        done = subprocess.run(['sh', '-c', script], cwd=self.work(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, env=self.environment(), timeout=timeout, check=False)
        return done.returncode, done.stdout.decode('utf-8', 'replace')

    def run(self, *words, stdin=subprocess.DEVNULL, timeout=60, **more):
        """A finished run of the program itself, with bytes."""
        return subprocess.run([self.program, *words], cwd=self.work(), stdin=stdin, stdout=more.pop('stdout', subprocess.PIPE),
                              stderr=more.pop('stderr', subprocess.PIPE), env=self.environment(), timeout=timeout, check=False, **more)

    def left(self):
        """Names in the working folder, hidden ones too."""
        return sorted(os.listdir(self.work()))
