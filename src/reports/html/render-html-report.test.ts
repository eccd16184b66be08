import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import type { Messages } from '../../model/message.ts';
import { cameraFixture, hostileFixture, hostileText, recorderFixture } from '../assessment-fixture.ts';
import type { ReportInput } from '../report-view.ts';
import type { NetworkView } from './network-peers.ts';
import { renderHtmlReport } from './render-html-report.ts';

const messagesOf = (language: string): Messages =>
  parse(readFileSync(new URL(`../../../catalogue/messages/${language}.yaml`, import.meta.url), 'utf8')) as Messages;
const english = messagesOf('en');
const svg = '<svg xmlns="http://www.w3.org/2000/svg"><title>"\'#%\ud800</title></svg>';
const networks: readonly NetworkView[] = [
  {
    capture: `setup${hostileText}.pcap`,
    device: 'aa:bb:cc:00:00:01',
    vendor: hostileText,
    peers: Array.from({ length: 120 }, (_, n) => ({
      name: `${hostileText}${n}`,
      addresses: ['203.0.113.1'],
      role: (['local', 'remote', 'multicast'] as const)[n % 3] ?? 'local',
      services: [hostileText],
      opens: (['device', 'peer', 'both'] as const)[n % 3] ?? 'both',
      bytes: n * 1000,
      protection: (['encrypted', 'clear', 'mixed', 'unknown'] as const)[n % 4] ?? 'unknown',
    })),
  },
];
const render = (input: ReportInput, messages = english, specimenSvg: string | null = null): string =>
  renderHtmlReport({ ...input, specimenSvg, networks }, messages);

const empty = new Set(['meta', 'wbr', 'img', 'br', 'path', 'circle', 'rect']);
const fixtures = { camera: cameraFixture, recorder: recorderFixture, hostile: hostileFixture };

/** Names of the elements in order of opening; fails where tags do not nest. */
function elementsOf(page: string): readonly string[] {
  const names: string[] = [];
  const open: string[] = [];
  for (const [, closing, name = ''] of page.replace(/<style>.*<\/style>/s, '').matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)) {
    if (closing === '/') assert.equal(open.pop(), name);
    else {
      names.push(name);
      if (!empty.has(name)) open.push(name);
    }
  }
  assert.deepEqual(open, []);
  return names;
}

for (const language of ['en', 'nl', 'fr', 'de']) {
  for (const [name, input] of Object.entries(fixtures)) {
    test(`${name} in ${language}: whole, in its language, nothing unfilled, nothing fetched or run`, () => {
      const page = render(input, { ...messagesOf(language), fallback: english }, svg);
      const names = new Set(elementsOf(page));
      for (const refused of ['script', 'iframe', 'object', 'link', 'form', 'base']) assert.ok(!names.has(refused), refused);
      // The pictures of networks are drawn by ourselves; the specimen stays an image.
      assert.equal(page.match(/<svg/g)?.length, networks.length);
      assert.ok(page.startsWith('<!doctype html>\n<html lang="' + language));
      assert.ok(page.includes(`content="default-src 'none'; style-src 'unsafe-inline'; img-src data:"`));
      assert.ok(
        !page.includes('⟦') && !/\{[a-z][A-Za-z]*\}(?!\})/.test(page.replace(/<style>.*<\/style>/s, '').replaceAll('{{product}}', '')),
      );
      assert.deepEqual(
        [...page.matchAll(/ (?:src|href)="(?!data:image\/svg\+xml,|#|https:\/\/)[^"]*"/g)].map(([whole]) => whole),
        [],
      );
      assert.ok(!/ on[a-z]+="/.test(page) && !/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/.test(page));
      const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
      assert.equal(new Set(ids).size, ids.length);
      for (const [, id] of page.matchAll(/ href="#([^"]*)"/g)) assert.ok(ids.includes(id), id);
    });
  }
}

test('a hostile report is the plain one with other words: the same elements in the same order', () => {
  const wordsOnly = (page: string): readonly string[] =>
    elementsOf(page).filter((name) => !['bdi', 'wbr', 'i', 'b', 'a', 'code', 'li', 'span', 'p', 'small'].includes(name));
  assert.deepEqual(
    wordsOnly(render(hostileFixture)).filter((name) => name !== 'dt' && name !== 'dd'),
    wordsOnly(render(recorderFixture)).filter((name) => name !== 'dt' && name !== 'dd'),
  );
  assert.ok(!render(hostileFixture).includes(hostileText));
  assert.ok(!render(hostileFixture).includes('href="javascript:'));
});

test('the trace goes from the letter to the line and the digest', () => {
  const page = render(recorderFixture);
  for (const part of [
    '/<wbr>etc/<wbr>init.d/<wbr>S50telnet',
    '<b>line 12</b>',
    'telnetd on port 23',
    recorderFixture.assessment.evidence[0]?.sha256 ?? '-',
    recorderFixture.scheme.digest,
    'iqs assess DIR --as-of 2027-03-01',
  ]) {
    assert.ok(page.includes(part), part);
  }
});

test('untranslated plug-in texts say that they are English, translated ones do not', () => {
  const dutch = messagesOf('nl');
  assert.ok(render(recorderFixture, dutch).includes('<span lang="en" class="foreign">No shell without a login</span>'));
  const translated = { ...dutch, texts: { ...dutch.texts, 'criterion.no-open-shell.title': 'Geen shell zonder login' } };
  assert.ok(!render(recorderFixture, translated).includes('No shell without a login</span>'));
});

test('an assessment of nothing is still a report', () => {
  const { assessment } = recorderFixture;
  const bare: ReportInput = {
    ...recorderFixture,
    assessment: {
      ...assessment,
      evidence: [],
      parts: [],
      findings: [],
      wouldSettle: [],
      wouldImprove: [],
      grade: { ...assessment.grade, letter: null, reason: 'no-part-judged' },
    },
  };
  elementsOf(render(bare));
  assert.ok(render(bare).includes('not rated'));
});

test('a finding with ten thousand places stays a page', () => {
  const { assessment } = recorderFixture;
  const places = Array.from({ length: 10_000 }, (_, at) => ({ at: `recorder.bin!/f:${at}`, note: null }));
  const many = { ...recorderFixture, assessment: { ...assessment, findings: assessment.findings.map((each) => ({ ...each, places })) } };
  assert.ok(render(many).length < 4_000_000);
});
