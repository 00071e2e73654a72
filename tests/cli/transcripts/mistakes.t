# Every mistake says what to do next.
+ blog.xml fixtures/blogger_gdata/several/input.xml
+ doctype.xml fixtures/blogger_gdata/doctype/input.xml

$ blogferry 2>&1 >/dev/null | head -1
Blogferry moves legacy blogs: Blogger exports in, SQLite, JSON, NDJSON or

$ blogferry > /dev/null 2>&1
[exit 2]

$ blogferry convrt
blogferry: error: unknown command convrt; did you mean convert? [BF906 usage]
  see: blogferry help
[exit 2]

$ blogferry blog.xml
blogferry: error: blog.xml is a file, not a command [BF906 usage]
  to convert it: blogferry convert blog.xml -o blog.db; to look into it:
  blogferry info blog.xml
[exit 2]

$ blogferry zebra
blogferry: error: unknown command zebra [BF906 usage]
  commands are: convert, info, validate, authors, formats, explain, rules, help;
  see: blogferry help
[exit 2]

$ blogferry --verison
blogferry: error: unknown option --verison; did you mean --version? [BF906 usage]
  see: blogferry help
[exit 2]

$ blogferry info https://blog.example/feeds/posts/default
blogferry: https://blog.example/feeds/posts/default: error: is a web address, and this program opens no network [BF120 input-not-found]
  save the page or the feed first, then give the file
[exit 3]

$ blogferry convert blog.xml new.wxr
blogferry: error: no output given; did you mean -o new.wxr? [BF906 usage]
  name it with -o, such as -o blog.db, or -o - for standard output
[exit 2]

$ blogferry convert blog.xml -o new.wxr -O labels=categories
blogferry: error: -O labels cannot be "categories"; did you mean category? [BF906 usage]
  see: blogferry formats
[exit 2]

$ blogferry convert
blogferry: error: no input is given [BF906 usage]
  name an export, or - for standard input; see: blogferry help convert
[exit 2]

$ blogferry convert blog.xml
blogferry: error: no output given [BF906 usage]
  name it with -o, such as -o blog.db, or -o - for standard output
[exit 2]

$ blogferry convert blog.xml -o
blogferry: error: --output needs a value [BF906 usage]
  see: blogferry help convert
[exit 2]

$ blogferry convert blog.xml -o blog.zip
blogferry: error: cannot tell the output format from "blog.zip" [BF906 usage]
  known suffixes: .ndjson .jsonl .json .db .sqlite .sqlite3 .wxr .xml; or give
  --to
[exit 2]

$ blogferry convert blog.xml -o x.db --too wxr
blogferry: error: unknown option --too; did you mean --to? [BF906 usage]
  see: blogferry help convert
[exit 2]

$ blogferry convert blog.xml -o x.db --to wordpress
blogferry: error: --to cannot be "wordpress"; choose one of: ndjson, json, sqlite, wxr [BF906 usage]
  see: blogferry formats
[exit 2]

$ blogferry convert blog.xml -o x.db --to wrx
blogferry: error: --to cannot be "wrx"; did you mean wxr? [BF906 usage]
  see: blogferry formats
[exit 2]

$ blogferry convert blog.xml -o x.db --from blogger-takout
blogferry: error: --from cannot be "blogger-takout"; did you mean blogger-takeout? [BF906 usage]
  see: blogferry formats
[exit 2]

$ blogferry convert blog.xml -o x.db --from wxr
blogferry: blog.xml: error: looks like blogger-gdata, not like wxr [BF906 usage]
  leave out --from: what a file is, is seen from what it holds
[exit 2]

$ blogferry convert blog.xml -o x.db -o y.db
blogferry: error: --output is given twice [BF906 usage]
  see: blogferry help convert
[exit 2]

$ blogferry convert blog.xml -o x.db -q -v
blogferry: error: --quiet and --verbose contradict each other [BF906 usage]
  see: blogferry help convert
[exit 2]

$ blogferry convert blog.xml -o x.db --kind posts
blogferry: error: --kind cannot be "posts"; did you mean post? [BF906 usage]
  see: blogferry help convert
[exit 2]

$ blogferry convert blog.xml -o x.db --comments some
blogferry: error: --comments cannot be "some"; choose one of: approved, all, none [BF906 usage]
  see: blogferry help convert
[exit 2]

$ blogferry convert blog.xml -o x.db --since yesterday
blogferry: error: --since cannot understand "yesterday" [BF906 usage]
  give a year, month or day (2012, 2012-09, 2012-09-21) or a time with its
  offset (2012-09-21T18:30:00+02:00)
[exit 2]

$ blogferry convert blog.xml -o x.db --since 2014 --until 2013
blogferry: error: --since is after --until, so nothing would be kept [BF906 usage]
  see: blogferry help convert
[exit 2]

$ blogferry convert blog.xml -o x.db --site-url blog.example
blogferry: error: --site-url needs a whole address, such as https://blog.example/ [BF906 usage]
  see: blogferry help convert
[exit 2]

$ blogferry convert blog.xml -o x.db --time-zone Europe/Berlyn
blogferry: error: there is no time zone "Europe/Berlyn" [BF906 usage]
  names are those of the IANA database, such as Europe/Berlin, America/New_York
  or UTC
[exit 2]

$ blogferry convert blog.xml -o x.db --limit dept=5
blogferry: error: --limit cannot be "dept"; did you mean depth? [BF906 usage]
  example: --limit record=256M; see: blogferry help convert
[exit 2]

$ blogferry convert blog.xml -o x.db --limit depth=0
blogferry: error: --limit depth needs a number above 0, such as 512, 64K, 256M or 2G [BF906 usage]
  example: --limit record=256M; see: blogferry help convert
[exit 2]

$ blogferry convert blog.xml -o x.db --report junit=x.xml
blogferry: error: --report cannot be "junit=x.xml" [BF906 usage]
  example: --report json=report.json
[exit 2]

$ blogferry convert - - -o x.db
blogferry: error: standard input can be read only once [BF906 usage]
  see: blogferry help convert
[exit 2]

$ blogferry convert blog.xml -o blog.xml --to wxr --overwrite
blogferry: error: blog.xml is an input as well as an output [BF907 same-file]
  give the output a name of its own; inputs are never written to
[exit 2]

$ ln blog.xml hard.wxr; ln -s blog.xml soft.wxr; blogferry convert blog.xml -o hard.wxr --overwrite
blogferry: error: hard.wxr is an input as well as an output [BF907 same-file]
  give the output a name of its own; inputs are never written to
[exit 2]

$ blogferry convert blog.xml -o soft.wxr --overwrite
blogferry: error: soft.wxr is an input as well as an output [BF907 same-file]
  give the output a name of its own; inputs are never written to
[exit 2]

$ blogferry convert - -o blog.xml --to wxr --overwrite < blog.xml
blogferry: error: blog.xml is an input as well as an output [BF907 same-file]
  give the output a name of its own; inputs are never written to
[exit 2]

$ blogferry convert blog.xml -o x.wxr --report json=x.wxr
blogferry: error: the report and the output are the same file [BF907 same-file]
  give each a name of its own
[exit 2]

$ blogferry validate blog.xml --report json=blog.xml
blogferry: error: blog.xml is an input as well as an output [BF907 same-file]
  give the output a name of its own; inputs are never written to
[exit 2]

# A folder is read with everything in it, so an output in it would be an input of the next run.
$ mkdir -p Takeout/Blogger; cp blog.xml Takeout/Blogger; blogferry convert Takeout -o Takeout/blog.ndjson
blogferry: error: Takeout/blog.ndjson would lie in Takeout, which is an input [BF911 output-in-input]
  name an output outside of it; the next run would take what lies there for a
  part of the export
[exit 2]

$ ln -s Takeout/Blogger link; blogferry convert Takeout -o link/blog.db
blogferry: error: link/blog.db would lie in Takeout, which is an input [BF911 output-in-input]
  name an output outside of it; the next run would take what lies there for a
  part of the export
[exit 2]

$ cd Takeout; blogferry convert . -o blog.db; cd ..; ls -A Takeout
blogferry: error: blog.db would lie in ., which is an input [BF911 output-in-input]
  name an output outside of it; the next run would take what lies there for a
  part of the export
Blogger

$ blogferry convert Takeout/Blogger -o Takeout/Blogger/blog.xml --overwrite
blogferry: error: Takeout/Blogger/blog.xml would lie in Takeout/Blogger, which is an input [BF911 output-in-input]
  name an output outside of it; the next run would take what lies there for a
  part of the export
[exit 2]

$ blogferry validate Takeout --report json=Takeout/Blogger/report.json
blogferry: error: Takeout/Blogger/report.json would lie in Takeout, which is an input [BF911 output-in-input]
  name an output outside of it; the next run would take what lies there for a
  part of the export
[exit 2]

# Beside it is right.
$ blogferry convert Takeout/Blogger -o Takeout/blog.ndjson -q; rm -r Takeout link

$ blogferry explain orphan-coment
blogferry: error: there is no rule "orphan-coment"; did you mean orphan-comment? [BF906 usage]
  see: blogferry rules
[exit 2]

$ blogferry explain orphan
blogferry: error: there is no rule "orphan"; did you mean orphan-comment or wxr-orphans? [BF906 usage]
  see: blogferry rules
[exit 2]

$ blogferry explain
blogferry: error: which rule? [BF906 usage]
  for example: blogferry explain BF204; see: blogferry rules
[exit 2]

$ blogferry rules all
blogferry: error: unexpected argument "all" [BF906 usage]
  usage: blogferry rules
[exit 2]

$ blogferry help convrt
blogferry: error: unknown command convrt; did you mean convert? [BF906 usage]
  see: blogferry help
[exit 2]

# All inputs are tried; the gravest ending counts.
$ blogferry convert doctype.xml blog.xml missing.xml -o x.db
blogferry: missing.xml: error: cannot be opened: No such file or directory [BF120 input-not-found]
  check the name and its permissions
blogferry: doctype.xml:1:120: error: the file has a DOCTYPE [BF103 xml-doctype]
  no blog export has one; in a feed, remove it, from "<!DOCTYPE" to its ">"
[exit 3]

$ ls
blog.xml
doctype.xml
hard.wxr
soft.wxr
