#!/usr/bin/env python3
"""Converts real exports to all formats and compares what comes out with an independent count.

    corpus_test.py PROGRAM [--corpus FOLDER] [NAME...]

The folder holds legacy/*.xml and takeout/*.atom; BLOGFERRY_CORPUS in the environment comes first. Exits with 77, and
says why, if there is none.
"""
import json
import os
import subprocess
import sys
import tempfile
import xml.parsers.expat

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, '..', 'support')]
import corpus  # noqa: E402
import count_export  # noqa: E402
import outputs  # noqa: E402
from program import Program, SOURCE  # noqa: E402

SITE = ['--site-url', 'https://blog.example/', '--time-zone', 'UTC']
SCHEMA_CHECK = os.path.join(SOURCE, 'tests', 'schema', 'check_schema.py')


class Wrong(Exception):
    pass


def need(condition, message):
    if not condition:
        raise Wrong(message)


def converted(program, path, target, form):
    done = program.convert(path, '-o', target, '-q', *([] if form == 'legacy' else SITE))
    need(done.returncode == 0, 'exit %d for %s: %s' % (done.returncode, os.path.basename(target), done.stderr.decode(errors='replace')[:500]))
    return target


def load(path):
    with open(path, 'rb') as f:
        return f.read()


def check_xml(path):
    """Two parsers that have nothing to do with each other must both be content with it."""
    done = subprocess.run(['xmllint', '--huge', '--noout', path], capture_output=True, check=False)
    need(done.returncode == 0, 'xmllint: %s' % done.stderr.decode(errors='replace')[:300])
    try:
        xml.parsers.expat.ParserCreate(namespace_separator=' ').Parse(load(path), True)
    except xml.parsers.expat.ExpatError as e:
        raise Wrong('expat: %s' % e) from e


def compare(found, expected, where, keys=outputs.KEYS):
    wrong = ['%s %d instead of %d' % (key, found[key], expected[key]) for key in keys if found[key] != expected[key]]
    need(not wrong, '%s: %s' % (where, ', '.join(wrong)))


def refused(program, path, target):
    """A file that is not well-formed is refused as such, and nothing is written."""
    done = program.convert(path, '-o', target, '-q')
    need(done.returncode == 4, 'the file is not well-formed, and the exit code is %d' % done.returncode)
    need(not os.path.exists(target), 'the file is not well-formed, and yet something was written')


def check(program, path, folder):
    """What was counted; an empty dictionary if the file is rightly refused."""
    truth = count_export.count(path)
    target = lambda suffix: os.path.join(folder, 'out.' + suffix)
    if 'error' in truth:
        refused(program, path, target('ndjson'))
        return {}
    form = truth['format']
    ndjson = outputs.of_ndjson(load(converted(program, path, target('ndjson'), form)))
    compare(ndjson, truth, 'ndjson')
    wrong = outputs.differences(outputs.ndjson_lines(load(target('ndjson'))), count_export.entries(path)[1])
    need(not wrong, '%d differences, such as %s' % (len(wrong), '; '.join(wrong[:3])))
    compare(outputs.of_json(load(converted(program, path, target('json'), form))), ndjson, 'json')
    compare(outputs.of_sqlite(converted(program, path, target('db'), form)), ndjson, 'sqlite')
    compare(outputs.of_wxr(converted(program, path, target('wxr'), form)), ndjson, 'wxr', [key for key in outputs.KEYS if key != 'replies'])
    check_xml(target('wxr'))
    done = subprocess.run([sys.executable, SCHEMA_CHECK, target('json'), target('ndjson')], capture_output=True, check=False)
    need(done.returncode == 0, 'schema: %s' % (done.stdout + done.stderr).decode(errors='replace')[:500])
    again = program.convert(target('ndjson'), '-o', '-', '--to', 'ndjson', '-q')
    need(again.returncode == 0 and again.stdout == load(target('ndjson')), 'the NDJSON read back and written again differs')
    return truth


def main():
    path_of_program, files = corpus.chosen(__doc__, 'legacy/*.xml', 'takeout/*.atom')
    if not files:
        return corpus.SKIPPED
    program, failed, total = Program(path_of_program), 0, outputs.tally()
    print('%-48s %7s %6s %8s %7s %6s %6s %7s' % ('file', 'posts', 'pages', 'comments', 'orphans', 'drafts', 'labels', 'replies'))
    for path in files:
        name = os.path.basename(path)[:48]
        with tempfile.TemporaryDirectory(prefix='blogferry-corpus-') as folder:
            try:
                truth = check(program, path, folder)
            except (Wrong, AssertionError, KeyError, ValueError, OSError) as e:
                failed += 1
                print('%-48s FAILED %s: %s' % (name, type(e).__name__, e))
                continue
        if not truth:
            print('%-48s not well-formed, refused' % name)
            continue
        print('%-48s %7d %6d %8d %7d %6d %6d %7d' % (name, *(truth[key] for key in ('posts', 'pages', 'comments', 'orphans', 'drafts', 'labels', 'replies'))))
        for key in outputs.KEYS:
            total[key] += truth[key]
    print('%d files, %d failed; %s' % (len(files), failed, json.dumps(total)))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
