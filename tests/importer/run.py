"""Converts exports to WXR, imports it into a real WordPress, and compares what arrived with the exports themselves.

    run.py PROGRAM --wordpress FOLDER [--database sqlite|mariadb|both] [--hostile FORM] [--corpus FOLDER] [--thorough]
           [INPUT...]

--hostile:  the invented hostile blog (hostile.py) as legacy, takeout or ndjson; may be given again.
--thorough: also through each of the importer's parsers, twice into one site, into a site in another zone with its URLs
            rewritten, with labels as categories, and by a user who may not post unfiltered HTML.
--corpus:   also every legacy/*.xml and takeout/*.atom below that folder.
Exit: 0 everything arrived or is explained, 1 something was lost or is unexplained, 77 WordPress cannot be had here.
"""
import argparse
import collections
import concurrent.futures
import glob
import os
import subprocess
import sys
import tempfile
import time

import compare
import export
import hostile
import mariadb
import wordpress

HERE = os.path.dirname(os.path.abspath(__file__))
PAGE = os.path.join(os.path.dirname(os.path.dirname(HERE)), "docs/formats/wxr.md")
HOSTILE = {"legacy": "hostile.xml", "takeout": "hostile", "ndjson": "hostile.ndjson"}


class Unwritable(Exception):
    """There is no WXR of this export; what was wrong has been said."""


def convert(program, source, target, *options):
    """@returns what the run said. @raises Unwritable"""
    report = target + ".report.json"
    done = subprocess.run([program, "convert", source, "-o", target, "--report", "json=" + report, *options],
                          capture_output=True, text=True, errors="replace")
    if done.returncode:
        print(f"  LOST        {source}: no {os.path.basename(target)} (exit {done.returncode})\n{done.stderr}")
        raise Unwritable
    return compare.Findings(report)


def well_formed(wxr):
    """Python's expat and xmllint's libxml2 must both accept it. xmllint gets --huge: a text over 10 MB is no error."""
    import xml.parsers.expat
    parser = xml.parsers.expat.ParserCreate()
    with open(wxr, "rb") as file:
        try:
            parser.ParseFile(file)
        except xml.parsers.expat.ExpatError as error:
            print(f"  UNEXPLAINED expat does not accept {wxr}: {error}")
            return False
    try:
        done = subprocess.run(["xmllint", "--huge", "--noout", wxr], capture_output=True, text=True)
    except FileNotFoundError:
        return True
    if done.returncode:
        print(f"  UNEXPLAINED xmllint does not accept {wxr}: {done.stderr[:300]}")
    return done.returncode == 0


class Way:
    """One way to import a file: into which site, and with which settings of wordpress.WordPress.import_file()."""

    def __init__(self, site, how, wxr, findings, **settings):
        self.site, self.how, self.wxr, self.findings, self.settings = site, how, wxr, findings, settings
        self.seconds = 0

    def go(self):
        begun = time.monotonic()
        dump = self.site.import_file(self.wxr, **self.settings)
        self.seconds = time.monotonic() - begun
        return dump

    def compare(self, blog, dump):
        result = compare.Comparison(blog, self.findings, dump, parser=self.settings.get("parser", ""),
                                    times=self.settings.get("times", 1), kses="user" in self.settings).run()
        result.orphans(self.wxr + ".orphans.ndjson")
        return result

    def __str__(self):
        return f"{self.site.database}{', ' * bool(self.how)}{self.how}; {self.seconds:.1f} s"


class Check:
    """One export, converted and imported in several ways."""

    def __init__(self, given, sites, source, folder):
        self.given, self.sites, self.folder = given, sites, folder
        self.source, self.name = source, os.path.relpath(source)
        self.blog = export.read(source)

    def convert(self, name, *options):
        """@returns the path and what was said. @raises Unwritable"""
        wxr = os.path.join(self.folder, name)
        findings = convert(self.given.program, self.source, wxr, *options)
        if not well_formed(wxr):
            raise Unwritable
        return wxr, findings

    def run(self):
        try:
            plain = self.convert("blog.wxr")
            ways = [Way(site, "", *plain) for site in self.sites]
            if self.given.thorough:
                categories = self.convert("categories.wxr", "-O", "labels=category")
                ways += [way for site in self.sites for way in self.all_ways(site, plain, categories)]
        except Unwritable:
            return False
        good, counts = True, {}
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for way, dump in zip(ways, pool.map(Way.go, ways)):
                result = way.compare(self.blog, dump)
                self.given.totals.update(result.numbers(), imports=1)
                good &= compare.show(result, f"{self.name} ({way})", self.given.verbose)
                counts[way.site, way.how] = dump["counts"]
        for site in self.sites if self.given.thorough else []:
            good &= self.same_counts(counts[site, ""], counts[site, "twice"])
        return good

    @staticmethod
    def all_ways(site, plain, categories):
        yield Way(site, "twice", *plain, times=2)
        for parser in wordpress.PARSERS:
            yield Way(site, f"parser {parser}", *plain, parser=parser)
        yield Way(site, "into a site in Kathmandu, URLs to be rewritten", *plain, zone="Asia/Kathmandu", rewrite=True)
        yield Way(site, "without unfiltered HTML", *plain, user="admin-kses")
        yield Way(site, "labels as categories", *categories)

    def same_counts(self, once, again):
        """The second time nothing may be added, but for what WordPress cannot know again: titles with a backslash."""
        unknown = [post for post in self.blog.posts if "\\" in post.title]
        their_comments = sum(len(self.blog.comments[post.number]) for post in unknown)
        allowed = {"posts": len(unknown), "comments": their_comments, "terms": 0, "users": 0}
        good = True
        for what, more in allowed.items():
            if once[what] + more != again[what]:
                print(f"  UNEXPLAINED {self.name} imported twice: {what} {once[what]} -> {again[what]}")
                good = False
        return good


def check_all(given, scratch, sites):
    inputs = list(given.inputs)
    for form in given.hostile:
        inputs.append(os.path.join(scratch, HOSTILE[form]))
        hostile.write(form, inputs[-1])
    bad = []
    for number, source in enumerate(inputs):
        folder = os.path.join(scratch, str(number))
        os.mkdir(folder)
        if not Check(given, sites, source, folder).run():
            bad.append(os.path.basename(source))
    print(f"{len(inputs)} inputs, {len(bad)} of them with something wrong{': ' * bool(bad)}{', '.join(bad)}; "
          f"{given.totals['imports']} imports: {compare.in_words(given.totals)}")
    return 1 if bad else 0


def parse_arguments():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("program")
    arguments.add_argument("inputs", nargs="*")
    arguments.add_argument("--wordpress", required=True, help="where WordPress is or shall be installed")
    arguments.add_argument("--database", choices=(*wordpress.DATABASES, "both"), default="sqlite")
    arguments.add_argument("--hostile", action="append", default=[], choices=tuple(HOSTILE))
    arguments.add_argument("--corpus")
    arguments.add_argument("--thorough", action="store_true")
    arguments.add_argument("-v", "--verbose", action="store_true", help="also what is explained, with examples")
    given = arguments.parse_intermixed_args()
    given.totals = collections.Counter()
    if given.corpus:
        exports = [sorted(glob.glob(os.path.join(given.corpus, files))) for files in ("legacy/*.xml", "takeout/*.atom")]
        given.inputs += sum(exports, [])
    return given


def main():
    given = parse_arguments()
    wordpress.end_when_told()
    compare.check_documented(PAGE)
    databases = wordpress.DATABASES if given.database == "both" else [given.database]
    try:
        with tempfile.TemporaryDirectory() as scratch, wordpress.sites(given.wordpress, databases) as sites:
            return check_all(given, scratch, sites)
    except (wordpress.Unavailable, mariadb.Unavailable) as reason:
        print("skipped:", reason)
        return 77


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)
    sys.exit(main())
