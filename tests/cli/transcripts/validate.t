# The same loop, writing nothing.
+ blog.xml fixtures/blogger_gdata/several/input.xml
+ orphan.xml fixtures/blogger_gdata/orphan/input.xml
+ doctype.xml fixtures/blogger_gdata/doctype/input.xml

$ blogferry validate blog.xml -q

$ blogferry validate orphan.xml
orphan.xml:6:10517: warning: comment 5086911171970148 (post): belongs to post 8309568677928580, which is not in the source; kept as an orphan [BF204 orphan-comment]

                 read   checked   orphans
  posts             1         1         0
  pages             0         0         0
  comments          1         1         1
  also read     9 settings, 1 template
  warnings      1 [BF204 orphan-comment]

1 warning

$ blogferry validate orphan.xml --fail-on warning -q
[exit 1]

$ blogferry validate blog.xml --fail-on warning -q

$ blogferry validate blog.xml --fail-on note -v
blog.xml:6:12994: note: page 85729242814733855 (id): its comments name it as a post; joined on the number [BF207 joined-by-number]

                 read   checked
  posts             3         3
  pages             1         1
  comments          2         2
  also read     9 settings, 1 template
  notes         1 [BF207 joined-by-number]

1 note
[exit 1]

$ blogferry validate orphan.xml --fail-on never -q

$ blogferry validate orphan.xml --to wxr -q -O labels=category

$ blogferry validate doctype.xml
blogferry: doctype.xml:1:120: error: the file has a DOCTYPE [BF103 xml-doctype]
  no blog export has one; in a feed, remove it, from "<!DOCTYPE" to its ">"
[exit 6]

# Reports keep everything, also of a run that failed.
$ blogferry validate orphan.xml -q --report json=a.json --report json=- > b.json; cmp a.json b.json && cat a.json
{"blogferry":"{VERSION}","report":1,"command":"validate","diagnostics":[
 {"rule":"BF204","name":"orphan-comment","severity":"warning","input":"orphan.xml","line":6,"column":10517,"offset":12560,"entity":"comment 5086911171970148","field":"post","message":"belongs to post 8309568677928580, which is not in the source; kept as an orphan"}],
"inputs":[
 {"name":"orphan.xml","exit":0}],
"summary":{"posts":{"read":1,"written":1,"filtered":0,"merged":0,"orphaned":0},"pages":{"read":0,"written":0,"filtered":0,"merged":0,"orphaned":0},"comments":{"read":1,"written":1,"filtered":0,"merged":0,"orphaned":1},"settings":9,"templates":1},
"rules":{"BF204":1},"not_carried":{},
"exit":0}

$ blogferry validate doctype.xml -q --report json=a.json; cat a.json
blogferry: doctype.xml:1:120: error: the file has a DOCTYPE [BF103 xml-doctype]
  no blog export has one; in a feed, remove it, from "<!DOCTYPE" to its ">"
{"blogferry":"{VERSION}","report":1,"command":"validate","diagnostics":[
 {"rule":"BF103","name":"xml-doctype","severity":"fatal","input":"doctype.xml","line":1,"column":120,"offset":119,"message":"the file has a DOCTYPE"}],
"inputs":[
 {"name":"doctype.xml","exit":6}],
"summary":null,
"rules":{},"not_carried":{},
"exit":6}

$ blogferry validate orphan.xml -q --report json=nowhere/a.json
blogferry: error: cannot write nowhere/a.json: there is no folder nowhere/ [BF904 output-failed]
  make the folder first, or check its name
[exit 7]

$ blogferry validate orphan.xml -q --report json=- > /dev/full
blogferry: error: cannot write to standard output: No space left on device [BF904 output-failed]
  make room, or name a file with -o
[exit 7]

$ ls
a.json
b.json
blog.xml
doctype.xml
orphan.xml
