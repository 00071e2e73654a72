"""Small invented blogs to hide things in."""
import io
import json
import tarfile
import zipfile

ATOM = 'http://www.w3.org/2005/Atom'
NAMESPACES = ("xmlns='%s' xmlns:thr='http://purl.org/syndication/thread/1.0' xmlns:app='http://purl.org/atom/app#' "
              "xmlns:gd='http://schemas.google.com/g/2005' xmlns:georss='http://www.georss.org/georss'" % ATOM)
KIND = 'http://schemas.google.com/g/2005#kind'
DECLARATION = "<?xml version='1.0' encoding='UTF-8'?>"
POST = '4711'


def escape(text):
    return text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;').replace('"', '&quot;').replace("'", '&apos;')


def entry(number=POST, kind='post', title='A title', content='A text', published='2012-05-06T08:14:00Z', more='', attributes=''):
    """An entry of a legacy export; `title`, `content` and `more` as they stand in the XML."""
    return ("<entry%s><id>tag:blogger.com,1999:blog-7.post-%s</id><published>%s</published><updated>2020-01-01T00:00:00Z</updated>"
            "<category scheme='%s' term='http://schemas.google.com/blogger/2008/kind#%s'/><title type='text'>%s</title>"
            "<content type='html'>%s</content><link rel='alternate' type='text/html' href='https://hostile.example/2012/05/a.html'/>"
            "<author><name>Ann</name></author>%s</entry>" % (attributes, number, published, KIND, kind, title, content, more))


def comment(number, post=POST, parent=None, content='A reply'):
    reply = "<link rel='related' type='application/atom+xml' href='https://www.blogger.com/feeds/7/%s/comments/default/%s'/>" % (post, parent) if parent else ''
    return entry(number, 'comment', 'A reply', content, more="<thr:in-reply-to ref='tag:blogger.com,1999:blog-7.post-%s'/>%s" % (post, reply))


def head(title='A blog', more=''):
    return '<id>tag:blogger.com,1999:blog-7.archive</id><title>%s</title>%s' % (title, more)


def feed(*entries, declaration=DECLARATION, doctype='', attributes='', title='A blog', more='', behind=''):
    """A legacy export as text."""
    return '%s%s<feed %s%s>%s%s</feed>%s' % (declaration, doctype, NAMESPACES, attributes, head(title, more), ''.join(entries), behind)


def takeout_entry(number=POST, kind='POST', title='A title', status='LIVE', filename='/2012/05/a.html', more=''):
    return ("<entry><id>tag:blogger.com,1999:blog-7.post-%s</id><blogger:type>%s</blogger:type><blogger:status>%s</blogger:status>"
            "<author><name>Ann</name><uri></uri><blogger:type>BLOGGER</blogger:type></author><title>%s</title><content type='html'>A text</content>"
            "<published>2020-02-11T07:42:00Z</published><updated>2020-02-11T07:42:00Z</updated><blogger:filename>%s</blogger:filename>%s</entry>"
            % (number, kind, status, title, filename, more))


def takeout(*entries):
    """A feed.atom of Takeout as text."""
    return ("%s<feed xmlns='%s' xmlns:blogger='http://schemas.google.com/blogger/2018'><id>tag:blogger.com,1999:blog-7</id><title>A blog</title>%s</feed>"
            % (DECLARATION, ATOM, ''.join(entries or [takeout_entry()])))


FEED = 'Takeout/Blogger/Blogs/A blog/feed.atom'


class Zip:
    """A zip archive that may be made wrong."""

    def __init__(self, *members, method=zipfile.ZIP_DEFLATED):
        self.bytes = io.BytesIO()
        self.method = method
        self.archive = zipfile.ZipFile(self.bytes, 'w', method)
        for name, data in members:
            self.add(name, data)

    def add(self, name, data, mode=0o100644):
        info = zipfile.ZipInfo(name, (2024, 1, 2, 3, 4, 6))
        info.compress_type = self.method
        info.external_attr = mode << 16
        self.archive.writestr(info, data)

    def done(self):
        self.archive.close()
        return self.bytes.getvalue()


class Tar:
    """A tar archive, packed if `how` says so."""

    def __init__(self, *members, how=''):
        self.bytes = io.BytesIO()
        self.archive = tarfile.open(fileobj=self.bytes, mode='w:' + how, format=tarfile.PAX_FORMAT)
        for name, data in members:
            self.add(name, data)

    def add(self, name, data=b'', kind=tarfile.REGTYPE, link='', size=None):
        info = tarfile.TarInfo(name)
        info.type, info.linkname, info.size, info.mode = kind, link, len(data) if size is None else size, 0o644
        self.archive.addfile(info, io.BytesIO(data) if data else None)

    def done(self):
        self.archive.close()
        return self.bytes.getvalue()


def lines(*objects, header=None, counts=None):
    """NDJSON as text. Objects may be text already; `counts` of posts, pages, comments and orphans make the end line."""
    header = header if header is not None else {'type': 'blogferry', 'version': 1, 'site': {'id': '7', 'title': 'A blog'}}
    counts = counts if counts is not None else (len(objects), 0, 0, 0)
    end = dict(type='end', **dict(zip(('posts', 'pages', 'comments', 'orphans'), counts)))
    return ''.join((o if isinstance(o, str) else json.dumps(o, ensure_ascii=False, separators=(',', ':'))) + '\n' for o in (header, *objects, end))


def line(**fields):
    """A post as an object of NDJSON."""
    return dict({'type': 'post', 'kind': 'post', 'id': POST, 'status': 'published', 'title': 'A title', 'published': '2012-05-06T08:14:00Z',
                 'content': 'A text', 'replies': 0}, **fields)
