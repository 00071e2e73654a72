#!/usr/bin/env python3
"""Hostile files (cases.py): each ends with the exit code it must, in two seconds, 64 MiB and a stack of 256 KiB, and harms nobody.

    hostile.py PROGRAM [NAME...] [--list] [--keep FOLDER]

Each file is converted and validated. Beyond the exit code: standard error names the file and the place and holds nothing that a terminal
would act on; a failed run leaves no output; content that is merely odd comes out of NDJSON, WXR and SQLite as it went in.
"""
import argparse
import json
import os
import re
import resource
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree

SECONDS, MEBIBYTES = 2.0, 64  # page_authors, the slowest, takes 0.5 s on a fast machine and 1.2 s on a slow one, as it did in 139b27e
STACK = 256 << 10
PATIENCE = 20
CONTENT = '{http://purl.org/rss/1.0/modules/content/}'
WP = '{http://wordpress.org/export/1.2/}'
RAW = re.compile('[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]')
SERIALIZED = re.compile(r'^([abdiOsCE]:|N;)')


class Run:
    """A finished run, measured."""

    def __init__(self, program, words, folder, keep=True):
        process = subprocess.Popen([program, *words], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(folder),
                                   preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_STACK, (STACK, STACK)))
        self.out, self.err, self.late = b'', b'', False
        streams, until = {process.stdout: 'out', process.stderr: 'err'}, time.monotonic() + PATIENCE
        while streams:
            for stream in select.select(list(streams), [], [], max(0, until - time.monotonic()))[0]:
                part = os.read(stream.fileno(), 65536)
                if keep or stream is process.stderr:
                    setattr(self, streams[stream], getattr(self, streams[stream]) + part)
                if not part:
                    del streams[stream]
            if time.monotonic() > until and not self.late:
                self.late = True
                process.send_signal(signal.SIGKILL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = self.code = os.waitstatus_to_exitcode(status)
        process.stdout.close()
        process.stderr.close()
        self.user, self.seconds = usage.ru_utime, usage.ru_utime + usage.ru_stime
        self.mebibytes = usage.ru_maxrss / 1024


def environment(folder):
    result = {'PATH': '/usr/bin:/bin', 'LC_ALL': 'C.UTF-8', 'TZ': 'UTC', 'TERM': 'dumb', 'HOME': folder, 'TMPDIR': folder}
    result.update({k: v for k, v in os.environ.items() if k.startswith(('ASAN_', 'UBSAN_', 'LSAN_'))})
    return result


def put(path, content):
    """A file, or what ('link', TARGET) and ('fifo', '') say."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if isinstance(content, tuple):
        os.symlink(content[1], path) if content[0] == 'link' else os.mkfifo(path)
        return
    with open(path, 'wb') as file:
        file.write(content.encode('utf-8') if isinstance(content, str) else content)


def lay_out(folder, names):
    """Makes every input, in a process of its own: a run's peak includes what its parent held when it was started."""
    child = os.fork()
    if child:
        if os.waitpid(child, 0)[1] != 0:
            raise SystemExit('the inputs could not be made')
        return
    code = 1
    try:
        from cases import CASES
        table = []
        for case in CASES:
            if names and case.name not in names:
                continue
            home = os.path.join(folder, case.name)
            os.makedirs(home)
            put(os.path.join(home, 'CANARY.txt'), 'canary-7b1f')
            content = case.make() if callable(case.make) else case.make
            target = os.path.join(home, 'input' + case.suffix)
            if isinstance(content, dict):
                os.mkdir(target)
                for name, data in content.items():
                    put(os.path.join(target, name), data)
            else:
                put(target, content)
            table.append({k: v for k, v in vars(case).items() if k != 'make'})
        if len({row['name'] for row in table}) != len(table):
            raise SystemExit('two cases have one name')
        with open(os.path.join(folder, 'cases.json'), 'w', encoding='utf-8') as file:
            json.dump(table, file)
        code = 0
    except BaseException:  # the child must not go on as a second parent
        import traceback
        traceback.print_exc()
    finally:
        os._exit(code)


class Judge:
    def __init__(self, program, folder, case):
        self.program, self.case, self.home = program, case, os.path.join(folder, case['name'])
        self.input = 'input' + case['suffix']
        self.found, self.seconds, self.mebibytes = [], 0.0, 0.0
        with open(program, 'rb') as file:
            self.sanitized = b'__asan_init' in file.read()

    def wrong(self, what):
        self.found.append(what)

    def run(self, *words, code):
        done = Run(self.program, words, self.home)
        what = ' '.join(words[:1]) if words[0] == 'validate' else words[words.index('-o') + 1]
        self.seconds, self.mebibytes = max(self.seconds, done.seconds), max(self.mebibytes, done.mebibytes)
        if done.late:
            self.wrong('%s: did not end in %d seconds' % (what, PATIENCE))
        elif done.code != code:
            self.wrong('%s: ended with %d, not %d: %s' % (what, done.code, code, done.err.decode('utf-8', 'replace')[:400]))
        if done.seconds > SECONDS and not self.sanitized:
            self.wrong('%s: took %.2f s' % (what, done.seconds))
        if done.mebibytes > MEBIBYTES and not self.sanitized:
            self.wrong('%s: took %.0f MiB' % (what, done.mebibytes))
        self.check_words(what, done)
        return done

    def check_words(self, what, done):
        said = done.err
        if b'Sanitizer' in said or b'runtime error' in said or b'[BF901' in said:
            self.wrong('%s: a bug: %s' % (what, said.decode('utf-8', 'replace')[-1500:]))
        try:
            raw = RAW.search(said.decode('utf-8'))
        except UnicodeDecodeError:
            raw = 'bytes that are not UTF-8'
        if raw:
            self.wrong('%s: standard error holds %r' % (what, raw if isinstance(raw, str) else raw.group()))
        if done.code > 1:
            rule = self.case['rule']
            if rule and ('[%s ' % rule).encode() not in said:
                self.wrong('%s: does not say %s: %s' % (what, rule, said.decode('utf-8', 'replace')[:400]))
            place = (r':\d+:\d+: ' if self.case['placed'] else r'[:/]').encode()
            if not re.search(rb'(?m)^blogferry: ' + re.escape(self.input.encode()) + place, said) and b'[BF135 ' not in said:
                self.wrong('%s: does not name the file and the place: %s' % (what, said.decode('utf-8', 'replace')[:400]))

    def judge(self):
        case, before = self.case, set(os.listdir(self.home))
        targets = ('out.ndjson', 'out.wxr', 'out.db') if case['title'] else ('out.ndjson',)
        self.run('validate', self.input, *case['args'], code=case['validate'])
        for target in targets:
            self.run('convert', self.input, '-o', target, '--overwrite', *case['args'], code=case['code'])
        for target in targets:  # behind all runs, which start small
            path = os.path.join(self.home, target)
            if case['code'] == 0 and os.path.exists(path):
                self.check_output(target, path)
            elif os.path.exists(path):
                self.wrong('%s: there is an output' % target)
        left = set(os.listdir(self.home)) - before - {'out.ndjson', 'out.wxr', 'out.db', 'out.wxr.orphans.ndjson'}
        if left:
            self.wrong('left behind: %s' % ', '.join(sorted(left)))
        return self

    def check_output(self, target, path):
        with open(path, 'rb') as file:
            data = file.read()
        if self.case['gone'] and self.case['gone'].encode() in data:
            self.wrong('%s: %s got out' % (target, self.case['gone']))
        titles = getattr(self, 'titles_of_' + target.split('.')[1])(path, data)
        title = self.case['wxr_title' if target == 'out.wxr' else 'title']
        if title is not None and title not in titles:
            self.wrong('%s: the title is %r, not %r' % (target, titles[:3], title))

    @staticmethod
    def titles_of_ndjson(_, data):
        objects = [json.loads(line) for line in data.decode('utf-8').split('\n') if line]
        return [o['title'] for o in objects if o['type'] == 'post']

    def titles_of_wxr(self, _, data):
        items = list(ElementTree.fromstring(data).iter('item'))
        if self.case['not_serialized']:
            for value in (e.text or '' for item in items for e in item.iter(WP + 'meta_value')):
                if SERIALIZED.match(value):
                    self.wrong('out.wxr: PHP would unserialize %r' % value)
        return [item.findtext('title') for item in items]

    @staticmethod
    def titles_of_db(path, _):
        database = sqlite3.connect('file:%s?mode=ro' % path, uri=True)
        try:
            return [row[0] for row in database.execute("SELECT title FROM posts")]
        finally:
            database.close()


# --- what a run asks of the system -----------------------------------------------------------------------------------

CALLS = 'execve,execveat,connect,socket,bind,open,openat,openat2,creat,fork,vfork,unlink,unlinkat,rename,renameat,renameat2,symlink,link,mkdir,ptrace'
SYSTEM = ('/etc/ld.so.', '/lib/', '/lib64/', '/usr/lib/', '/usr/share/zoneinfo', '/etc/localtime', '/etc/timezone', '/usr/share/locale', '/proc/self/', '/sys/', '/dev/null', '/etc/ssl/openssl.cnf')


def traced(program, folder, case):
    """What a run on a hostile file opens, and that it neither connects nor starts anything."""
    home, log = os.path.join(folder, case['name']), os.path.join(folder, 'strace.log')
    words = ['strace', '-f', '-qq', '-s', '4096', '-e', 'trace=' + CALLS, '-o', log, program, 'convert', 'input' + case['suffix'], '-o', 'out.ndjson', '--overwrite', *case['args']]
    Run(words[0], words[1:], home)
    with open(log, encoding='utf-8', errors='replace') as file:
        calls = [line.split(None, 1)[1] for line in file if '(' in line]
    found, inside = [], os.path.realpath(home)
    if not calls or not calls[0].startswith('execve('):
        return ['strace saw nothing: %s' % calls[:1]]
    for call in calls[1:]:
        name = call.split('(')[0]
        if name not in ('open', 'openat', 'openat2', 'renameat', 'rename', 'renameat2', 'unlinkat', 'unlink'):
            found.append(call.strip())
            continue
        path = re.search(r'"((?:[^"\\]|\\.)*)"', call).group(1)
        own = os.path.realpath(os.path.join(home, path)).startswith(inside) and 'CANARY' not in path
        if not own and not (path.startswith(SYSTEM) and ('O_RDONLY' in call or path == '/dev/null')):
            found.append(call.strip())
    return found


def trace(program, folder, table):
    if not shutil.which('strace'):
        print('strace: skipped, it is not installed')
        return 0
    names = ('doctype_file', 'doctype_http', 'xinclude', 'stylesheet', 'schema_location', 'zip_name_slip', 'zip_symlink', 'tar_hardlink_outside', 'tar_only_links',
             'folder_settings_zone_path', 'filename_dots', 'folder_fifo', 'encoding_________etc_passwd')
    chosen, failed = [case for case in table if case['name'] in names], 0
    if Run('strace', ['-qq', '-o', '/dev/null', '/bin/true'], folder).code != 0:
        print('strace: skipped, tracing is not allowed here')
        return 0
    for case in chosen:
        found = traced(program, folder, case)
        if found:
            failed += 1
            print('FAILED: %s: asks the system for what it has no business with:\n  %s' % (case['name'], '\n  '.join(found)))
    print('strace: %d runs, %d failed' % (len(chosen), failed))
    return failed


def judge_one(program, folder, case):
    """Judges a case in a process of its own, so that no run inherits what the checks of another needed."""
    child = os.fork()
    if child:
        return child
    try:
        judge = Judge(program, folder, case).judge()
        result = [case['name'], judge.found, judge.seconds, judge.mebibytes]
    except Exception as error:  # said as a failure of its case
        result = [case['name'], ['the check broke: %r' % error], 0, 0]
    with open(os.path.join(folder, case['name'] + '.json'), 'w', encoding='utf-8') as file:
        json.dump(result, file)
    os._exit(0)


def judge_all(program, folder, table, workers):
    """(name, complaints, seconds, MiB) of each case."""
    running = set()
    for case in table:
        if len(running) == workers:
            running.remove(os.wait()[0])
        running.add(judge_one(program, folder, case))
    for _ in running:
        os.wait()
    results = []
    for case in table:
        with open(os.path.join(folder, case['name'] + '.json'), encoding='utf-8') as file:
            results.append(json.load(file))
    return results


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('program')
    parser.add_argument('names', nargs='*')
    parser.add_argument('--list', action='store_true', help='print what each file came to')
    parser.add_argument('--keep', metavar='FOLDER', help='make the files there and keep them')
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    folder = os.path.abspath(options.keep) if options.keep else tempfile.mkdtemp(prefix='blogferry-hostile-')
    try:
        lay_out(folder, options.names)
        with open(os.path.join(folder, 'cases.json'), encoding='utf-8') as file:
            table = json.load(file)
        results = judge_all(program, folder, table, os.cpu_count() or 1)
        codes = {case['name']: case['code'] for case in table}
        if options.list:
            for name, _, seconds, mebibytes in sorted(results):
                print('%-40s %2d %6.3f s %5.1f MiB' % (name, codes[name], seconds, mebibytes))
        failed = [result for result in results if result[1]]
        for name, found, _, _ in failed:
            print('FAILED: %s: %s' % (name, '\n  '.join(found)))
        slowest, largest = max(results, key=lambda r: r[2]), max(results, key=lambda r: r[3])
        by_code = ', '.join('%d x %d' % (sum(c == code for c in codes.values()), code) for code in sorted(set(codes.values())))
        print('%d hostile files (exit codes: %s), %d failed; slowest %.2f s (%s), largest %.0f MiB (%s)' %
              (len(results), by_code, len(failed), slowest[2], slowest[0], largest[3], largest[0]))
        untraced = trace(program, folder, table)
        if len(results) != len(table) or (not options.names and len(table) < 150):
            print('FAILED: only %d of %d files were judged' % (len(results), len(table)))
            return 1
        return 1 if failed or untraced else 0
    finally:
        if not options.keep:
            shutil.rmtree(folder)


if __name__ == '__main__':
    sys.exit(main())
