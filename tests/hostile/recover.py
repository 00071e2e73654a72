#!/usr/bin/env python3
"""--recover: damages good exports in a hundred places, and looks that nothing is lost or changed but what was damaged.

    recover.py PROGRAM [--count 500] [--seed 1] [--keep FOLDER]

Exports are a legacy one, a Takeout, and the WXR and NDJSON that the program makes of them. Each damage is a cut, a flipped bit, a control
character, a bare &, an invalid byte, a tag that is taken away or "]]>" in a text; some files get two. Then

    with --recover    exit 0; every record that was not touched is in the output, its fields as they were; for each touched one there is an
                      error with a place in it or at its end;
    without           exit 4 and no output.

A damage that leaves the file well-formed is a change of its content, which nobody can see. It is not counted, and another one is made.
"""
import argparse
import collections
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'support'))
from program import SOURCE, Program  # noqa: E402

RECORDS = {'legacy': rb'<entry>.*?</entry>', 'takeout': rb'<entry>.*?</entry>', 'wxr': rb'<item>.*?</item>', 'ndjson': rb'\{"type":"(?:post|comment|orphan)"[^\n]*\n'}
SUFFIX = {'legacy': 'xml', 'takeout': 'atom', 'wxr': 'wxr', 'ndjson': 'ndjson'}
MENDED_OR_LEFT_OUT = ('BF115', 'BF116')
# What an entity takes from other records: whether its post is there, and how many comments it has.
FROM_OTHERS = ('type', 'reason', 'replies', 'blog')


def entities(output):
    found = {}
    for line in output.splitlines():
        entity = json.loads(line)
        if entity['type'] in ('post', 'comment', 'orphan'):
            found[entity['type'] == 'post', entity['id']] = {k: v for k, v in entity.items() if k not in FROM_OTHERS}
    return found


class Export:
    def __init__(self, program, kind, data, folder):
        self.kind, self.data, self.folder, self.program = kind, data, folder, program
        self.entities = entities(self.convert(data).stdout)
        assert self.entities
        # Which entities a record holds is what is missing without it.
        self.records = []
        for match in re.finditer(RECORDS[kind], data, re.S):
            rest = entities(self.convert(data[:match.start()] + data[match.end():], '--recover').stdout)
            held = set(self.entities) - set(rest)
            if held:
                self.records.append((match.start(), match.end(), held))
        assert set.union(*(held for _, _, held in self.records)) == set(self.entities), kind

    def convert(self, data, *options):
        path = os.path.join(self.folder, 'damaged.' + SUFFIX[self.kind])
        with open(path, 'wb') as f:
            f.write(data)
        return self.program.convert(path, '-o', '-', '--to', 'ndjson', '--report', 'json=' + os.path.join(self.folder, 'report.json'), '--overwrite', *options)

    def findings(self):
        with open(os.path.join(self.folder, 'report.json'), encoding='utf-8') as f:
            return json.load(f)['diagnostics']


def damage(export, chance):
    """(name, begin, end, instead): bytes of the export that are replaced."""
    begin, end, _ = chance.choice(export.records)
    at = chance.randrange(begin, end)
    kind = chance.choice(('cut', 'flip', 'flip', 'control', 'ampersand', 'byte', 'tag', 'cdata'))
    if kind == 'cut':
        return kind, at, len(export.data), b''
    if kind == 'flip':
        return kind, at, at + 1, bytes([export.data[at] ^ (1 << chance.randrange(8))])
    if kind == 'control':
        return kind, at, at, bytes([chance.choice((1, 8, 11, 16, 27, 31))])
    if kind == 'ampersand':
        return kind, at, at, chance.choice((b'&', b'& ', b'&nbsp;', b'&#16;', b'&x'))
    if kind == 'byte':
        return kind, at, at, bytes([chance.randrange(0x80, 0x100)])
    if kind == 'cdata':
        return kind, at, at, b']]>'
    tags = list(re.finditer(rb'</?[a-z][^<>]*(?<!/)>', export.data[begin:end])) or [re.match(rb'', b'')]
    tag = chance.choice(tags)
    return kind, begin + tag.start(), begin + tag.end(), b''


def well_formed(export, data):
    try:
        if export.kind == 'ndjson':
            for line in data.decode().splitlines():
                json.loads(line)
        else:
            xml.etree.ElementTree.fromstring(data)
        return True
    except (ValueError, xml.etree.ElementTree.ParseError):
        return False


def judge(export, damages, data):
    """What is wrong with how the program takes the damaged export; None if the damage does not count."""
    plain = export.convert(data)
    if well_formed(export, data) or (plain.returncode == 0 and any(d['rule'] == 'BF117' for d in export.findings())):
        return None
    wrong = []
    if plain.returncode != 4 or plain.stdout:
        wrong.append('exit %d without --recover, %d bytes written' % (plain.returncode, len(plain.stdout)))
    done = export.convert(data, '--recover')
    if done.returncode != 0:
        return wrong + ['exit %d: %s' % (done.returncode, done.stderr.decode(errors='replace')[-400:])]
    got = entities(done.stdout)
    errors = [d for d in export.findings() if d['rule'] in MENDED_OR_LEFT_OUT]
    cut = min([begin for kind, begin, _, _ in damages if kind == 'cut'], default=len(export.data))
    touched = [r for r in export.records if r[0] >= cut or any(r[0] <= b < r[1] or b <= r[0] < e for _, b, e, _ in damages)]
    for begin, end, held in export.records:
        if (begin, end, held) in touched:
            continue
        for key in held:
            if key not in got:
                wrong.append('lost: %s %s' % key[::-1])
            elif got[key] != export.entities[key]:
                wrong.append('changed: %s: %s' % (key[1], [k for k in got[key].keys() | export.entities[key].keys() if got[key].get(k) != export.entities[key].get(k)]))
    invented = set(got) - set(export.entities) - {key for _, _, held in touched for key in held}
    if len(invented) > len(touched):
        wrong.append('invented: %s' % invented)
    # Each damaged record is named; places are those of the damaged file.
    shift = 0
    for _, begin, end, instead in sorted(damages, key=lambda d: d[1]):
        if well_formed(export, export.data[:begin] + instead + export.data[end:]):
            continue
        record = next(r for r in export.records if r[0] <= begin < r[1])
        low, high = record[0] + min(shift, 0) - 60, record[1] + shift + len(instead) + 300
        shift += len(instead) - (end - begin)
        if begin <= cut and not any(low <= d.get('offset', -1) <= high or d.get('offset', -1) >= len(data) - 60 for d in errors):
            wrong.append('not named: the damage at %d; named are %s' % (begin, [d.get('offset') for d in errors]))
    return wrong


def exports(program, folder, chance):
    made = {}
    for kind in ('legacy', 'takeout'):
        path = os.path.join(folder, kind)
        subprocess.run([sys.executable, '-B', os.path.join(SOURCE, 'benchmarks', 'gen_blogger.py'), '-o', path, '--posts', '8', '--format', kind, '--seed', str(chance.randrange(1000)),
                        '--comments-per-post', '2'], check=True, stderr=subprocess.DEVNULL)
        with open(path, 'rb') as f:
            made[kind] = f.read()
    path = os.path.join(folder, 'takeout')
    for kind in ('wxr', 'ndjson'):
        made[kind] = program.convert(path, '-o', '-', '--to', kind).stdout
    return [Export(program, kind, data, folder) for kind, data in made.items()]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('program')
    parser.add_argument('--count', type=int, default=500)
    parser.add_argument('--seed', type=int, default=1)
    parser.add_argument('--keep', metavar='FOLDER', help='keep damaged files that come out wrong there')
    options = parser.parse_args()
    program, chance = Program(options.program), random.Random(options.seed)
    counted, changes, failed, mended, whole = collections.Counter(), 0, 0, 0, 0
    with tempfile.TemporaryDirectory() as folder:
        made = exports(program, folder, chance)
        while sum(counted.values()) < options.count:
            export = chance.choice(made)
            damages = [damage(export, chance)]
            if chance.randrange(4) == 0:
                other = damage(export, chance)
                if other[0] != 'cut' and damages[0][0] != 'cut' and abs(other[1] - damages[0][1]) > 2000:
                    damages.append(other)
            data = export.data
            for _, begin, end, instead in sorted(damages, key=lambda d: -d[1]):
                data = data[:begin] + instead + data[end:]
            wrong = judge(export, damages, data)
            if wrong is None:
                changes += 1
                continue
            counted['%s in %s' % (damages[0][0], export.kind)] += 1
            if wrong:
                failed += 1
                print('%s, damages %s:\n  %s' % (export.kind, [d[:3] + (d[3][:20],) for d in damages], '\n  '.join(wrong[:5])))
                if options.keep:
                    os.makedirs(options.keep, exist_ok=True)
                    with open(os.path.join(options.keep, '%d.%s' % (sum(counted.values()), SUFFIX[export.kind])), 'wb') as f:
                        f.write(data)
    print('%d damaged exports: %d failed; %d changes left the file well-formed and were not counted' % (sum(counted.values()), failed, changes))
    print(', '.join('%s %d' % row for row in sorted(counted.items())))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
