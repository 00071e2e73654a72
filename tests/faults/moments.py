"""Signals that come at any time."""
import itertools
import os
import random
import signal
import subprocess
import time

from bench import Drill, STAGED

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SOON = 0.1  # seconds until a run that was asked to stop is gone


def moment(chance, command):
    """Some time before the end of a run, which is a little sooner than when we learn of it."""
    return chance.uniform(0, 0.8 * command.seconds)


def send(bench, command, number, delay, again=None):
    """(outcome, seconds between the signal and the end); a second signal comes `again` seconds after the first"""
    bench.reset(command)
    process = bench.start(command)
    time.sleep(delay)
    sent = time.monotonic()
    process.send_signal(number)
    if again is not None:
        time.sleep(again)
        process.send_signal(number)
    process.wait(timeout=60)
    return bench.finish(process), time.monotonic() - sent


def wait_until_blocked(process):
    """Until it has waited for something for a while."""
    waits = 0
    while waits < 5:
        time.sleep(0.02)
        with open('/proc/%d/stat' % process.pid, encoding='ascii', errors='replace') as file:
            state = file.read().rpartition(')')[2].split()[0]
        if state == 'Z':  # it has ended instead
            return
        waits = waits + 1 if state == 'S' else 0


def kills(bench, commands, count):
    drill = Drill(bench, 'kill -9 at random times')
    chance = random.Random(9)
    left = 0
    for i in range(count):
        command = commands[i % len(commands)]
        outcome, _ = send(bench, command, signal.SIGKILL, moment(chance, command))
        if outcome.code != -signal.SIGKILL:
            drill.missed += 1
        left += len(outcome.leftovers())
        found = bench.whole(command, outcome) + bench.tidy(command, outcome, staged=1)
        drill.check('%s, kill %d' % (command, i), found)
    drill.notes.append('%d staging files left, all hidden' % left)
    return drill


def stops(bench, commands, count):
    """SIGINT, SIGTERM, SIGHUP: the run dies by the signal, soon, and leaves nothing."""
    drill = Drill(bench, 'SIGINT, SIGTERM, SIGHUP at random times')
    chance, slowest = random.Random(15), 0.0
    for i in range(count):
        command, number = commands[i % len(commands)], STOPPING[i // len(commands) % 3]
        found = []
        for _ in range(3):  # a busy machine may be late once
            outcome, seconds = send(bench, command, number, moment(chance, command))
            if outcome.code == 0:
                drill.missed += 1
                found += bench.complete(command, outcome)
            elif outcome.code != -number:
                found.append('ends with %d instead of %d' % (outcome.code, -number))
            elif not command.stderr.startswith(outcome.stderr):  # it may come when some or all is said
                found.append('says: %s' % outcome.stderr.decode(errors='replace'))
            found += bench.whole(command, outcome) + bench.tidy(command, outcome)
            if found or seconds <= SOON:
                break
        slowest = max(slowest, seconds)
        if seconds > SOON:
            found.append('lives for %d ms after it' % (1000 * seconds))
        drill.check('%s, %s %d' % (command, signal.Signals(number).name, i), found)
    drill.notes.append('slowest %d ms' % (1000 * slowest))
    return drill


def insists(bench, commands, count):
    """A second signal soon after the first: the run ends at once, and leaves nothing all the same."""
    drill = Drill(bench, 'the same signal twice')
    chance = random.Random(21)
    for i in range(count):
        command, number = commands[i % len(commands)], STOPPING[i // len(commands) % 3]
        outcome, _ = send(bench, command, number, moment(chance, command), chance.uniform(0, 0.03))
        found = [] if outcome.code in (0, -number) else ['ends with %d instead of %d' % (outcome.code, -number)]
        drill.missed += outcome.code == 0
        drill.check('%s, %s %d' % (command, signal.Signals(number).name, i),
                    found + bench.whole(command, outcome) + bench.tidy(command, outcome))
    return drill


def passed_over(bench, commands):
    """Signals that mean nothing to a run do not end it."""
    drill = Drill(bench, 'SIGURG, SIGWINCH, SIGCHLD, SIGCONT')
    chance = random.Random(4)
    for command, number in itertools.product(commands, (signal.SIGURG, signal.SIGWINCH, signal.SIGCHLD, signal.SIGCONT)):
        outcome, _ = send(bench, command, number, moment(chance, command))
        found = [] if outcome.code == 0 else ['ends with %d' % outcome.code]
        drill.check('%s, %s' % (command, number.name), found + bench.complete(command, outcome))
    return drill


def unread(bench, command, stream, number, times):
    """(outcome, seconds, complaints) of a run that gets its signal when nobody reads that stream"""
    reader, writer = os.pipe()
    bench.reset(command)
    process = bench.start(command, **{stream: writer})
    os.close(writer)
    wait_until_blocked(process)
    found = [] if process.poll() is None else ['does not wait']
    sent = time.monotonic()
    for _ in range(times):
        process.send_signal(number)
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        found.append('does not end')
    seconds = time.monotonic() - sent
    os.close(reader)
    outcome = bench.finish(process)
    if outcome.code != -number:
        found.append('ends with %d instead of %d' % (outcome.code, -number))
    return outcome, seconds, found


def blocked(bench, commands):
    """A run that waits for somebody who does not read what it says ends by the signal, soon, and leaves nothing."""
    drill = Drill(bench, 'a signal while nobody reads')
    slowest = 0.0
    for stream, command in commands.items():
        for number, times in itertools.product(STOPPING, (1, 2)):
            for _ in range(3):  # a busy machine may be late once
                outcome, seconds, found = unread(bench, command, stream, number, times)
                if found or seconds <= SOON:
                    break
            slowest = max(slowest, seconds)
            if seconds > SOON:
                found.append('lives for %d ms after it' % (1000 * seconds))
            found += bench.whole(command, outcome) + bench.tidy(command, outcome)
            drill.check('%s, %s, %d times' % (command, signal.Signals(number).name, times), found)
    drill.notes.append('slowest %d ms' % (1000 * slowest))
    return drill


def dry_runs(bench, command, count):
    """kill -9 of a dry run leaves at most one hidden file, which the next one takes away."""
    drill = Drill(bench, 'kill -9 of dry runs')
    chance, left = random.Random(10), 0
    for i in range(count):
        process = bench.start(command)
        time.sleep(moment(chance, command))
        process.kill()
        process.communicate()
        names = os.listdir(bench.path('tmp'))
        left += len(names)
        found = [] if len(names) <= 1 and all(map(STAGED.fullmatch, names)) else ['leaves %s' % ', '.join(names)]
        outcome = bench.run(command)
        drill.check('kill %d' % i, found + bench.complete(command, outcome) + bench.tidy(command, outcome))
    if left == 0:
        drill.check('all kills', ['none came while there was a file'])
    return drill


def broken_pipe(bench, commands):
    """A reader that goes away, before or in the middle, ends the run without a word, and nothing is left."""
    drill = Drill(bench, 'SIGPIPE')
    for command, size in itertools.product(commands, (0, 1, 100, 100_000)):
        reader, writer = os.pipe()
        bench.reset(command)
        process = bench.start(command, stdout=writer)
        os.close(writer)
        taken = 0
        while taken < size:
            taken += len(os.read(reader, size - taken))
        os.close(reader)
        outcome = bench.finish(process)
        found = [] if outcome.code == -signal.SIGPIPE else ['ends with %d' % outcome.code]
        if outcome.stderr:
            found.append('says: %s' % outcome.stderr.decode(errors='replace'))
        found += bench.whole(command, outcome) + bench.tidy(command, outcome)
        drill.check('%s, after %d bytes' % (command, size), found)
    return drill
