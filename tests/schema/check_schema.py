#!/usr/bin/env python3
"""Checks outputs against the published JSON Schema, with Debian's python3-jsonschema.

    check_schema.py [--fields FILE] [--refuses] PATH...

PATH: .json and .ndjson files, or folders that are searched for them. --fields compares the schema's definitions with
the field lists of json/fields.hpp, as schema_samples writes them: every field, both ways. --refuses damages the files
in many ways and wants each damage noticed, so that a schema that accepts everything does not pass.
"""
import argparse
import copy
import json
import pathlib
import sys

import jsonschema

FOLDER = pathlib.Path(__file__).resolve().parents[2] / 'docs' / 'schema'


def unique(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError('an object has the same key twice: %s' % [key for key, _ in pairs])
    return members


def no_constant(name):
    raise ValueError('%s is not JSON' % name)


def parse(text):
    return json.loads(text, object_pairs_hook=unique, parse_constant=no_constant)


def references(schemas, schema):
    """How a validator finds the other schema, without the network: in jsonschema since 4.18, and before."""
    try:
        import referencing
    except ImportError:
        store = {one['$id']: one for one in schemas}
        return {'resolver': jsonschema.RefResolver(schema['$id'], schema, store)}
    resources = [(one['$id'], referencing.Resource.from_contents(one)) for one in schemas]
    return {'registry': referencing.Registry().with_resources(resources)}


def validators():
    """One for documents, one for lines."""
    schemas = [parse((FOLDER / name).read_text('utf-8'))
               for name in ('blogferry-1.schema.json', 'blogferry-1.ndjson.schema.json')]
    for schema in schemas:
        jsonschema.Draft202012Validator.check_schema(schema)
    return [jsonschema.Draft202012Validator(schema, **references(schemas, schema)) for schema in schemas]


DOCUMENT, LINE = validators()


def values(path):
    """(validator, value, where) for everything in the file that is validated by itself."""
    data = path.read_bytes().decode('utf-8')
    if path.suffix == '.json':
        return [(DOCUMENT, parse(data), str(path))]
    lines = data.split('\n')
    if lines.pop() != '':
        raise ValueError('the last line has no line feed')
    return [(LINE, parse(line), '%s:%d' % (path, number)) for number, line in enumerate(lines, 1)]


def stream_problems(lines):
    """What is wrong with the order and the counts of an NDJSON stream."""
    types = [line['type'] for line in lines]
    if types[0] != 'blogferry' or types[-1] != 'end' or len(set(types) & {'blogferry', 'end'}) != 2 or types.count('end') != 1:
        yield 'not one header, entities and one end line'
    if 'orphan' in types and {'post', 'comment'} & set(types[types.index('orphan'):]):
        yield 'a post or comment follows an orphan'
    kinds = [line['kind'] for line in lines if line['type'] == 'post']
    found = {'posts': kinds.count('post'), 'pages': kinds.count('page'),
             'comments': types.count('comment'), 'orphans': types.count('orphan')}
    declared = {name: lines[-1].get(name) for name in found}
    if found != declared:
        yield 'the end line says %s, there are %s' % (declared, found)


def document_problems(document):
    kinds = [post['kind'] for post in document['posts']]
    found = {'posts': kinds.count('post'), 'pages': kinds.count('page'),
             'comments': sum(len(post.get('comments', [])) for post in document['posts']),
             'orphans': len(document['orphans'])}
    declared = {name: document['counts'][name] for name in found}
    if found != declared:
        yield '"counts" says %s, there are %s' % (declared, found)


def problems(path):
    try:
        checked = values(path)
    except ValueError as error:
        return ['%s: %s' % (path, error)]
    found = []
    for validator, value, where in checked:
        error = jsonschema.exceptions.best_match(validator.iter_errors(value))
        if error:
            found.append('%s: /%s: %s' % (where, '/'.join(map(str, error.absolute_path)), error.message[:500]))
    if not found:
        whole = [value for _, value, _ in checked]
        more = document_problems(whole[0]) if path.suffix == '.json' else stream_problems(whole)
        found = ['%s: %s' % (path, problem) for problem in more]
    return found


def comparable(schema):
    """A property's schema without what a field list cannot know."""
    if 'items' in schema:
        return {'type': schema['type'], 'items': comparable(schema['items'])}
    return {key: schema[key] for key in ('type', '$ref', 'enum') if key in schema}


def field_problems(fields):
    definitions = DOCUMENT.schema['$defs']
    for name, members in fields.items():
        definition = definitions.get(name)
        if definition is None:
            yield '$defs/%s is missing' % name
            continue
        wanted = {key: member['schema'] for key, member in members.items()}
        for key, schema in list(wanted.items()):
            if schema == {'$ref': '#/$defs/timestamp'}:
                wanted[key + '_precision'] = {'$ref': '#/$defs/precision'}
        there = {key: comparable(schema) for key, schema in definition['properties'].items()}
        for key in sorted(wanted.keys() | there.keys()):
            if wanted.get(key) != there.get(key):
                yield '$defs/%s/%s: the field list says %s, the schema %s' % (name, key, wanted.get(key), there.get(key))
        required = {key for key, member in members.items() if member['required']}
        if required != set(definition.get('required', [])):
            yield '$defs/%s: required are %s, not %s' % (name, sorted(required), definition.get('required'))


def damaged(value):
    """(what was done, damaged copy): in every object a stray member, and each member of another type."""
    def places(node, path):
        if isinstance(node, dict):
            yield path
            for key, child in node.items():
                yield from places(child, path + [key])
        elif isinstance(node, list):
            for index, child in enumerate(node):
                yield from places(child, path + [index])

    for path in places(value, []):
        def at(root):
            for step in path:
                root = root[step]
            return root
        copied = copy.deepcopy(value)
        at(copied)['stray'] = 1
        yield 'a stray member in /%s' % '/'.join(map(str, path)), copied
        for key in at(value):
            copied = copy.deepcopy(value)
            at(copied)[key] = None
            yield 'null in /%s' % '/'.join(map(str, path + [key])), copied


def refusal_problems(path):
    for validator, value, where in values(path):
        for what, wrong in damaged(value):
            if validator.is_valid(wrong):
                yield '%s: %s goes unnoticed' % (where, what)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument('--fields', type=pathlib.Path)
    arguments.add_argument('--refuses', action='store_true')
    arguments.add_argument('paths', nargs='+', type=pathlib.Path, metavar='PATH')
    options = arguments.parse_args()

    paths = []
    for path in options.paths:
        inside = [p for p in path.rglob('*') if p.suffix in ('.json', '.ndjson')] if path.is_dir() else [path]
        paths.extend(sorted(inside))
    found = [] if paths else ['no .json and no .ndjson file in %s' % ', '.join(map(str, options.paths))]
    for path in paths:
        found.extend(problems(path))
        if options.refuses:
            found.extend(refusal_problems(path))
    if options.fields:
        found.extend(field_problems(parse(options.fields.read_text('utf-8'))))
    for problem in found:
        print(problem, file=sys.stderr)
    print('%d files, %d problems' % (len(paths), len(found)))
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
