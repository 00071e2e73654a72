#!/usr/bin/env python3
"""Fuzzes each target for some minutes of CPU time, one after the other, and says what came of it.

    cmake --preset fuzz && cmake --build --preset fuzz
    tests/fuzz/run.py [--build build/fuzz] [--minutes 20] [--corpus FOLDER] [TARGET...]

Starts from the seeds and what was found before; keeps what it learns in the corpus folder. A finding is left there as crash-…, timeout-… or
oom-…: mend what it shows, and put the file into tests/fuzz/regress/TARGET.
"""
import argparse
import glob
import os
import re
import resource
import signal
import subprocess
import sys
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
TARGETS = ['readers', 'gate', 'dates', 'counts', 'urls', 'entities', 'ndjson', 'archives', 'merge', 'arguments', 'round_trip', 'html']
LENGTHS = {'dates': 64, 'counts': 300, 'urls': 400, 'entities': 600, 'arguments': 400, 'round_trip': 3000}
SECONDS, MEBIBYTES = 10, 1024


def interrupt_after(process, seconds):
    """Ends the target when it has used that much CPU time: on a busy machine the clock would cheat."""
    tick = os.sysconf('SC_CLK_TCK')
    while process.poll() is None:
        try:
            with open('/proc/%d/stat' % process.pid) as stat:
                fields = stat.read().rpartition(')')[2].split()
        except OSError:  # it ended meanwhile
            return
        if (int(fields[11]) + int(fields[12])) / tick >= seconds:
            process.send_signal(signal.SIGINT)  # libFuzzer prints its figures and goes
            return
        time.sleep(0.5)


def fuzz(target, options):
    corpus = os.path.join(options.corpus, target)
    os.makedirs(corpus, exist_ok=True)
    known = [folder for folder in (os.path.join(HERE, kind, target) for kind in ('seeds', 'regress')) if os.path.isdir(folder)]
    longest_seed = max(os.path.getsize(path) for folder in known for path in glob.glob(os.path.join(folder, '*')))  # or it would be cut
    before = set(glob.glob(corpus + '.*'))
    words = [os.path.join(options.build, 'tests', 'fuzz', 'fuzz_' + target), corpus, *known, '-dict=' + os.path.join(HERE, 'blogger.dict'), '-artifact_prefix=%s.' % corpus,
             '-max_len=%d' % max(LENGTHS.get(target, 4096), longest_seed), '-timeout=%d' % SECONDS, '-rss_limit_mb=%d' % MEBIBYTES, '-malloc_limit_mb=256', '-print_final_stats=1',
             '-use_value_profile=1']
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = usage.ru_utime + usage.ru_stime
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors='replace')
    stopper = threading.Thread(target=interrupt_after, args=(process, options.minutes * 60), daemon=True)
    stopper.start()
    last, executions, tail = '', None, []
    for line in process.stderr:
        if re.match(r'#\d+\s', line):
            last = line
        executions = re.match(r'stat::number_of_executed_units:\s*(\d+)', line) or executions
        tail = (tail + [line])[-60:]
    process.wait()
    stopper.join()
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    minutes = (usage.ru_utime + usage.ru_stime - start) / 60
    executions = executions or re.match(r'#(\d+)', last)
    covered = re.search(r'cov: (\d+) ft: (\d+)', last)
    found = sorted(set(glob.glob(corpus + '.*')) - before)
    print('%-12s %10s executions, %5.1f CPU minutes, coverage %s, %d findings' % (
        target, executions.group(1) if executions else '?', minutes, '%s edges %s features' % covered.groups() if covered else '?', len(found)), flush=True)
    for path in found:
        print('    %s' % path)
    if found:
        print('    ' + '    '.join(line for line in tail if re.search(r'promise|ERROR|SUMMARY|runtime error|^    #\d+ .* in blogferry', line)), flush=True)
    whole = minutes >= options.minutes * 0.99
    if not whole:
        print('    partial: it ended before its %g minutes' % options.minutes, flush=True)
    return len(found) + (not whole)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('targets', nargs='*', metavar='TARGET')
    parser.add_argument('--build', default=os.path.join(HERE, '..', '..', 'build', 'fuzz'))
    parser.add_argument('--minutes', type=float, default=20)
    parser.add_argument('--corpus', default=os.path.join(HERE, '..', '..', 'build', 'corpus'))
    options = parser.parse_args()
    os.environ.setdefault('ASAN_OPTIONS', 'detect_leaks=1')
    return 1 if sum(fuzz(target, options) for target in options.targets or TARGETS) else 0


if __name__ == '__main__':
    sys.exit(main())
