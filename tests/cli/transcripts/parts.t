# A WXR file in parts.
+ blog.ndjson fixtures/targets/wxr/author_map/input.ndjson
+ zone.ndjson fixtures/targets/wxr/zone/input.ndjson

$ blogferry convert blog.ndjson -o blog.wxr -O split-size=8K

                 read   written
  posts             4         4
  pages             0         0
  comments          0         0
  notes         1 [BF415 wxr-joined]; --verbose shows them
  output        blog.part1.wxr to blog.part2.wxr (wxr, 15.0 kB)

$ wc -c *.wxr; grep -c '<item>' *.wxr; grep -c '<wp:author>' *.wxr
 7455 blog.part1.wxr
 7538 blog.part2.wxr
14993 total
blog.part1.wxr:2
blog.part2.wxr:2
blog.part1.wxr:4
blog.part2.wxr:4

# Not over what is there, not even over a part that this run would not make.
$ blogferry convert blog.ndjson -o blog.wxr -O split-size=1M
blogferry: error: blog.part1.wxr exists already, a part of an older run [BF903 output-exists]
  give --overwrite to replace all parts, or write to another name
[exit 7]

# Parts beside a file that is not in parts stay, and that is said.
$ blogferry convert blog.ndjson -o blog.wxr

                 read   written
  posts             4         4
  pages             0         0
  comments          0         0
  notes         1 [BF415 wxr-joined]; --verbose shows them
  output        blog.wxr (wxr, 12.5 kB)
  left there    blog.part1.wxr, blog.part2.wxr, which are of an older run

$ blogferry convert blog.ndjson -o blog.json

                 read   written
  posts             4         4
  pages             0         0
  comments          0         0
  output        blog.json (json, 2.1 kB)

$ rm blog.wxr blog.json blog.part1.wxr; blogferry convert blog.ndjson -o blog.wxr -O split-size=1M
blogferry: error: blog.part2.wxr exists already, a part of an older run [BF903 output-exists]
  give --overwrite to replace all parts, or write to another name
[exit 7]

$ ls
blog.ndjson
blog.part2.wxr
zone.ndjson

# Where it may be replaced it goes, and so does a file that was not in parts.
# A file with a number that does not follow stays.
$ echo old > blog.wxr; echo mine > blog.part2.txt; echo mine > blog.part2024.wxr; blogferry convert blog.ndjson -o blog.wxr -O split-size=1M --overwrite

                 read   written
  posts             4         4
  pages             0         0
  comments          0         0
  notes         1 [BF415 wxr-joined]; --verbose shows them
  output        blog.part1.wxr (wxr, 12.5 kB)
  removed       blog.wxr, blog.part2.wxr, which are of an older run

$ ls
blog.ndjson
blog.part1.wxr
blog.part2.txt
blog.part2024.wxr
zone.ndjson

# One part holds what one file holds.
$ blogferry convert blog.ndjson -o whole.wxr -q && cmp whole.wxr blog.part1.wxr

# A part is no input of the same run.
$ cp blog.ndjson in.part2.ndjson; blogferry convert in.part2.ndjson -o in.ndjson --to wxr -O split-size=6K --overwrite; ls in.*
blogferry: error: in.part2.ndjson is an input as well as an output [BF907 same-file]
  give the output a name of its own; inputs are never written to
in.part2.ndjson

# Nor is it a report or a mapping of the same run, whether it is there or not.
$ blogferry convert blog.ndjson -o r.wxr -O split-size=8K --report json=./r.part1.wxr
blogferry: error: r.part1.wxr is an output as well as a mapping or a report [BF907 same-file]
  give each a name of its own
[exit 2]

$ printf 'name,login\n' > m.part2.wxr; blogferry convert blog.ndjson -o m.wxr -O split-size=8K -O authors=m.part2.wxr --overwrite; cat m.part2.wxr; ls m.*
blogferry: error: m.part2.wxr is an output as well as a mapping or a report [BF907 same-file]
  give each a name of its own
name,login
m.part2.wxr

$ blogferry convert blog.ndjson -o m.wxr -O authors=m.part2.wxr --report json=m.part2.wxr
blogferry: error: m.part2.wxr is an input as well as an output [BF907 same-file]
  give the output a name of its own; inputs are never written to
[exit 2]

$ blogferry convert blog.ndjson -o r.wxr --report json=./r.wxr
blogferry: error: the report and the output are the same file [BF907 same-file]
  give each a name of its own
[exit 2]

$ rm r.* m.*

$ blogferry convert blog.ndjson -o - --to wxr -O split-size=8K
blogferry: error: -O split-size makes several files, and standard output is one [BF906 usage]
  name a file with -o, or leave split-size out
[exit 2]

$ blogferry convert blog.ndjson -o x.wxr -O split-size=6KB
blogferry: error: -O split-size=6KB is no size [BF906 usage]
  give a number above 0 of bytes, or one that ends in K, M or G, such as 10M
[exit 2]

$ blogferry convert blog.ndjson -o x.wxr -O split-size=0
blogferry: error: -O split-size=0 is no size [BF906 usage]
  give a number above 0 of bytes, or one that ends in K, M or G, such as 10M
[exit 2]

$ blogferry convert blog.ndjson -o blog.wxr -O split-size=2K --dry-run

                 read   written
  posts             4         4
  pages             0         0
  comments          0         0
  notes         4 [BF414 wxr-part-too-large], 1 [BF415 wxr-joined]; --verbose
                shows them
  dry run       nothing written to blog.wxr (wxr, 19.9 kB)

# The other options of the format.
$ blogferry convert zone.ndjson -o x.wxr -O zone=Mars/Olympus
blogferry: error: -O zone: there is no time zone "Mars/Olympus" [BF906 usage]
  names are those of the IANA database, such as Europe/Berlin, America/New_York
  or UTC
[exit 2]

$ blogferry convert zone.ndjson -o x.wxr -O comments=some
blogferry: error: -O comments cannot be "some"; choose one of: approved, all, none [BF906 usage]
  see: blogferry formats
[exit 2]

$ blogferry convert zone.ndjson -o x.wxr -O comments=none --comments all
blogferry: error: --comments and -O comments contradict each other [BF906 usage]
  give one of them
[exit 2]

$ blogferry convert zone.ndjson -o - --to wxr -q -O comments=none > a; blogferry convert zone.ndjson -o - --to wxr -q --comments none > b; cmp a b && grep -c '<wp:comment>' a
0
[exit 1]

$ ls
a
b
blog.ndjson
blog.part1.wxr
blog.part2.txt
blog.part2024.wxr
in.part2.ndjson
whole.wxr
zone.ndjson
