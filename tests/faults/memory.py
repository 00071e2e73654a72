"""The n-th allocation fails, once or from then on."""
import collections
import os

from bench import Drill, NO_LOCALE, Skipped


# The first is libstdc++'s reserve for exceptions, made before main: without it and any memory, none can be thrown.
FIRST_AFTER_RESERVE = 2


def preload(bench, fd, **more):
    if not os.path.exists(bench.shim):
        raise Skipped('%s is not built' % os.path.basename(bench.shim))
    return bench.environment(LD_PRELOAD=bench.shim, FAIL_FD=str(fd), **more)


def run(bench, command, **more):
    """(outcome, whether an allocation failed, how many there were)"""
    reader, writer = os.pipe()
    try:
        outcome = bench.run(command, environment=preload(bench, writer, **more), pass_fds=(writer,))
    finally:
        os.close(writer)
    told = b''
    while chunk := os.read(reader, 4096):
        told += chunk
    os.close(reader)
    failed, _, count = told.partition(b' ')
    return outcome, failed == b'x', int(count or 0)


def allocations(bench, commands, most, whole, large, most_large):
    """Exit 10, or 0 with the right output; nothing else, whichever library asked for the memory. Of the large commands
    always only some points."""
    drill = Drill(bench, 'every allocation fails', most, whole)
    codes = collections.Counter()
    for command in commands:
        fail_each(bench, drill, codes, command)
    for command in large:
        fail_each(bench, drill, codes, command, most_large)
    drill.notes.append('exit codes: %s' % ', '.join('%d: %d' % pair for pair in sorted(codes.items())))
    return drill


def fail_each(bench, drill, codes, command, most=None):
    before, _, total = run(bench, command)
    assert before.code == 0 and total > 100, 'the shim is not at work'
    for how, first, mode in (('once', 1, {}), ('for ever', FIRST_AFTER_RESERVE, {'FAIL_FOREVER': '1'})):
        # Threads may need one allocation more or less: go on until nothing fails.
        for number in drill.sample(range(first, total + 10), command, ', ' + how, most):
            outcome, failed, _ = run(bench, command, FAIL_AT=str(number), **mode)
            if not failed:
                break
            codes[outcome.code] += 1
            # The library that lists all zones keeps it to itself that a folder did not open for lack of memory. What it
            # then lacks is noticed, and said.
            zones = b'the time zone data for' in outcome.stderr
            allowed = {3} if NO_LOCALE in outcome.stderr or zones else {0, 10}
            drill.check('%s, allocation %d of %d, %s' % (command, number, total, how),
                        bench.failed(command, outcome, allowed))
