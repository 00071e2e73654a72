#!/usr/bin/env python3
"""Runs one of the examples.  examples_test.py PROGRAM FOLDER"""

import json
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

program, folder = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])

OUTLINE = """\
Tidewater Notes: 4 posts, 1 pages, 4 comments
* (untitled)
* About the tide tables
  - Anonymous: Is the harbour table for the bar or for the wharf?
* First light on the mudflats
  - Halvard: Which end of the spit were you?
    > Marit Osk: The far end, past the pilot&#39;s hut.
* Do godwits sleep on the wing?
  - Halvard: Half of the brain at a time, they say.
* What the July storm left [not published]
? Ilse: A pity this went. I had bookmarked it.
"""


def run(*arguments, code=0):
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == code, f"exit {done.returncode}, not {code}: {done.stdout}{done.stderr}"
    return done


def equal(found, wanted):
    assert found == wanted, f"{found!r}\nis not\n{wanted!r}"


def example_walk():
    equal(run(folder / "tidewater.xml").stdout, OUTLINE)
    assert run(folder / "no-such-file.xml", code=3).stderr


def example_convert():
    with tempfile.TemporaryDirectory() as scratch:
        output = pathlib.Path(scratch, "blog.db")
        done = run(folder / "tidewater.xml", output)
        equal(done.stdout, "4 posts, 1 pages and 5 comments\n")
        assert "[BF204]" in done.stderr, done.stderr
        with sqlite3.connect(output) as database:
            rows = database.execute((folder / "tidewater.sql").read_text()).fetchall()
        equal([row[2] for row in rows], ["published"] * 4 + ["draft"])
        run(folder / "tidewater.xml", pathlib.Path(scratch, "blog.doc"), code=2)
    run(code=2)


def example_own_converter():
    with tempfile.TemporaryDirectory() as scratch:
        output = pathlib.Path(scratch, "diary.ndjson")
        equal(run(folder / "diary.txt", output).stdout, "3 days\n")
        head, *posts, end = [json.loads(line) for line in output.read_text().splitlines()]
        equal(head["site"]["title"], "Log of the Petrel")
        equal([(p["id"], p["title"], p["published_precision"]) for p in posts],
              [("2011-06-02", "Out of the harbour", "day"), ("2011-06-03", "", "day"), ("2011-06-05", "Home", "day")])
        equal(posts[1]["content"], "<p>Nothing to report but rain.\n</p>")
        equal(end["posts"], 3)


{f.__name__: f for f in (example_walk, example_convert, example_own_converter)}[program.stem]()
