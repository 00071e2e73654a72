"""Real exports, which are not ours to keep: a folder somewhere, or none."""
import argparse
import glob
import os

from program import SOURCE

SKIPPED = 77  # the exit code where there is none


def chosen(description, *patterns):
    """Reads the command line PROGRAM [--corpus FOLDER] [NAME...].
    @returns the program's path, and the files of the folder that match one of the patterns; says so where there are none
    """
    p = argparse.ArgumentParser(description=description.split('\n\n')[0])
    p.add_argument('program')
    p.add_argument('--corpus', default=os.path.join(SOURCE, '..', 'shared', 'corpus'))
    p.add_argument('names', nargs='*', help='only files whose names begin so')
    a = p.parse_intermixed_args()
    corpus = os.environ.get('BLOGFERRY_CORPUS') or a.corpus
    files = sorted(path for pattern in patterns for path in glob.glob(os.path.join(corpus, pattern)))
    files = [f for f in files if os.path.basename(f).startswith(tuple(a.names) or '')]
    if not files:
        print('skipped: there are no real exports in %s; name a folder of them with BLOGFERRY_CORPUS' % corpus)
    return a.program, files
