# A copy for everybody.
+ input.ndjson fixtures/targets/ndjson/public/input.ndjson
$ blogferry convert input.ndjson -o public.db --public

                 read   written   filtered
  posts             4         1          3
  pages             1         1          0
  comments          8         2          6
  also read     5 settings, 1 template
  not public    drafts (1), scheduled posts (1), posts in the trash (1),
                comments awaiting moderation (1), spam comments (1), removed
                comments (1), ghosted comments (1), comments on posts left out
                (1), comments without a post (1), settings (3), themes (1),
                properties (2), mail addresses (8), names of source files (1),
                pictures of gravatar.com (1), IP addresses (3)
  notes         1 [BF316 secret-setting], 1 [BF913 public-omitted]; --verbose
                shows them
  output        public.db (sqlite, 131.1 kB)

$ sqlite3 public.db "SELECT name, email, uri, avatar FROM persons"
Sile Roe||https://www.blogger.com/profile/1180|
|||
Orla|||
Sile Roe|||

$ sqlite3 public.db "SELECT (SELECT count(*) FROM posts), (SELECT count(*) FROM comments), (SELECT count(*) FROM orphan_comments), (SELECT count(*) FROM properties), (SELECT count(*) FROM provenance)"
2|2|0|0|0

# Only in what somebody wrote for everybody.
$ sqlite3 public.db .dump | grep -o '[a-z0-9.]*@[a-z.]*' | sort | uniq -c
      1 count@reedbed.example
      1 orla@hide.example
      1 sile@reedbed.example.

$ blogferry convert input.ndjson -o public.wxr --public --status draft
blogferry: error: --public and --status draft contradict each other [BF906 usage]
  give one of them
[exit 2]

$ blogferry convert input.ndjson -o public.wxr --public --comments all
blogferry: error: --public and --comments all contradict each other [BF906 usage]
  give one of them
[exit 2]

$ blogferry convert input.ndjson -o public.wxr --public -O authors=authors.csv
blogferry: error: --public leaves out mail addresses, and a file of authors would bring them back [BF906 usage]
  leave out -O authors
[exit 2]
