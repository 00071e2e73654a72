"""The cases under fixtures/: see fixtures/README.md."""
import os
import shlex

from program import FIXTURES


class Case:
    def __init__(self, folder):
        self.folder = folder
        self.name = os.path.relpath(folder, FIXTURES)
        self.fields = {}
        with open(os.path.join(folder, 'case.txt'), encoding='utf-8') as f:
            for line in f:
                key, _, value = line.partition(':')
                self.fields[key.strip()] = value.strip()
        for key in self.fields:
            if key not in ('about', 'input', 'args', 'expect', 'pending'):
                raise ValueError('%s/case.txt: no field is called "%s"' % (self.name, key))
        self.inputs = shlex.split(self.fields['input'])
        self.args = shlex.split(self.fields.get('args', ''))
        self.expect = self.fields.get('expect')
        self.pending = self.fields.get('pending')

    @property
    def to(self):
        """The format that is written."""
        return self.args[self.args.index('--to') + 1] if '--to' in self.args else 'ndjson'

    def path(self, name):
        return os.path.join(self.folder, name)

    def command(self, output='-'):
        """What follows `blogferry` on the command line; run it in the case's folder."""
        target = [] if '--to' in self.args else ['--to', self.to]
        return ['convert', *self.inputs, '-o', output, *target, '--verbose', '--progress', 'never', *self.args]


def cases(*groups):
    """All cases, or those below some of the folders of fixtures/."""
    found = []
    for group in groups or sorted(os.listdir(FIXTURES)):
        for folder, folders, files in os.walk(os.path.join(FIXTURES, group)):
            folders.sort()
            if 'case.txt' in files:
                found.append(Case(folder))
                folders.clear()
    return found
