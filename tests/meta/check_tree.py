#!/usr/bin/env python3
"""Holds the tree to its own rules.  check_tree.py SOURCE_DIR

Each test names the file that breaks a rule and says what to do about it.
"""

import pathlib
import re
import subprocess
import sys
import unittest

ROOT = pathlib.Path(sys.argv.pop(1)).resolve() if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[2]
EXIT_CODES = {"ok": 0, "findings": 1, "usage": 2, "no_input": 3, "malformed": 4, "unsupported": 5, "refused": 6,
              "cannot_write": 7, "busy": 8, "internal": 9, "no_memory": 10}


def read(path):
    return path.read_text(encoding="utf-8")


def tree(*suffixes):
    """The files of the project with one of these suffixes (all without), build trees left out."""
    names = subprocess.run(["git", "-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                           capture_output=True, check=False).stdout.decode().split("\0")
    if not any(names):  # a source archive
        names = [str(p.relative_to(ROOT)) for p in ROOT.rglob("*")]
    found = [ROOT / n for n in names if n and not n.startswith(("build", ".git/"))]
    return sorted(p for p in found if p.is_file() and (not suffixes or p.suffix in suffixes))


def relative(path):
    return str(path.relative_to(ROOT))


def catalogue():
    """Number, name, severity, exit code and summary of each rule."""
    line = re.compile(r'^BF_RULE\((\d+),\s*\w+,\s*"([^"]+)",\s*(\w+),\s*(\w+),\s*"([^"]+)"\)', re.M)
    return [m.groups() for m in line.finditer(read(ROOT / "include/blogferry/rules.def"))]


def without_fixture():
    """Rules that nothing can trigger: tests/meta/rules_without_fixture.txt, "BFnnn reason" a line."""
    listed = {}
    for line in read(ROOT / "tests/meta/rules_without_fixture.txt").splitlines():
        if line and not line.startswith("#"):
            rule, _, reason = line.partition(" ")
            listed[rule] = reason
    return listed


def situations():
    """Rules that the situation of a run triggers, not what its input holds."""
    return set(re.findall(r"^@situation\('(BF\d+)'\)", read(ROOT / "tests/cli/situations.py"), re.M))


class Rules(unittest.TestCase):
    def test_catalogue_is_read_whole(self):
        lines = read(ROOT / "include/blogferry/rules.def").count("\nBF_RULE(")
        self.assertEqual(len(catalogue()), lines)
        self.assertGreater(lines, 50)

    def test_every_rule_has_a_page_that_agrees_with_it(self):
        for number, name, severity, exit_code, summary in catalogue():
            with self.subTest(rule=f"BF{number}"):
                page = read(ROOT / f"docs/rules/BF{number}.md")
                text = re.sub(r"\s+", " ", page)
                self.assertTrue(page.startswith(f"# BF{number} {name}\n"))
                start = f"Fatal, exit code {EXIT_CODES[exit_code]}: " if severity == "fatal" else f"{severity.capitalize()}: "
                self.assertIn(start + summary + ".", text)
                self.assertIn(f"[BF{number} {name}]", text, "an example of the message")
                for section in ("## Why it matters", "## Example", "## What to do"):
                    self.assertIn(f"\n{section}\n", page)
                for line in page.splitlines():
                    self.assertLessEqual(len(line), 80, line)

    def test_every_page_has_a_rule(self):
        self.assertEqual({p.stem for p in (ROOT / "docs/rules").glob("*.md")}, {f"BF{r[0]}" for r in catalogue()})

    def test_every_rule_has_a_fixture_a_situation_or_a_reason(self):
        reasons, triggered = without_fixture(), situations()
        for number, *_ in catalogue():
            rule = f"BF{number}"
            folder = ROOT / "fixtures/rules" / rule
            with self.subTest(rule=rule):
                if rule in reasons:
                    self.assertFalse(folder.exists() or rule in triggered, "has a test now: take it off the list")
                    self.assertTrue(reasons[rule].strip(), "needs a reason")
                elif rule not in triggered:
                    self.assertTrue(folder.is_dir() and any(folder.iterdir()), f"needs {relative(folder)}/")
        self.assertLessEqual(set(reasons) | triggered, {f"BF{r[0]}" for r in catalogue()})


class Converters(unittest.TestCase):
    def test_every_converter_has_fixtures_a_page_and_its_line(self):
        listed = read(ROOT / "converters/CMakeLists.txt")
        folders = [p for p in (ROOT / "converters").iterdir() if p.is_dir()]
        self.assertTrue(folders)
        for folder in folders:
            with self.subTest(converter=folder.name):
                self.assertIn(f"add_subdirectory({folder.name})", listed)
                self.assertTrue((ROOT / f"docs/formats/{folder.name.replace('_', '-')}.md").is_file(), "a page in docs/formats")
                kinds = [ROOT / "fixtures" / folder.name, ROOT / "fixtures/targets" / folder.name]
                self.assertTrue(any(k.is_dir() and any(k.iterdir()) for k in kinds),
                                f"needs {' or '.join(relative(k) for k in kinds)}")

    def test_converters_use_layers_and_never_each_other(self):
        names = [p.name for p in (ROOT / "converters").iterdir() if p.is_dir()]
        for path in tree(".cpp", ".hpp"):
            if relative(path).startswith("converters/"):
                own = path.relative_to(ROOT).parts[1]
                for include in re.findall(r'#include "([^"]+)"', read(path)):
                    self.assertNotIn(include.split("/")[0], set(names) - {own, "json"}, f"{relative(path)}: {include}")


class Code(unittest.TestCase):
    def forbid(self, pattern, why, *suffixes, under=("include/", "src/", "converters/")):
        for path in tree(*suffixes):
            if relative(path).startswith(tuple(under)):
                for number, line in enumerate(read(path).splitlines(), 1):
                    code = line.split("//")[0]
                    self.assertIsNone(re.search(pattern, code), f"{relative(path)}:{number}: {why}: {line.strip()}")

    def test_no_std_regex(self):
        self.forbid(r"std::w?regex|#include <regex>", "std::regex overflows the stack on 20 KB of input", ".cpp", ".hpp",
                    under=("include/", "src/", "converters/", "tests/", "examples/", "benchmarks/"))

    def test_sql_is_never_put_together(self):
        self.forbid(r"\b(exec|tryExec|Statement|query)\s*\([^;]*(\"\s*\+|\+\s*\"|fmt::format)", "bind a parameter instead", ".cpp", ".hpp")

    def test_nothing_c20_that_clang_14_or_gcc_12_lack(self):
        self.forbid(r"std::views|std::ranges::views|std::format\b|std::expected|std::source_location", "not in GCC 12 and Clang 14 both",
                    ".cpp", ".hpp")

    def test_public_headers_use_the_standard_library_alone(self):
        for path in (ROOT / "include").rglob("*.hpp"):
            for include in re.findall(r"#include\s+([<\"][^>\"]+[>\"])", read(path)):
                if include.startswith('"'):
                    self.assertRegex(include, r'^"blogferry/', relative(path))
                else:
                    self.assertNotRegex(include, r"[/.]", f"{relative(path)}: {include} is not of the standard library")

    def test_fmt_stays_in_source_files(self):
        self.forbid(r"#include <fmt/", "fmt in .cpp files only", ".hpp")


class Words(unittest.TestCase):
    # Paths and hosts of somebody's machine do not belong into a file that others read.
    FORBIDDEN = re.compile(r"(?<![\w.~}-])/(?:work|root|farm|home/[a-z])(?:/|\b(?!\w))|\b127\.0\.0\.1:\d|\.internal\b")

    def test_no_paths_of_one_machine(self):
        for path in tree():
            if path == pathlib.Path(__file__).resolve() or path.suffix in (".zip", ".tgz", ".db", ".pyc"):
                continue
            text = path.read_bytes().decode("utf-8", "replace")
            found = self.FORBIDDEN.search(text)
            self.assertIsNone(found, f"{relative(path)}: {found and text[max(found.start() - 20, 0):found.end() + 20]!r}")


class Docs(unittest.TestCase):
    def test_links_lead_somewhere(self):
        link = re.compile(r"\]\(([^)\s]+)\)")
        for path in tree(".md"):
            text = re.sub(r"^(```|~~~).*?^\1", "", read(path), flags=re.M | re.S)
            for target in link.findall(text):
                if re.match(r"[a-z]+:", target):
                    continue
                name, _, anchor = target.partition("#")
                aim = (path.parent / name) if name else path
                self.assertTrue(aim.exists(), f"{relative(path)}: {target}")
                if anchor and aim.suffix == ".md":
                    titles = {re.sub(r"[^\w\- ]", "", t.lower()).strip().replace(" ", "-")
                              for t in re.findall(r"^#+ (.*)$", read(aim), re.M)}
                    self.assertIn(anchor, titles, f"{relative(path)}: {target}")

    def test_files_named_in_the_docs_exist(self):
        named = re.compile(r"`?\b((?:docs|examples|src|include|fixtures|cmake|tests)/[\w./-]+\.(?:md|hpp|cpp|def|xml|txt|cmake|json|sql|py))\b")
        for path in tree(".md"):
            for name in named.findall(read(path)):
                self.assertTrue((ROOT / name).exists(), f"{relative(path)}: {name}")

    def test_changelog_knows_the_version(self):
        version = re.search(r"project\(blogferry VERSION ([\d.]+)", read(ROOT / "CMakeLists.txt")).group(1)
        self.assertRegex(read(ROOT / "CHANGELOG.md"), rf"(?m)^## {re.escape(version)}\b")

    def test_readme_shows_the_two_commands(self):
        readme = read(ROOT / "README.md")
        self.assertIn("./bootstrap demo", readme)
        self.assertIn("./bootstrap test", readme)
        self.assertIn("./bootstrap test", read(ROOT / ".ci/run"))

    def test_the_bootstrap_installs_what_cmake_asks_for(self):
        packages = subprocess.run([ROOT / "bootstrap", "packages"], capture_output=True, text=True, check=True).stdout
        deps = read(ROOT / "cmake/BlogferryDependencies.cmake")
        debian = {"LibXml2": "libxml2-dev", "Boost": r"libboost-json(?:1\.81)?-dev", "SQLiteCpp": "libsqlitecpp-dev",
                  "date": "libhowardhinnant-date-dev", "LibArchive": "libarchive-dev", "fmt": "libfmt-dev",
                  "PkgConfig": "pkg-config", "nettle": "nettle-dev", "icu": "libicu-dev", "Threads": r"g\+\+",
                  "Python3": "python3", "gumbo": "libgumbo-dev"}
        for name in re.findall(r"(?:find_package|pkg_check_modules)\((\w+)", deps):
            self.assertIn(name, debian, "name its Debian package here and in ./bootstrap")
            self.assertRegex(packages, rf"(?m)^{debian[name]}$")


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[1:]])
