#!/usr/bin/env python3
"""Of several inputs the report says how each fares: as it does alone, where it can be read again.

    inputs_alone.py PROGRAM
"""
import json
import sys

from sandbox import Sandbox

FILES = {
    'blog.xml': 'fixtures/blogger_gdata/several/input.xml',
    'findings.xml': 'fixtures/blogger_gdata/orphan/input.xml',
    'cut.xml': 'fixtures/blogger_gdata/truncated/input.xml',
    'doctype.xml': 'fixtures/blogger_gdata/doctype/input.xml',
    'picture.png': 'fixtures/other/picture/input.png',
    'two': 'fixtures/blogger_takeout/same_title/input',
}
# Inputs that are read together, "-" for standard input; what that is; and how each fares where alone it cannot be asked.
RUNS = [
    (['blog.xml', 'picture.png'], None, {}),
    (['picture.png', 'cut.xml', 'blog.xml', 'doctype.xml', 'missing.xml'], None, {}),
    (['picture.png', 'findings.xml', 'two'], None, {}),
    (['findings.xml', 'findings.xml'], None, {}),
    (['picture.png', '-'], 'cut.xml', {}),
    (['-', 'blog.xml'], 'picture.png', {}),
    (['blog.xml', '-'], b'\x89PNG', {'-': 5}),
    (['cut.xml', '-'], b'\x89PNG', {'-': 5}),
    (['missing.xml', '-'], b'\x89PNG', {'-': None}),
]


def validate(sandbox, inputs, given):
    words = ['validate', *inputs, '--fail-on', 'warning', '--report', 'json=-', '-q']
    if isinstance(given, bytes):
        return sandbox.run(*words, stdin=None, input=given)
    if given is None:
        return sandbox.run(*words)
    with open(sandbox.work(given), 'rb') as file:
        return sandbox.run(*words, stdin=file)


def main():
    failed = 0
    with Sandbox(sys.argv[1]) as sandbox:
        for name, source in FILES.items():
            sandbox.add(name, source)
        for inputs, given, known in RUNS:
            together = validate(sandbox, inputs, given)
            fared = [(one['name'], one['exit']) for one in json.loads(together.stdout)['inputs']]
            wanted = [(name, known[name] if name in known else validate(sandbox, [name], given).returncode) for name in inputs]
            if fared != wanted:
                failed += 1
                print('FAILED: of %s, %s where alone it is %s' % (inputs, fared, wanted))
    print('%d runs, %d failed' % (len(RUNS), failed))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
