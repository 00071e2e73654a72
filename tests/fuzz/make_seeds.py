#!/usr/bin/env python3
"""Writes the seeds again: small invented files, the same bytes every time.  make_seeds.py

The first bytes of most of them are choices that the target takes off (see the target's own file).
"""
import gzip
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '..', 'hostile'))
from blog import FEED, Tar, Zip, comment, entry, feed, line, lines, takeout, takeout_entry  # noqa: E402

THREAD = feed(entry(title='Gr&#252;&#xdf;e &amp; <![CDATA[<b>]]>', content='a<!-- x -->b<?y z?>'), comment('1'), comment('2', parent='1'),
              more="<link rel='alternate' type='text/html' href='https://seed.example/'/><updated>2012-05-06T08:14:00+01:00</updated>")
ODD = feed(entry(more="<thr:total>12</thr:total><georss:point>1 2</georss:point><gd:extendedProperty name='a' value='b'/>"
                      "<app:control><app:draft>yes</app:draft></app:control><link rel='enclosure' href='x' length='3'/>"), entry('5', 'page', published='2012-05-06'))
XHTML = ("<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:id>tag:blogger.com,1999:blog-7.archive</a:id><a:entry><a:id>x.post-1</a:id>"
         "<a:category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#post'/>"
         "<a:content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>x<br/></div></a:content></a:entry></a:feed>")
TAKEOUT = takeout(takeout_entry(), takeout_entry('2', 'COMMENT', more='<blogger:parent>tag:blogger.com,1999:blog-7.post-4711</blogger:parent>'), takeout_entry('3', 'PAGE', status='DRAFT'))
WXR = ("<rss xmlns:wp='http://wordpress.org/export/1.2/' xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:k='https://blogferry.example/wxr/1'><channel>"
       "<title>T</title><link>https://seed.example</link><wp:author><wp:author_id>2</wp:author_id><wp:author_login>ann</wp:author_login></wp:author><item><title>A</title>"
       "<content:encoded><![CDATA[<p>x</p>]]></content:encoded><wp:post_id>7</wp:post_id><wp:post_date>2012-05-06 10:14:00</wp:post_date><wp:post_date_gmt>2012-05-06 08:14:00</wp:post_date_gmt>"
       "<wp:status>publish</wp:status><wp:post_type>post</wp:post_type><category domain='category' nicename='%e6%97%a5'><![CDATA[A &amp; B]]></category>"
       "<wp:postmeta><wp:meta_key>blogger_id</wp:meta_key><wp:meta_value>x.post-9</wp:meta_value></wp:postmeta>%s"
       "<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_content>c</wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment>"
       "<wp:comment><wp:comment_id>2</wp:comment_id><wp:comment_parent>1</wp:comment_parent><wp:comment_user_id>2</wp:comment_user_id></wp:comment></item></channel></rss>")
FEED_ATOM = ("<feed xmlns='http://www.w3.org/2005/Atom' xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/' xmlns:thr='http://purl.org/syndication/thread/1.0' xml:base='https://seed.example/'>"
             "<id>tag:blogger.com,1999:blog-7%s</id><title>T</title><link rel='self' href='https://www.blogger.com/feeds/7/posts/default'/><link href='/'/><category term='x'/>"
             "<openSearch:totalResults>3</openSearch:totalResults><openSearch:startIndex>2</openSearch:startIndex><entry><id>tag:blogger.com,1999:blog-7.post-22</id><published>2012-05-06T08:14:00Z</published>"
             "<updated>2012-05-06T08:14:00Z</updated><title>A &amp; B</title><summary>x</summary><link href='a#comment-7'/><thr:total>1</thr:total>"
             "<f:origLink xmlns:f='http://rssnamespace.org/feedburner/ext/1.0'>https://seed.example/a</f:origLink></entry>"
             "<entry><id>tag:blogger.com,1999:blog-7.post-23</id><thr:in-reply-to ref='tag:blogger.com,1999:blog-7.post-22'/><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>x<br/></div></content></entry></feed>")
FEED_RSS = ("<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:atom='http://www.w3.org/2005/Atom'><channel><title>T</title>"
            "<link>https://seed.example</link><description>D</description><managingEditor>ann@seed.example (Ann)</managingEditor><item><guid>https://seed.example/a</guid><pubDate>Sun, 06 May 2012 08:14:00 +0000</pubDate>"
            "<title>A</title><description>x [&#8230;]</description><content:encoded><![CDATA[<p>x</p>]]></content:encoded><dc:creator>Ann</dc:creator><category domain='d'>x</category><enclosure url='y' length='3'/></item></channel></rss>")
FEED_JSON = ('{"version":"1.0","feed":{"xmlns":"http://www.w3.org/2005/Atom","id":{"$t":"tag:blogger.com,1999:blog-7"},"title":{"type":"text","$t":"T"},"openSearch$totalResults":{"$t":"1"},'
             '"entry":[{"id":{"$t":"tag:blogger.com,1999:blog-7.post-22"},"published":{"$t":"2012-05-06T08:14:00Z"},"title":{"$t":"A \\u0026 B"},"category":[{"term":"x"}],'
             '"content":{"type":"html","$t":"\\u003Cp\\u003Ex"},"link":[{"rel":"alternate","href":"https:\\/\\/seed.example\\/a"}],"gd$x":{"xmlns$gd":"u","n":3}},{"id":{"$t":"b"}}]}}')
NDJSON = lines(line(), {'type': 'comment', 'id': '1', 'post': '4711', 'status': 'approved', 'content': 'A reply', 'author': {'kind': 'named', 'name': 'Ann'}},
               line(id='5', kind='page', title='Größe "x" \\ \u2028', updated='2012-05-06T08:14:00.123-07:00', authors=[{'kind': 'account', 'name': 'Bob', 'id': '3'}],
                    categories=[{'term': 'x'}], properties=[{'name': 'a', 'value': 'b'}], location={'name': 'here', 'latitude': 1.5, 'longitude': -2.0}), counts=(1, 1, 1, 0))
PAGE = ('Friday, September 21, 2012\nA title\nText\n\nPosted byAnn at6:32 AM\nEmail ThisBlogThis!\nLabels: a, b\n2 comments:\nBob said...\nYes.\n7:38 AM\n'
        'Ann said\u2026\nNo.\nSeptember 22, 2012 at 7:38\u202fPM\nPost a Comment\nNewer PostOlder PostHome\n')
THREADED = '2017년 2월 27일 월요일\n제목\n글\n1 개의 댓글:\n별님2017년 2월 27일 오후 5:38\n네\n댓글 쓰기\n03/04/2012\nTitle\nNo comments:\n'
HTML = ("<html lang='en'><head><base href='https://seed.example/2012/09/'/><meta property='og:url' content='https://seed.example/2012/09/a.html'/><title>T</title></head><body>"
        "<div class='widget Blog'><h2 class='date-header'>Friday, September 21, 2012</h2><div class='post hentry'><a name='4711000'></a><h3 class='post-title'><a href='a.html'>A</a></h3>"
        "<div class='post-body' id='post-body-4711000'><p>x<b>y</p><div style='clear: both;'></div></div><span class='post-author vcard'>Posted by <span class='fn'>Ann</span></span>"
        "<a class='timestamp-link' href='a.html'><abbr class='published' title='2012-09-21T06:32:00+02:00'>6:32 AM</abbr></a><a rel='tag' href='/search/label/x'>x</a></div>%s</div>")
COMMENTS = ("<div id='comments'><h4>2 comments:</h4><dl><dt id='c1'>Bob said...</dt><dd>Yes.</dd><dd class='comment-footer'><span class='comment-timestamp'>"
            "<a href='a.html?showComment=1348209480000#c1'>7:38 AM</a></span></dd></dl><ol><li id='c2'><cite class='user'>Ann</cite><span class='datetime'>September 22, 2012</span>"
            "<p class='comment-content'>No.</p></li></ol></div>")
SCRIPT = ("<script type='application/ld+json'>{\"@type\":\"BlogPosting\",\"headline\":\"A\",\"datePublished\":\"2012-09-21T06:32:00+02:00\"}</script>"
          "<script>_WidgetManager._SetDataContext([{'name': 'blog', 'data': {'blogId': '7', 'title': 'T\\x27s', 'pageType': 'item', 'locale': 'de'}}]);</script>")
SMALL = "<f xmlns:p='u'>\n<a>x</a>\n <p:b c='d'/><!-- c --><?p i?><a><b/>\n<![CDATA[x]]></a></f>"

SETTINGS = 'blog_name,blog_locale,blog_time_zone,blog_subdomain,blog_comments_allowed\r\n"A ""blog""",de,Europe/Berlin,seed,true\r\n'


def files(*pairs):
    return '\x1e'.join('%s\n%s' % pair for pair in pairs).encode()


READERS = ['blogger-takeout', 'blogger-gdata', 'blogger-feed', 'blogger-page', 'text-capture', 'ndjson', 'wxr']  # as `blogferry formats` lists them
SEEDS = {
    'readers': [bytes([kind, split, 1, 7]) + text.encode() for kind in range(len(READERS))
                for split, text in ((0, THREAD), (2, ODD), (6, XHTML), (9, TAKEOUT), (30, NDJSON), (3, PAGE), (5, THREADED))] +
               [bytes([READERS.index('blogger-page'), split, 1, 7]) + text.encode()
                for split, text in ((0, HTML % ''), (5, HTML % COMMENTS), (2, HTML % SCRIPT), (9, (HTML % '').replace('post-body', 'post-snippet')), (1, (HTML % '') * 2))] +
               [bytes([READERS.index('wxr'), split, 1, 7]) + WXR.replace('%s', kept).encode()
                for split, kept in ((0, ''), (3, "<k:post>{&quot;id&quot;:&quot;9&quot;,&quot;status&quot;:&quot;draft&quot;}</k:post>"), (7, '<k:post>{</k:post>'))] +
               [bytes([READERS.index('blogger-feed'), split, 1, 7]) + text.encode()
                for split, text in ((0, FEED_ATOM % ''), (4, FEED_ATOM % '.comments'), (2, FEED_RSS), (3, FEED_JSON), (7, '// API callback\nseed.x(' + FEED_JSON + ');'))],
    'gate': [bytes([split]) + text.encode() for split in (0, 5) for text in (SMALL, THREAD, "<?xml version='1.0'?>\n<!-- x --><f/>\n<!-- y -->", '\ufeff<f><a/></f>')],
    'dates': [d.encode() for d in ('2012-05-06T08:14:00.123-07:00', '2012-05-06T08:14Z', '2012-05-06', '2012-05-06 08:14:00', 'Sun, 28 Mar 2010 20:49:00 +0000', '28 Mar 10 20:49 EST',
                                   '9999-12-31T23:59:59.999-14:00', '0001-01-01T00:00:00+14:00', 'Europe/Berlin', 'Pacific/Apia', 'UTC',
                                   'Friday, September 21, 2012', 'Ada Stern at6:32\u202fAM', '2012年9月23日日曜日', '۱۳۹۱ شهریور ۳۱, جمعه', 'วันศุกร์ที่ 21 กันยายน พ.ศ. 2555', 'lúc 08:39 21 tháng 9, 2012')],
    'counts': [c.encode() for c in ('12 comments', '12 visitors', 'No comments:', '1.234 Kommentare', '0 个评论', '12,34,567 टिप्पणियां', 'Aucun commentaire', '٣ تعليقات', 'tag:blogger.com,1999:blog-7.post-22',
                                    'https://www.blogger.com/feeds/7/22/comments/default/33', 'a<a name="more"></a>b', "a<a name='more'/>b", '<!--more-->', '"a","b ""c"""\r\nd,e\n', 'Anonym',
                                    'Posted byAnn at6:32 AM', 'Email ThisBlogThis!', 'Newer PostOlder PostHome', 'Ann hat gesagt…', 'Labels: a, b', 'ReplyDelete')],
    'urls': [u.encode() for u in ('https://h.example/2012/09/first-light.html?x#y', '//h.example/a', 'http://H.example:80/', '/p/about.html', 'Größe & Straße: 100 %', 'हिन्दी में', 'ﬁrst “light”',
                                  'a\x1b[31m\u202eb\u0085', '日本語のタイトル', "don't", 'İstanbul')] + [b'a\xff\xe2\x82b', b'\xef\xbf\xbe', b'x' * 300],
    'entities': [bytes([kind]) + text.encode() for kind in (0, 1) for text in ('a &amp; b &lt;&gt;&quot;&apos;', '&#65;&#x1F600;&#9;', 'a\r\nb\rc\td', 'x' * 300 + '&amp;', ']]&gt; ]] >', '&nbsp;', '&#0;', '&#xD800;')] + [b'\0' + b'x' * 70000 + wrong for wrong in (b']]>', b'&', b'\x10')],
    'ndjson': [bytes([split, *divmod(text.encode().rindex(b'{'), 256)]) + text.encode() for split in (0, 7) for text in (NDJSON, lines(line()), lines(), NDJSON.replace('\n', '\r\n'))],
    'archives': [Zip((FEED, takeout()), ('a.txt', b'x')).done(), Zip((FEED, takeout()), method=0).done(), Tar((FEED, takeout().encode()), ('a.txt', b'x')).done(),
                 gzip.compress(Tar(('feed.atom', takeout().encode())).done(), mtime=0), gzip.compress(takeout().encode(), mtime=0), takeout().encode(), THREAD.encode(), Zip(*[('f%d' % i, 'x') for i in range(120)]).done()],
    'merge': [files(('Blogs/A/feed.atom', TAKEOUT), ('Blogs/A/settings.csv', SETTINGS), ('Blogs/A/theme-layouts.xml', '<b:skin/>'), ('Blogs/A/theme-classic.html', '<$BlogTitle$>')),
              files(('Blogs/A/feed.atom', TAKEOUT), ('Blogs/B/feed(1).atom', TAKEOUT.replace('blog-7', 'blog-8')), ('Blogs/B/settings(1).csv', SETTINGS)),
              files(('blog.xml', THREAD), ('feed.atom', TAKEOUT), ('posts.xml', FEED_ATOM % ''), ('comments.xml', FEED_ATOM % '.comments')),
              files(('blog-1.xml', THREAD), ('blog-2.xml', ODD), ('blog-3.xml', THREAD.replace('2020-01-01', '2021-01-01').replace('a<!--', 'b<!--'))),
              files(('1.txt', PAGE), ('2.txt', PAGE.replace('Yes', 'Certainly')), ('rss.xml', FEED_RSS), ('feed.json', FEED_JSON)),
              files(('a.html', HTML % COMMENTS), ('b.html', HTML % SCRIPT), ('posts.xml', FEED_ATOM % '')),
              files(('a.ndjson', NDJSON), ('b.ndjson', lines(line())), ('c.xml', WXR.replace('%s', '')))],
    'arguments': [bytes([command]) + words.encode() for command in range(7) for words in
                  ('a.xml\n-o\nb.db', 'a.xml\n-o\nb.db\n-o\nc.db', 'a.xml\n-o\nb.db\n--to\nwxr\n-O\ncomments=approved\n--since\n2012-01-01\n--kind\npost,page', '-\n--report\njson=-\n--fail-on\nwarning\n-q', '--help', '--limit\nrecord=64M\nx',
                   '--time-zone\nEurope/Berlin\n--site-url\nhttps://h.example\nx', 'BF101', '--json')],
    'html': [h.encode() for h in ('<div class=post-body><p>a<p>b &amp; c<br>d</div>', '<div><b><div>a</b>c</div>d</div>', '<table><tr><td>a<td><div>b</td></div></table>',
                                  '<ul><li>a<ul><li>b</ul><li>c</ul>', '<svg><g><path/></g><div>x</div></svg>', '<script>a<b</script><style></style><textarea><p></textarea>',
                                  '<!-- a --!><!--><![CDATA[<p>]]><?x?>', "<a title='>' b=c/><td></div", '&#x1F600;&#128;&copy;&copy', '<form><form></form><h1><h2></h1><select><option><option></select>')],
    'round_trip': [b'', bytes(range(256)), bytes((i * 37 + 11) % 256 for i in range(700)), b'\x05title\x03sub' * 40, bytes([1, 4]) + ']]>\r\n&amp;<a name="more"></a>\ufffe'.encode() * 30],
}


def main():
    for target, seeds in SEEDS.items():
        folder = os.path.join(HERE, 'seeds', target)
        os.makedirs(folder, exist_ok=True)
        for number, seed in enumerate(seeds):
            with open(os.path.join(folder, '%02d' % number), 'wb') as file:
                file.write(seed)


if __name__ == '__main__':
    main()
