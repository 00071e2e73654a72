# A file of authors: made, edited, used.
+ blog.ndjson fixtures/targets/wxr/author_map/input.ndjson
+ blog.xml examples/tidewater.xml

$ blogferry authors blog.ndjson | tr -d "\r"
name,login,email,display_name,posts
Runar Vik,runar-vik,runar@tern-island.example,Runar Vik,2
"'=Ilse, ""the"" Keeper",ilse-the-keeper,,"'=Ilse, ""the"" Keeper",1
Mo,mo,,Mo,1
runar_v,runar-v,,runar_v,1

$ blogferry authors blog.ndjson --json
{"blogferry":"{VERSION}","authors":[
 {"name":"Runar Vik","login":"runar-vik","email":"runar@tern-island.example","display_name":"Runar Vik","posts":2,"profile":"1203"},
 {"name":"=Ilse, \"the\" Keeper","login":"ilse-the-keeper","email":"","display_name":"=Ilse, \"the\" Keeper","posts":1,"profile":""},
 {"name":"Mo","login":"mo","email":"","display_name":"Mo","posts":1,"profile":""},
 {"name":"runar_v","login":"runar-v","email":"","display_name":"runar_v","posts":1,"profile":""}]}

$ blogferry authors blog.ndjson -o authors.csv && tr -d "\r" < authors.csv
name,login,email,display_name,posts
Runar Vik,runar-vik,runar@tern-island.example,Runar Vik,2
"'=Ilse, ""the"" Keeper",ilse-the-keeper,,"'=Ilse, ""the"" Keeper",1
Mo,mo,,Mo,1
runar_v,runar-v,,runar_v,1

$ blogferry authors blog.ndjson -o authors.csv
blogferry: error: authors.csv exists already [BF903 output-exists]
  give --overwrite to replace it
[exit 7]

$ blogferry authors blog.ndjson -o blog.ndjson --overwrite
blogferry: error: blog.ndjson is an input as well as an output [BF907 same-file]
  give the output a name of its own; inputs are never written to
[exit 2]

# As it is, it changes nothing but what is said.
$ blogferry convert blog.ndjson -o - --to wxr -q > without; blogferry convert blog.ndjson -o - --to wxr -q -O authors=authors.csv > with; cmp with without

$ printf 'name,login\nRunar Vik,keeper\n' > a.csv; blogferry convert blog.ndjson -o - --to wxr -O authors=a.csv -v --sandbox on 2>&1 | grep -aE '^<wp:author>|: note'
blogferry: note: author "=Ilse, "the" Keeper" (name): is not in the file of authors; gets a login as without one [BF412 wxr-map-missing]
blogferry: note: author "Mo" (name): is not in the file of authors; gets a login as without one [BF412 wxr-map-missing]
blogferry: note: author "runar_v" (name): is not in the file of authors; gets a login as without one [BF412 wxr-map-missing]
blog.ndjson:5:1: note: post 7100000000000000004 (authors): has 2 authors, WordPress knows one: "Mo"; all are in its custom fields blogger_author [BF415 wxr-joined]
<wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[keeper]]></wp:author_login><wp:author_email><![CDATA[runar@tern-island.example]]></wp:author_email><wp:author_display_name><![CDATA[Runar Vik]]></wp:author_display_name><wp:author_first_name><![CDATA[]]></wp:author_first_name><wp:author_last_name><![CDATA[]]></wp:author_last_name></wp:author>
<wp:author><wp:author_id>2</wp:author_id><wp:author_login><![CDATA[ilse-the-keeper]]></wp:author_login><wp:author_email><![CDATA[]]></wp:author_email><wp:author_display_name><![CDATA[=Ilse, "the" Keeper]]></wp:author_display_name><wp:author_first_name><![CDATA[]]></wp:author_first_name><wp:author_last_name><![CDATA[]]></wp:author_last_name></wp:author>
<wp:author><wp:author_id>3</wp:author_id><wp:author_login><![CDATA[mo]]></wp:author_login><wp:author_email><![CDATA[]]></wp:author_email><wp:author_display_name><![CDATA[Mo]]></wp:author_display_name><wp:author_first_name><![CDATA[]]></wp:author_first_name><wp:author_last_name><![CDATA[]]></wp:author_last_name></wp:author>
<wp:author><wp:author_id>4</wp:author_id><wp:author_login><![CDATA[runar-v]]></wp:author_login><wp:author_email><![CDATA[]]></wp:author_email><wp:author_display_name><![CDATA[runar_v]]></wp:author_display_name><wp:author_first_name><![CDATA[]]></wp:author_first_name><wp:author_last_name><![CDATA[]]></wp:author_last_name></wp:author>

# Mistakes, each with its place.
$ blogferry convert blog.ndjson -o blog.wxr -O authors=missing.csv
blogferry: missing.csv: error: cannot be opened: No such file or directory [BF120 input-not-found]
  check the name and its permissions
[exit 3]

$ printf 'name,login\nMo,mo\nRunar Vik,"run' > a.csv; blogferry convert blog.ndjson -o blog.wxr -O authors=a.csv
blogferry: a.csv:3:11: error: the mapping is no CSV: a quote is never closed [BF906 usage]
  a quote within quotes is written twice, as RFC 4180 has it
[exit 2]

$ printf 'name,logn\nMo,mo\n' > a.csv; blogferry convert blog.ndjson -o blog.wxr -O authors=a.csv
blogferry: a.csv:1:6: error: there is no column "logn" [BF906 usage]
  did you mean login? columns are name, login, email, display_name, posts,
  profile, separated by commas
[exit 2]

$ printf 'login\nmo\n' > a.csv; blogferry convert blog.ndjson -o blog.wxr -O authors=a.csv
blogferry: a.csv:1:1: error: the column name is missing [BF906 usage]
  columns are name, login, email, display_name, posts, profile, separated by
  commas
[exit 2]

$ printf 'name;login\nMo;mo\n' > a.csv; blogferry convert blog.ndjson -o blog.wxr -O authors=a.csv
blogferry: a.csv:1:1: error: there is no column "name;login" [BF906 usage]
  columns are name, login, email, display_name, posts, profile, separated by
  commas
[exit 2]

$ printf 'name,login\nMo,mo,more\n' > a.csv; blogferry convert blog.ndjson -o blog.wxr -O authors=a.csv
blogferry: a.csv:2:7: error: the row has 3 values, and the first line 2 columns [BF906 usage]
  a value with a comma in it needs quotes around it
[exit 2]

$ printf 'name,login\nMo,mo\n\nMo,mo2\n' > a.csv; blogferry convert blog.ndjson -o blog.wxr -O authors=a.csv
blogferry: a.csv:4:1: error: "Mo" is in line 2 already [BF906 usage]
  leave one of the two
[exit 2]

$ printf 'name,login\r\nMo,mo\r\nRunar Vik,MO\r\n' > a.csv; blogferry convert blog.ndjson -o blog.wxr -O authors=a.csv
blogferry: a.csv:3:11: error: the logins "mo" and "MO" differ only in case, which WordPress takes for one [BF906 usage]
  write them alike to make one author of both, or choose another
[exit 2]

$ printf 'name,login\nMo,m\303\266\n' > a.csv; blogferry convert blog.ndjson -o blog.wxr -O authors=a.csv
blogferry: a.csv:2:4: error: WordPress would not keep the login "mö" [BF906 usage]
  WordPress keeps logins of up to 50 ASCII letters, digits and . _ - @, single
  blanks between them
[exit 2]

$ printf 'name,login\nMo,._.\n' > a.csv; blogferry convert blog.ndjson -o blog.wxr -O authors=a.csv
blogferry: a.csv:2:4: error: WordPress would not keep the login "._." [BF906 usage]
  WordPress keeps logins of up to 50 ASCII letters, digits and . _ - @, single
  blanks between them
[exit 2]

$ printf 'name,login\nMo,m\366\n' > a.csv; blogferry convert blog.ndjson -o blog.wxr -O authors=a.csv
blogferry: a.csv:2:5: error: the mapping is not UTF-8 [BF906 usage]
  in a spreadsheet save it as "CSV UTF-8"
[exit 2]

$ printf 'name,login\nMo,%060d\n' 1 > a.csv; blogferry convert blog.ndjson -o blog.wxr -O authors=a.csv
blogferry: a.csv:2:4: error: the login "000000000000000000000000000000000000000000000000000000000001" has 60 characters [BF906 usage]
  WordPress keeps logins of up to 50 ASCII letters, digits and . _ - @, single
  blanks between them
[exit 2]

$ printf 'name,login,email\nMo,mo,mo at home\n' > a.csv; blogferry convert blog.ndjson -o blog.wxr -O authors=a.csv
blogferry: a.csv:2:7: error: WordPress would not keep the address "mo at home" [BF906 usage]
  give an address such as mira@harbour.example, of up to 100 bytes, or leave the
  cell empty
[exit 2]

$ printf 'name,login,email\nMo,mo,NoReply@blogger.com\n' > a.csv; blogferry convert blog.ndjson -o blog.wxr -O authors=a.csv
blogferry: a.csv:2:7: error: NoReply@blogger.com is nobody's address: Blogger writes it for everybody [BF906 usage]
  leave the cell empty
[exit 2]

$ printf 'name,login,email\nMo,mo,a@b.example\nRunar Vik,mo,c@b.example\n' > a.csv; blogferry convert blog.ndjson -o blog.wxr -O authors=a.csv
blogferry: a.csv:3:14: error: the login "mo" has another address above: "a@b.example" [BF906 usage]
  one author has one; leave the cell empty, or give a login of its own
[exit 2]

$ : > a.csv; blogferry convert blog.ndjson -o blog.wxr -O authors=a.csv
blogferry: a.csv:1:1: error: the mapping is empty [BF906 usage]
  its first line names its columns
[exit 2]

$ printf '\357\273\277' > a.csv; blogferry convert blog.ndjson -o blog.wxr -O authors=a.csv
blogferry: a.csv:1:1: error: the mapping is empty [BF906 usage]
  its first line names its columns
[exit 2]

$ blogferry convert blog.ndjson -o blog.wxr -O label-map=a.csv
blogferry: a.csv:1:1: error: the mapping is empty [BF906 usage]
  its first line names its columns
[exit 2]

$ blogferry convert blog.ndjson -o blog.wxr -O authors=-
blogferry: error: a mapping cannot come from standard input [BF906 usage]
  name its file
[exit 2]

$ printf 'label,as\nbirds,tags\n' > l.csv; blogferry convert blog.ndjson -o blog.wxr -O label-map=l.csv
blogferry: l.csv:2:7: error: a label cannot become "tags" [BF906 usage]
  it can become: tag, category, both, none; or leave the cell empty
[exit 2]

$ printf 'label,as\nbirds,tag\nbirds,none\n' > l.csv; blogferry convert blog.ndjson -o blog.wxr -O label-map=l.csv
blogferry: l.csv:3:1: error: "birds" is in line 2 already [BF906 usage]
  leave one of the two
[exit 2]

$ blogferry convert blog.ndjson -o a.csv --to wxr --overwrite -O authors=a.csv
blogferry: error: a.csv is an input as well as an output [BF907 same-file]
  give the output a name of its own; inputs are never written to
[exit 2]

$ ls
a.csv
authors.csv
blog.ndjson
blog.xml
l.csv
with
without
