"""Takes a Blogger export apart into head, entries and tail, as bytes, to put it together differently."""
import random
import re

ENTRY = re.compile(rb'[ \t]*<entry>.*?</entry>(?:\r?\n)?', re.S)


def parts(data):
    """(head, [entry...], tail); None if there are no plain entries side by side (re-encoded or edited files)."""
    entries = ENTRY.findall(data)
    if not entries:
        return None
    start = data.index(entries[0])
    end = start + sum(map(len, entries))
    if data[start:end] != b''.join(entries):
        return None
    return data[:start], entries, data[end:]


def shuffled(data, seed):
    head, entries, tail = parts(data)
    random.Random(seed).shuffle(entries)
    return head + b''.join(entries) + tail
