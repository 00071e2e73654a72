#!/usr/bin/env python3
"""Runs the console blocks of the documents and compares what they show with what is said.

    transcripts.py PROGRAM [--bless] [DOCUMENT...]

A block begins with ```console. Lines that begin with "$ " are commands, the lines below each its output, both streams
together. The commands of one document run one after the other in a folder of their own that holds examples/. The guides
are for tests/cli/guides.py.
"""

import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))
from program import instruments  # noqa: E402

BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.M | re.S)


def documents():
    return [ROOT / "README.md", *(d for d in sorted((ROOT / "docs").rglob("*.md")) if d.parent.name != "guide")]


def commands(block):
    """The commands of a block, each with the lines of its continuation."""
    found = []
    for line in block.splitlines():
        if line.startswith("$ "):
            found.append([line])
        elif found and found[-1][-1].endswith("\\"):
            found[-1].append(line)
    return ["\n".join(lines) for lines in found]


def transcript(block, folder, environment):
    shown = ""
    for command in commands(block):
        done = subprocess.run(["sh", "-c", command[2:]], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60, check=False)
        shown += command + "\n" + done.stdout.decode()
    return shown


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    bless = "--bless" in sys.argv
    chosen = [pathlib.Path(a).resolve() for a in sys.argv[2:] if not a.startswith("-")] or documents()
    differ = ran = 0
    for document in chosen:
        text = document.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(ROOT / "examples", pathlib.Path(folder, "examples"))
            environment = {"PATH": f"{program.parent}:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", "TERM": "dumb"}
            environment.update(instruments())

            def play(block):
                nonlocal differ, ran
                now = transcript(block.group(), folder, environment)
                ran += len(commands(now))
                if now != block.group():
                    differ += 1
                    if not bless:
                        print("\n".join(difflib.unified_diff(block.group().splitlines(), now.splitlines(),
                                                             str(document.relative_to(ROOT)), "now", lineterm="")))
                return now

            played = BLOCK.sub(play, text)
        if bless and played != text:
            document.write_text(played, encoding="utf-8")
    print(f"{ran} commands")
    if differ and not bless:
        print("Where the program is right: tests/meta/transcripts.py PROGRAM --bless")
        return 1
    return 0 if ran else 1


if __name__ == "__main__":
    sys.exit(main())
