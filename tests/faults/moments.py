"""Signals that come at any time."""
import os
import random
import signal
import time

from bench import Drill

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SOON = 0.1  # seconds until a run that was asked to stop is gone


def moment(chance, command):
    """Some time before the end of a run, which is a little sooner than when we learn of it."""
    return chance.uniform(0, 0.8 * command.seconds)


def send(bench, command, number, delay):
    """(outcome, seconds between the signal and the end)"""
    bench.reset(command)
    process = bench.start(command)
    time.sleep(delay)
    sent = time.monotonic()
    process.send_signal(number)
    process.wait(timeout=60)
    return bench.finish(process), time.monotonic() - sent


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
            elif outcome.stderr not in (b'', command.stderr):  # it may come when all is done and said
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


def broken_pipe(bench, command):
    """A reader that goes away, before or in the middle, ends the run without a word."""
    drill = Drill(bench, 'SIGPIPE')
    for size in (0, 1, 100, 100_000):
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
        drill.check('after %d bytes' % size, found)
    return drill
