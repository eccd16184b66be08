import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { globMatches } from './glob.ts';
import { longestScript, readShell, type ShellNode } from './shell-reader.ts';
import { evaluateTest } from './shell-test.ts';
import type { Word } from './shell-tokens.ts';

const show = (word: Word): string => word.map((part) => (part.kind === 'text' ? part.text : part.raw)).join('');

/** The tree as one line: what was read as what. */
function outline(node: ShellNode): string {
  switch (node.kind) {
    case 'command':
      return [...node.assignments.map(({ name, value }) => `${name}:=${show(value)}`), ...node.words.map(show)].join(' ');
    case 'sequence':
      return `{${node.items.map(outline).join('; ')}}`;
    case 'chain':
      return `(${[outline(node.first), ...node.rest.map((next) => `${next.operator} ${outline(next.node)}`)].join(' ')})`;
    case 'pipe':
      return node.stages.map(outline).join(' | ');
    case 'redirected':
      return outline(node.body);
    case 'not':
      return `!${outline(node.body)}`;
    case 'background':
      return `${outline(node.body)} &`;
    case 'subshell':
      return `sub(${outline(node.body)})`;
    case 'if':
      return `if ${node.branches.map(({ test: asked, body }) => `${outline(asked)} ? ${outline(body)}`).join(' : ')}${node.otherwise === null ? '' : ` : ${outline(node.otherwise)}`}`;
    case 'case':
      return `case ${show(node.subject)} ${node.arms.map(({ patterns, body }) => `${patterns.map(show).join('|')} ? ${outline(body)}`).join(', ')}`;
    case 'for':
      return `for ${node.name} in ${node.words?.map(show).join(',') ?? '@'}: ${outline(node.body)}`;
    case 'while':
      return `${node.until ? 'until' : 'while'} ${outline(node.test)}: ${outline(node.body)}`;
    case 'function':
      return `function ${node.name}: ${outline(node.body)}`;
  }
}

const cases: readonly (readonly [script: string, expected: string])[] = [
  ['a b "c d" \'e f\'', 'a b c d e f'],
  ['a; b & c', '{a; b &; c}'],
  ['a && b || ! c | d', '(a && b || !c | d)'],
  ['X=1 Y="$Z" cmd x=2', 'X:=1 Y:=$Z cmd x=2'],
  ['a 2>&1 >/dev/null </x b', 'a b'],
  ['a # c; d\nb#c', '{a; b#c}'],
  ['cat <<EOF; a\nb &\nEOF\nc', '{cat; a; c}'],
  ["cat <<-'E F'\n\tb\n\tE F\nc", '{cat; c}'],
  ['a \\\n b', 'a b'],
  ['if a; then b; elif c; then d; else e; fi', 'if a ? b : c ? d : e'],
  ['case $x in (a|b) c;; *) d; esac; e', '{case $x a|b ? c, * ? d; e}'],
  ['for i in a $b; do c; done', 'for i in a,$b: c'],
  ['for i\ndo c\ndone', 'for i in @: c'],
  ['while a; do b; done; until c; do d; done', '{while a: b; until c: d}'],
  ['f() { a; }; function g { b; }', '{function f: a; function g: b}'],
  ['( a; b ) &', 'sub({a; b}) &'],
  ['a $(b "c)" `d`) ${e:-"}"}f', 'a $(b "c)" `d`) ${e:-"}"}f'],
  ['a "$(b "c $(d)" e)" f', 'a $(b "c $(d)" e) f'],
  ['echo fi then; done', 'echo fi then'],
  ['a\r\nb\r\n', '{a; b}'],
];

for (const [script, expected] of cases) test(`reads ${JSON.stringify(script)}`, () => assert.equal(outline(readShell(script)), expected));

test('lines are counted through quotes, here-documents and continuations', () => {
  const script = 'a\n"b\nc"\ncat <<E\nx\nE\nd \\\n e\nf $(\n)\ng';
  const node = readShell(script);
  assert.ok(node.kind === 'sequence');
  assert.deepEqual(
    node.items.map((item) => (item.kind === 'command' ? item.line : 0)),
    [1, 2, 4, 7, 9, 11],
  );
});

const pieces = [
  'if ',
  'then ',
  'else ',
  'elif ',
  'fi ',
  'case ',
  ' in ',
  'esac ',
  ';;',
  'for ',
  'do ',
  'done ',
  'while ',
  '{ ',
  '} ',
  '(',
  ')',
  '$(',
  '`',
  '"',
  "'",
  '${',
  '\\',
  '\n',
  ' ',
  '&',
  '&&',
  '||',
  '|',
  ';',
  '<<',
  '<<-',
  '>',
  '#',
  '$',
  'a',
  'f() ',
  'x=1 ',
  '[ -f /x ]',
  '*',
  '!',
];

test('never throws and always ends on any mix of shell pieces', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 3 })), { maxLength: 200 }), (parts) => {
      outline(readShell(parts.join('')));
    }),
    { numRuns: 2000 },
  );
});

test('1 MiB of one construct is read: quadratic work would not end in this life', () => {
  for (const unit of ['if ', '$(', '{ ', '"$(', 'case x in ', 'f() { ', '<<A\n']) readShell(unit.repeat(longestScript / unit.length));
});

test('tests are three-valued', () => {
  const fields = (text: string) => text.split(' ').map((word) => ({ text: word, known: !word.startsWith('$') }));
  const file = (_operator: string, path: string) => (path === '/yes' ? 'true' : path === '/tmp' ? 'unknown' : 'false');
  const expected = {
    '-f /yes': 'true',
    '! -f /yes': 'false',
    '-f /no -o -x /yes': 'true',
    '-f /tmp -a -f /no': 'false',
    '-f /tmp -a -f /yes': 'unknown',
    'a = a': 'true',
    'a != a': 'false',
    '3 -gt 5': 'false',
    '$x = a': 'unknown',
    '$x -o a': 'true',
    '( a = b ) -o ( c = c )': 'true',
    '-n a': 'true',
    '-f /yes )': 'unknown',
  };
  for (const [text, truth] of Object.entries(expected)) assert.equal(evaluateTest(fields(text), file), truth, text);
});

test('patterns match as a shell matches them', () => {
  const yes: readonly (readonly [string, string])[] = [
    ['S??*', 'S10init.sh'],
    ['*', ''],
    ['a*b*c', 'aXbYbc'],
    ['[a-c]x', 'bx'],
    ['[!a]x', 'bx'],
    ['\\*', '*'],
    ['[]]', ']'],
  ];
  const no: readonly (readonly [string, string])[] = [
    ['S??*', 'S1'],
    ['a*b', 'ac'],
    ['[a-c]x', 'dx'],
    ['[!a]x', 'ax'],
    ['\\*', 'a'],
    ['', 'a'],
  ];
  for (const [pattern, text] of yes) assert.ok(globMatches(pattern, text), `${pattern} ${text}`);
  for (const [pattern, text] of no) assert.ok(!globMatches(pattern, text), `${pattern} ${text}`);
});
