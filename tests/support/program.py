"""Runs the built program the way a person would, in a fixed environment."""
import os
import subprocess

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FIXTURES = os.path.join(SOURCE, 'fixtures')


def instruments():
    """What a build with sanitizers or counters needs to know of the environment. A confined program may write counters when it ends
    only where its temporary files are."""
    result = {k: v for k, v in os.environ.items() if k.startswith(('ASAN_', 'UBSAN_', 'LSAN_'))}
    if 'BLOGFERRY_COUNTERS' in os.environ:
        result['TMPDIR'] = os.environ['BLOGFERRY_COUNTERS']
    return result


class Program:
    def __init__(self, path):
        self.path = os.path.abspath(path)

    def run(self, *args, cwd=None, stdin=None, timeout=600):
        """A finished run: returncode, stdout and stderr as bytes. A crash is an error of the test, never a result."""
        environment = {'PATH': os.environ.get('PATH', '/usr/bin:/bin'), 'LC_ALL': 'C.UTF-8', 'TZ': 'UTC', 'TERM': 'dumb'}
        environment.update(instruments())
        done = subprocess.run([self.path, *args], cwd=cwd, input=stdin if stdin is not None else b'', stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, env=environment, timeout=timeout, check=False)
        if done.returncode < 0 or done.returncode > 10 or b'Sanitizer' in done.stderr:
            raise AssertionError('%s %s ended with %d:\n%s' % (self.path, ' '.join(map(str, args)), done.returncode, done.stderr.decode(errors='replace')[-4000:]))
        return done

    def convert(self, *args, **kw):
        return self.run('convert', *args, **kw)
