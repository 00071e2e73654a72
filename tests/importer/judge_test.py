"""Is the judge awake? What one import gave is damaged in every place, one after the other, and compared again: each
time something must be found lost or unexplained. Then the same with what was reported taken away.

    judge_test.py PROGRAM --wordpress FOLDER      exit 77: WordPress cannot be had here
"""
import argparse
import copy
import os
import sys
import tempfile
import unittest

import compare
import export
import hostile
import mariadb
import run
import wordpress

POST = ("type", "status", "title", "date", "date_gmt", "author", "content", "excerpt", "parent", "menu_order",
        "comment_status", "ping_status", "comment_count", "password", "sticky", "terms")
COMMENT = ("content", "author", "email", "url", "ip", "date", "date_gmt", "approved", "type", "parent", "user_id")
# Custom fields that are compared with nothing, as what they hold is read off other values of the export.
NOT_COMPARED = {"blogger_author_id", "blogger_author_kind", "blogger_permalink", "blogger_in_reply_to"}
given = None


def small_blog():
    """A post or page of every kind, from the hostile blog; without its bulk."""
    blog = hostile.Blog()
    for part in (hostile.states, hostile.comments, hostile.the_rest):
        part(blog)
    blog.entries = [(post, comments[:20]) for post, comments in blog.entries
                    if len(post["content"]) < 5000 and not post["title"].startswith("long comments")]
    return blog


def damaged(value):
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    return value[:-1] if isinstance(value, list) else value + "x"


class JudgeTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        source, wxr = os.path.join(cls.scratch.name, "blog.ndjson"), os.path.join(cls.scratch.name, "blog.wxr")
        with open(source, "w", encoding="utf-8", newline="") as file:
            small_blog().write_ndjson(file)
        cls.findings = run.convert(given.program, source, wxr)
        cls.blog = export.read(source)
        with wordpress.WordPress(given.wordpress, "sqlite") as site:
            cls.dump = site.import_file(wxr)

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    def complaints(self, dump, findings=None):
        result = compare.Comparison(self.blog, findings or self.findings, dump).run()
        return result.lost + result.unexplained

    def sample(self, kind):
        """Indices of one entity in seventeen."""
        return range(0, len(self.dump[kind]), 17)

    def test_the_import_itself_is_good(self):
        self.assertEqual(self.complaints(copy.deepcopy(self.dump)), [])

    def assert_noticed(self, kind, index, field):
        row = self.dump[kind][index]
        kept = row[field]
        row[field] = damaged(kept)
        try:
            self.assertTrue(self.complaints(self.dump), f"{kind} {index} {field}: {compare.short(kept)}")
        finally:
            row[field] = kept

    def test_every_field_of_posts(self):
        for index in self.sample("posts"):
            for field in POST:
                if self.dump["posts"][index][field] not in ([], ["category:uncategorized"]):
                    self.assert_noticed("posts", index, field)

    def test_every_field_of_comments(self):
        for index in self.sample("comments"):
            for field in COMMENT:
                self.assert_noticed("comments", index, field)

    def test_every_custom_field(self):
        for kind in ("posts", "comments"):
            for row in (self.dump[kind][index] for index in self.sample(kind)):
                for pair in row["meta"]:
                    if pair[0] in NOT_COMPARED:
                        continue
                    pair[1] += "5" if pair[0].startswith("geo_l") else "x"  # a number stays one
                    self.assertTrue(self.complaints(self.dump), f"{kind} {row['id']}: {pair}")
                    pair[1] = pair[1][:-1]

    def test_rows_that_are_gone_or_twice(self):
        for kind in ("posts", "comments"):
            for index in self.sample(kind):
                row = self.dump[kind].pop(index)
                self.assertTrue(self.complaints(self.dump), f"without {kind} {index}")
                self.dump[kind] += [row, {**row, "id": 10 ** 9}]
                self.assertTrue(self.complaints(self.dump), f"twice {kind} {index}")
                self.dump[kind][-2:] = []
                self.dump[kind].insert(index, row)

    def test_users_and_terms(self):
        for kind, field in (("users", "display_name"), ("terms", "name")):
            for index, row in enumerate(self.dump[kind]):
                admin, uncategorized = row.get("login") == compare.ADMIN, row.get("slug") == "uncategorized"
                if not admin and not uncategorized and (kind == "users" or row["posts"]):
                    self.assert_noticed(kind, index, field)

    def test_what_went_wrong_on_the_way(self):
        for change in ({"fatal": "out of memory"}, {"died_in": "import"}, {"sql": [{"error": "no such table"}]},
                       {"runs": [{"messages": ["Failed to import Post"]}]}):
            self.assertTrue(self.complaints({**self.dump, **change}), change)

    def test_what_the_export_holds_and_nobody_reads(self):
        self.blog.unread["made-up@attribute"] += 1
        self.assertTrue(self.complaints(self.dump))
        self.blog.unread.clear()

    def test_an_explanation_needs_a_report(self):
        silent = copy.deepcopy(self.findings)
        for rule in sorted(self.findings.rules):
            silent.forget(rule)
        complaints = self.complaints(self.dump, silent)
        for rule in ("BF205", "BF211", "BF402", "BF403", "BF408", "BF409", "BF410", "BF416"):
            self.assertTrue([c for c in complaints if f"{rule} is not reported" in c], rule)

    def test_an_explanation_needs_its_page(self):
        with tempfile.NamedTemporaryFile("w") as page, self.assertRaises(AssertionError):
            compare.check_documented(page.name)


def main():
    global given
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("program")
    arguments.add_argument("--wordpress", required=True)
    given, rest = arguments.parse_known_args()
    wordpress.end_when_told()
    try:
        wordpress.install(given.wordpress)
    except (wordpress.Unavailable, mariadb.Unavailable) as reason:
        print("skipped:", reason)
        sys.exit(77)
    unittest.main(argv=[sys.argv[0], *rest])


if __name__ == "__main__":
    main()
