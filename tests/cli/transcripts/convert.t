# The main job, in all formats.
+ blog.xml fixtures/blogger_gdata/several/input.xml
+ orphan.xml fixtures/blogger_gdata/orphan/input.xml

$ blogferry convert blog.xml -o blog.ndjson

                 read   written
  posts             3         3
  pages             1         1
  comments          2         2
  also read     9 settings, 1 template
  notes         1 [BF207 joined-by-number]; --verbose shows them
  output        blog.ndjson (ndjson, 5.0 kB)

$ blogferry convert blog.xml -o blog.db -q

$ blogferry convert blog.xml -o blog.json --quiet && blogferry convert blog.xml -o blog.wxr -q && ls
blog.db
blog.json
blog.ndjson
blog.wxr
blog.xml
orphan.xml

$ blogferry convert blog.xml -o blog.db
blogferry: error: blog.db exists already [BF903 output-exists]
  give --overwrite to replace it
[exit 7]

$ blogferry convert blog.xml -o blog.db --overwrite -q

# Standard output and input.
$ blogferry convert - -o - --to ndjson -q < blog.xml | cmp - blog.ndjson

$ blogferry convert blog.xml -o -
blogferry: error: standard output has no name to tell the format by [BF906 usage]
  name the format with --to, such as --to ndjson
[exit 2]

$ blogferry convert blog.xml -o - --to sqlite
blogferry: error: sqlite cannot be written to standard output [BF906 usage]
  name a file with -o
[exit 2]

# Looking only.
$ blogferry convert blog.xml -o new.wxr --dry-run

                 read   written
  posts             3         3
  pages             1         1
  comments          2         2
  also read     9 settings, 1 template
  notes         1 [BF207 joined-by-number]; --verbose shows them
  dry run       nothing written to new.wxr (wxr, 17.5 kB)

$ blogferry convert blog.xml -o new.db --dry-run 2>&1 | tail -1
  dry run       nothing written to new.db (sqlite, {*} kB)

$ ls | grep new
[exit 1]

# Filters.
$ blogferry convert blog.xml -o - --to ndjson -q --kind page | grep -c '"type":"post"'
1

$ blogferry convert blog.xml -o - --to ndjson -q --status draft | grep -c '"type":"post"'
1

$ blogferry convert blog.xml -o some.ndjson --since 2014-02 --until 2014-02

                 read   written   filtered
  posts             3         1          2
  pages             1         0          1
  comments          2         0          2
  also read     9 settings, 1 template
  output        some.ndjson (ndjson, {*} kB)

$ blogferry convert blog.xml -o some.ndjson --overwrite --comments none --label notes 2>&1 | head -5

                 read   written   filtered
  posts             3         1          2
  pages             1         0          1
  comments          2         0          2

# Orphans are kept and said.
$ blogferry convert orphan.xml -o orphan.ndjson
orphan.xml:6:10517: warning: comment 5086911171970148 (post): belongs to post 8309568677928580, which is not in the source; kept as an orphan [BF204 orphan-comment]

                 read   written   orphans
  posts             1         1         0
  pages             0         0         0
  comments          1         1         1
  also read     9 settings, 1 template
  warnings      1 [BF204 orphan-comment]
  output        orphan.ndjson (ndjson, {*} kB)

$ blogferry convert orphan.xml -o strict.ndjson --strict
orphan.xml:6:10517: warning: comment 5086911171970148 (post): belongs to post 8309568677928580, which is not in the source; kept as an orphan [BF204 orphan-comment]
blogferry: error: 1 warning or error and --strict: nothing was written [BF909 strict]
  run without --strict to write it all the same
[exit 1]

$ blogferry convert orphan.xml -o strict.ndjson --strict -q
blogferry: error: 1 warning or error and --strict: nothing was written [BF909 strict]
  run without --strict to write it all the same
[exit 1]

$ test -e strict.ndjson
[exit 1]

$ blogferry convert orphan.xml -o orphan.wxr -q && ls orphan*
orphan.ndjson
orphan.wxr
orphan.wxr.orphans.ndjson
orphan.xml

# Options of formats.
$ blogferry convert blog.xml -o - --to json -O pretty=yes -q | head -2
{
  "format":"blogferry",

$ blogferry convert blog.xml -o category.wxr -O labels=category -q

$ blogferry convert blog.xml -o x.wxr -O lables=category
blogferry: error: the format wxr has no option "lables" [BF906 usage]
  did you mean -O labels=…?
[exit 2]

$ blogferry convert blog.xml -o x.wxr -O labels=tags
blogferry: error: -O labels cannot be "tags"; did you mean tag? [BF906 usage]
  see: blogferry formats
[exit 2]

$ blogferry convert blog.xml -o x.wxr -O labels
blogferry: error: -O needs KEY=VALUE, not "labels" [BF906 usage]
  see: blogferry formats
[exit 2]
