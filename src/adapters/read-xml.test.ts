import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readXml } from './read-xml.ts';

const plain = (source: string): unknown => JSON.parse(JSON.stringify(readXml(source)));

test('elements, attributes, text, CDATA and the entities that XML itself has', () => {
  assert.deepEqual(plain('<?xml version="1.0"?><!-- c --><a x="1 &amp; 2" y=\'&#x41;\'> t&lt; <b/> u <![CDATA[&amp;<i>]]></a>'), {
    name: 'a',
    attributes: { x: '1 & 2', y: 'A' },
    children: [{ name: 'b', attributes: {}, children: [], text: '' }],
    text: 't<  u &amp;<i>',
  });
});

test('what is no XML is null; what is cut off is read to the cut', () => {
  assert.equal(readXml(''), null);
  assert.equal(readXml('no markup'), null);
  assert.equal(readXml('<a'), null);
  assert.deepEqual(plain('<a><b>c</b><d x="y'), {
    name: 'a',
    attributes: {},
    children: [{ name: 'b', attributes: {}, children: [], text: 'c' }],
    text: '',
  });
});

test('entities that a document defines are not expanded, and nothing is fetched', () => {
  const bomb = `<!DOCTYPE a [<!ENTITY l0 "ha">${Array.from({ length: 20 }, (_, n) => `<!ENTITY l${n + 1} "&l${n};&l${n};">`).join('')}]><a>&l20;</a>`;
  assert.equal(readXml(bomb)?.text ?? '&l20;', '&l20;');
  assert.notEqual(readXml('<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><a>&f;</a>')?.text.includes('root'), true);
});

test('depth, number and size are bounded, and hostile text takes linear time', () => {
  const million = 300_000;
  assert.equal(readXml('<a>'.repeat(100)), null);
  assert.equal(readXml(`<a>${'<b/>'.repeat(1_000_001)}</a>`), null);
  const hostile = [
    '<'.repeat(million),
    '<a '.repeat(million),
    `<a ${'x="'.repeat(million)}`,
    `<a ${"='".repeat(million)}>`,
    `<a ${'x '.repeat(million)}>`,
    `<a ${' '.repeat(5 * million)}>`,
    '<!--'.repeat(million),
    '<![CDATA['.repeat(million / 2),
    '<?x'.repeat(million),
    '<!DOCTYPE a ['.repeat(million / 4),
    `<!DOCTYPE a [${'<!ENTITY x "y">'.repeat(million / 8)}]><a/>`,
    `<a>${'&'.repeat(5 * million)}</a>`,
    `<a>${'&#x'.repeat(million)}</a>`,
    '</a>'.repeat(million),
    `<a>${'<b>c</b>'.repeat(million / 4)}</a>`,
    `<a>${']]>'.repeat(million)}</a>`,
  ];
  for (const source of hostile) {
    const start = performance.now();
    readXml(source);
    const spent = performance.now() - start;
    assert.ok(spent < 3000, `${source.slice(0, 20)}… took ${Math.round(spent)} ms`);
  }
});

test('names that could reach a prototype stay data', () => {
  const root = readXml('<a __proto__="x" constructor="y"><__proto__ z="1"/></a>');
  assert.equal(({} as { z?: string }).z, undefined);
  assert.ok(root === null || root.attributes['toString'] === undefined);
});
