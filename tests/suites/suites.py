"""What each third-party suite expects of a reader of feeds, XML, JSON, HTML and archives, asked through the program.

A suite is a generator of (file, difference): None where the program does as the suite expects, OUTSIDE where the file asks
for what no reader of blogs needs, else a sentence.
"""
import binascii
import glob
import json
import os
import re
import xml.etree.ElementTree as ET

import feed_model

OUTSIDE = object()
MALFORMED = (4, 5, 6)  # refused: damaged, not a blog, or not accepted
FEED = '<feed xmlns="http://www.w3.org/2005/Atom"><title>Suite</title><entry><id>tag:suite.example,2012:1</id><title>One</title>' \
       '<published>2012-05-01T10:30:00Z</published><updated>2012-05-01T10:30:00Z</updated>' \
       '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">%s</div></content></entry></feed>'


def load(path):
    with open(path, 'rb') as f:
        return f.read()


def write(path, data):
    with open(path, 'wb') as f:
        f.write(data)
    return path


def files(folder, pattern):
    return sorted(glob.glob(os.path.join(folder, '**', pattern), recursive=True))


def converted(program, path, *options):
    """Exit code, and the NDJSON lines between header and end."""
    done = program.run('convert', path, '-o', '-', '--to', 'ndjson', '-q', '--progress', 'never', *options, timeout=60)
    return done, [json.loads(line) for line in done.stdout.rstrip(b'\n').split(b'\n')[1:-1]] if done.returncode == 0 else []


# ---- W3C XML conformance: a document is the content of an entry ---------------------------------------------------------

PROLOG = re.compile(rb'(?:\xef\xbb\xbf)?(?:\s*(?:<\?.*?\?>|<!--.*?-->))*\s*', re.S)
ROOT = re.compile(rb'<([^!?\s<>/][^\s<>/]*)')


def embedded(data):
    """The document with its root element as content of an entry: what stands before and behind it stays outside. Itself,
    where it does not begin with an element."""
    begin = PROLOG.match(data).end()
    root = ROOT.match(data, begin)
    if not root:
        return data
    name = re.escape(root[1])
    close = re.compile(rb'<%s(?:\s[^<>]*)?/>' % name).match(data, begin) or re.compile(rb'</%s\s*>' % name).search(data, begin)
    end = close.end() if close else len(data)
    head, tail = FEED.encode().split(b'%s')
    return data[:begin] + head + data[begin:end] + tail + data[end:]


def xmlconf(program, folder, scratch):
    """Documents that are not well-formed must be refused; the others, where they have no DOCTYPE, must be read."""
    target = os.path.join(scratch, 'feed.atom')
    for catalogue in files(folder, '*.xml'):
        try:
            tests = ET.parse(catalogue).getroot().iter('TEST')
        except (ET.ParseError, ValueError):
            continue  # a test, not a catalogue
        for test in tests:
            path = os.path.join(os.path.dirname(catalogue), test.get('URI', ''))
            if not os.path.isfile(path) or test.get('VERSION', '1.0') != '1.0':
                continue
            file, data, kind = os.path.relpath(path, folder), load(path), test.get('TYPE')
            if b'<!DOCTYPE' in data or data[:2] in (b'\xfe\xff', b'\xff\xfe') or b'encoding' in data[:100]:
                done = program.run('validate', '--from', 'blogger-feed', path, timeout=60)
                yield file, None if done.returncode in MALFORMED else 'a document with a DOCTYPE or that is no feed is read, exit %d' % done.returncode
                continue
            if kind == 'error':
                yield file, OUTSIDE
                continue
            done = program.run('validate', '--from', 'blogger-feed', write(target, embedded(data)), timeout=60)
            if kind == 'not-wf':
                yield file, None if done.returncode in MALFORMED else 'is not well-formed, but exit %d' % done.returncode
            else:
                yield file, None if done.returncode == 0 else 'is well-formed, but exit %d: %s' % (done.returncode, done.stderr[-200:])


# ---- JSONTestSuite: a text is a member of a feed in JSON ----------------------------------------------------------------

def json_test_suite(program, folder, scratch):
    target = os.path.join(scratch, 'feed.json')
    for path in files(folder, '*.json'):
        file, data = os.path.relpath(path, folder), load(path)
        feed = b'{"feed":{"title":{"$t":"Suite"},"entry":[{"id":{"$t":"tag:suite.example,2012:1"},"title":{"$t":"One"},"extra":%s}]}}' % data
        done = program.run('validate', '--from', 'blogger-feed', write(target, feed), timeout=60)
        kind = os.path.basename(path)[0]
        if kind == 'y':
            yield file, None if done.returncode == 0 else 'is JSON, but exit %d: %s' % (done.returncode, done.stderr[-200:])
        elif kind == 'n':
            yield file, None if done.returncode in MALFORMED else 'is no JSON, but exit %d' % done.returncode
        else:
            yield file, None if done.returncode in (0,) + MALFORMED else 'exit %d' % done.returncode


# ---- feedparser: expressions over what a feed holds ---------------------------------------------------------------------

EXPECT = re.compile(rb'Description:\s*(.*?)\s*Expect:\s*(.*?)\s*-->', re.S)


def feedparser(program, folder, scratch):
    """Expressions about a field that the model does not have are outside."""
    for path in files(os.path.join(folder, 'wellformed'), '*.xml'):
        file, said = os.path.relpath(path, folder), EXPECT.search(load(path))
        if not said:
            yield file, OUTSIDE
            continue
        done = program.run('convert', path, '-o', '-', '--to', 'json', '--from', 'blogger-feed', '-q', '--progress', 'never', timeout=60)
        expression = said[2].decode('utf-8', 'replace').strip()
        if done.returncode != 0:
            yield file, 'exit %d: %s' % (done.returncode, done.stderr.decode(errors='replace').strip()[-200:])
            continue
        try:
            agrees = feed_model.evaluate(expression, json.loads(done.stdout))
        except feed_model.NotModelled:
            yield file, OUTSIDE
            continue
        yield file, None if agrees else 'not so: ' + expression


# ---- feedvalidator: valid feeds are read, broken ones refused -----------------------------------------------------------

def feedvalidator(program, folder, scratch):
    for path in files(folder, '*.xml'):
        file, data = os.path.relpath(path, folder), load(path)
        said = EXPECT.search(data)
        root = re.search(rb'<(?![?!])[^>]*>', re.sub(rb'<!--.*?-->', b'', data, flags=re.S))
        if not said or not root or not re.match(rb'<(rss|feed|rdf:RDF)\b', root[0]):
            yield file, OUTSIDE
            continue
        done, lines = converted(program, path, '--from', 'blogger-feed')
        expected, entries = said[2].decode(), len(re.findall(rb'<(?:entry|item)[\s>]', re.sub(rb'<!--.*?-->|<!\[CDATA\[.*?\]\]>', b'', data, flags=re.S)))
        if expected.startswith('SAXError'):
            yield file, None if done.returncode in MALFORMED else 'is not well-formed, but exit %d' % done.returncode
        elif done.returncode != 0:
            yield file, 'exit %d: %s' % (done.returncode, done.stderr.decode(errors='replace').strip()[-200:])
        elif len(lines) != entries:
            yield file, '%d entries instead of %d' % (len(lines), entries)
        elif re.match(r'Valid(RFC2822|RFC3339|W3CDTF)Date', expected) and re.search(rb'<(pubDate|published|dc:date|issued)>', data) and not any('published' in line for line in lines):
            yield file, 'has a valid date, and no entry has one'
        else:
            yield file, None


# ---- html5lib: any source is carried byte for byte ----------------------------------------------------------------------

def html5lib(program, folder, scratch):
    """The sources of the tokenizer's and the tree builder's tests as text of a post: carried as they are."""
    for path in files(os.path.join(folder, 'tokenizer'), '*.test'):
        with open(path, encoding='utf-8') as f:
            tests = json.load(f).get('tests', [])
        sources = [t['input'] for t in tests if not t.get('doubleEscaped')]
        sources = [s for s in sources if s.strip() and not re.search('[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\r]', s)]
        head = {'type': 'blogferry', 'version': 1, 'site': {'title': 'Suite'}}
        posts = [{'type': 'post', 'kind': 'post', 'id': str(i), 'status': 'published', 'title': 't%d' % i, 'content': s, 'published': '2012-05-01T10:30:00Z'} for i, s in enumerate(sources)]
        end = {'type': 'end', 'posts': len(posts), 'pages': 0, 'comments': 0, 'orphans': 0}
        source = write(os.path.join(scratch, 'blog.ndjson'), ''.join(json.dumps(o) + '\n' for o in (head, *posts, end)).encode())
        done, _ = converted(program, source)
        wxr = os.path.join(scratch, 'blog.wxr')
        written = program.run('convert', source, '-o', wxr, '-q', '--overwrite', timeout=60)
        back, lines = converted(program, wxr) if written.returncode == 0 else (written, [])
        found = {line['title']: line['content'] for line in lines if line['type'] == 'post'}
        for i, text in enumerate(sources):
            difference = None if found.get('t%d' % i, '') == text else 'carried as %.80r' % found.get('t%d' % i)
            yield '%s#%d' % (os.path.relpath(path, folder), i), difference if back.returncode == done.returncode == 0 else 'exit %d, %d' % (done.returncode, back.returncode)


# ---- libarchive: whatever an archive is, a run ends with a code of the table --------------------------------------------

def libarchive(program, folder, scratch):
    for path in files(folder, '*.uu'):
        data, on = b'', False
        for line in load(path).splitlines():
            if line.startswith(b'begin '):
                on = True
            elif line.strip() == b'end':
                break
            elif on and line:
                try:
                    data += binascii.a2b_uu(line)
                except binascii.Error:
                    pass
        target = write(os.path.join(scratch, 'archive'), data)
        done = program.run('validate', target, timeout=120)  # a crash, a hang or another code is an error of its own
        yield os.path.relpath(path, folder), None if done.returncode in (3, 4, 5, 6) else 'exit %d of an archive without a blog' % done.returncode


ALL = {'xmlconf': xmlconf, 'JSONTestSuite': json_test_suite, 'feedparser': feedparser, 'feedvalidator': feedvalidator,
       'html5lib': html5lib, 'libarchive': libarchive}
