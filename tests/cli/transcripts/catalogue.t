# Help, formats, rules.
$ blogferry --version
blogferry {VERSION}

$ blogferry help
Blogferry moves legacy blogs: Blogger exports in, SQLite, JSON, NDJSON or
WordPress WXR out. Nothing is lost without being named.

Usage: blogferry COMMAND [OPTION]...

Commands:
  convert   Write a blog as SQLite, JSON, NDJSON or WordPress WXR
  info      Show what is in an export, without converting it
  validate  Check inputs and report what convert would report, without writing
  authors   List the authors of a blog with the logins WordPress would get, for
            editing
  formats   List the formats that are read and written, and their options
  explain   Explain a rule: what it means, why it matters, what to do
  rules     List all rules: id, severity, name, meaning
  help      Show help for a command

Start with:
  blogferry info blog.xml                  what is in it
  blogferry convert blog.xml -o blog.db    an SQLite database
  blogferry help convert                   everything else

  blogferry --version                      the version

$ blogferry --help | cmp - /dev/null
cmp: EOF on /dev/null which is empty
[exit 1]

$ blogferry help convert
Usage: blogferry convert INPUT... -o OUTPUT [OPTION]...

Write a blog as SQLite, JSON, NDJSON or WordPress WXR.

Reads Google Takeout: feed.atom, a Takeout folder, .zip or .tgz; Blogger's XML
backup (GData Atom, 2008 to 2025); saved feeds: Atom, RSS 2.0, Blogger's JSON,
of posts and of comments; saved HTML pages of Blogger; the plain text of saved
Blogger pages; NDJSON: a header, one post or comment a line, an end line with
counts; WordPress eXtended RSS: 1.0 to 1.2 read, 1.2 written. Files are
recognized by what they hold, not by their names. Several inputs are joined into
one blog: a Takeout in parts, or a legacy export and a Takeout that fill each
other's gaps.

The output format follows from the suffix of OUTPUT (.db .sqlite .json .ndjson
.jsonl .wxr .xml) or from --to. The output appears whole or not at all; an
existing file stays unless --overwrite is given. Bodies of posts and comments
are carried byte for byte: nothing is cleaned, shortened or rewritten, scripts
included. There are three exceptions: the plain text of a page becomes
paragraphs; what the theme of a saved page adds to a body is left out; and a
body that WordPress would damage is changed for WXR (the jump break, links of
comments, what it has no room for), as docs/formats/wxr.md lists.

Nothing is lost silently. What is repaired, dropped or kept without its post is
reported on standard error, with its line and column and the id of a rule, which
`blogferry explain` explains; a summary with counts comes at the end.

Writing:
  -o, --output OUTPUT     The file to write, or - for standard output (then give
                          --to)
      --to FORMAT         The output format; otherwise it follows from the
                          suffix of OUTPUT
      --overwrite         Replace OUTPUT if it exists, in one step, when the new
                          one is complete; of an output in parts, all parts of
                          an older run
      --strict            Write nothing and end with 1 if anything had to be
                          repaired or dropped, or if there is any other warning
      --dry-run           Read and check everything, but write nothing

Formats:
  -O, --option KEY=VALUE  Set an option of the format that is written or read;
                          `blogferry formats` lists them all

Selection:
      --since DATE        Posts published in DATE or later: 2012, 2012-09,
                          2012-09-21 or a time such as
                          2012-09-21T18:30:00+02:00. Days are those of the
                          blog's time zone, or of UTC when neither the inputs
                          nor --time-zone say it
      --until DATE        Posts published in DATE or before: --until 2012 keeps
                          all of 2012. A time ends what is kept just before it
      --kind KIND,..      Only these: post, page
      --status STATUS,..  Only these: published, draft, scheduled, trashed
      --label LABEL       Only posts with this label; given again, with any of
                          them
      --comments approved|all|none
                          Which comments; those of a post that is left out are
                          left out with it [all]
      --public            A copy for everybody: only published posts and pages
                          with their approved comments; without mail and IP
                          addresses, passwords, settings, themes, names of
                          source files and whatever readers of the blog did not
                          see. Titles, bodies, labels and descriptions stay as
                          their authors wrote them, with any address in them.
                          What is left out is counted at the end

Reading:
      --from FORMAT       Read every input as this format instead of looking at
                          what it holds
      --blog BLOG         Which blog to take when the inputs hold several: its
                          id or its title
      --site-url URL      The blog's own address, such as https://blog.example/.
                          Takeouts do not hold custom domains, and older ones no
                          address at all
      --time-zone ZONE    The blog's time zone, such as Europe/Berlin, when the
                          inputs do not say it or say it wrongly
      --locale LOCALE     The language and order in which pages write dates,
                          such as en-GB or pt-BR, when they do not say it
                          themselves
      --recover           Read on behind damage: a damaged entry is mended where
                          there is one way to, and else left out, and each is
                          reported as an error (BF115, BF116). Without it, a
                          damaged file ends the run
      --limit NAME=N      Raise a limit that protects against hostile files:
                          depth (at most 1000), tag, record, archive, ratio,
                          members. N may end in K, M or G
      --temp-dir DIR      Where standard input, archive members, large files in
                          other encodings than UTF-8 and mended copies of
                          damaged ones are kept while they are read; otherwise
                          TMPDIR, or /tmp
      --sandbox auto|on|off
                          Restrict the program before it reads: no network, no
                          other programs, no files but the inputs, the folders
                          of outputs and of temporary files, and what belongs to
                          the system. auto does what this system can; on ends
                          with 2 where it cannot do all of it [off]

Messages:
      --progress auto|always|never
                          Show a progress bar; auto shows it on a terminal when
                          work lasts over a second [auto]
      --report json=FILE  Also write every message, with its position, to FILE
                          as JSON; - is standard output. FILE is replaced if it
                          exists
  -q, --quiet             Show errors only
  -v, --verbose           Show every message: notes too, and all of a kind,
                          however many there are

Other:
  -h, --help              Show this text

Examples:
  blogferry convert blog.xml -o blog.db
      an SQLite database
  blogferry convert takeout.zip -o blog.wxr --site-url https://blog.example/
      for WordPress
  blogferry convert blog.xml takeout.zip -o blog.json
      both exports of one blog, joined
  blogferry convert blog.xml -o - --to ndjson --status published
      to standard output
  blogferry convert blog.xml -o public.db --public
      a copy to give away
  blogferry convert blog.xml -o 2012.json --since 2012 --until 2012
      all of 2012
  blogferry convert blog.xml -o blog.wxr -O labels=category --dry-run
      a trial

Exit codes:
   0  done, even if errors or warnings were reported
   1  findings, or --strict stopped the conversion; nothing was written
   2  the command line is wrong, or the output is an input or lies in one
   3  an input cannot be opened or read
   4  an input is damaged: not well-formed, cut off, in a wrong encoding
   5  an input has no known format, or no blog is in any
   6  an input exceeds a limit, or holds what no export holds (a DOCTYPE)
   7  the output cannot be written, or exists already
   8  an input changed while it was read, or the output is in use: try again
   9  a bug in Blogferry
  10  memory ran out

$ blogferry validate --help | head -3
Usage: blogferry validate INPUT... [OPTION]...

Check inputs and report what convert would report, without writing.

$ for c in convert validate info formats explain rules help; do blogferry help $c > a; blogferry $c --help > b; cmp a b; blogferry $c -h | cmp - a; done

$ blogferry formats
Read (recognised by what a file holds; --from overrides):
  blogger-takeout   Google Takeout: feed.atom, a Takeout folder, .zip or .tgz
  blogger-gdata     Blogger's XML backup (GData Atom, 2008 to 2025)
  blogger-feed      saved feeds: Atom, RSS 2.0, Blogger's JSON, of posts and of
                    comments
  blogger-page      saved HTML pages of Blogger
    -O locale=LOCALE          Language and order in which the page writes dates
                              (en-GB, pt-BR …); otherwise that of the page
  text-capture      the plain text of saved Blogger pages
    -O locale=LOCALE          Language and order in which the page writes dates
                              (en-GB, pt-BR …); otherwise told by its own words
  ndjson            NDJSON: a header, one post or comment a line, an end line
                    with counts
  wxr               WordPress eXtended RSS: 1.0 to 1.2 read, 1.2 written

Written (chosen by the suffix of the output; --to overrides):
  ndjson            NDJSON: a header, one post or comment a line, an end line
                    with counts (.ndjson .jsonl)
  json              JSON: one document, posts with their comments (.json)
    -O pretty=yes|no          a line of its own for each post and comment,
                              indented [no]
  sqlite            SQLite database (.db .sqlite .sqlite3; not to standard
                    output)
    -O fts=yes|no             add full-text search of posts and comments (FTS5)
                              [no]
    -O provenance=yes|no      name the sources in the table provenance [yes]
  wxr               WordPress eXtended RSS: 1.0 to 1.2 read, 1.2 written (.wxr
                    .xml)
    -O authors=FILE.csv       logins, addresses and display names for authors;
                              `blogferry authors` writes such a file
    -O labels=tag|category|both
                              what labels become in WordPress [tag]
    -O label-map=FILE.csv     names for labels and what each becomes: columns
                              label, name, as (tag, category, both or none)
    -O comments=approved|all|none
                              which comments: the same as --comments of convert
    -O zone=ZONE              time zone of local times, such as Europe/Berlin;
                              empty: the blog's
    -O split-size=SIZE        write parts of at most this size, such as 10M (K,
                              M, G): NAME.part1.wxr, NAME.part2.wxr, ...
    -O more=on|off            write a jump break as <!--more--> [on]
    -O base-url=URL           old address that WordPress shall rewrite to its
                              own in all texts; empty: it rewrites nothing

$ blogferry formats --json
{"blogferry":"{VERSION}","formats":[
 {"name":"blogger-takeout","title":"Google Takeout: feed.atom, a Takeout folder, .zip or .tgz","suffixes":".atom .zip .tgz","reads":true,"writes":false,"writes_to_stdout":false,"read_options":[],"write_options":[]},
 {"name":"blogger-gdata","title":"Blogger's XML backup (GData Atom, 2008 to 2025)","suffixes":".xml","reads":true,"writes":false,"writes_to_stdout":false,"read_options":[],"write_options":[]},
 {"name":"blogger-feed","title":"saved feeds: Atom, RSS 2.0, Blogger's JSON, of posts and of comments","suffixes":".atom .rss .xml .json","reads":true,"writes":false,"writes_to_stdout":false,"read_options":[],"write_options":[]},
 {"name":"blogger-page","title":"saved HTML pages of Blogger","suffixes":".html .htm .mht .mhtml","reads":true,"writes":false,"writes_to_stdout":false,"read_options":[{"name":"locale","values":"LOCALE","default":"","help":"Language and order in which the page writes dates (en-GB, pt-BR …); otherwise that of the page"}],"write_options":[]},
 {"name":"text-capture","title":"the plain text of saved Blogger pages","suffixes":".txt","reads":true,"writes":false,"writes_to_stdout":false,"read_options":[{"name":"locale","values":"LOCALE","default":"","help":"Language and order in which the page writes dates (en-GB, pt-BR …); otherwise told by its own words"}],"write_options":[]},
 {"name":"ndjson","title":"NDJSON: a header, one post or comment a line, an end line with counts","suffixes":".ndjson .jsonl","reads":true,"writes":true,"writes_to_stdout":true,"read_options":[],"write_options":[]},
 {"name":"json","title":"JSON: one document, posts with their comments","suffixes":".json","reads":false,"writes":true,"writes_to_stdout":true,"read_options":[],"write_options":[{"name":"pretty","values":"yes|no","default":"no","help":"a line of its own for each post and comment, indented"}]},
 {"name":"sqlite","title":"SQLite database","suffixes":".db .sqlite .sqlite3","reads":false,"writes":true,"writes_to_stdout":false,"read_options":[],"write_options":[{"name":"fts","values":"yes|no","default":"no","help":"add full-text search of posts and comments (FTS5)"},{"name":"provenance","values":"yes|no","default":"yes","help":"name the sources in the table provenance"}]},
 {"name":"wxr","title":"WordPress eXtended RSS: 1.0 to 1.2 read, 1.2 written","suffixes":".wxr .xml","reads":true,"writes":true,"writes_to_stdout":true,"read_options":[],"write_options":[{"name":"authors","values":"FILE.csv","default":"","help":"logins, addresses and display names for authors; `blogferry authors` writes such a file"},{"name":"labels","values":"tag|category|both","default":"tag","help":"what labels become in WordPress"},{"name":"label-map","values":"FILE.csv","default":"","help":"names for labels and what each becomes: columns label, name, as (tag, category, both or none)"},{"name":"comments","values":"approved|all|none","default":"","help":"which comments: the same as --comments of convert"},{"name":"zone","values":"ZONE","default":"","help":"time zone of local times, such as Europe/Berlin; empty: the blog's"},{"name":"split-size","values":"SIZE","default":"","help":"write parts of at most this size, such as 10M (K, M, G): NAME.part1.wxr, NAME.part2.wxr, ..."},{"name":"more","values":"on|off","default":"on","help":"write a jump break as <!--more-->"},{"name":"base-url","values":"URL","default":"","help":"old address that WordPress shall rewrite to its own in all texts; empty: it rewrites nothing"}]}]}

$ blogferry rules | head -3
BF101  fatal    xml-malformed           the XML is not well-formed
BF102  fatal    xml-truncated           the file ends in the middle of the
                                        document

$ blogferry rules | awk 'length > 80'

$ blogferry explain BF204 | head -1; blogferry explain orphan-comment | head -1; blogferry explain 204 | head -1
# BF204 orphan-comment
# BF204 orphan-comment
# BF204 orphan-comment

$ blogferry help > /dev/full
blogferry: error: cannot write to standard output: No space left on device [BF904 output-failed]
  make room, or name a file with -o
[exit 7]

# The manual page is what the program says.
+ blogferry.1 docs/man/blogferry.1

$ blogferry help --man | cmp - blogferry.1
