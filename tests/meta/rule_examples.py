#!/usr/bin/env python3
"""The example on each page of docs/rules is what the program says about the rule's fixture, or in the situation that
tests/cli/situations.py makes, folded at 80 columns.

    rule_examples.py PROGRAM [--bless]
"""

import os
import pathlib
import re
import sys
import textwrap

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests/support"), str(ROOT / "tests/cli")]
import situations  # noqa: E402
from cases import cases  # noqa: E402
from program import Program  # noqa: E402

EXAMPLE = re.compile(r"(?<=\n## Example\n\n)(?:    .*\n)+")


def first_words(rule, stderr):
    """The first message with this rule; a fatal one has a hint below it."""
    lines = stderr.splitlines()
    for number, line in enumerate(lines):
        if f"[{rule} " in line:
            hint = []
            for more in lines[number + 1:]:
                if not line.startswith("blogferry:") or not more.startswith("  "):
                    break
                hint.append(more)
            return line, hint
    return None


def folded(message, hint):
    """Lines of an example; what there is to choose from has lines of its own. A rule's tag stays on one line,
    and the input of a fixture is called blog.xml."""
    message = re.sub(r"\[(BF\d+) (\S+)\]$", "[\\1\0\\2]", message)
    message = re.sub(r"\binput\.(?=xml|ndjson|csv|txt)", "blog.", message)
    lines = []
    choices = [line.strip() for line in hint if line.startswith("    ")]
    advice = " ".join(line.strip() for line in hint if not line.startswith("    "))
    for words, indent in ((message, " " * 4), *((choice, " " * 8) for choice in choices), (advice, " " * 6)):
        lines += textwrap.wrap(words, 80, initial_indent=indent, subsequent_indent=indent, break_long_words=False,
                               break_on_hyphens=False)
    return "\n".join(lines).replace("\0", " ") + "\n"


def said(program, case):
    """What the program says when it is run where the first input lies, so that names are short."""
    inputs = [os.path.join(case.folder, name) for name in case.inputs if name != "-"]
    folder = os.path.dirname(os.path.realpath(inputs[0])) if inputs else case.folder
    case.inputs = [os.path.relpath(name, folder) for name in inputs]
    return program.run(*case.command(), cwd=folder).stderr.decode()


def examples(program):
    """Each rule that can be triggered, and what the program says then."""
    for case in cases("rules"):
        yield case.expect, said(program, case)
    for rule in situations.SITUATIONS:
        done, _ = situations.run(program.path, rule)
        if done is not None:
            yield rule, done.stderr.decode()


def main():
    program, bless = Program(sys.argv[1]), "--bless" in sys.argv
    differ = 0
    for rule, stderr in examples(program):
        words = first_words(rule, stderr)
        if words is None:
            print(f"{rule} is not reported")  # the test's to complain about that triggers it
            continue
        page = ROOT / f"docs/rules/{rule}.md"
        text = page.read_text()
        shown, now = EXAMPLE.search(text).group(), folded(*words)
        if shown == now:
            continue
        if bless:
            page.write_text(EXAMPLE.sub(lambda _: now, text))
        else:
            print(f"docs/rules/{rule}.md shows\n{shown}and the program says\n{now}")
            differ += 1
    if differ:
        print("Where the program is right: tests/meta/rule_examples.py PROGRAM --bless")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
