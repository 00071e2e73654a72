"""A page as a tree, by html.parser and a few rules of HTML: enough to read saved pages without any code of the project."""
import html.parser
import re

VOID = frozenset('area base basefont bgsound br col command embed frame hr img input keygen link meta param source track wbr'.split())
# What a start tag closes without being told, and how far up it may look for it.
CLOSES = {'li': ({'li'}, {'ul', 'ol', 'menu'}), 'dt': ({'dt', 'dd'}, {'dl'}), 'dd': ({'dt', 'dd'}, {'dl'}), 'option': ({'option'}, {'select'}),
          'tr': ({'tr', 'td', 'th'}, {'table'}), 'td': ({'td', 'th'}, {'tr', 'table'}), 'th': ({'td', 'th'}, {'tr', 'table'})}
CLOSE_P = frozenset('address article aside blockquote center div dl fieldset footer form h1 h2 h3 h4 h5 h6 header hr main menu nav ol p pre section table ul'.split())
BLOCK = CLOSE_P | {'body', 'html', 'li', 'dd', 'dt', 'td', 'tr', 'th', 'tbody', 'button', 'object', 'select'}
SKIPPED = frozenset(('script', 'style'))


class Node:
    """An element: children are elements and strings, offsets are those of the source text."""

    def __init__(self, name, attributes, parent, begin, inner):
        self.name, self.attributes, self.parent, self.begin, self.inner = name, attributes, parent, begin, inner
        self.inner_end = self.end = inner
        self.children = []

    def get(self, name, default=''):
        return self.attributes.get(name) or default

    def has(self, *words):
        return set(words) <= set(self.get('class').split())

    def walk(self):
        """Descendants in the order of the source."""
        stack = [c for c in reversed(self.children) if isinstance(c, Node)]
        while stack:
            node = stack.pop()
            yield node
            stack += [c for c in reversed(node.children) if isinstance(c, Node)]

    def all(self, hook):
        """Descendants that fit one of several hooks: "tag", ".class", "#id", "[name=value]", and these joined."""
        wanted = [parse_hook(h) for h in hook.split(', ')]
        return [n for n in self.walk() if any(fits(n, w) for w in wanted)]

    def first(self, hook):
        found = self.all(hook)
        return found[0] if found else None

    def above(self, hook):
        wanted, node = parse_hook(hook), self.parent
        while node is not None and not fits(node, wanted):
            node = node.parent
        return node

    def text(self):
        """Characters without those of scripts and styles, as they stand."""
        out, stack = [], [self]
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                out.append(node)
            elif node.name not in SKIPPED:
                if node.name == 'br':
                    out.append(' ')
                stack += reversed(node.children)
        return ''.join(out)


def parse_hook(hook):
    parts = re.findall(r'\[([\w-]+)(?:=([^\]]*))?\]|([.#]?)([\w-]+)', hook)
    return parts


def fits(node, parts):
    for attribute, value, sign, word in parts:
        if attribute:
            if attribute not in node.attributes or value and node.get(attribute) != value:
                return False
        elif sign == '.':
            if word not in node.get('class').split():
                return False
        elif sign == '#':
            if node.get('id') != word:
                return False
        elif node.name != word:
            return False
    return True


class Builder(html.parser.HTMLParser):
    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.source = source
        self.lines = [0]
        for match in re.finditer('\n', source):
            self.lines.append(match.end())
        self.root = Node('', {}, None, 0, 0)
        self.open = [self.root]
        self.feed(source)
        self.close()
        while len(self.open) > 1:
            self.pop(len(source), len(source))
        self.root.inner_end = self.root.end = len(source)

    def place(self):
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def pop(self, inner_end, end):
        node = self.open.pop()
        node.inner_end, node.end = inner_end, end

    def imply(self, names, stops, at):
        for depth in range(len(self.open) - 1, 0, -1):
            name = self.open[depth].name
            if name in names:
                while len(self.open) > depth:
                    self.pop(at, at)
                return
            if name in stops or name in ('table', 'button', 'object'):
                return

    def handle_starttag(self, name, attributes, closed=False):
        at = self.place()
        if name in CLOSE_P:
            self.imply({'p'}, BLOCK - {'p'}, at)
        if name in CLOSES:
            self.imply(*CLOSES[name], at)
        inner = at + len(self.get_starttag_text())
        seen = {}
        for key, value in attributes:
            seen.setdefault(key, value or '')
        node = Node(name, seen, self.open[-1], at, inner)
        self.open[-1].children.append(node)
        if name not in VOID and not (closed and (':' in name or self.in_svg())):
            self.open.append(node)

    def handle_startendtag(self, name, attributes):
        self.handle_starttag(name, attributes, True)
        if self.cdata_elem is None and name in self.CDATA_CONTENT_ELEMENTS and self.open[-1].name == name:
            self.set_cdata_mode(name)

    def in_svg(self):
        return any(n.name in ('svg', 'math') for n in self.open)

    def handle_endtag(self, name):
        at = self.place()
        end = self.source.find('>', at) + 1 or len(self.source)
        for depth in range(len(self.open) - 1, 0, -1):
            if self.open[depth].name == name:
                while len(self.open) > depth + 1:
                    self.pop(at, at)
                self.pop(at, end)
                return
            # a formatting end tag does not reach out of the block it stands in
            if self.open[depth].name in BLOCK and name not in BLOCK:
                return

    def handle_data(self, data):
        self.open[-1].children.append(data)


def tree(source):
    return Builder(source).root


def squeezed(text):
    """White space made one blank, none at the ends."""
    return ' '.join(text.split())
