#!/usr/bin/env python3
"""Time in proportion: a file with eight times as much of one construct takes at most nine times as long.

    linear_time.py PROGRAM [NAME...]

User CPU time of a conversion, to NDJSON where a construct names no other formats, for constructs that once were, or might be, worse than
linear.
(Ids, names and labels are sorted, which takes n log n: their posts are long here; the hostile files have more of
them.)
"""
import os
import sys
import tempfile

from blog import comment, entry, feed, line, lines
from hostile import Run

TIMES, RATIO, LEAST = 8, 9.0, 0.03
ENDINGS = {'ndjson': '.ndjson', 'capture': '.txt', 'page': '.html'}


def prefixes(count):
    return ''.join(" xmlns:a%d='u%d'" % (i, i) for i in range(count))


def wxr(*items):
    return ("<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel>%s</channel></rss>" %
            ''.join('<item><wp:post_id>%d</wp:post_id>%s</item>' % (100000 + i, item) for i, item in enumerate(items)))


def wxr_head(site, rest):
    return ("<rss xmlns:wp='http://wordpress.org/export/1.2/' xmlns:b='https://blogferry.example/wxr/1'><channel><b:site>%s</b:site>%s</channel></rss>"
            % (site, rest))


def wxr_comment(number, date='', parent=0):
    return ('<wp:comment><wp:comment_id>%d</wp:comment_id><wp:comment_date_gmt>%s</wp:comment_date_gmt><wp:comment_parent>%d</wp:comment_parent></wp:comment>'
            % (number, date, parent))


def of_one_slug(i):
    """One of a million names of which no slug keeps more than the word."""
    return 'name' + ''.join('!?'[i >> bit & 1] for bit in range(20))


LONG = '&lt;p>A text&lt;/p>' * 800


def capture(count, *head):
    """A saved page of posts that each end in "Comments" and have no more of a footer; but the first and the last have."""
    day, footer = 'Tuesday, March 3, 2015', 'Posted by Ann at 9:00 AM'
    posts = [text for i in range(count) for text in (*head, 'Title %d' % i, 'Body', 'Comments')]
    return '\n'.join([day, 'First', footer, *posts, 'Last', footer, 'Post a Comment', ''])


def post(number, body):
    return ("<div class='post hentry'><meta itemprop='postId' content='%d'/><h3 class='post-title'>Title</h3><div class='post-body'>%s</div>"
            "<span class='post-labels'><a rel='tag' href='/search/label/a'>a</a></span></div>" % (number, body))


def page(posts):
    return "<!DOCTYPE html><html><head><meta content='blogger' name='generator'/></head><body><h2 class='date-header'>Tuesday, March 3, 2015</h2>%s</body></html>" % posts


# n, what makes a file of n, and the formats it goes to: so large that neither file's things all lie in a cache. What is multiplied by
# something else in the file grows with it: the product would show.
CONSTRUCTS = {
    'references': (250, lambda n: feed(*[entry(100000 + i, content='&amp;' * 20000) for i in range(n)])),
    'entries': (14000, lambda n: feed(*[entry(100000 + i, content='x') for i in range(n)])),
    'attributes': (250000, lambda n: feed(entry(content="<a b='c' d='e' f='g' h='i'/>" * n))),
    'nested_tags': (6000, lambda n: feed(entry(content=('<a>' * 100 + '</a>' * 100) * n))),
    'distinct_names': (400000, lambda n: feed(entry(content=''.join('<n%d/>' % i for i in range(n))))),
    'judged_record': (200000, lambda n: feed(entry(content='<?x?>' + '<a>&#65;</a>' * n))),
    'namespaces_times_elements': (800000, lambda n: feed(entry(content='<p:a/>' * n), attributes=prefixes(min(900, n // 2667)) + " xmlns:p='p'")),
    'namespaces_times_entries': (4000, lambda n: feed(entry(), *['<entry><?x?></entry>'] * n, attributes=prefixes(n // 40))),
    'replies_in_a_chain': (12000, lambda n: feed(entry(), *[comment(100000 + i, parent=99999 + i if i else None) for i in range(n)])),
    'versions_of_one_entry': (8000, lambda n: feed(*[entry(title='Version %d' % i) for i in range(n)])),
    'comments_between': (1500000, lambda n: feed(*['<!-- -->'] * n)),
    'cdata_sections': (620000, lambda n: feed(entry(content='<![CDATA[x]]>' * n))),
    'wxr_comments_of_one_item': (15000, lambda n: wxr(''.join(wxr_comment(1 + i, parent=i) for i in range(n)))),
    'wxr_odd_comments': (15000, lambda n: wxr(''.join(wxr_comment(1 + i, 'never') for i in range(n)))),
    'wxr_one_id_for_all_comments': (30000, lambda n: wxr(wxr_comment(1) * n)),
    'wxr_same_comments_in_all_items': (30, lambda n: wxr(*[''.join(wxr_comment(1 + i) for i in range(100))] * n)),
    'wxr_categories': (100000, lambda n: wxr(''.join('<category>c%d</category>' % i for i in range(n)))),
    'wxr_head_between_items': (30000, lambda n: wxr_head('{"title":"%s"}' % ('x' * 20 * n), ''.join('<title>t</title><item><wp:post_id>%d</wp:post_id></item>' % (100000 + i) for i in range(n)))),
    'wxr_metadata': (50000, lambda n: wxr('<wp:postmeta><wp:meta_key>k</wp:meta_key><wp:meta_value>v</wp:meta_value></wp:postmeta>' * n)),
    'capture_posts': (4000, lambda n: capture(n)),
    'capture_dated_posts': (4000, lambda n: capture(n, 'Tuesday, March 3, 2015')),
    'capture_comments': (4000, lambda n: '\n'.join(['Tuesday, March 3, 2015', 'First', *[text for i in range(n) for text in (
        '2 comments:', 'Ann said...', 'Yes.', 'March 3, 2015 at 9:30 AM', 'Reply', 'Title %d' % i)], 'Post a Comment', ''])),
    'page_paragraphs': (50000, lambda n: page(post(1, '<p>Body' * n))),
    'page_posts': (4000, lambda n: page(''.join(post(1 + i, 'Body') for i in range(n)))),
    'page_comments': (4000, lambda n: page(post(1, 'Body') + "<div class='comments' id='comments'>%s</div>" % ''.join(
        "<dt class='comment-author' id='c%d'>Ann said...</dt><dd class='comment-body'><p>Yes.</p></dd>" % (10 + i) for i in range(n)))),
    'authors_of_one_slug': (1500, lambda n: feed(*[entry(100000 + i, content=LONG).replace('Ann', of_one_slug(i)) for i in range(n)]), 'wxr', 'sqlite'),
    'labels_of_one_slug': (1500, lambda n: feed(*[entry(100000 + i, content=LONG, more="<category scheme='http://www.blogger.com/atom/ns#' term='%s'/>" % of_one_slug(i))
                                                  for i in range(n)]), 'wxr', 'sqlite'),
    'posts_of_one_address': (8000, lambda n: feed(*[entry(100000 + i) for i in range(n)]), 'wxr', 'sqlite'),
    'comments_of_one_post': (8000, lambda n: feed(entry(), *[comment(100000 + i) for i in range(n)]), 'wxr', 'sqlite'),
    'comments_in_a_chain': (16000, lambda n: feed(entry(), *[comment(100000 + i, parent=99999 + i if i else None) for i in range(n)]), 'wxr', 'sqlite'),
    'ndjson_posts_of_one_title': (2000, lambda n: lines(*[line(id=str(100000 + i), content=LONG) for i in range(n)]), 'wxr', 'sqlite'),
    'ndjson_array': (80000, lambda n: lines(line(authors=[{'kind': 'named', 'name': 'Ann'}] * n))),
}


def make(path, construct, n):
    """In a process of its own, so that the measuring one stays small."""
    child = os.fork()
    if child == 0:
        with open(path, 'w', encoding='utf-8') as file:
            file.write(construct(n))
        os._exit(0)
    if os.waitpid(child, 0)[1] != 0:
        raise SystemExit('the input could not be made')


def seconds(program, folder, name, to):
    """What a conversion takes."""
    done = Run(program, ['convert', name, '-o', 'out.db' if to == 'sqlite' else '-', '--to', to, '--overwrite', '-q'], folder, keep=False)
    if done.code != 0:
        raise SystemExit('%s: ended with %d: %s' % (name, done.code, done.err.decode('utf-8', 'replace')[:400]))
    return done.user


def measured(program, folder, names, to):
    """Both times in the round in which their ratio was least: of three rounds, or of up to nine while it is too high. What else goes on
    in the machine slows one run or the other, but what is worse than linear is so in every round."""
    rounds = []
    while len(rounds) < 3 or (len(rounds) < 9 and min(large / small for small, large in rounds) > RATIO):
        rounds.append([seconds(program, folder, name, to) for name in names])
    return min(rounds, key=lambda times: times[1] / times[0])


def main():
    program, chosen, failed = os.path.abspath(sys.argv[1]), sys.argv[2:], 0
    for name, (n, construct, *formats) in CONSTRUCTS.items():
        if chosen and name not in chosen:
            continue
        with tempfile.TemporaryDirectory(prefix='blogferry-linear-') as folder:
            names = [size + ENDINGS.get(name.split('_')[0], '.xml') for size in ('small', 'large')]
            make(os.path.join(folder, names[0]), construct, n)
            make(os.path.join(folder, names[1]), construct, TIMES * n)
            for to in formats or ['ndjson']:
                small, large = measured(program, folder, names, to)
                wrong = large > RATIO * small
                failed += wrong
                print('%s%-26s %-6s %8d %6.3f s %9d %6.3f s  ratio %4.1f%s' % ('FAILED: ' if wrong else '', name, to, n, small, TIMES * n, large, large / small,
                                                                               '' if small >= LEAST else '  (short)'))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
