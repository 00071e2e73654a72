# What is in an export.
+ blog.xml examples/tidewater.xml
+ takeout.zip fixtures/blogger_takeout/zip/takeout.zip
+ two fixtures/blogger_takeout/same_title/input

$ blogferry info blog.xml
Tidewater Notes
  source        blog.xml (blogger-gdata, 17.1 kB)
  id            4217680035519202718
  home          https://tidewater-notes.blogspot.com/
  time zone     Pacific/Auckland
  language      en-GB
  posts         4: 1 draft, 3 published; 2012-08-05 to 2013-02-02
  pages         1: 1 published; 2012-08-06 to 2012-08-06
  comments      5: 5 approved; 2012-08-20 to 2012-11-19
  joined        4 joined to their posts, 1 of them replies to another comment; 1
                without a post here
  declared      3 comments by 3 posts, as many as were found
  authors       Marit Osk (5)
  labels        4: birds (2), Q&A (1), estuary (1), winter (1)
  settings      3
  gaps          1 month without a post, after 2012-09 until 2012-11; 1 published
                without a title

$ blogferry info blog.xml --json
{"blogferry":"{VERSION}","blogs":[
 {"id":"4217680035519202718","title":"Tidewater Notes","home":"https://tidewater-notes.blogspot.com/","time_zone":"Pacific/Auckland","language":"en-GB","sources":[{"name":"blog.xml","format":"blogger-gdata","size":17081}],"posts":{"total":4,"by_status":{"draft":1,"published":3},"first":"2012-08-05","last":"2013-02-02"},"pages":{"total":1,"by_status":{"published":1},"first":"2012-08-06","last":"2012-08-06"},"comments":{"total":5,"by_status":{"approved":5},"first":"2012-08-20","last":"2012-11-19"},"comment_replies":1,"orphans":1,"foreign":0,"comments_declared":3,"posts_declaring":3,"posts_differing":0,"authors":[{"name":"Marit Osk","posts":5}],"labels":[{"name":"birds","posts":2},{"name":"Q&A","posts":1},{"name":"estuary","posts":1},{"name":"winter","posts":1}],"settings":3,"gaps":{"silent_months":1,"silent_after":"2012-09","silent_until":"2012-11","without_address":0,"without_title":1,"without_date":0}}]}

$ blogferry info takeout.zip
Café da Esquina
  source        takeout.zip/Takeout/Blogger/Blogs/Café da Esquina/feed.atom
                (blogger-takeout, 2.6 kB)
  source        takeout.zip/Takeout/Blogger/Comments/Café da Esquina/feed.atom
                (blogger-takeout, 904 bytes)
  source        takeout.zip/Takeout/Blogger/Comments/Forno a Lenha/feed.atom
                (blogger-takeout, 910 bytes)
  id            1382087265491858653
  home          https://cafe-da-esquina.blogspot.com/
  time zone     Europe/Lisbon
  language      pt-PT
  posts         2: 2 published; 2020-02-11 to 2020-03-01
  pages         0
  comments      2: 2 approved; 2020-03-01 to 2020-06-06
  joined        1 joined to their posts; 1 written on other blogs
  declared      no post says how many comments it has
  authors       Inês Vidal (2)
  labels        2: filtro (1), método (1)
  settings      65

$ blogferry info two
Café da Esquina
  source        two/feed.atom (blogger-takeout, 2.6 kB)
  id            1382087265491858653
  home          https://cafe-da-esquina.blogspot.com/
  time zone     Europe/Lisbon
  language      pt-PT
  posts         2: 2 published; 2020-02-11 to 2020-03-01
  pages         0
  comments      1: 1 approved; 2020-03-01 to 2020-03-01
  joined        1 joined to their posts
  declared      no post says how many comments it has
  authors       Inês Vidal (2)
  labels        2: filtro (1), método (1)
  settings      65

Café da Esquina
  source        two/feed(1).atom (blogger-takeout, 992 bytes)
  id            8946338624906782085
  home          https://cafe-da-esquina-2.blogspot.com/
  time zone     Atlantic/Azores
  language      pt-PT
  posts         1: 1 published; 2022-07-01 to 2022-07-01
  pages         0
  comments      0
  declared      no post says how many comments it has
  authors       Inês Vidal (1)
  settings      65

+ saved examples/saved

$ blogferry info saved | grep declared
  declared      3 comments by 2 posts; 1 post differs from what was found

# Sources are shown in the order they are given in.
+ b.ndjson fixtures/rules/BF411/input.ndjson

$ cp b.ndjson a.ndjson; blogferry info b.ndjson a.ndjson
Tern Island diary
  source        b.ndjson (ndjson, 600 bytes)
  source        a.ndjson (ndjson, 600 bytes)
  id            4410098273365518201
  home          https://tern-island.example/
  time zone     Europe/Berlin
  language      en
  posts         1: 1 published; 2011-04-02 to 2011-04-02
  pages         0
  comments      0
  declared      no post says how many comments it has
  authors       Runar Vik (1)

$ blogferry info missing.xml
blogferry: missing.xml: error: cannot be opened: No such file or directory [BF120 input-not-found]
  check the name and its permissions
[exit 3]
