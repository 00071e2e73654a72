#!/usr/bin/env python3
"""Writes an invented Blogger export of any size, and beside it FILE.truth.json: what is in it.

    gen_blogger.py -o FILE (--size 100M | --posts N) [--seed 1] [--format legacy|takeout] [--order ORDER]
                   [--comments-per-post 4]

The blog depends on the seed and the number of posts only: both formats and all orders hold the same posts, pages and
comments. Every entry is a pure function of its number, so memory does not grow with the size of the entries.

Orders: after    posts, then comments by date (how Blogger writes the legacy export)
        before   comments by date, then posts
        mixed    comments near their posts
        id       ascending ids, all kinds mixed (how Takeout writes its feeds)
"""
import argparse
import json
import random
import sys
import time

WORDS = {
    'en': "the a blog post about travel food code photos family weekend today morning we they went to city river market "
          "old new house garden summer winter rain music film book review recipe with without really very little great "
          "small big story time year people friends children school work office project release version update server "
          "browser phone camera lens light shadow street walk train station harbour hotel beach mountain lake forest "
          "bird cat dog horse bread butter cheese wine coffee tea sugar don't it's we're that's".split(),
    'de': "der die das und ist nicht mit für über auf schön Straße Größe Österreich grün Fuß heute gestern morgen Sommer "
          "Winter Küche Bücher Mädchen Jahr Stadt Fluss Freunde Kinder Arbeit Wochenende Geschichte Rezept Äpfel Öl".split(),
    'fr': "le la les un une été où déjà très français élève façon garçon noël cœur sœur naïve âge forêt île hôtel maison "
          "jardin voyage photo cuisine recette semaine aujourd'hui c'était l'école".split(),
    'ru': "сегодня вчера завтра город река дом сад лето зима дождь музыка фильм книга рецепт друзья дети школа работа "
          "проект очень маленький большой история время год люди путешествие поезд вокзал кофе чай сахар хлеб".split(),
    'el': "σήμερα χθες πόλη ποτάμι σπίτι κήπος καλοκαίρι χειμώνας βροχή μουσική ταινία βιβλίο συνταγή φίλοι παιδιά".split(),
    'ar': "اليوم أمس مدينة نهر بيت حديقة صيف شتاء مطر موسيقى فيلم كتاب وصفة أصدقاء أطفال مدرسة عمل مشروع".split(),
    'hi': "आज कल शहर नदी घर बगीचा गर्मी सर्दी बारिश संगीत किताब मित्र बच्चे स्कूल काम कहानी समय".split(),
    'ja': "今日は 昨日の 明日 街を 川が 家に 庭で 夏 冬 雨が降る 音楽 映画を見た 本を読む 料理 友達と 学校へ 仕事 写真".split(),
    'th': "วันนี้ เมื่อวาน เมือง แม่น้ำ บ้าน สวน ฤดูร้อน ฝน ดนตรี หนัง หนังสือ เพื่อน เด็ก โรงเรียน".split(),
    'emoji': "😀 👍🏽 ❤️ 🎉 ☕ 🚀 hello thanks super nice great".split(),
}
LANGUAGES = ['en'] * 11 + ['de', 'de', 'fr', 'fr', 'ru', 'ru', 'el', 'ar', 'hi', 'ja', 'ja', 'th', 'emoji']
LABELS = ['travel', 'food', 'code', 'photos', 'C++', 'R&D', 'Q&A', 'été', 'Küche', 'рецепты', '旅行', 'العربية', 'music', 'books',
          'film', 'news', 'how-to', "rock 'n' roll", 'garden', 'x < y', '2012', 'history'] + ['label %d' % i for i in range(60)]
BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
IMAGE_HOSTS = ['http://1.bp.blogspot.com', 'https://4.bp.blogspot.com', 'https://blogger.googleusercontent.com/img/b/R29vZ2xl']
FIRST_NAMES = ['Ann', 'Jürgen', 'Мария', '太郎', "O'Neil", 'Zoë', 'Li', 'José']
LAST_NAMES = ['Ferry', 'Müller', 'Иванова', '山田', 'García', 'D’Arc', 'Brown & Co']

PRIME = 7999999999999999981       # ids: a permutation of the numbers below it
FIRST_DAY, SPAN = 1104537600, 600_000_000  # 2005 and nineteen years
OFFSET = -7 * 3600                # America/Phoenix: one offset all year
PEOPLE, PARAGRAPHS, TITLES = 400, 6000, 3000
MOST_COMMENTS = 5000


def text(s):
    return s.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')


def attribute(s):
    return text(s).replace('"', '&quot;').replace("'", '&apos;')


class Prose:
    """Ready-made pieces of text, escaped once."""

    def __init__(self, rng):
        self.rng = rng
        self.people = [(rng.choice(FIRST_NAMES) + ' ' + rng.choice(LAST_NAMES), '%020d' % rng.randrange(10 ** 20)) for _ in range(PEOPLE)]
        self.paragraphs = [text(self.paragraph()) for _ in range(PARAGRAPHS)]
        self.remarks = [text(self.remark()) for _ in range(TITLES)]
        self.titles = [self.words(rng.choice(LANGUAGES), rng.randint(2, 9)).strip() for _ in range(TITLES)]

    def words(self, language, count):
        glue = '' if language in ('ja', 'th') else ' '
        s = glue.join(self.rng.choices(WORDS[language], k=count))
        return s[:1].upper() + s[1:]

    def sentences(self, language, count):
        return '. '.join(self.words(language, self.rng.randint(5, 18)) for _ in range(count)) + '.'

    def picture(self):
        rng = self.rng
        folder = ''.join(rng.choices(BASE64, k=rng.randint(40, 150)))
        url = '%s/%s/s%d/IMG_%04d.JPG' % (rng.choice(IMAGE_HOSTS), folder, rng.choice([320, 640, 1600]), rng.randrange(10000))
        return ('<div class="separator" style="clear: both; text-align: center;"><a href="%s" imageanchor="1"><img border="0" '
                'data-original-height="%d" data-original-width="%d" src="%s" /></a></div>'
                % (url, rng.randint(300, 3000), rng.randint(300, 3000), url.replace('/s1600/', '/s320/')))

    def paragraph(self):
        rng = self.rng
        language, kind = rng.choice(LANGUAGES), rng.random()
        if kind < .42:
            return '<p>' + self.sentences(language, rng.randint(1, 3)) + '</p>' + rng.choice(['', '\n', '\n\n'])
        if kind < .55:
            return self.sentences(language, rng.randint(1, 3)) + rng.choice(['<br /><br />', '<br />', '<br /><br />\n', '<div><br /></div>'])
        if kind < .70:
            return self.picture()
        if kind < .82:
            return ('<p>%s <a href="http://www.example.com/%d?a=%d&amp;b=%d#x" target="_blank">%s</a> %s</p>'
                    % (self.sentences(language, 1), rng.randrange(999), rng.randrange(999), rng.randrange(99), self.words(language, 2), self.sentences(language, 2)))
        if kind < .90:
            return ('<div style="text-align: justify;"><span style="font-family: &quot;Trebuchet MS&quot;, sans-serif;">%s&nbsp;<b>%s</b>&nbsp;&mdash; %s</span></div>'
                    % (self.sentences(language, 2), self.words(language, 3), self.sentences(language, 1)))
        if kind < .95:
            return '<ul>\n' + ''.join('<li>%s</li>\n' % self.words(language, rng.randint(2, 10)) for _ in range(rng.randint(2, 8))) + '</ul>\n'
        if kind < .98:
            return '<pre class="brush: cpp">' + '\n'.join('  if (a%d &lt; b &amp;&amp; x["k%d"] != \'\\n\') { ++a; }' % (i, i) for i in range(rng.randint(2, 14))) + '</pre>\n'
        return '<iframe allowfullscreen="" height="315" src="https://www.youtube.com/embed/%s" width="560"></iframe>' % ''.join(rng.choices(BASE64, k=11))

    def remark(self):
        rng = self.rng
        language = rng.choice(LANGUAGES)
        s = '. '.join(self.words(language, rng.randint(3, 16)) for _ in range(rng.choice([1, 1, 2, 4, 8])))
        if rng.random() < .25:
            s += '<br /><br />' + self.words(language, 8)
        if rng.random() < .12:
            s += ' &quot;' + self.words(language, 3) + '&quot; &lt;3 &amp; :-)'
        return s


class Blog:
    """The invented blog: posts by number, comments by the number of their post and their own."""

    def __init__(self, seed, comments_per_post):
        self.seed, self.comments_per_post = seed, comments_per_post
        self.prose = Prose(random.Random(seed))
        self.number = 1000000000000000000 + random.Random(seed + 1).randrange(8 * 10 ** 18)
        self.host = 'bench-%d.blogspot.com' % seed
        self.posts = 1

    def is_page(self, i): return i % 211 == 7
    def is_draft(self, i): return i % 23 == 5 and not self.is_page(i)
    def has_orphan(self, i): return i % 401 == 3
    def is_reply(self, i, k): return k % 4 == 1 and not self.is_orphan(i, k)
    def is_spam(self, i, k): return (i * 31 + k) % 37 == 3

    def post_id(self, i): return 1000000000000000000 + (i * 8192 * 7046029254386353 + self.seed) % PRIME
    def comment_id(self, i, k): return 1000000000000000000 + ((i * 8192 + k + 1) * 7046029254386353 + self.seed) % PRIME

    def comments_of(self, i):
        """How many comments post i has: few, and now and then a great many."""
        if self.is_page(i) or self.is_draft(i) or not self.comments_per_post:
            return 0
        return min(int(random.Random(self.seed * 7919 + i).paretovariate(1.35) * self.comments_per_post / 3), MOST_COMMENTS)

    def post_time(self, i): return FIRST_DAY + int((1 - i / self.posts) * SPAN) + i % 977
    def comment_time(self, i, k): return self.post_time(i) + 600 + k * 5021 + (i * 37) % 4999

    def body(self, i):
        rng = random.Random(self.seed * 104729 + i)
        count = 1500 if i % 5003 == 17 else 1 + int(rng.expovariate(1 / 18))
        return ''.join(rng.choices(self.prose.paragraphs, k=count))

    def title(self, i): return self.prose.titles[i * 131 % TITLES]
    def labels(self, i): return [] if self.is_page(i) else [LABELS[(i * 7 + j * 13) % len(LABELS)] for j in range(i % 5)]
    def author(self, i): return self.prose.people[1 + i % 7]
    def commenter(self, i, k): return self.prose.people[(i * 13 + k) % PEOPLE]
    def is_anonymous(self, i, k): return (i * 13 + k) % 11 == 0
    def remark(self, i, k): return self.prose.remarks[(i * 977 + k * 89) % TITLES]

    def path(self, i):
        g = time.gmtime(self.post_time(i) + OFFSET)
        return '/p/page-%d.html' % i if self.is_page(i) else '/%04d/%02d/post-%d.html' % (g.tm_year, g.tm_mon, i)

    def comment_keys(self, i):
        """(post, comment) for all comments written on post i; the last one may belong to a post that is gone."""
        count = self.comments_of(i)
        return [(i, k) for k in range(count + self.has_orphan(i))]

    def is_orphan(self, i, k): return k == self.comments_of(i)

    def truth(self):
        t = dict(posts=0, pages=0, drafts=0, labels=0, comments=0, spam=0, orphans=0, replies=0)
        for i in range(self.posts):
            t['pages' if self.is_page(i) else 'posts'] += 1
            t['drafts'] += self.is_draft(i)
            t['labels'] += len(set(self.labels(i)))
            for _, k in self.comment_keys(i):
                t['comments'] += 1
                t['orphans'] += self.is_orphan(i, k)
                t['spam'] += self.is_spam(i, k)
                t['replies'] += self.is_reply(i, k)
        return t


class Legacy:
    """The GData Atom export, on one line as Blogger writes it."""

    extra = dict(settings=9, templates=1)

    def __init__(self, blog):
        self.blog = blog
        self.tag = 'tag:blogger.com,1999:blog-%d' % blog.number
        self.feeds = 'https://www.blogger.com/feeds/%d' % blog.number

    def when(self, t, salt):
        g = time.gmtime(t + OFFSET)
        return '%04d-%02d-%02dT%02d:%02d:%02d.%03d-07:00' % (*g[:6], salt * 7919 % 1000)

    def kind(self, name):
        return "<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#%s'/>" % name

    def links(self, path):
        return ''.join("<link rel='%s' type='application/atom+xml' href='%s/%s'/>" % (rel, self.feeds, path) for rel in ('edit', 'self'))

    def person(self, person):
        if person is None:
            return ("<author><name>Anonymous</name><email>noreply@blogger.com</email><gd:image rel='http://schemas.google.com/g/2005#thumbnail' "
                    "width='16' height='16' src='https://img1.blogblog.com/img/blank.gif'/></author>")
        return ("<author><name>%s</name><uri>https://www.blogger.com/profile/%s</uri><email>noreply@blogger.com</email>"
                "<gd:image rel='http://schemas.google.com/g/2005#thumbnail' width='35' height='35' src='//www.blogger.com/img/blogger_logo_round_35.png'/></author>"
                % (text(person[0]), person[1]))

    def plain(self, name, kind, title, content, path):
        when = self.when(FIRST_DAY, 0)
        return ("<entry><id>%s.%s</id><published>%s</published><updated>%s</updated>%s<title type='text'>%s</title><content type='text'>%s</content>%s%s</entry>"
                % (self.tag, name, when, when, self.kind(kind), title, text(content), self.links(path), self.person(self.blog.author(0))))

    def head(self):
        b = self.blog
        head = ("<?xml version='1.0' encoding='UTF-8'?><?xml-stylesheet href=\"https://www.blogger.com/styles/atom.css\" type=\"text/css\"?>"
                "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/' xmlns:gd='http://schemas.google.com/g/2005' "
                "xmlns:thr='http://purl.org/syndication/thread/1.0' xmlns:georss='http://www.georss.org/georss'><id>%s.archive</id><updated>%s</updated>"
                "<title type='text'>Bench &amp; blog</title><link rel='http://schemas.google.com/g/2005#feed' type='application/atom+xml' href='%s/archive'/>"
                "<link rel='self' type='application/atom+xml' href='%s/archive'/><link rel='alternate' type='text/html' href='http://%s/'/>%s"
                "<generator version='7.00' uri='https://www.blogger.com'>Blogger</generator>"
                % (self.tag, self.when(FIRST_DAY + SPAN, 345), self.feeds, self.feeds, b.host, self.person(b.author(0))))
        css = ''.join('#part-%d { color: $(c%d); margin: 0 auto; }\n<b:if cond=\'data:x == "y"\'>&nbsp;</b:if>\n' % (i, i) for i in range(700))
        head += self.plain('layout', 'template', 'Template: Bench', css, 'template/default')
        for name, value in [('PUBLISHING_MODE', 'PUBLISH_MODE_BLOGSPOT'), ('ADULT_CONTENT', 'false'), ('ARCHIVE_FREQUENCY', 'MONTHLY'), ('COMMENTS_ALLOWED', 'true'),
                            ('DESCRIPTION', 'A blog for measuring'), ('LOCALE', 'en'), ('NAME', 'Bench & blog'), ('SUBDOMAIN', b.host.split('.')[0]), ('TIME_ZONE', 'America/Phoenix')]:
            head += self.plain('settings.BLOG_' + name, 'settings', 'The setting ' + name, value, 'settings/BLOG_' + name)
        return head

    def post(self, i):
        b = self.blog
        page, draft, number, url = b.is_page(i), b.is_draft(i), b.post_id(i), 'http://%s%s' % (b.host, b.path(i))
        when, title, total = self.when(b.post_time(i), i), b.title(i), b.comments_of(i)
        e = ["<entry><id>%s.%s-%d</id><published>%s</published><updated>%s</updated>" % (self.tag, 'page' if page else 'post', number, when, when)]
        if draft:
            e.append("<app:control xmlns:app='http://purl.org/atom/app#'><app:draft>yes</app:draft></app:control>")
        e.append(self.kind('page' if page else 'post'))
        e += ["<category scheme='http://www.blogger.com/atom/ns#' term='%s'/>" % attribute(label) for label in b.labels(i)]
        e.append("<title type='text'>%s</title><content type='html'>%s</content>" % (text(title), b.body(i)))
        if not draft and not page:
            e.append("<link rel='replies' type='application/atom+xml' href='http://%s/feeds/%d/comments/default' title='Post Comments'/>"
                     "<link rel='replies' type='text/html' href='%s#comment-form' title='%d Comments'/>" % (b.host, number, url, total))
        e.append(self.links('%s/default/%d' % ('pages' if page else 'posts', number)))
        if not draft:
            e.append("<link rel='alternate' type='text/html' href='%s' title='%s'/>" % (url, attribute(title)))
        e.append(self.person(b.author(i)))
        if i % 3 == 0:
            e.append("<media:thumbnail xmlns:media='http://search.yahoo.com/mrss/' url='http://1.bp.blogspot.com/-x%d/AAAA/s72-c/DSC.jpg' height='72' width='72'/>" % i)
        if not page:
            e.append('<thr:total>%d</thr:total>' % total)
        if i % 29 == 0:
            e.append('<georss:featurename>Zürich, Switzerland</georss:featurename><georss:point>47.3768866 8.541694</georss:point>')
        e.append('</entry>')
        return ''.join(e)

    def comment(self, i, k):
        b = self.blog
        number, body, t = b.comment_id(i, k), b.remark(i, k), b.comment_time(i, k)
        post = b.post_id(b.posts + i) if b.is_orphan(i, k) else b.post_id(i)
        url = 'http://%s%s' % (b.host, b.path(i))
        when, path = self.when(t, k), '%d/comments/default/' % post
        related = "<link rel='related' type='application/atom+xml' href='%s/%s%d'/>" % (self.feeds, path, b.comment_id(i, k - 1)) if b.is_reply(i, k) else ''
        return ("<entry><id>%s.post-%d</id><published>%s</published><updated>%s</updated>%s<title type='text'>%s...</title><content type='html'>%s</content>%s"
                "<link rel='alternate' type='text/html' href='%s?showComment=%d#c%d' title=''/>%s%s"
                "<thr:in-reply-to href='%s' ref='%s.post-%d' source='%s/posts/default/%d' type='text/html'/>"
                "<gd:extendedProperty name='blogger.itemClass' value='pid-%d'/><gd:extendedProperty name='blogger.displayTime' value='May 01, 2010 2:05 PM'/></entry>"
                % (self.tag, number, when, when, self.kind('comment'), body[:40].partition('&')[0], body, self.links(path + str(number)), url, t * 1000, number,
                   related, self.person(None if b.is_anonymous(i, k) else b.commenter(i, k)), url, self.tag, post, self.feeds, post, number % 10 ** 9))

    def tail(self): return '</feed>'


class Takeout:
    """feed.atom of a Google Takeout, the later generation."""

    extra = dict(settings=0, templates=0)

    def __init__(self, blog):
        self.blog = blog
        self.tag = 'tag:blogger.com,1999:blog-%d' % blog.number

    def when(self, t, salt):
        return '%04d-%02d-%02dT%02d:%02d:%02d.%03dZ' % (*time.gmtime(t)[:6], salt * 7919 % 1000)

    def head(self):
        return ("<?xml version='1.0' encoding='utf-8'?>\n<feed xmlns='http://www.w3.org/2005/Atom' xmlns:blogger='http://schemas.google.com/blogger/2018'>\n"
                "  <id>%s</id>\n  <title>Bench &amp; blog</title>\n" % self.tag)

    def person(self, name, kind):
        return '    <author>\n      <name>%s</name>\n      <uri></uri>\n      <blogger:type>%s</blogger:type>\n    </author>\n' % (text(name), kind)

    def dates(self, when):
        return '    <blogger:created>%s</blogger:created>\n    <published>%s</published>\n    <updated>%s</updated>\n' % (when, when, when)

    def post(self, i):
        b = self.blog
        labels = ''.join("    <category scheme='%s' term='%s'/>\n" % (self.tag, attribute(label)) for label in b.labels(i)) or '    <category/>\n'
        filename = '    <blogger:filename/>\n' if b.is_draft(i) else '    <blogger:filename>%s</blogger:filename>\n' % b.path(i)
        place = ('    <blogger:location>\n      <blogger:name>Zürich, Switzerland</blogger:name>\n      <blogger:latitude>47.3768866</blogger:latitude>\n'
                 '      <blogger:longitude>8.541694</blogger:longitude>\n      <blogger:span>0.02, 0.03</blogger:span>\n    </blogger:location>\n'
                 if i % 29 == 0 else '    <blogger:location/>\n')
        return ("  <entry>\n    <id>%s.post-%d</id>\n    <blogger:type>%s</blogger:type>\n    <blogger:status>%s</blogger:status>\n%s    <title>%s</title>\n"
                "    <content type='html'>%s</content>\n    <blogger:metaDescription/>\n%s%s%s%s    <link/>\n    <enclosure/>\n    <blogger:trashed/>\n  </entry>\n"
                % (self.tag, b.post_id(i), 'PAGE' if b.is_page(i) else 'POST', 'DRAFT' if b.is_draft(i) else 'LIVE', self.person(b.author(i)[0], 'BLOGGER'), text(b.title(i)),
                   b.body(i), self.dates(self.when(b.post_time(i), i)), place, labels, filename))

    def comment(self, i, k):
        b = self.blog
        post = b.post_id(b.posts + i) if b.is_orphan(i, k) else b.post_id(i)
        parent = '<blogger:inReplyTo>%s.post-%d</blogger:inReplyTo>' % (self.tag, b.comment_id(i, k - 1)) if b.is_reply(i, k) else '<blogger:inReplyTo/>'
        person = self.person('', 'ANONYMOUS') if b.is_anonymous(i, k) else self.person(b.commenter(i, k)[0], 'BLOGGER')
        return ("  <entry>\n    <id>%s.post-%d</id>\n    <blogger:parent>%s.post-%d</blogger:parent>\n    %s\n    <blogger:type>COMMENT</blogger:type>\n"
                "    <blogger:status>%s</blogger:status>\n%s    <content type='html'>%s</content>\n%s    <blogger:trashed/>\n  </entry>\n"
                % (self.tag, b.comment_id(i, k), self.tag, post, parent, 'SPAM_COMMENT' if b.is_spam(i, k) else 'LIVE', person, b.remark(i, k), self.dates(self.when(b.comment_time(i, k), k))))

    def tail(self): return '</feed>\n'


def in_order(blog, order):
    """Keys of all entries: (i, None) for a post, (i, k) for a comment."""
    posts = [(i, None) for i in range(blog.posts)]
    if order == 'mixed':
        for i in range(blog.posts + 20):
            if i < blog.posts:
                yield i, None
            if i >= 20:
                yield from blog.comment_keys(i - 20)
        return
    comments = [key for i in range(blog.posts) for key in blog.comment_keys(i)]
    if order == 'id':
        posts.sort(key=lambda key: blog.post_id(key[0]))
        yield from sorted(posts + comments, key=lambda key: blog.post_id(key[0]) if key[1] is None else blog.comment_id(*key))
        return
    comments.sort(key=lambda key: (blog.comment_time(*key), key))
    yield from posts + comments if order == 'after' else comments + posts


def size_in_bytes(s):
    units = {'K': 10 ** 3, 'M': 10 ** 6, 'G': 10 ** 9}
    return int(float(s[:-1]) * units[s[-1]]) if s[-1] in units else int(s)


def posts_for_size(blog, form, size):
    """How many posts, with their comments, make about so many bytes: from a sample."""
    sample = range(1000)
    total = sum(len(form.post(i).encode()) + sum(len(form.comment(*key).encode()) for key in blog.comment_keys(i)[:40]) * max(1, len(blog.comment_keys(i)) / 40) for i in sample)
    return max(1, int((size - len(form.head().encode())) * len(sample) / total))


def write(form, blog, order, path):
    size, buffer, pending = 0, [], 0
    with open(path, 'wb') as f:
        def flush():
            nonlocal size, pending
            data = ''.join(buffer).encode()
            size += len(data)
            f.write(data)
            buffer.clear()
            pending = 0
        buffer.append(form.head())
        for i, k in in_order(blog, order):
            buffer.append(form.post(i) if k is None else form.comment(i, k))
            pending += len(buffer[-1])
            if pending > 1 << 20:
                flush()
        buffer.append(form.tail())
        flush()
    return size


def generate(path, posts=None, size=None, seed=1, form='legacy', order=None, comments_per_post=4.0):
    """Writes PATH and PATH.truth.json; returns the truth."""
    blog = Blog(seed, comments_per_post)
    shape = (Legacy if form == 'legacy' else Takeout)(blog)
    blog.posts = 1000
    blog.posts = posts or posts_for_size(blog, shape, size)
    written = write(shape, blog, order or ('after' if form == 'legacy' else 'id'), path)
    truth = dict(format=form, bytes=written, **blog.truth(), **shape.extra)
    with open(path + '.truth.json', 'w') as f:
        json.dump(truth, f)
    return truth


def main():
    p = argparse.ArgumentParser(description=__doc__.split('\n\n')[0])
    p.add_argument('-o', '--out', required=True, metavar='FILE')
    p.add_argument('--size', type=size_in_bytes, help='about so many bytes, e.g. 100M')
    p.add_argument('--posts', type=int, help='exactly so many posts and pages')
    p.add_argument('--seed', type=int, default=1)
    p.add_argument('--format', choices=['legacy', 'takeout'], default='legacy')
    p.add_argument('--order', choices=['after', 'before', 'mixed', 'id'])
    p.add_argument('--comments-per-post', type=float, default=4.0)
    a = p.parse_args()
    if (a.size is None) == (a.posts is None):
        p.error('give either --size or --posts')
    print(json.dumps(generate(a.out, a.posts, a.size, a.seed, a.format, a.order, a.comments_per_post)))


if __name__ == '__main__':
    sys.exit(main())
