#!/usr/bin/env python3
"""Reads saved pages and feeds without any code of Blogferry, and writes down what is in them.

    read_pages.py [--corpus FOLDER] pages > pages.json
    read_pages.py [--corpus FOLDER] feeds > feeds.json

The files are other people's blogs. Written down are numbers, times, ids and hashes, nothing anybody wrote; a file goes by
the first 16 hexadecimal digits of the SHA-256 of its bytes. Where the eye saw more than these lines can, by_eye.tsv says
so, with a reason.
"""
import csv
import hashlib
import json
import os
import re
import sys
import urllib.parse

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, '..', 'support')]
import page_tree  # noqa: E402
import read_feeds  # noqa: E402
from page_tree import squeezed  # noqa: E402

BY_EYE = os.path.join(HERE, 'by_eye.tsv')
# What a theme puts around a body; in a body only where the author put it there.
AROUND = ('blog-pager', 'post-share-buttons', 'share-button', 'sidebar', 'comment-form', 'comments-block', 'comment-link', 'post-footer', 'post-labels',
          'post-author', 'post-timestamp', 'post-title', 'date-header', 'feed-links', 'blog-feeds', 'jump-link', 'related-post', 'item-control', 'widget-content', 'status-msg')
MEDIA = ('img', 'iframe', 'embed', 'object', 'video', 'audio')
MONTHS = {
    'en': 'January February March April May June July August September October November December',
    'fr': 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre',
    'de': 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember',
    'es': 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre',
    'no': 'januar februar mars april mai juni juli august september oktober november desember',
    'pt': 'janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro',
}
NONE = ('no comments', 'no hay comentarios', 'keine kommentare', 'aucun commentaire', 'ingen kommentarer', 'nenhum comentário')
SAID = re.compile(r'\s*(?:said|a dit|dijo|hat gesagt)\s*(?:\.\.\.|…)?\s*$')


def digest(data):
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()[:16]


def visible(html):
    """Hash and length of the characters a reader sees, white space removed, how many pictures and frames there are, and
    what of AROUND."""
    root = page_tree.tree(re.sub(r'<[^<>]*\Z', '', html))  # html.parser takes a tag that is cut off for text
    text = ''.join(root.text().split())
    words = ' '.join(n.get('class') + ' ' + n.get('id') for n in root.walk())
    return {'text': digest(text), 'length': len(text), 'media': sum(n.name in MEDIA for n in root.walk()), 'around': [w for w in AROUND if w in words]}


def eyes():
    """What was seen by eye: {key of a file: {what: (value, reason)}}; a value may stand in several rows."""
    found = {}
    with open(BY_EYE, encoding='utf-8', newline='') as f:
        for row in csv.DictReader(f, delimiter='\t', quoting=csv.QUOTE_NONE):
            found.setdefault(row['file'], {})[row['what']] = row['value']
    return found


# -- times ----------------------------------------------------------------------------------------------------------------


def day_of(text, language):
    """YYYY-MM-DD of a day in words, or nothing."""
    words = re.findall(r'[^\W\d]+|\d+', text.lower())
    names = MONTHS.get(language[:2] or 'en', '').lower().split()
    months = [names.index(w) + 1 for w in words if w in names] or [n + 1 for n, name in enumerate(names) for w in words if len(w) > 2 and w == name[:3]]
    years = [w for w in words if re.fullmatch(r'(?:19|20)\d\d', w)]
    days = [w for w in words if w.isdigit() and len(w) <= 2]
    return '%s-%02d-%02d' % (years[0], months[0], int(days[0])) if years and months and days else ''


def clock_of(text):
    """HH:MM of a time of day in words, or nothing."""
    m = re.search(r'(\d{1,2})\s?(?:[:.]|h)\s?(\d\d)(?:\s*([AaPp])\.?[Mm])?', text)
    if not m:
        return ''
    hour = int(m[1])
    if m[3]:
        hour = hour % 12 + (12 if m[3] in 'pP' else 0)
    return '%02d:%s' % (hour, m[2])


def wall_of(text, language):
    """YYYY-MM-DDTHH:MM, or as much of it as the words say."""
    day = day_of(text, language)
    m = re.fullmatch(r'(\d{1,2})/(\d{1,2})/(\d{4})', text.strip())
    if m:
        return '%s-%02d-%02d' % (m[3], int(m[1]), int(m[2]))
    rest = re.sub(r'\b(?:19|20)\d\d\b', ' ', text)
    clock = clock_of(rest)
    return day + ('T' + clock if clock else '')


# -- pages ----------------------------------------------------------------------------------------------------------------


class Page:
    def __init__(self, data, seen):
        self.seen = seen
        self.source = data.decode('utf-8-sig').replace('\r\n', '\n')
        self.root = page_tree.tree(self.source)
        m = re.search(r"'locale':\s*'([^']+)'", self.source)
        html = self.root.first('html')
        self.language = seen.get('language') or (m and m[1]) or (html and html.get('lang')) or ''
        m = re.search(r"(?:blogID=|targetBlogID=|'blogId': ')(\d{5,20})", self.source)
        self.blog = m[1] if m else ''
        self.address = self.absolute_address()
        scopes = [n for n in self.root.all('.Blog') if n.has('widget')] or [self.root]
        self.scope = scopes[0]

    def absolute_address(self):
        """Where the page was, in the words that survive saving: canonical address or og:url."""
        for node in self.root.all('link[rel=canonical], meta[property=og:url]'):
            value = node.get('href') or node.get('content')
            if value.startswith('http'):
                return value
        return ''

    def bodies(self):
        hook = self.seen.get('body', '.post-body')
        found = [n for n in self.scope.all(hook)]
        return [n for n in found if not any(self.inside(n, other) for other in found)]

    @staticmethod
    def inside(node, other):
        return other.begin < node.begin and node.end <= other.end and node is not other

    def container(self, body, bodies):
        """The widest element around the body that has no other body in it."""
        node = body
        while node.parent is not None and node is not self.scope and not any(b is not body and self.inside(b, node.parent) for b in bodies):
            node = node.parent
        return node

    def posts(self):
        bodies = self.bodies()
        return [Post(self, body, self.container(body, bodies)) for body in bodies]


class Post:
    def __init__(self, page, body, box):
        self.page, self.body, self.box = page, body, box
        self.outside = [n for n in box.walk() if not page.inside(n, body) and n is not body]

    def firsts(self, hook):
        wanted = [page_tree.parse_hook(h) for h in hook.split(', ')]
        return [n for n in self.outside if any(page_tree.fits(n, w) for w in wanted)]

    def titles(self):
        hook = self.page.seen.get('title', '.post-title, .entry-title')
        return self.firsts(hook) or (self.body.all(hook) if self.page.seen.get('not-body') == hook else [])

    def title(self):
        return squeezed(self.titles()[0].text()) if self.titles() else ''

    def number(self):
        for text in (self.body.get('id'), self.body.get('class')):
            m = re.search(r'(?:post-body-|post-snippet-|postID-)(\d{4,20})', text)
            if m:
                return m[1]
        for node in self.firsts('meta[itemprop=postId], [itemprop=postId]'):
            return node.get('content')
        for node in self.firsts('a[name]'):
            if re.fullmatch(r'\d{4,20}', node.get('name')):
                return node.get('name')
        for node in self.firsts('a[href]'):
            m = re.search(r'blogger\.com/(?!delete-comment).*[?&]postID=(\d{4,20})', node.get('href'))
            if m:
                return m[1]
        m = re.search(r"'pageType':\s*'(?:item|static_page)',\s*'(?:postId|pageId)':\s*'(\d{4,20})'", self.page.source)
        return m[1] if m and len(self.page.bodies()) == 1 else ''

    def data(self):
        """The BlogPosting in JSON-LD of this post; also where commas make it bad JSON."""
        for node in self.firsts('script'):
            text = self.page.source[node.inner:node.inner_end]
            if 'ld+json' in node.get('type') and re.search(r'"@type"\s*:\s*"(?:Blog|News)?(?:Posting|Article)"', text):
                return text
        return ''

    def published(self):
        """[time, where it was read]"""
        for node in self.firsts('abbr.published, time.published, [itemprop=datePublished], .published[datetime]'):
            for key in ('datetime', 'title', 'content'):
                if re.match(r'\d{4}-\d\d-\d\dT', node.get(key)):
                    return [node.get(key), 'attribute']
        for node in self.firsts('[itemprop]'):
            if 'datePublished' in node.get('itemprop') and re.match(r'\d{4}-\d\d-\d\dT', node.get('title') or node.get('content')):
                return [node.get('title') or node.get('content'), 'attribute']
        m = re.search(r'"datePublished"\s*:\s*"([^"]+)"', self.data())
        if m:
            return [m[1], 'json-ld']
        if 'published' in self.page.seen:
            return [self.page.seen['published'], 'eye']
        headers = [n for n in self.page.scope.all('.date-header') if n.begin < self.body.begin]
        if headers:
            day = day_of(headers[-1].text(), self.page.language)
            times = self.firsts('.timestamp-link')
            clock = clock_of(times[0].text()) if times and day else ''
            if day:
                return [day + ('T' + clock if clock else ''), 'words']
        m = re.search(r'/(\d{4})/(\d\d)/[^/]', self.path())
        return ['%s-%s' % m.groups(), 'address'] if m else ['', '']

    def path(self):
        links = [n.get('href') for n in self.firsts('.timestamp-link, [rel=bookmark]')]
        for node in self.titles():
            links += [n.get('href') for n in [node] + node.all('a') if n.get('href')]
        urls = [n.get('content') for n in self.firsts('meta') if 'url' in n.get('itemprop').split() and 'profile' not in n.get('content')]
        m = re.search(r'"@id"\s*:\s*"(http[^"]+)"', self.data())
        urls += [m[1]] if m else []
        urls += [link for link in links if link.startswith('http')]
        if len(self.page.bodies()) == 1 and 'index' not in self.page.seen:
            urls.append(self.page.address)
        urls += [urllib.parse.urljoin(self.page.address, link) for link in links if self.page.address and not re.match(r'\w+:', link)]
        for url in urls:
            path = urllib.parse.urlsplit(url.replace('\\', '/')).path
            if re.fullmatch(r'/+(?:\d{4}/\d\d|p)/[^/]+\.html', path):
                return path
        return ''

    def labels(self):
        found = []
        inside = [n for box in self.body.all('.post-labels') for n in box.all('a')] if '.post-labels' in self.page.seen.get('not-body', '') else []
        for node in self.firsts('a[rel=tag]') + [n for box in self.firsts('.post-labels') for n in box.all('a')] + inside:
            name = squeezed(node.text()) or node.get('aria-label')
            if re.search(r'label', node.get('href') + node.get('class')) and name and node.above('.breadcrumbs') is None and node.above('#breadcrumb') is None:
                found.append(name)
        return sorted(set(found))

    def author(self):
        for hook in ('.fn', '.post-author', '.entry-author-link', '[rel=author]'):
            for node in self.firsts(hook):
                inner = node.first('[itemprop=name]') or node
                name = squeezed(inner.text())
                if name:
                    return name
        m = re.search(r'"author"\s*:\s*\{[^}]*"name"\s*:\s*("(?:[^"\\]|\\.)*")', self.data())
        return json.loads(m[1]) if m else ''

    def declared(self):
        for node in self.firsts('section.comments[data-num-comments], [data-num-comments]'):
            if node.get('data-num-comments').isdigit():
                return int(node.get('data-num-comments'))
        nodes = [h for c in self.firsts('#comments') for h in c.all('h4, h3') if h.above('.comments-content') is None][:1] + self.firsts('a.comment-link, .num_comments')
        for node in nodes:
            text = squeezed(node.text()).rstrip(' :').lower()
            if text.startswith(NONE):
                return 0
            m = re.match(r'(\d+)(?:\s\w+)?$', text)
            if m:
                return int(m[1])
        m = re.search(r'\((\d+)', page_tree.tree(self.rest()).text())
        return int(m[1]) if m else None

    def comments(self):
        found = []
        boxes = self.firsts('#comments')[:1]
        for box in boxes:
            for node in box.all('li.comment'):
                head = node.first('.comment-header')
                stamp = head.first('.datetime')
                above = node.above('li.comment')
                own = node.get('id') if re.fullmatch(r'c\d+', node.get('id')) else node.first('.comment-block').get('id')
                found.append(self.comment(own, squeezed(head.first('.user').text()), stamp, above.get('id') if above else '', node.first('.comment-content')))
            for node in box.all('dt[id], dl.comment-author'):
                if not re.fullmatch(r'c\d+', node.get('id')):
                    continue
                rest = [n for n in node.parent.children if isinstance(n, page_tree.Node)]
                rest = rest[rest.index(node) + 1:]
                footer = next((n for n in rest if n.has('comment-footer')), None)
                body = next((n for n in rest if n.has('comment-body') or n.first('.comment-body') or n.first('p')), None)
                found.append(self.comment(node.get('id'), SAID.sub('', squeezed(node.text())), footer and footer.first('.comment-timestamp'), '', body))
        return found

    def comment(self, identity, author, stamp, parent, body):
        link = stamp and (stamp.first('a') or stamp)
        m = re.search(r'showComment=(\d{13})', urllib.parse.unquote(link.get('href')) if link else '')
        return {'id': identity[1:], 'author': digest(author), 'parent': parent[1:], 'ms': int(m[1]) if m else None,
                'wall': wall_of(squeezed(stamp.text()), self.page.language) if stamp else '', 'body': visible(self.page.source[body.inner:body.inner_end]) if body else None}

    def rest(self):
        """Source text of what the theme put behind the author's part."""
        hook = self.page.seen.get('cut-at')
        at = [n for n in self.body.children if hook and isinstance(n, page_tree.Node) and page_tree.fits(n, page_tree.parse_hook(hook))]
        return self.page.source[at[0].begin:self.body.inner_end] if at else ''

    def content(self):
        """Source text of the author's part of the container."""
        begin, end = self.body.inner, self.body.inner_end
        text = self.page.source[begin:end]
        cuts = [n for hook in self.page.seen.get('not-body', '').split('|') if hook for n in self.body.all(hook)]
        for node in sorted(cuts, key=lambda n: -n.begin):
            text = text[:node.begin - begin] + text[node.end - begin:]
        text = text[:len(text) - len(self.rest())]
        if 'until' in self.page.seen:
            text = text[:text.index(self.page.seen['until'])]
        inner = self.page.seen.get('body-text')
        if inner:
            node = self.body.first(inner)
            text = self.page.source[node.inner:node.inner_end]
        return text

    def record(self):
        when, where = self.published()
        path = self.path()
        state = self.page.seen.get('state') or ('snippet' if 'r-snippet' in self.page.source[self.body.begin:self.body.end] and 'snippet' in self.body.get('id') else
                                                'cut' if self.firsts('.jump-link') else 'whole')
        labels = self.labels()
        return {'id': self.number(), 'kind': 'page' if path.startswith('/p/') else 'post', 'published': when, 'from': where, 'path': digest(path) if path else '',
                'title': digest(self.title()), 'untitled': not self.title(), 'author': digest(self.author()) if self.author() else '',
                'labels': len(labels), 'label_names': digest('\n'.join(labels)), 'declared': self.declared(), 'state': state,
                'body': visible(self.content()), 'comments': self.comments()}


def read_page(data, seen):
    family = seen.get('family', '')
    if seen.get('posts') == '0':
        page = None
        language = seen.get('language', '')
        if family not in ('template', 'foreign'):
            page = Page(data, seen)
            language = page.language
        return {'family': family, 'language': language, 'blog': page.blog if page else '', 'posts': []}
    page = Page(data, seen)
    return {'family': family or family_of(page), 'language': page.language, 'blog': page.blog, 'posts': [p.record() for p in page.posts()]}


def family_of(page):
    source = page.source
    if 'post-outer-container' in source:
        return '2017+'
    if page.scope.first('.date-outer') is not None and re.search(r'tabs-outer|fauxborder|content-outer|body-fauxcolumn', source):
        return 'v2'
    if page.scope.first('.post') is not None and re.search(r"id='outer-wrapper'|id='main-wrap|id='content-wrapper", source) and page.scope.first('.date-header') is not None:
        return 'layouts'
    return 'third-party'


def main():
    arguments = sys.argv[1:]
    corpus = os.environ.get('BLOGFERRY_CORPUS') or os.path.join(HERE, '..', '..', '..', 'shared', 'corpus')
    if arguments[:1] == ['--corpus']:
        corpus, arguments = arguments[1], arguments[2:]
    what = arguments[0]
    seen, found = eyes(), {}
    folder = os.path.join(corpus, what)
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), 'rb') as f:
            data = f.read()
        key = digest(data)
        if what == 'pages':
            found[key] = read_page(data, seen.get(key, {}))
        else:
            found[key] = read_feeds.read(data)
    rows = ['  %s: %s' % (json.dumps(k), json.dumps(v, separators=(',', ':'))) for k, v in sorted(found.items())]
    print('{\n%s\n}' % ',\n'.join(rows))


if __name__ == '__main__':
    main()
