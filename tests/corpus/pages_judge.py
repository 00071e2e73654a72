#!/usr/bin/env python3
"""Shows that pages_test.py notices what it is there to notice: an invented page is read by read_pages.py, written down as a
faultless output, and then every member of that output is damaged, one at a time."""
import copy
import json
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, '..', 'support')]
import pages_test  # noqa: E402
import read_pages  # noqa: E402

PAGE = """<html><head><link href='https://oven-notes.blogspot.com/2012/09/rye-slowly.html' rel='canonical'/>
<script>x('blogId': '8101000', 'locale': 'en')</script></head><body><div class='content-outer'><div class='widget Blog' id='Blog1'>
<div class='date-outer'><h2 class='date-header'><span>Friday, September 21, 2012</span></h2><div class='post-outer'>
<div class='post hentry'><a name='9000000901'></a><h3 class='post-title entry-title'>Rye &amp; slowly</h3>
<div class='post-body entry-content' id='post-body-9000000901'>Day one.<p>Stir <img src='a.png'/>it.<div style='clear: both;'></div></div>
<div class='post-footer'><span class='post-author vcard'>Posted by <span class='fn'>Mill Owner</span></span>
<a class='timestamp-link' href='https://oven-notes.blogspot.com/2012/09/rye-slowly.html'><abbr class='published' title='2012-09-21T18:05:00+02:00'>6:05 PM</abbr></a>
<span class='post-labels'>Labels: <a href='https://oven-notes.blogspot.com/search/label/bread' rel='tag'>bread</a></span></div></div>
<div class='comments' id='comments'><h4>2 comments:</h4><div class='comments-content'><ol>
<li class='comment' id='c9000000902'><div class='comment-header'><cite class='user'>Anna Baker</cite>
<span class='datetime'><a href='x.html?showComment=1348291800000#c9000000902'>September 22, 2012 at 7:30 AM</a></span></div>
<p class='comment-content'>Which flour?</p><div class='comment-replies'><ol>
<li class='comment' id='c9000000903'><div class='comment-header'><cite class='user'>Mill Owner</cite>
<span class='datetime'><a href='x.html#c9000000903'>September 22, 2012 at 8:15 AM</a></span></div><p class='comment-content'>Rye.</p></li>
</ol></div></li></ol></div></div></div></div></div></div></body></html>"""

LINES = [
    {'type': 'blogferry', 'version': 1, 'site': {'id': '8101000', 'title': 'Oven Notes', 'language': 'en'}},
    {'type': 'post', 'kind': 'post', 'id': '9000000901', 'status': 'published', 'title': 'Rye &amp; slowly', 'path': '/2012/09/rye-slowly.html',
     'published': '2012-09-21T18:05:00.000+02:00', 'authors': [{'kind': 'named', 'name': 'Mill Owner'}], 'categories': [{'term': 'bread'}],
     'content': "Day one.<p>Stir <img src='a.png'/>it.<div style='clear: both;'></div>", 'replies_declared': 2, 'replies': 2},
    {'type': 'comment', 'id': '9000000902', 'post': '9000000901', 'status': 'approved', 'published': '2012-09-22T05:30:00.000Z',
     'author': {'kind': 'named', 'name': 'Anna Baker'}, 'content': 'Which flour?'},
    {'type': 'comment', 'id': '9000000903', 'post': '9000000901', 'parent': '9000000902', 'status': 'approved', 'published': '2012-09-22T08:15:00',
     'published_precision': 'minute', 'author': {'kind': 'named', 'name': 'Mill Owner'}, 'content': 'Rye.'},
    {'type': 'end', 'posts': 1, 'pages': 0, 'comments': 2, 'orphans': 0},
]
# Line, member, what it becomes; nothing for a member that goes.
DAMAGE = (
    (0, 'site', {'id': '8102000', 'title': 'Oven Notes', 'language': 'en'}), (0, 'site', {'id': '8101000', 'title': 'Oven Notes'}), (1, 'id', '9000000911'), (1, 'kind', 'page'), (1, 'status', 'draft'), (1, 'title', 'Rye, slowly'), (1, 'path', None),
    (1, 'path', '/2012/09/rye.html'), (1, 'published', '2012-09-21T18:05:00.000+01:00'), (1, 'published', '2012-09-21T18:05:00.000'), (1, 'published', None),
    (1, 'published_precision', 'day'), (1, 'authors', []), (1, 'authors', [{'kind': 'named', 'name': 'Posted by Mill Owner'}]), (1, 'categories', None),
    (1, 'categories', [{'term': 'bred'}]), (1, 'categories', [{'term': 'bread'}, {'term': 'bun'}]), (1, 'replies_declared', 3), (1, 'replies_declared', None),
    (1, 'content', ''), (1, 'content', 'Day one.<p>Stir it.'), (1, 'content', "Day one.<p>Stir <img src='a.png'/>it.<div class='blog-pager'></div>"),
    (1, 'content', "Day one.<p>Stir <img src='a.png'/>it. Labels: bread"), (2, 'id', '9000000912'), (2, 'post', '9000000900'), (2, 'parent', '9000000903'),
    (2, 'published', '2012-09-22T05:31:00.000Z'), (2, 'published', None), (2, 'author', {'kind': 'anonymous'}), (2, 'content', 'Which flour? Reply'), (3, 'parent', None),
    (3, 'published', '2012-09-22T08:15:00.000Z'), (3, 'published', '2012-09-21T08:15:00'), (3, 'published_precision', None), (3, 'published_precision', 'day'), (3, 'published', '2012-09-22'),
)


def judge(lines, truth):
    report = pages_test.Report()
    pages_test.check_page(pages_test.Comparison(report, 'page', 'invented'), lines, truth)
    return report


def main():
    truth = json.loads(json.dumps(read_pages.read_page(PAGE.encode(), {})))
    faultless = judge(LINES, truth)
    wrong = ['of the faultless: ' + line for line in faultless.lines]
    for number, member, value in DAMAGE:
        lines = copy.deepcopy(LINES)
        lines[number].update({member: value})
        if value is None:
            del lines[number][member]
        if not judge([line if 'authors' not in line or line['authors'] else {k: v for k, v in line.items() if k != 'authors'} for line in lines], truth).failures():
            wrong.append('not noticed: line %d, %s = %r' % (number, member, value))
    for number in (1, 2, 3):
        if not judge(LINES[:number] + LINES[number + 1:], truth).failures():
            wrong.append('not noticed: line %d is gone' % number)
    print('\n'.join(wrong + ['%d ways to be wrong, %d faults' % (len(DAMAGE) + 3, len(wrong))]))
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
