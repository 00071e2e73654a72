"""The hostile files, and how each must end: by the table of exit codes for a file that is damaged (4), of no known kind (5) or refused (6),
and with its content whole (0) where it is merely odd."""
import gzip
import json
import struct
import tarfile
import zipfile
import zlib

from blog import (DECLARATION, FEED, POST, Tar, Zip, comment, entry, escape, feed, line, lines, takeout, takeout_entry)


class Case:
    def __init__(self, threat, name, make, code, rule=None, **more):
        self.threat, self.name, self.make, self.code, self.rule = threat, name, make, code, rule
        self.suffix = more.pop('suffix', '.xml')
        self.validate = more.pop('validate', code)      # exit code of validate, where it differs
        self.title = more.pop('title', None)            # of the one post; must come out of every writer
        self.wxr_title = more.pop('wxr_title', self.title)  # WXR cannot hold every character
        self.args = more.pop('args', [])
        self.placed = more.pop('placed', True)          # the message says where in the file
        self.gone = more.pop('gone', None)              # must be in no output
        self.not_serialized = more.pop('not_serialized', False)  # no value in the WXR that PHP would unserialize
        assert not more, more


CASES = []


def case(threat, name, make, code, rule=None, **more):
    CASES.append(Case(threat, name, make, code, rule, **more))


def xml(threat, name, text, code, rule=None, **more):
    """A file of XML, given as text, bytes, or a function that makes one of these."""
    case(threat, name, text, code, rule, **more)


def odd(threat, name, title, **more):
    """A post with an odd title, in a legacy export, a Takeout and NDJSON: it must survive in all of them."""
    for kind, suffix, make in (('legacy', '.xml', lambda: feed(entry(title=escape(title)))),
                               ('takeout', '.atom', lambda: takeout(takeout_entry(title=escape(title)))),
                               ('ndjson', '.ndjson', lambda: lines(line(title=title)))):
        case(threat, '%s_%s' % (name, kind), make, 0, suffix=suffix, title=title, **more)


# --- T1: external entities and every form of DOCTYPE -----------------------------------------------------------------

CANARY = 'canary-7b1f'
DOCTYPES = {
    'file': "<!DOCTYPE feed [<!ENTITY x SYSTEM 'CANARY.txt'>]>",
    'http': "<!DOCTYPE feed [<!ENTITY x SYSTEM 'http://hostile.example/x'>]>",
    'parameter': "<!DOCTYPE feed [<!ENTITY % p SYSTEM 'CANARY.txt'> %p;]>",
    'external_subset': "<!DOCTYPE feed SYSTEM 'http://hostile.example/x.dtd'>",
    'public': "<!DOCTYPE feed PUBLIC '-//W3C//DTD XHTML 1.0//EN' 'http://hostile.example/x.dtd'>",
    'bare': '<!DOCTYPE feed>',
    'empty_subset': '<!DOCTYPE feed []>',
    'html': '<!DOCTYPE html>',
    'default_attribute': "<!DOCTYPE feed [<!ATTLIST feed x CDATA 'canary-7b1f'>]>",
    'internal': "<!DOCTYPE feed [<!ENTITY x 'canary-7b1f'>]>",
}
for name, doctype in DOCTYPES.items():
    xml('T1', 'doctype_' + name, feed(entry(title='&x;'), doctype=doctype), 6, 'BF103', gone=CANARY)
xml('T1', 'doctype_behind_comment', feed(entry(), doctype="<!-- a --><?p i?>\n<!DOCTYPE feed [<!ENTITY x 'y'>]>"), 6, 'BF103')
xml('T1', 'doctype_in_entry', feed(entry(content="<!DOCTYPE x [<!ENTITY y 'z'>]>&y;")), 6, 'BF103')
xml('T1', 'doctype_behind_root', feed(entry(), behind='<!DOCTYPE feed>'), 6, 'BF103')
xml('T1', 'doctype_lower_case', feed(entry(), doctype='<!doctype feed>'), 4, 'BF101')
xml('T1', 'doctype_cut', (DECLARATION + "<!DOCTYPE feed [ 'http://www.w3.org/2005/Atom tag:blogger.com,1999:blog-7.archive<"), 6, 'BF103')
xml('T1', 'doctype_utf16', lambda: feed(entry(title='&x;'), declaration="<?xml version='1.0' encoding='UTF-16'?>", doctype=DOCTYPES['internal']).encode('utf-16'),
    6, 'BF103')
xml('T1', 'doctype_utf16_forced', lambda: feed(entry(title='&x;'), declaration="<?xml version='1.0' encoding='UTF-16'?>", doctype=DOCTYPES['internal']).encode('utf-16'),
    6, 'BF103', args=['--from', 'blogger-gdata'])
xml('T1', 'entity_declaration_in_entry', feed(entry(content="<!ENTITY x 'y'>")), 4, 'BF101')
xml('T1', 'element_declaration_in_entry', feed(entry(content='<!ELEMENT x ANY>')), 4, 'BF101')
xml('T1', 'conditional_section', feed(entry(content='<![INCLUDE[ x ]]>')), 4, 'BF101')
xml('T1', 'xinclude', feed(entry(title='A title', content="<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='CANARY.txt' parse='text'/>")), 0,
    title='A title', gone=CANARY)
xml('T1', 'stylesheet', feed(entry(), doctype="<?xml-stylesheet href='http://hostile.example/x.xsl' type='text/xsl'?>"), 0, title='A title')
xml('T1', 'schema_location', feed(entry(), attributes=" xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='a http://hostile.example/a.xsd'"), 0,
    title='A title')

# --- T2: entities that grow ------------------------------------------------------------------------------------------

LAUGHS = '<!DOCTYPE feed [<!ENTITY a0 "ha">%s]>' % ''.join('<!ENTITY a%d "%s">' % (i + 1, '&a%d;' % i * 10) for i in range(10))
xml('T2', 'billion_laughs_text', feed(entry(content='&a10;'), doctype=LAUGHS), 6, 'BF103')
xml('T2', 'billion_laughs_attribute', feed(entry(attributes=" x='&a10;'"), doctype=LAUGHS), 6, 'BF103')
xml('T2', 'billion_laughs_root_attribute', feed(entry(), doctype=LAUGHS, attributes=" x='&a10;'"), 6, 'BF103')
xml('T2', 'quadratic_blow_up', lambda: feed(entry(content='&a;' * 30000), doctype='<!DOCTYPE feed [<!ENTITY a "%s">]>' % ('x' * 50000)), 6, 'BF103')
xml('T2', 'parameter_laughs', feed(entry(), doctype='<!DOCTYPE feed [<!ENTITY % a "ha"><!ENTITY % b "%a;%a;%a;"> %b;]>'), 6, 'BF103')
xml('T2', 'entity_loop', feed(entry(content='&a;'), doctype='<!DOCTYPE feed [<!ENTITY a "&b;"><!ENTITY b "&a;">]>'), 6, 'BF103')

# --- T3: entities that nobody declared, and references to nothing ----------------------------------------------------

for name, reference in {'nbsp': '&nbsp;', 'unknown': '&zebra;', 'bare_ampersand': 'a & b', 'no_semicolon': '&amp', 'hash': '&#;', 'hex_hash': '&#x;',
                        'letters': '&#12a;', 'beyond_unicode': '&#x110000;', 'overflow': '&#99999999999999999999;', 'overflow_to_a': '&#4294967361;',
                        'surrogate': '&#xD800;', 'null': '&#0;', 'control': '&#27;', 'fffe': '&#xFFFE;', 'ffff': '&#65535;', 'minus': '&#-1;',
                        'upper_case_x': '&#X41;', 'case': '&LT;'}.items():
    xml('T3', 'reference_' + name, feed(entry(title=reference)), 4, 'BF101')
xml('T3', 'reference_in_attribute', feed(entry(more="<link rel='alternate' href='&nbsp;'/>")), 4, 'BF101')
xml('T3', 'reference_in_root', feed(entry(), attributes=" x='&nbsp;'"), 4, 'BF101')
xml('T3', 'reference_long', lambda: feed(entry(title='&' + 'x' * 100000 + ';')), 4, 'BF101')
xml('T3', 'reference_zeros', feed(entry(title='&#' + '0' * 5000 + '65;')), 0, title='A')
xml('T3', 'references_many', lambda: feed(entry(content='&#x1F600;' * 100000)), 0, title='A title')
xml('T3', 'decoded_once', feed(entry(title='&amp;lt;script&amp;gt;')), 0, title='&lt;script&gt;')

# --- T4 and T5: depth, length and number -----------------------------------------------------------------------------

xml('T4', 'nested_million', lambda: feed(entry(content='<a>' * 1000000)), 6, 'BF106')
xml('T4', 'nested_root', lambda: DECLARATION + ("<feed xmlns='http://www.w3.org/2005/Atom'>" + '<id>tag:blogger.com,1999:blog-7.archive</id>' + '<feed>' * 300000), 6, 'BF106')
xml('T4', 'nested_closed', lambda: feed(entry(content='<a>' * 100000 + '</a>' * 100000)), 6, 'BF106')
xml('T4', 'nested_allowed', lambda: feed(entry(content='<a>' * 120 + '</a>' * 120)), 0, title='A title')
xml('T4', 'html_nested', lambda: feed(entry(content=escape('<div>' * 200000))), 0, title='A title')
xml('T5', 'tag_giant_attribute', lambda: feed(entry(attributes=" x='%s'" % ('y' * 5000000))), 6, 'BF107')
xml('T5', 'tag_giant_name', lambda: feed(entry(content='<%s/>' % ('n' * 5000000))), 6, 'BF107')
xml('T5', 'tag_giant_blanks', lambda: feed(entry(attributes=' ' * 5000000)), 6, 'BF107')
xml('T5', 'tag_giant_root', lambda: feed(entry(), attributes=" x='%s'" % ('y' * 5000000)), 6, 'BF107')
xml('T5', 'tag_giant_root_forced', lambda: feed(entry(), attributes=" x='%s'" % ('y' * 5000000)), 6, 'BF107', args=['--from', 'blogger-gdata'])
xml('T5', 'tag_never_ends', lambda: feed(entry(content="<a x='" + 'y' * 5000000)), 6, 'BF107')
xml('T5', 'end_tag_giant', lambda: feed(entry(content='<a></a' + ' ' * 5000000 + '>')), 6, 'BF107')
xml('T5', 'attributes_100000', lambda: feed(entry(attributes=''.join(" a%d='x'" % i for i in range(100000)))), 6, 'BF107')
xml('T5', 'attributes_20000', lambda: feed(entry(attributes=''.join(" a%d='x'" % i for i in range(20000)))), 6, 'BF107')
xml('T5', 'attributes_20000_root', lambda: feed(entry(), attributes=''.join(" a%d='x'" % i for i in range(20000))), 6, 'BF107')
xml('T5', 'attributes_20000_root_forced', lambda: feed(entry(), attributes=''.join(" a%d='x'" % i for i in range(20000))), 6, 'BF107', args=['--from', 'blogger-gdata'])
xml('T5', 'attribute_named_like_xmlns', feed(entry(content="<a xmlnsfoo='x'/>")), 0, title='A title')
xml('T5', 'attribute_named_like_xmlns_judged', feed(entry(content="<?x?><a xmlnsfoo='x'/>")), 0, title='A title')
xml('T7', 'control_in_unknown_head', feed(entry(), more="<x><y z='a\1b'/></x>"), 4, 'BF101')
xml('T7', 'control_in_link_of_head', feed(entry(), more="<link href='https://hostile.example/'>a\1b</link>"), 4, 'BF101')
xml('T5', 'attribute_nobody_reads', feed(entry(attributes=" x='&nbsp;'")), 4, 'BF101')
xml('T5', 'attributes_twice', feed(entry(attributes=" x='1' x='2'")), 4, 'BF101')
xml('T5', 'attributes_twice_by_namespace', feed(entry(attributes=" xmlns:a='u' xmlns:b='u' a:x='1' b:x='2'")), 4, 'BF101')
xml('T5', 'xmlns_100000', lambda: feed(entry(attributes=''.join(" xmlns:a%d='u%d'" % (i, i) for i in range(100000)))), 6, 'BF107')
xml('T5', 'xmlns_100000_root', lambda: feed(entry(), attributes=''.join(" xmlns:a%d='u%d'" % (i, i) for i in range(100000))), 6, 'BF107')
xml('T5', 'xmlns_100000_root_forced', lambda: feed(entry(), attributes=''.join(" xmlns:a%d='u%d'" % (i, i) for i in range(100000))), 6, 'BF107', args=['--from', 'blogger-gdata'])
xml('T5', 'xmlns_10000_root', lambda: feed(entry(), attributes=''.join(" xmlns:a%d='u'" % i for i in range(10000))), 6, 'BF107')
xml('T5', 'xmlns_10000_root_forced', lambda: feed(entry(), attributes=''.join(" xmlns:a%d='u'" % i for i in range(10000))), 6, 'BF107', args=['--from', 'blogger-gdata'])
xml('T5', 'xmlns_1000_times_elements', lambda: feed(entry(content='<p:a/>' * 100000), attributes=''.join(" xmlns:a%d='u'" % i for i in range(1000)) + " xmlns:p='p'"), 0,
    title='A title')
xml('T5', 'xmlns_1000_times_entries', lambda: feed(entry(), *['<entry><?x?></entry>'] * 10000, attributes=''.join(" xmlns:a%d='u'" % i for i in range(1000))), 0, validate=1,
    title='A title')
xml('T5', 'xmlns_nested', lambda: feed(entry(content=''.join('<a %s>' % ''.join(" xmlns:p%d_%d='u'" % (i, j) for j in range(60)) for i in range(100)) + '<q/>' * 100000 + '</a>' * 100)), 6, 'BF107')
xml('T5', 'names_600000', lambda: feed(entry(content=''.join('<n%d/>' % i for i in range(600000)))), 0, title='A title')
xml('T5', 'names_600000_judged', lambda: feed(entry(content='<?x?>' + ''.join('<n%d/>' % i for i in range(600000)))), 6, 'BF107')
xml('T5', 'names_60000_judged', lambda: feed(entry(content='<?x?>' + ''.join('<n%d/>' % i for i in range(60000)))), 0, title='A title')
xml('T5', 'names_150000_in_head', lambda: feed(entry(), more=''.join('<n%d/>' % i for i in range(150000))), 0, title='A title')
for name, opening, closing in (('comment', '<!--', '-->'), ('cdata', '<![CDATA[', ']]>'), ('instruction', '<?x ', '?>')):
    xml('T5', name + '_giant', lambda opening=opening, closing=closing: feed(entry(content=opening + 'x' * 6000000 + closing)), 0, title='A title')
    xml('T5', name + '_giant_in_front', lambda opening=opening, closing=closing: feed(entry(), doctype=opening + 'x' * 6000000 + closing), 5, placed=False)
    xml('T5', name + '_in_front', feed(entry(), doctype=opening + 'x' + closing), 4 if name == 'cdata' else 0, 'BF101' if name == 'cdata' else None,
        title=None if name == 'cdata' else 'A title')
    xml('T5', name + '_behind', feed(entry(), behind=opening + 'x' + closing), 4 if name == 'cdata' else 0, 'BF101' if name == 'cdata' else None,
        title=None if name == 'cdata' else 'A title')
    xml('T5', name + '_giant_between', lambda opening=opening, closing=closing: feed(entry(), opening + 'x' * 6000000 + closing), 4 if name == 'cdata' else 0,
        'BF101' if name == 'cdata' else None, title=None if name == 'cdata' else 'A title')
    xml('T5', name + '_never_ends', lambda opening=opening: feed(entry(content=opening + 'x' * 6000000)), 4, 'BF102')
    xml('T5', name + '_many', lambda opening=opening, closing=closing: feed(entry(content=(opening + closing) * 200000 if opening != '<?x ' else '<?x?>' * 100000)), 0,
        title='A title')
xml('T5', 'text_giant', lambda: feed(entry(content='x' * 8000000)), 0, title='A title')
xml('T5', 'text_giant_title', lambda: feed(entry(title='x' * 2000000)), 0)
xml('T5', 'entry_beyond_limit', lambda: feed(entry(content='x' * 3000000)), 6, 'BF108', args=['--limit', 'record=1M'])
xml('T5', 'entries_empty', lambda: feed('<entry/>' * 50000), 0, validate=1)
xml('T5', 'entries_one_id', lambda: feed(*[entry(title='Version %d' % i) for i in range(2000)]), 0, validate=0)
xml('T5', 'categories_many', lambda: feed(entry(more=''.join("<category term='t%d'/>" % i for i in range(50000)))), 0, title='A title')
xml('T5', 'authors_many', lambda: feed(entry(more=''.join('<author><name>n%d</name></author>' % i for i in range(20000)))), 0, title='A title')
xml('T5', 'links_many', lambda: feed(entry(more="<link rel='x' href='y'/>" * 50000)), 0, title='A title')
xml('T5', 'replies_chain', lambda: feed(entry(), *[comment(100000 + i, parent=100000 + i - 1 if i else None) for i in range(5000)]), 0, title='A title')
xml('T5', 'replies_circle', feed(entry(), comment(1, parent=2), comment(2, parent=3), comment(3, parent=1)), 0, title='A title')
xml('T5', 'replies_to_itself', feed(entry(), comment(1, parent=1)), 0, title='A title')

# --- not well-formed, each in its own way ----------------------------------------------------------------------------

for name, text in {
    'wrong_end_tag': feed(entry(content='<a></b>')),
    'end_tag_too_many': feed(entry(content='</a>')),
    'end_tag_missing': feed(entry(content='<a>')),
    'end_tag_with_attribute': feed(entry(content="<a></a x='y'>")),
    'two_roots': feed(entry(), behind='<feed/>'),
    'text_behind': feed(entry(), behind='x'),
    'text_in_front': 'x' + feed(entry()),
    'text_between': feed(entry(), 'x & y'),
    'attribute_unquoted': feed(entry(attributes=' x=y')),
    'attribute_without_value': feed(entry(attributes=' x')),
    'attributes_touch': feed(entry(attributes=" x='1'y='2'")),
    'less_in_attribute': feed(entry(attributes=" x='<'")),
    'quote_in_end_tag': feed(entry(content="<a></a'>'>")),
    'name_starts_with_digit': feed(entry(content='<1a/>')),
    'name_with_two_colons': feed(entry(content='<a:b:c/>')),
    'name_missing': feed(entry(content='< a/>')),
    'prefix_undeclared': feed(entry(content='<q:a/>')),
    'prefix_undeclared_attribute': feed(entry(attributes=" q:a='x'")),
    'prefix_undeclared_again': feed(entry(content="<a xmlns:q=''/>")),
    'xmlns_bound_to_xml': feed(entry(content="<a xmlns:xmlns='x'/>")),
    'cdata_end_in_text': feed(entry(content='a ]]> b')),
    'cdata_lower_case': feed(entry(content='<![cdata[ x ]]>')),
    'comment_with_dashes': feed(entry(content='<!-- a -- b -->')),
    'comment_ends_in_dash': feed(entry(content='<!-- a --->')),
    'instruction_named_xml': feed(entry(content="<?xml version='1.0'?>")),
    'instruction_without_name': feed(entry(content='<? x?>')),
    'declaration_in_the_middle': feed(entry(), DECLARATION, entry('4712')),
    'sgml': feed(entry(content='<!x>')),
    'blank_in_front_of_declaration': feed(entry(content='x')).replace('</content>', '</content >').replace('</title>', '</ title>', 2),
}.items():
    xml('T5', 'malformed_' + name, text, 4, 'BF101')
for wrong, name in ((']]>', 'cdata_end'), ('\x10', 'control'), ('&nbsp;', 'entity'), ('&', 'ampersand'), ('<q:a/>', 'prefix'), ("<a b='1' b='2'/>", 'attribute_twice')):
    for size in (70000, 1100000):
        for before in ('x' * size, '<!--' + 'x' * size + '-->', "<a b='" + 'x' * size + "'/>", '<' + 'n' * size + '/>'):
            if size > 100000 and not before.startswith(('x', '<!')):
                continue  # longer than a tag may be
            xml('T5', 'malformed_%s_behind_%s_%d' % (name, {'x': 'text', '<!': 'comment', '<a': 'attribute', '<n': 'name'}[before[:1] if before[0] == 'x' else before[:2]], size),
                lambda before=before, wrong=wrong: feed(entry(content=before + wrong)), 4, 'BF101')
xml('T5', 'malformed_comment_in_comment', lambda: feed(entry(content='<!-- x' * 100000 + 'y' * 1000000 + '-->')), 4, 'BF101')
for wrong in ('&', ']]>', '\x10', '&nbsp;', '<a b=c/>', '<?xml?>', '<q:a/>', '<![CDATA[\x10]]>', '<!--\x10-->', '<a b="\x10"/>', '<a b="&"/>'):
    xml('T5', 'malformed_many_%s' % ''.join('%02x' % ord(c) for c in wrong), lambda wrong=wrong: feed(entry(content=wrong * (2000000 // len(wrong)))), 4, 'BF101')
WHOLE = feed(entry(title='Grüße'), comment('1'))
for place in (1, 100, 400, 700, 1000, 1200, -1, -5, -8, -100):
    xml('T5', 'cut_at_%s' % str(place).replace('-', 'minus_'), WHOLE.encode()[:place], 5 if place == 1 else 4, None if place == 1 else 'BF102', placed=place != 1)
xml('T5', 'empty', b'', 4, 'BF123', placed=False)
xml('T5', 'one_byte', b'<', 5, 'BF130', placed=False)
xml('T5', 'blanks', b' \n' * 50000, 5, 'BF130', placed=False)
xml('T5', 'two_files_in_one', WHOLE + WHOLE, 4, 'BF101')

for name, declaration in {'misspelt': "<?xml version='1.0' eAcoding='UTF-8'?>", 'no_version': "<?xml encoding='UTF-8'?>", 'version_2': "<?xml version='2.0'?>",
                          'order': "<?xml encoding='UTF-8' version='1.0'?>", 'no_blank': "<?xml version='1.0'encoding='UTF-8' ?>", 'standalone': "<?xml version='1.0' standalone='maybe'?>",
                          'quote': "<?xml version='1.0\"?>", 'upper_case': "<?XML version='1.0'?>"}.items():
    xml('T6', 'declaration_' + name, feed(entry(), declaration=declaration), 4, 'BF101')
for name, declaration in {'none': '', 'standalone': '<?xml version="1.1" standalone = "yes" ?>', 'all': "<?xml version='1.0'\n encoding='utf-8' standalone='no'?>"}.items():
    xml('T6', 'declaration_fine_' + name, feed(entry(), declaration=declaration), 0, title='A title')

# --- T6: encodings ---------------------------------------------------------------------------------------------------

def encoded(name, how=None, title='Grüße', bom=b''):
    return lambda: bom + feed(entry(title=title), declaration="<?xml version='1.0' encoding='%s'?>" % name).encode(how or name)


for name in ('UTF-7', 'IBM037', 'EBCDIC-CP-US', 'UTF-32', 'UCS-4', 'UTF-EBCDIC', 'SCSU', 'BOCU-1', 'CESU-8', 'x-user-defined', 'none', 'HZ-GB-2312', 'ISO-2022-JP', '../../etc/passwd'):
    xml('T6', 'encoding_' + name.lower().replace('/', '_').replace('.', '_'), encoded(name, 'utf-8'), 6, 'BF105')
xml('T6', 'encoding_long', encoded('x' * 900, 'utf-8'), 6, 'BF105')
xml('T6', 'encoding_terminal_escape', encoded('UTF-8\x1b[31m', 'utf-8'), 6, 'BF105')
for name in ('ISO-8859-1', 'windows-1252', 'utf-8', 'UTF8'):
    xml('T6', 'encoding_' + name.lower(), encoded(name, {'UTF8': 'utf-8'}.get(name)), 0, title='Grüße')
xml('T6', 'encoding_iso-8859-1_large', lambda: feed(entry(title='Grüße'), *[comment(1 + i, content='é' + 'x' * 100000) for i in range(400)],
                                                    declaration="<?xml version='1.0' encoding='ISO-8859-1'?>").encode('iso-8859-1'), 0, title='Grüße')
xml('T6', 'encoding_utf-16_forced', encoded('UTF-16'), 0, title='Grüße', args=['--from', 'blogger-gdata'])
xml('T6', 'encoding_utf-16be_forced', encoded('UTF-16', 'utf-16-be', bom=b'\xfe\xff'), 0, title='Grüße', args=['--from', 'blogger-gdata'])
xml('T6', 'encoding_utf-16_odd_length', lambda: encoded('UTF-16')()[:-1], 4, 'BF104', args=['--from', 'blogger-gdata'], placed=False)
xml('T6', 'encoding_utf-16_lone_surrogate', lambda: encoded('UTF-16', title='XY')().replace(b'X\0Y\0', b'\x00\xd8Y\0'), 4, 'BF104', args=['--from', 'blogger-gdata'], placed=False)
xml('T6', 'encoding_utf-32_forced', encoded('UTF-32', 'utf-32'), 4, args=['--from', 'blogger-gdata'])
xml('T6', 'encoding_utf-32_bare', encoded('UTF-32', 'utf-32'), 4, 'BF101')
xml('T6', 'mislabelled_latin1', encoded('UTF-8', 'latin-1'), 4, 'BF104')
xml('T6', 'mislabelled_utf16', encoded('UTF-16', 'utf-8'), 4, placed=False)
xml('T6', 'mislabelled_ascii', encoded('us-ascii', 'utf-8'), 4, 'BF104', placed=False)
xml('T6', 'mislabelled_utf8_in_latin1', encoded('ISO-8859-1', 'utf-8'), 0, title='GrÃ¼Ã\u009fe')
xml('T6', 'bom', encoded('UTF-8', bom=b'\xef\xbb\xbf'), 0, title='Grüße')
xml('T6', 'bom_twice', encoded('UTF-8', bom=b'\xef\xbb\xbf\xef\xbb\xbf'), 4, 'BF101')
xml('T6', 'bom_in_the_middle', feed(entry(title='a\ufeffb')), 0, title='a\ufeffb')
xml('T6', 'bom_between', feed(entry(), '\ufeff'), 0, title='A title')  # text like any other, which is dropped and said
for name, wrong in {'overlong_slash': b'\xc0\xaf', 'overlong_null': b'\xc0\x80', 'overlong_less': b'\xe0\x80\xbc', 'surrogate': b'\xed\xa0\x80', 'surrogate_pair': b'\xed\xa0\xbd\xed\xb8\x80',
                    'beyond': b'\xf4\x90\x80\x80', 'five_bytes': b'\xf8\x88\x80\x80\x80', 'lone_continuation': b'\x80', 'cut': b'\xe2\x82', 'ff': b'\xff', 'fe': b'\xfe'}.items():
    xml('T6', 'utf8_' + name, feed(entry(title='@')).encode().replace(b'@', wrong), 4, 'BF104')
xml('T6', 'utf8_in_tag', feed(entry(attributes=" x='@'")).encode().replace(b'@', b'\xff'), 4, 'BF104')
xml('T6', 'utf8_in_root', feed(entry(), attributes=" x='@'").encode().replace(b'@', b'\xff'), 4, 'BF104')
xml('T6', 'utf8_in_comment_between', feed('<!-- @ -->', entry()).encode().replace(b'@', b'\xff'), 4, 'BF104')
xml('T6', 'utf8_in_comment_behind', feed(entry(), behind='<!-- @ -->').encode().replace(b'@', b'\xff'), 4, 'BF104')
xml('T6', 'utf8_in_comment_in_front', feed(entry(), doctype='<!-- @ -->').encode().replace(b'@', b'\xff'), 4, 'BF104')
xml('T6', 'names_not_ascii', feed(entry(more="<größe/><été/>")), 0, title='A title')

# --- T7: characters that XML cannot hold -----------------------------------------------------------------------------

for code in (0, 1, 8, 0xB, 0xC, 0x1B, 0x1F, 0xFFFE, 0xFFFF):
    xml('T7', 'character_%x' % code, feed(entry(title='a%sb' % chr(code))), 4, 'BF101')
xml('T7', 'null_in_tag', feed(entry(attributes=" x='a\0b'")), 4, 'BF101')
xml('T7', 'null_between', feed(entry(), '\0'), 4, 'BF101')
xml('T7', 'null_behind', feed(entry(), behind='\0'), 4, 'BF101')
xml('T7', 'nulls', b'\0' * 100000, 5, 'BF130', placed=False)
xml('T7', 'control_in_cdata', feed(entry(content='<![CDATA[a\x01b]]>')), 4, 'BF101')
xml('T7', 'control_in_comment', feed(entry(content='<!-- \x01 -->')), 4, 'BF101')
xml('T7', 'control_in_comment_between', feed('<!-- \x01 -->', entry()), 4, 'BF101')
xml('T7', 'delete_and_c1', feed(entry(title='a\x7f\x80\x9fb')), 0, title='a\x7f\x80\x9fb')
for code, shown in ((0, 'ab'), (1, 'ab'), (0x1B, 'ab'), (0x7F, 'a\x7fb'), (0x85, 'a\x85b'), (0xFFFE, 'ab'), (0xFFFF, 'ab'), (0x10FFFF, 'a\U0010ffffb')):
    case('T7', 'ndjson_character_%x' % code, lambda code=code: lines(line(title='a%sb' % chr(code)).copy()) if code >= 0x20 else
         lines(json.dumps(line(title='a%sb' % chr(code)))), 0, suffix='.ndjson', title='a%sb' % chr(code), wxr_title=shown)

# --- T8 and T9: archives ---------------------------------------------------------------------------------------------

GOOD = takeout().encode()


def packed(threat, name, make, code, rule=None, **more):
    case(threat, name, make, code, rule, placed=more.pop('placed', False), **more)


def zipped(name):
    return lambda: Zip((name, GOOD)).done()


for name, member in {'slip': '../../../../etc/cron.d/feed.atom', 'absolute': '/etc/passwd/feed.atom', 'backslash': '..\\..\\feed.atom', 'drive': 'C:\\feed.atom', 'dots': './../feed.atom',
                     'device': 'CON/feed.atom', 'escape': 'a\x1b]0;x\x07/feed.atom', 'bidi': 'a\u202e/feed.atom', 'long': 'x' * 5000 + '/feed.atom', 'line_feed': 'a\nb/feed.atom',
                     'dash': '-rf/feed.atom', 'odd_suffix': 'Takeout/feed.atom.exe'}.items():
    packed('T8', 'zip_name_' + name, zipped(member), 0, suffix='.zip', title='A title')
    packed('T8', 'tar_name_' + name, lambda member=member: Tar((member, GOOD)).done(), 0, suffix='.tar', title='A title')
packed('T8', 'zip_duplicate', lambda: Zip((FEED, GOOD), (FEED, takeout(takeout_entry(title='Other')).encode())).done(), 4, 'BF111', suffix='.zip')
packed('T8', 'zip_duplicate_unused', lambda: Zip((FEED, GOOD), ('a.txt', b'x'), ('a.txt', b'y')).done(), 0, suffix='.zip', title='A title')
packed('T8', 'tar_duplicate', lambda: Tar((FEED, GOOD), (FEED, GOOD)).done(), 4, 'BF111', suffix='.tar')


def zip_link():
    archive = Zip((FEED, GOOD))
    archive.add('other/feed.atom', b'/etc/passwd', mode=0o120777)
    return archive.done()


def tar_with(kind, link='', name='other/feed.atom'):
    def make():
        archive = Tar((FEED, GOOD))
        archive.add(name, kind=kind, link=link)
        return archive.done()
    return make


packed('T8', 'zip_symlink', zip_link, 0, suffix='.zip', title='A title')
for name, kind, link in (('symlink', tarfile.SYMTYPE, '/etc/passwd'), ('hardlink', tarfile.LNKTYPE, FEED), ('hardlink_outside', tarfile.LNKTYPE, '/etc/passwd'),
                         ('device', tarfile.CHRTYPE, ''), ('block', tarfile.BLKTYPE, ''), ('fifo', tarfile.FIFOTYPE, ''), ('folder', tarfile.DIRTYPE, '')):
    packed('T8', 'tar_' + name, tar_with(kind, link), 0, suffix='.tar', title='A title')
packed('T8', 'tar_only_links', lambda: (lambda t: (t.add('feed.atom', kind=tarfile.SYMTYPE, link='/etc/passwd'), t.done())[1])(Tar()), 5, 'BF135', suffix='.tar')


def bomb(size, name=FEED):
    """A member of `size` blanks behind the start of a feed."""
    return lambda: Zip((name, GOOD[:-7] + b' ' * size + b'</feed>')).done()


packed('T9', 'zip_bomb_unused', lambda: Zip((FEED, GOOD), ('zeros', b'\0' * 100000000)).done(), 0, suffix='.zip', title='A title')
packed('T9', 'zip_bomb', bomb(60000000), 6, 'BF109', suffix='.zip', args=['--limit', 'archive=32M'])
packed('T9', 'tgz_bomb', lambda: gzip.compress(Tar((FEED, GOOD), ('zeros', b'\0' * 60000000)).done(), 9, mtime=0), 6, 'BF109', suffix='.tgz', args=['--limit', 'archive=32M'])
packed('T9', 'gz_bomb', lambda: gzip.compress(GOOD[:-7] + b' ' * 60000000 + b'</feed>', 9, mtime=0), 6, 'BF109', suffix='.gz', args=['--limit', 'archive=32M'])
packed('T9', 'gz_in_gz', lambda: gzip.compress(gzip.compress(GOOD)), 5, 'BF130', suffix='.gz')
packed('T9', 'gz_of_nothing_twice', lambda: gzip.compress(gzip.compress(empty_blocks(400000000), 1, mtime=0), 9, mtime=0), 5, 'BF130', suffix='.gz')
packed('T9', 'zip_in_zip', lambda: Zip(('inner.zip', Zip((FEED, GOOD)).done())).done(), 5, 'BF135', suffix='.zip')
packed('T9', 'zip_many_members', lambda: Zip(*[('f%d' % i, b'') for i in range(5000)], method=zipfile.ZIP_STORED).done(), 6, 'BF110', suffix='.zip', args=['--limit', 'members=4096'])
packed('T9', 'tar_many_members', lambda: Tar(*[('f%d' % i, b'') for i in range(5000)]).done(), 6, 'BF110', suffix='.tar', args=['--limit', 'members=4096'])


def empty_blocks(size):
    """gzip of `size` bytes that unpacks to nothing."""
    return gzip.compress(b'')[:10] + b'\0\0\0\xff\xff' * (size // 5) + b'\1\0\0\xff\xff' + b'\0' * 8


def patched(make, *patches):
    """Bytes put over others: (what to look for, how far behind it, what to put there)."""
    def patch():
        data = bytearray(make())
        for mark, offset, new in patches:
            at = data.index(mark) + offset
            data[at:at + len(new)] = new
        return bytes(data)
    return patch


LOCAL, CENTRAL, END = b'PK\3\4', b'PK\1\2', b'PK\5\6'
ONE = zipped(FEED)
for name, patches in {
    'zip_crc': [(LOCAL, 14, b'\1\2\3\4'), (CENTRAL, 16, b'\1\2\3\4')],
    'zip_size_small': [(LOCAL, 22, b'\1\0\0\0'), (CENTRAL, 24, b'\1\0\0\0')],
    'zip_offset_wild': [(CENTRAL, 42, b'\xf0\xff\xff\x7f')],
    'zip_method_unknown': [(LOCAL, 8, b'\x63\0'), (CENTRAL, 10, b'\x63\0')],
    'zip_encrypted': [(LOCAL, 6, b'\1\0'), (CENTRAL, 8, b'\1\0')],
    'zip_name_length': [(CENTRAL, 28, b'\xff\xff')],
    'zip_data_damaged': [(LOCAL, 30 + len(FEED) + 20, b'\xff' * 40)],
    'zip_directory_offset': [(END, 16, b'\xff\xff\xff\x7f')],
    'zip_directory_size': [(END, 12, b'\xff\xff\xff\x7f')],
}.items():
    packed('T9', name, patched(ONE, *patches), 4, 'BF111', suffix='.zip')
packed('T9', 'zip_crc_central', patched(ONE, *[(CENTRAL, 16, b'\1\2\3\4')]), 0, suffix='.zip', title='A title')
packed('T9', 'zip_size_huge', patched(ONE, *[(CENTRAL, 24, b'\xfe\xff\xff\xff')]), 0, suffix='.zip', title='A title')
packed('T9', 'zip_packed_size_huge', patched(ONE, *[(CENTRAL, 20, b'\xfe\xff\xff\xff')]), 0, suffix='.zip', title='A title')
packed('T9', 'zip64_lie', patched(ONE, *[(CENTRAL, 20, b'\xff\xff\xff\xff'), (CENTRAL, 24, b'\xff\xff\xff\xff')]), 0, suffix='.zip', title='A title')
packed('T9', 'zip_no_directory', lambda: ONE()[:ONE().index(CENTRAL)], 4, 'BF111', suffix='.zip')
packed('T9', 'zip_cut', lambda: ONE()[:-10], 4, 'BF111', suffix='.zip')
packed('T9', 'zip_head', b'PK\3\4', 4, 'BF111', suffix='.zip')
packed('T9', 'zip_empty', lambda: Zip().done(), 4, 'BF111', suffix='.zip')
packed('T9', 'zip_overlap', lambda: patched(lambda: Zip((FEED, GOOD), ('b/feed.atom', GOOD)).done())(), 0, suffix='.zip', validate=0)
packed('T9', 'zip_in_front', lambda: b'junk' * 100 + ONE(), 5, suffix='.zip')
packed('T9', 'zip_comment', lambda: ONE()[:-2] + struct.pack('<H', 1000) + b'x' * 1000, 0, suffix='.zip', title='A title')
packed('T9', 'zip_member_empty', lambda: Zip((FEED, b'')).done(), 5, 'BF135', suffix='.zip')
packed('T9', 'zip_member_cut_xml', lambda: Zip((FEED, GOOD[:-20])).done(), 4, 'BF102', suffix='.zip')
packed('T9', 'zip_member_doctype', lambda: Zip((FEED, GOOD.replace(b'<feed', b'<!DOCTYPE feed><feed'))).done(), 6, 'BF103', suffix='.zip')
packed('T9', 'tar_cut', lambda: Tar((FEED, GOOD)).done()[:900], 4, 'BF111', suffix='.tar')
packed('T9', 'tar_cut_at_header', lambda: cut_at_second_header(), 4, 'BF111', suffix='.tar')
packed('T9', 'tar_cut_at_header_and_packed', lambda: gzip.compress(cut_at_second_header()), 4, 'BF111', suffix='.tgz')
packed('T9', 'tar_end_short', lambda: cut_at_second_header() + bytes(511), 4, 'BF111', suffix='.tar')
packed('T9', 'tar_end_of_one_block', lambda: cut_at_second_header() + bytes(512), 0, suffix='.tar', title='A title')
packed('T9', 'tar_checksum', patched(lambda: Tar(('a', b'x' * 600), (FEED, GOOD)).done(), (FEED.encode(), 0, b'X')), 4, 'BF111', suffix='.tar')
packed('T9', 'tar_size_huge', lambda: retotal(Tar((FEED, GOOD)).done(), 124, b'77777777777\0'), 4, 'BF111', suffix='.tar')
packed('T9', 'tar_size_negative', lambda: retotal(Tar((FEED, GOOD)).done(), 124, b'\xff' * 12), 4, 'BF111', suffix='.tar')
packed('T9', 'tgz_cut', lambda: Tar((FEED, GOOD), how='gz').done()[:-20], 4, 'BF111', suffix='.tgz')
packed('T9', 'tgz_damaged', lambda: (lambda d: d[:60] + b'\xff' * 30 + d[90:])(Tar((FEED, GOOD), how='gz').done()), 4, 'BF111', suffix='.tgz')
packed('T9', 'gz_head', b'\x1f\x8b\x08', 4, 'BF111', suffix='.gz')
packed('T9', 'gz_empty', lambda: gzip.compress(b''), 4, 'BF111', suffix='.gz')
packed('T9', 'xz_head', b'\xfd7zXZ\0' + b'\xff' * 100, 4, suffix='.xz')
packed('T9', 'bz2_head', b'BZh91AY&SY' + b'\xff' * 100, 4, suffix='.bz2')
packed('T9', 'zstd_head', b'\x28\xb5\x2f\xfd' + b'\xff' * 100, 4, suffix='.zst')


def cut_at_second_header():
    data = Tar((FEED, GOOD), ('second', b'x')).done()
    return data[:data.index(b'second')]


def retotal(data, at, field):
    """A tar header with a field changed and its checksum right again."""
    head = bytearray(data[:512])
    head[at:at + len(field)] = field
    head[148:156] = b' ' * 8
    head[148:156] = b'%06o\0 ' % sum(head)
    return bytes(head) + data[512:]


# --- folders, settings and themes ------------------------------------------------------------------------------------

SETTINGS = 'blog_name,blog_time_zone,blog_subdomain\n'


def folder(name, files, code, rule=None, threat='T8', **more):
    case(threat, 'folder_' + name, files, code, rule, suffix='', placed=False, **more)


def with_settings(settings):
    return lambda: {'Blogs/A/feed.atom': GOOD, 'Blogs/A/settings.csv': settings if isinstance(settings, bytes) else settings.encode()}


folder('plain', with_settings(SETTINGS + 'A,Europe/Berlin,hostile\n'), 0, title='A title')
folder('link_outside', lambda: {'feed.atom': GOOD, 'x/feed.atom': ('link', '/etc/passwd')}, 0, title='A title')
folder('link_to_itself', lambda: {'feed.atom': GOOD, 'x': ('link', '.')}, 0, title='A title')
folder('link_to_nothing', lambda: {'feed.atom': GOOD, 'y/feed.atom': ('link', 'nowhere')}, 0, title='A title')
folder('fifo', lambda: {'feed.atom': GOOD, 'y/feed.atom': ('fifo', '')}, 0, title='A title')
folder('empty', lambda: {}, 5, 'BF135')
folder('names', lambda: {'a\x1b]0;x\x07\u202e/feed.atom': GOOD, 'a\x1b[31mx': b'x', '-rf': b'x'}, 0, title='A title')
folder('deep', lambda: {'d/' * 200 + 'feed.atom': GOOD}, 0, title='A title')
folder('many', lambda: dict({'f%d' % i: b'' for i in range(600)}, **{'feed.atom': GOOD}), 6, 'BF110', threat='T9', args=['--limit', 'members=512'])
for name, settings in {'quote_open': SETTINGS + '"A,Europe/Berlin,x\n', 'fewer': SETTINGS + 'A\n', 'more': SETTINGS + 'A,b,c,d,e\n', 'header_only': SETTINGS,
                       'not_utf8': SETTINGS.encode() + b'\xff,Europe/Berlin,x\n', 'text_behind_quote': SETTINGS + '"A"x,Europe/Berlin,x\n'}.items():
    folder('settings_' + name, with_settings(settings), 0, threat='T15', validate=1, title='A title')
for name, settings in {'formula': SETTINGS + '=cmd|x,Europe/Berlin,@x\n', 'zone_path': SETTINGS + 'A,../../../etc/passwd,x\n', 'zone_absolute': SETTINGS + 'A,/etc/localtime,x\n',
                       'zone_long': SETTINGS + 'A,%s,x\n' % ('x' * 100000), 'nulls': SETTINGS + 'A\0B,Europe/Berlin,x\0y\n', 'subdomain_script': SETTINGS + 'A,UTC,x/><script>\n',
                       'rows_many': SETTINGS + 'A,UTC,x\n' * 20000, 'columns_many': 'blog_x,blog_time_zone' + ',blog_y' * 100000 + '\nA,UTC' + ',y' * 100000 + '\n'}.items():
    folder('settings_' + name, with_settings(settings), 0, threat='T15', validate=1 if 'zone' in name else 0, title='A title')

# --- T10 to T16: content that means harm somewhere else --------------------------------------------------------------

for name, filename in {'dots': '/../../../../etc/passwd', 'no_slash': 'etc/passwd', 'backslash': '\\..\\x.html', 'device': '/CON', 'dash': '/-rf', 'empty_parts': '////', 'null_escape': '/a%00.html',
                       'url': 'https://hostile.example/x.html', 'script': '/&quot;&gt;&lt;script&gt;.html', 'long': '/' + 'x' * 100000 + '.html', 'newline': '/a\nb.html', 'bidi': '/a\u202eb.html'}.items():
    case('T10', 'filename_' + name, takeout(takeout_entry(filename=filename)), 0, suffix='.atom', title='A title')
odd('T11', 'terminal_c1', 'a\x9b31mb\x9d0;x\x9cc')
odd('T11', 'terminal_bidi', 'a\u202e\u2066b\u2069\u200e\u200f\u2028\u2029')
case('T11', 'terminal_escape', lambda: lines(json.dumps(line(title='a\x1b]0;owned\x07b', published='\x1b[31m'))), 4, 'BF112', suffix='.ndjson')
xml('T11', 'terminal_in_date', feed(entry(published='\x9b31m\u202e')), 0, validate=1)
xml('T11', 'terminal_in_kind', feed(entry(), entry('1', kind='\x9b31m\u202e')), 0, validate=1)
xml('T11', 'terminal_in_name', feed(entry(more="<a\u200e/>")), 4, 'BF101')
xml('T11', 'terminal_in_end_tag', feed(entry(content='<a></a\x1b[31m\u202e>')), 4, 'BF101')
xml('T11', 'terminal_in_root_name', feed(entry()).replace('</feed>', '</fe\x9b\x1bed>'), 4, 'BF101')
odd('T12', 'sql', "'); DROP TABLE posts;--")
odd('T12', 'sql_quotes', '"; ATTACH \'x.db\' AS x; -- \' " ` [x]')
odd('T13', 'cdata_end', 'a]]>b')
odd('T13', 'cdata_ends', ']]>]]&gt;]]]]>><![CDATA[x]]>')
odd('T13', 'markup', '</title><item>&amp;<!-- x --><?php echo 1; ?>')
odd('T13', 'carriage_return', 'a\u00a0b')
odd('T14', 'script', '<script>alert(1)</script><img src=x onerror=alert(1)>')
odd('T15', 'formula', '=HYPERLINK("http://hostile.example","x")')
odd('T16', 'php_object', 'O:8:"stdClass":1:{s:1:"a";i:1;}')
for name, value in {'object': 'O:8:"stdClass":0:{}', 'array': 'a:1:{i:0;s:1:"x";}', 'string': 's:1:"x";', 'number': 'i:1;', 'boolean': 'b:1;', 'null': 'N;',
                    'custom': 'C:1:"x":0:{}', 'double': 'd:0.5;'}.items():
    xml('T16', 'php_property_' + name, feed(entry(more='<gd:extendedProperty name="x" value="%s"/>' % escape(value))), 0, title='A title', not_serialized=True)

# --- T19: numbers and dates at their ends ----------------------------------------------------------------------------

for number in ('18446744073709551615', '18446744073709551616', '9223372036854775808', '99999999999999999999', '0', '00000000000000000001', '1' * 5000):
    xml('T19', 'id_%s' % (number if len(number) < 30 else 'long'), feed(entry(number), comment('77', post=number)), 0, title='A title')
for name, value in {'words': 'x', 'negative': '-1', 'prefix': '7x', 'empty': '', 'unicode_digits': '٣', 'nul': 'a%00b'}.items():
    xml('T19', 'id_' + name, feed(entry(value)), 0, title='A title')
xml('T19', 'id_none', feed(entry().replace('<id>tag:blogger.com,1999:blog-7.post-4711</id>', '')), 0, validate=1, title='A title')
for name, total in {'max': '9223372036854775807', 'over': '9223372036854775808', 'negative': '-1', 'plus': '+1', 'words': 'twelve', 'real': '1e9', 'hex': '0x10', 'empty': '', 'long': '9' * 10000}.items():
    xml('T19', 'total_' + name, feed(entry(more='<thr:total>%s</thr:total>' % total)), 0, title='A title')
for name, date in {'year_0': '0000-01-01T00:00:00Z', 'year_10000': '10000-01-01T00:00:00Z', 'negative': '-001-01-01T00:00:00Z', 'month_13': '2012-13-01T00:00:00Z', 'february_30': '2012-02-30T00:00:00Z',
                   'hour_24': '2012-01-01T24:00:00Z', 'second_61': '2012-06-30T23:59:61Z', 'offset_99': '2012-01-01T00:00:00+99:99', 'words': 'yesterday', 'long': '2012-01-01T00:00:00.' + '9' * 10000 + 'x',
                   'overflow': '292277026596-12-04T15:30:08Z', 'utc_year_0': '0001-01-01T00:00:00+14:00', 'utc_year_10000': '9999-12-31T23:59:59.999-14:00'}.items():
    xml('T19', 'date_' + name, feed(entry(published=date)), 0, validate=1, title='A title')
for name, date in {'year_1': '0001-01-01T00:00:00Z', 'year_9999': '9999-12-31T23:59:59.999Z', 'leap_second': '2012-06-30T23:59:60Z', 'fraction_long': '2012-01-01T00:00:00.%sZ' % ('9' * 10000)}.items():
    xml('T19', 'date_' + name, feed(entry(published=date)), 0, title='A title')
for name, point in {'nan': 'nan nan', 'infinite': 'inf -inf', 'huge': '1e999 1e-999', 'one': '5', 'many': '1 2 3 4', 'far': '1e300 -1e300'}.items():
    xml('T19', 'point_' + name, feed(entry(more='<georss:point>%s</georss:point>' % point)), 0, title='A title')
for name, length in {'negative': '-5', 'over': '18446744073709551615', 'words': 'x'}.items():
    xml('T19', 'enclosure_' + name, feed(entry(more="<link rel='enclosure' href='https://hostile.example/a.mp3' length='%s'/>" % length)), 0, title='A title')

# --- NDJSON ----------------------------------------------------------------------------------------------------------

def ndjson(threat, name, text, code, rule=None, **more):
    case(threat, 'ndjson_' + name, text, code, rule, suffix='.ndjson', **more)


ndjson('T4', 'depth_arrays', lambda: lines('{"type":"post","kind":"post","id":"1","x":' + '[' * 1000000 + '}'), 6, 'BF106')
ndjson('T4', 'depth_objects', lambda: lines('{"type":"post","kind":"post","id":"1","x":' + '{"a":' * 200000 + '1' + '}' * 200001), 6, 'BF106')
ndjson('T4', 'depth_in_header', lambda: lines(header='{"type":"blogferry","version":1,"x":' + '[' * 100000), 6, 'BF106')
ndjson('T4', 'depth_at_most', lambda: lines(line(x=0)).replace('"x":0', '"x":' + '[{"a":' * 498 + '1' + '}]' * 498), 0, title='A title', args=['--limit', 'depth=1000'])
ndjson('T5', 'line_beyond_limit', lambda: lines(line(content='x' * 3000000)), 6, 'BF108', args=['--limit', 'record=1M'])
ndjson('T5', 'line_never_ends', lambda: lines(line())[:-60] + 'x' * 3000000, 6, 'BF108', args=['--limit', 'record=1M'])
ndjson('T5', 'keys_many', lambda: lines(dict(line(), **{'k%d' % i: 1 for i in range(50000)})), 0, title='A title')
ndjson('T5', 'lines_empty', lambda: lines(line()).replace('\n', '\n' * 200000), 0, title='A title')
for name, text in {'duplicate_key': '{"type":"post","kind":"post","id":"1","id":"2","status":"published","title":"x","content":"","replies":0}', 'array': '[1,2]', 'number': '1', 'string': '"x"',
                   'null': 'null', 'trailing_comma': '{"type":"post",}', 'comment': '{"type":"post"/*x*/}', 'single_quotes': "{'type':'post'}", 'nan': '{"type":"post","kind":"post","id":"1","replies":NaN}',
                   'two_objects': '{"type":"post"}{}', 'type_missing': '{"id":"1"}', 'type_unknown': '{"type":"zebra"}', 'type_number': '{"type":1}', 'kind_unknown': '{"type":"post","kind":"zebra","id":"1"}',
                   'id_number': '{"type":"post","kind":"post","id":6802217325847291811}', 'number_huge': '{"type":"post","kind":"post","id":"1","replies":1e999}',
                   'number_real': '{"type":"post","kind":"post","id":"1","replies":1.5}', 'number_over': '{"type":"post","kind":"post","id":"1","replies":9223372036854775808}',
                   'lone_surrogate': '{"type":"post","kind":"post","id":"1","title":"\\ud800"}', 'surrogates_swapped': '{"type":"post","kind":"post","id":"1","title":"\\udc00\\ud800"}',
                   'escape_unknown': '{"type":"post","kind":"post","id":"1","title":"\\x41"}', 'control_raw': '{"type":"post","kind":"post","id":"1","title":"a\x01b"}',
                   'null_raw': '{"type":"post","kind":"post","id":"1","title":"a\0b"}', 'status_unknown': '{"type":"post","kind":"post","id":"1","status":"zebra"}',
                   'date_wrong': '{"type":"post","kind":"post","id":"1","published":"2012-02-30T00:00:00Z"}', 'title_array': '{"type":"post","kind":"post","id":"1","title":[]}',
                   'authors_object': '{"type":"post","kind":"post","id":"1","authors":{}}'}.items():
    ndjson('T19', name, lines(text), 4, 'BF112')
for name, counts in {'too_few': (0, 0, 0, 0), 'too_many': (2, 0, 0, 0), 'elsewhere': (0, 1, 0, 0), 'huge': (2**63 - 1, 0, 0, 0)}.items():
    ndjson('T19', 'counts_' + name, lines(line(), counts=counts), 4, 'BF113')
ndjson('T19', 'counts_negative', lines(line(), counts=(-1, 0, 0, 0)), 4, 'BF112')
ndjson('T19', 'counts_over', lines(line(), counts=(2**64, 0, 0, 0)), 4, 'BF112')
ndjson('T19', 'end_missing', '\n'.join(lines(line()).split('\n')[:2]) + '\n', 4, 'BF113')
ndjson('T19', 'end_twice', lines(line()) + lines(line()).split('\n')[2] + '\n', 4, 'BF112')
ndjson('T19', 'line_behind_end', lines(line()) + lines(line()).split('\n')[1] + '\n', 4, 'BF112')
ndjson('T19', 'version_unknown', lines(header={'type': 'blogferry', 'version': 2, 'site': {}}), 5, 'BF132')
ndjson('T19', 'version_huge', lines(header='{"type":"blogferry","version":1e400,"site":{}}'), 4, 'BF112')
ndjson('T6', 'not_utf8', lines(line(title='@')).encode().replace(b'@', b'\xff'), 4, 'BF104')
ndjson('T6', 'utf16', lambda: lines(line()).encode('utf-16'), 4, 'BF104')
ndjson('T6', 'bom', '\ufeff' + lines(line()), 0, title='A title')
ndjson('T6', 'line_separator', lines(line(title='a\u2028b')), 0, title='a\u2028b')
ndjson('T6', 'escaped_pair', lines(json.dumps(line(title='😀'))), 0, title='😀')
ndjson('T19', 'only_header', '{"type":"blogferry","version":1,"site":{"title":"A blog"}}\n', 4, 'BF113')
ndjson('T19', 'carriage_returns', lines(line()).replace('\n', '\r\n'), 0, title='A title')

# --- the text of pages -----------------------------------------------------------------------------------------------

PAGE = 'Friday, September 21, 2012\n\nA title\n\n%s\n\n0 comments:\n\nPost a Comment\n'


def page(threat, name, text, code, rule=None, **more):
    case(threat, 'page_' + name, text, code, rule, suffix='.txt', args=['--from', 'text-capture'], **more)


page('T5', 'lines', lambda: PAGE % ('x\n' * 300000), 6, 'BF108', placed=False)
page('T5', 'long_line', lambda: PAGE % ('x 1 ' * 500000), 0, title='A title')
page('T5', 'dates', lambda: 'Friday, September 21, 2012\n' * 20000 + 'A title\n0 comments:\n', 0)
page('T5', 'authors', lambda: PAGE % ('Posted by Ann at 6:32 AM\n' * 20000), 0, title='A title')
page('T5', 'author_lines', lambda: PAGE % (('Posted by Ada ' + 'h ' * 55 + '1 1 ' + ':' * 14 + '2 comments:\n') * 50), 0, title='A title')
page('T5', 'comments', lambda: PAGE.replace('0 comments:', '10000 comments:\n' + 'Ann said...\nYes.\n6:32 AM\n' * 10000) % 'x',
     0, title='A title')
page('T6', 'not_utf8', (PAGE % 'x').encode() + b'\xff', 4, 'BF104')
page('T10', 'markup', PAGE % '<script>alert(1)</script>', 0, title='A title', gone='<script>')

# --- saved pages -----------------------------------------------------------------------------------------------------

HTML = ("<!DOCTYPE html><html><head><meta content='blogger' name='generator'/>%s</head><body><div class='post hentry'><meta itemprop='postId' content='4711'/>"
        "<h3 class='post-title'>A title</h3><div class='post-body entry-content'>%s</div></div><div class='comments' id='comments'>%s</div></body></html>")
HTML_COMMENT = "<dt class='comment-author' id='c%d'>Ann said...</dt><dd class='comment-body'><p>Yes.</p></dd><dd class='comment-footer'><span class='comment-timestamp'>6:32 AM</span></dd>"


def html(threat, name, body, code, rule=None, head='', comments='', **more):
    def made():
        pieces = [piece() if callable(piece) else piece for piece in (head, body, comments)]
        return HTML % tuple(pieces)
    case(threat, 'saved_page_' + name, made, code, rule, suffix='.html', **more)


html('T4', 'nested', lambda: '<div>' * 100000, 6, 'BF106')
html('T4', 'nested_formatting', lambda: '<b>' * 100000, 6, 'BF106')
html('T4', 'nested_drawing', lambda: '<svg>' * 100000, 6, 'BF106')
html('T4', 'nested_lists', lambda: '<ul><li>' * 100000, 6, 'BF106')
html('T4', 'paragraphs_unclosed', lambda: '<p>x' * 100000, 0, title='A title')
html('T4', 'ends_without_starts', lambda: '<b></i></div></p>' * 900, 0, title='A title')
html('T5', 'attributes', lambda: '<div' + ' a=b' * 100000 + '>', 6, 'BF107')
html('T5', 'attributes_distinct', lambda: '<div' + ''.join(' a%d' % i for i in range(30000)) + '>', 6, 'BF107')
html('T5', 'attribute_long', lambda: "<div a='%s'>" % ('x' * 300000), 6, 'BF107')
html('T5', 'elements', lambda: '<br>' * 600000, 6, 'BF108')
html('T5', 'names', lambda: ''.join('<x%d>x</x%d>' % (i, i) for i in range(20000)), 6, 'BF108')
html('T5', 'fifty_megabytes', lambda: 'x' * 50000000, 6, 'BF108', placed=False)
html('T5', 'text_long', lambda: 'x ' * 2000000, 0, title='A title')
html('T5', 'comments_many', 'x', 0, comments=lambda: '<dl>' + ''.join(HTML_COMMENT % i for i in range(1, 5001)) + '</dl>', title='A title')
html('T5', 'labels_many', 'x', 0, comments=lambda: "</div><span class='post-labels'>%s</span><div>" % ''.join("<a rel='tag' href='/l'>l%d</a>" % i for i in range(20000)), title='A title')
html('T4', 'links_deep', 'x', 0, comments=lambda: '<div>' * 900 + "<a href='/l'>l</a>" * 20000, title='A title')
html('T5', 'comments_deep', 'x', 0, comments=lambda: ''.join("<div class='comment' id='c%d'><cite>Ann</cite>" % i + ('</div>' * 800 if i % 800 == 0 else '') for i in range(1, 3001)), title='A title')
html('T10', 'post_number', 'x', 0, head=lambda: "<script>_WidgetManager._SetDataContext([{'name': 'blog', 'data': {'postId': '1,[2', 'pageType': 'item'}}]);</script>",
     comments="</div><div class='post hentry'><h3 class='post-title'>B</h3><div class='post-body'>y</div></div><div>", title='A title')
html('T5', 'references', lambda: '&#x1F600;&amp;&nope;' * 50000, 0, title='A title')
html('T5', 'comment_never_closed', lambda: '<!-- x' * 100000, 0, title='A title')
html('T5', 'script_never_closed', lambda: '<script>' + '</scrip' * 100000, 0, title='A title')
html('T5', 'json_ld_nested', 'x', 0, head=lambda: "<script type='application/ld+json'>%s</script>" % ('[' * 100000), title='A title')
html('T5', 'json_ld_long', 'x', 0, head=lambda: "<script type='application/ld+json'>[%s]</script>" % ','.join(['{"@type":"BlogPosting","headline":"x"}'] * 20000), title='A title')
case('T6', 'saved_page_not_utf8', (HTML % ("<meta charset='utf-8'/>", 'x@', '')).encode().replace(b'@', b'\xff'), 0, 'BF345', suffix='.html', title='A title')
html('T6', 'utf7', '+ADw-script+AD4-', 6, 'BF105', head="<meta charset='utf-7'/>")
html('T6', 'null', 'a\0b', 0, title='A title')
html('T10', 'script', '<script>alert(1)</script>', 0, title='A title')
html('T10', 'escapes', 'x\x1b[31m', 0, comments='<dl>' + (HTML_COMMENT % 1).replace('6:32 AM', '\x1b]0;x\x07 31/12/99 or 13/13/13') + '</dl>', title='A title')

# --- saved feeds -----------------------------------------------------------------------------------------------------

RSS = "<?xml version='1.0'?><rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>A blog</title>%s</channel></rss>"
ITEM = "<item><guid>https://hostile.example/a</guid><title>A title</title><pubDate>Sun, 06 May 2012 08:14:00 +0000</pubDate><description>x</description>%s</item>"
JSON = '{"feed":{"id":{"$t":"tag:blogger.com,1999:blog-7"},"title":{"$t":"A blog"}%s,"entry":[%s]}}'
JSON_ENTRY = '{"id":{"$t":"tag:blogger.com,1999:blog-7.post-4711"},"published":{"$t":"2012-05-06T08:14:00Z"},"title":{"$t":"A title"}%s}'


def saved(threat, name, text, code, rule=None, **more):
    case(threat, 'feed_' + name, text, code, rule, suffix=more.pop('suffix', '.html'), **more)


def in_json(threat, name, entry, code, rule=None, head='', **more):
    saved(threat, 'json_' + name, lambda: JSON % (head, entry() if callable(entry) else entry), code, rule, **more)


saved('T1', 'rss_doctype', (RSS % ITEM % '').replace('<rss', "<!DOCTYPE rss [<!ENTITY x 'canary-7b1f'>]><rss"), 6, 'BF103', args=['--from', 'blogger-feed'], gone=CANARY)
saved('T4', 'rss_nested', lambda: RSS % ITEM % ('<a>' * 1000000), 6, 'BF106')
saved('T5', 'rss_items_many', lambda: RSS % ((ITEM % '').replace('/a<', '/%d<') * 20000 % tuple(range(20000))), 0)
saved('T5', 'rss_categories_many', lambda: RSS % ITEM % ''.join('<category>t%d</category>' % i for i in range(40000)), 0, title='A title')
saved('T5', 'rss_head_many', lambda: RSS % (''.join('<category>t%d</category>' % i for i in range(50000)) + ITEM % ''), 0, title='A title')
saved('T5', 'rss_cut', (RSS % ITEM % '')[:-20], 4, 'BF102')
saved('T7', 'rss_control', RSS % ITEM % '<link>\1</link>', 4, 'BF101')
saved('T10', 'rss_script', RSS % ITEM % '<content:encoded>&lt;b&gt;</content:encoded>', 0, title='A title')
saved('T5', 'dots', lambda: RSS % ITEM % ('<link>https://hostile.example%s</link>' % ('/..' * 300000)), 0, title='A title')
for name, numbers in {'total': (2**63 - 1, 1), 'start': (9, 2**63 - 1), 'beyond': ('9' * 40, '9' * 40), 'minus': (-1, -1)}.items():
    in_json('T5', 'paging_' + name, JSON_ENTRY % '', 0, head=',"openSearch$totalResults":{"$t":"%s"},"openSearch$startIndex":{"$t":"%s"}' % numbers, title='A title')
in_json('T4', 'nested', lambda: JSON_ENTRY % (',"a":' + '[' * 1000000), 6, 'BF106')
in_json('T4', 'nested_in_head', JSON_ENTRY % '', 6, 'BF106', head=',"a":' + '{"a":' * 100000)
in_json('T4', 'nested_allowed', JSON_ENTRY % (',"a":' + '{"a":' * 100 + '1' + '}' * 100), 0, title='A title')
in_json('T4', 'nested_at_most', lambda: JSON_ENTRY % (',"a":' + '{"a":' * 990 + '1' + '}' * 990), 0, title='A title', args=['--limit', 'depth=1000'])
in_json('T5', 'entry_beyond_limit', lambda: JSON_ENTRY % (',"content":{"$t":"%s"}' % ('x' * 3000000)), 6, 'BF108', args=['--limit', 'record=1M'])
in_json('T5', 'head_beyond_limit', JSON_ENTRY % '', 6, 'BF108', head=',"a":"%s"' % ('x' * 3000000), args=['--limit', 'record=1M'])
in_json('T5', 'entries_many', lambda: ','.join((JSON_ENTRY % '').replace('4711', str(i)) for i in range(20000)), 0)
in_json('T5', 'entries_not_objects', '1,2', 4, 'BF112')
in_json('T5', 'entries_end_in_comma', JSON_ENTRY % '' + ',', 4, 'BF112')
in_json('T5', 'entries_touch', JSON_ENTRY % '' + JSON_ENTRY % '', 4, 'BF112')
in_json('T5', 'entries_in_entries', '[' + JSON_ENTRY % '' + ']', 4, 'BF112')
in_json('T5', 'lists_twice', JSON_ENTRY % '' + '],"entry":[', 4, 'BF112')
in_json('T5', 'key_twice', JSON_ENTRY % ',"id":{"$t":"x"}', 4, 'BF112')
in_json('T5', 'brackets_mixed', JSON_ENTRY % ',"a":{]', 4, 'BF112')
in_json('T5', 'names_odd', JSON_ENTRY % ''.join(',"%s":{"$t":"x"}' % n for n in ('a b', 'a$b$c', '$', 'a>', "a' x='", 'zz$undeclared', 'xmlns$q', 'xml$x', '\\u0000')), 0, title='A title')
in_json('T5', 'names_many', lambda: JSON_ENTRY % ''.join(',"n%d":{"$t":"x"}' % i for i in range(100000)), 0, title='A title')
in_json('T5', 'prefixes_many', lambda: JSON_ENTRY % (''.join(',"xmlns$p%d":"u"' % i for i in range(3000)) + ''.join(',"p%d$a":{"$t":"x"}' % i for i in range(3000))), 0, title='A title')
in_json('T5', 'markup_is_text', JSON_ENTRY % ',"author":[{"name":{"$t":"</name></author><title>Other</title>"}}]', 0, title='A title')
in_json('T6', 'not_utf8', '@', 4, 'BF112')
saved('T6', 'json_bytes', (JSON % ('', JSON_ENTRY % ',"content":{"$t":"@"}')).encode().replace(b'@', b'\xff'), 4, 'BF104')
in_json('T7', 'control', JSON_ENTRY % ',"content":{"$t":"\\u0001"}', 4, 'BF112')
saved('T5', 'json_cut', (JSON % ('', JSON_ENTRY % ''))[:-1], 4, 'BF112')
saved('T5', 'json_behind', JSON % ('', JSON_ENTRY % '') + 'x', 4, 'BF112')
saved('T5', 'script_cut', 'a.b(' + JSON % ('', JSON_ENTRY % ''), 4, 'BF112')
saved('T5', 'script_more', 'a(' + JSON % ('', JSON_ENTRY % '') + ');alert(1);', 4, 'BF112')

# --- text that is nothing --------------------------------------------------------------------------------------------

for name, data in {'html': b'<!DOCTYPE html><html><body>' + b'<div>' * 50000, 'rss1': b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>", 'json': b'{"feed":{}}', 'shell': b'#!/bin/sh\nrm -rf /\n',
                   'sqlite': b'SQLite format 3\0' + b'\0' * 4096, 'png': b'\x89PNG\r\n\x1a\n' + b'\0' * 100, 'pdf': b'%PDF-1.4\n', 'random': zlib.compress(b'x' * 1000) * 50, 'elf': b'\x7fELF' + b'\1' * 100}.items():
    case('T22', 'text_' + name, data, 5, suffix='.txt', placed=False)
case('T22', 'text_forced', b'<!DOCTYPE html><html>', 6, 'BF103', suffix='.html', args=['--from', 'blogger-gdata'])
case('T22', 'text_forced_ndjson', b'<!DOCTYPE html><html>\n', 4, 'BF112', suffix='.html', args=['--from', 'ndjson'])
