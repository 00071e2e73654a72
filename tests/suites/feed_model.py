"""What Blogferry read of a feed, under the names that feedparser's expressions use.

A field that the model has no place for raises NotModelled, so that an expression about it is neither right nor wrong.
"""
import datetime
import html
import re


class NotModelled(Exception):
    pass


class Fields(dict):
    """A dictionary whose missing names are either unknown to the model or absent from the feed."""

    def __init__(self, known, names):
        super().__init__({k: v for k, v in known.items() if v is not None})
        self.names = set(names)

    def __missing__(self, name):
        if name in self.names:
            raise KeyError(name)
        raise NotModelled(name)

    def __contains__(self, name):
        if name not in self.names:
            raise NotModelled(name)
        return super().__contains__(name)

    def get(self, name, otherwise=None):
        return self[name] if name in self else otherwise

    def __getattr__(self, name):
        return self[name]

    has_key = __contains__


def parsed(time):
    if not time or len(time) < 19:
        return None
    moment = datetime.datetime.fromisoformat(time.replace('Z', '+00:00'))
    return moment.astimezone(datetime.timezone.utc).timetuple() if moment.tzinfo else moment.timetuple()


def decoded(title):
    """Titles are HTML in every source that says so; feedparser shows them without references."""
    return html.unescape(re.sub(r'\s+', ' ', title)).strip() if title is not None else None


def person(one):
    return Fields({'name': one.get('name'), 'email': one.get('email'), 'href': one.get('uri')}, ('name', 'email', 'href'))


def entry(post):
    authors, said = post.get('authors', []), {p['name']: p['value'] for p in post.get('properties', [])}
    name, email = (authors[0].get('name') or None, authors[0].get('email')) if authors else (None, None)
    shown = '%s (%s)' % (name, email) if name and email else name or email
    return Fields({
        'title': decoded(post.get('title') or None), 'id': post.get('guid') or None, 'link': post.get('permalink') or said.get('link:alternate'),
        'summary': post.get('summary') or post.get('content') or None, 'description': post.get('summary') or post.get('content') or None,
        'content': [Fields({'value': post['content']}, ('value',))] if post.get('content') else None,
        'published_parsed': parsed(post.get('published')), 'updated_parsed': parsed(post.get('updated')), 'date_parsed': parsed(post.get('updated') or post.get('published')),
        'created_parsed': parsed(post.get('created')),
        'author': shown, 'author_detail': person(authors[0]) if authors else None,
        'category': post['categories'][0]['term'] if post.get('categories') else None,
        'tags': [Fields({'term': c['term'], 'scheme': c.get('scheme') or None, 'label': c.get('label')}, ('term', 'scheme', 'label')) for c in post.get('categories', [])] or None,
        'enclosures': [Fields({'href': e['url'], 'url': e['url'], 'type': e.get('type'), 'length': str(e['length']) if 'length' in e else None}, ('href', 'url', 'type', 'length')) for e in post.get('enclosures', [])] or None,
    }, ('title', 'id', 'link', 'summary', 'description', 'content', 'published_parsed', 'updated_parsed', 'date_parsed', 'created_parsed', 'author', 'author_detail', 'category', 'tags', 'enclosures'))


def evaluate(expression, document):
    """Whether an expression of feedparser's tests is true of our JSON. @raises NotModelled"""
    site = document['site']
    feed = Fields({'title': decoded(site.get('title') or None), 'subtitle': site.get('subtitle') or None, 'description': site.get('subtitle') or None, 'tagline': site.get('subtitle') or None,
                   'link': (site.get('home') or None), 'id': site.get('id') or None}, ('title', 'subtitle', 'description', 'tagline', 'link'))
    names = {'bozo': False, 'feed': feed, 'channel': feed, 'entries': [entry(p) for p in document['posts']]}
    names['items'] = names['entries']
    expression = ' '.join(expression.split())
    try:
        return bool(eval(expression, {'datetime': datetime, '__builtins__': {'len': len, 'type': type, 'str': str, 'dict': dict, 'tuple': tuple, 'float': float, 'int': int, 'True': True, 'False': False}}, names))  # pylint: disable=eval-used
    except (KeyError, IndexError):
        return False
    except (NameError, SyntaxError, TypeError, AttributeError) as error:
        raise NotModelled(expression) from error
