"""Converts inputs to WXR and NDJSON, imports the WXR into a real WordPress and compares what arrived with the NDJSON.

    run.py PROGRAM --wordpress FOLDER [--thorough] [--hostile] [--corpus FOLDER] [INPUT...]

--corpus: also every legacy/*.xml and takeout/*.atom below that folder.
--thorough: also through both of the importer's parsers by name, with labels as categories, and twice into one site.
The importer's third parser, for a PHP without SimpleXML, loses every "0" and blank of any WXR file and is left out.
Exit: 0 everything arrived or is explained, 1 something was lost or is unexplained, 77 WordPress cannot be had here.
"""
import argparse
import collections
import glob
import os
import subprocess
import sys
import tempfile

import compare
import wordpress

HERE = os.path.dirname(os.path.abspath(__file__))


def convert(program, source, target, *options):
    done = subprocess.run([program, "convert", source, "-o", target, *options], capture_output=True, text=True, errors="replace")
    if done.returncode:
        print(f"  LOST        {source}: {os.path.basename(target)} could not be written (exit {done.returncode})\n{done.stderr}")
    return done.returncode == 0


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


def imported(given, wxr, ndjson, name, **settings):
    dump = wordpress.import_file(given.wordpress, wxr, **settings)
    orphans = wxr + ".orphans.ndjson"
    result = compare.compare(ndjson, dump, orphans if os.path.exists(orphans) else None)
    given.totals.update(result.numbers())
    given.totals["imports"] += 1
    return compare.show(result, name, given.verbose), dump


def twice(given, wxr, ndjson, once, name):
    """The second time nothing may be added, but for what WordPress cannot recognise: titles with a backslash. (Custom
    fields double: the importer does that to WordPress' own exports, too.)"""
    again = wordpress.import_file(given.wordpress, wxr, times=2)
    source = compare.Source(ndjson)
    unknown = [post["id"] for post in source.posts if "\\" in post["title"]]
    allowed = {"posts": len(unknown), "comments": sum(len(source.comments[post]) for post in unknown), "terms": 0, "users": 0}
    good = True
    for what, more in allowed.items():
        if once["counts"][what] + more != again["counts"][what]:
            print(f"  UNEXPLAINED {name} imported twice: {what} {once['counts'][what]} -> {again['counts'][what]}")
            good = False
    return good


def check(given, source, folder):
    name = os.path.relpath(source)
    wxr, ndjson = os.path.join(folder, "blog.wxr"), os.path.join(folder, "blog.ndjson")
    if not convert(given.program, source, wxr) or not convert(given.program, source, ndjson) or not well_formed(wxr):
        return False
    good, once = imported(given, wxr, ndjson, name)
    if not given.thorough:
        return good
    good &= twice(given, wxr, ndjson, once, name)
    for parser in ("simplexml", "xmlprocessor"):
        good &= imported(given, wxr, ndjson, f"{name} ({parser})", parser=parser)[0]
    good &= imported(given, wxr, ndjson, f"{name} (into a site in Kathmandu, URLs to be rewritten)",
                     zone="Asia/Kathmandu", rewrite=True)[0]
    categories = os.path.join(folder, "categories.wxr")
    if convert(given.program, source, categories, "-O", "labels=category"):
        return imported(given, categories, ndjson, f"{name} (labels as categories)")[0] and good
    return False


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("program")
    arguments.add_argument("inputs", nargs="*")
    arguments.add_argument("--wordpress", required=True, help="where WordPress is or shall be installed")
    arguments.add_argument("--hostile", action="store_true", help="the invented hostile blog as another input")
    arguments.add_argument("--corpus", help="a folder of exports, legacy/*.xml and takeout/*.atom, as more inputs")
    arguments.add_argument("--thorough", action="store_true")
    arguments.add_argument("-v", "--verbose", action="store_true")
    given = arguments.parse_intermixed_args()
    try:
        wordpress.install(given.wordpress)
    except wordpress.Unavailable as reason:
        print("skipped:", reason)
        return 77
    given.totals = collections.Counter()
    if given.corpus:
        exports = [sorted(glob.glob(os.path.join(given.corpus, files))) for files in ("legacy/*.xml", "takeout/*.atom")]
        given.inputs += sum(exports, [])
    bad = 0
    with tempfile.TemporaryDirectory() as scratch:
        if given.hostile:
            given.inputs.append(os.path.join(scratch, "hostile.ndjson"))
            with open(given.inputs[-1], "wb") as file:
                subprocess.run([sys.executable, os.path.join(HERE, "hostile.py")], stdout=file, check=True)
        for number, source in enumerate(given.inputs):
            folder = os.path.join(scratch, str(number))
            os.mkdir(folder)
            bad += not check(given, source, folder)
    print(f"{len(given.inputs)} inputs, {bad} of them with something wrong; {given.totals['imports']} imports: "
          + compare.in_words(given.totals))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.stdout.reconfigure(line_buffering=True)
    sys.exit(main())
