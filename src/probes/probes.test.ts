import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Purpose } from '../model/dossier.ts';
import { purposes, statementTopics } from '../model/dossier.ts';
import type { Exhibits } from '../model/exhibits.ts';
import type { Answer } from '../model/finding.ts';
import { behaviourKinds, checkIds } from '../model/network-exhibits.ts';
import type { Subject } from '../model/probe.ts';
import {
  behaviour,
  capture,
  check,
  credential,
  door,
  endpoint,
  flow,
  host,
  lamp,
  nameAnswer,
  peer,
  profile,
  scan,
  session,
} from './network-fixture.ts';
import { probes } from './probes.generated.ts';
import { account, component, inputOf, rootFileSystem, service, subjectOf } from './subject-fixture.ts';

/** What every probe owes, whatever it asks. */
for (const probe of probes) {
  test(`${probe.id}: declares itself`, () => {
    assert.match(probe.id, /^[a-z0-9]+(-[a-z0-9]+)*$/);
    assert.match(probe.title, /\?$/);
    assert.ok(Array.isArray(probe.limitations));
    assert.ok(probe.references.length > 0);
    assert.ok(probe.needs.length > 0 && probe.needs.includes('test-record'));
  });

  test(`${probe.id}: an empty dossier is one answer, unknown and absent`, () => {
    assert.deepEqual(
      probe.ask(inputOf([])).map(({ outcome, reason }) => [outcome, reason]),
      [['unknown', 'absent']],
    );
  });

  test(`${probe.id}: an encrypted container is never passed over`, () => {
    const encrypted = {
      at: 'a.bin!/0x9.zip',
      format: 'zip',
      offset: 9,
      bytes: 9,
      tree: null,
      status: 'encrypted' as const,
      files: 0,
      detail: '',
    };
    const lists = {
      ...rootFileSystem,
      accounts: [account({ state: 'locked', tried: 0 })],
      components: [component('zlib', '1.3', 'sbom'), component('zlib', '1.3')],
    };
    const texts = [null, '', 'Contact: mailto:a@example.com\nExpires: 2020-01-01T00:00:00Z\n', 'Updates until 2040-01-01.'];
    for (const text of texts) {
      const subjects = purposes.map((is) =>
        subjectOf({ file: `${is}.bin`, is, custody: 'public' }, { ...lists, containers: [...rootFileSystem.containers, encrypted] }, text),
      );
      for (const answer of probe.ask(inputOf(subjects))) assert.notEqual(answer.outcome, 'no', text ?? 'no text');
    }
  });

  test(`${probe.id}: beside a capture or a scan that could not be read, good ones give no \`no\``, () => {
    const checks = checkIds.map((id) => check(id, 'no'));
    const tls = [session({ client: null, server: 'cloud.example' })];
    const good = [capture({ flows: [flow({})] }), scan({ checks, tls }), profile([peer()])];
    const answersBeside = (...bad: readonly Subject[]): readonly string[] =>
      probe.ask(inputOf([...good, ...bad], { endpoints: [endpoint()] })).map(({ outcome }) => outcome);
    for (const is of ['capture', 'scan'] as const) {
      if (!probe.needs.includes(is) || !answersBeside().includes('no')) continue;
      for (const code of ['truncated', 'limit', 'unsupported', 'internal']) {
        const bad = subjectOf({ file: 'bad.bin', is }, { problems: [{ code, at: 'bad.bin', detail: '' }] });
        assert.deepEqual(answersBeside(bad), ['unknown'], code);
      }
    }
  });

  test(`${probe.id}: hostile text neither throws nor comes through raw`, () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom(...purposes), fc.boolean(), (text, is, withStatements) => {
        const subject = hostileSubject(is, text);
        const statements = withStatements
          ? statementTopics.map((topic) => ({ topic, value: text, part: null, at: 'product.yaml:1', adopted: false }))
          : [];
        const endpoints = [endpoint({ host: text }), endpoint()];
        const thirdParties = [{ name: text, hosts: [text, `*.${text}`, `${text}/8`], purpose: text }];
        const answers = probe.ask(inputOf([subject], { statements, endpoints, thirdParties }));
        for (const answer of answers) wellFormed(answer);
        assert.deepEqual(probe.ask(inputOf([subject], { statements, endpoints, thirdParties })), answers);
      }),
      { numRuns: 60 },
    );
  });

  test(`${probe.id}: a long document costs no more than its length`, () => {
    const long = 'Support until 30 June 30 June Contact: a@a@a. acknowledge within '.repeat(8000);
    const subject = (is: Purpose, text: string): Subject => subjectOf({ is, custody: 'public' }, {}, text);
    for (const is of ['support-statement', 'disclosure-policy', 'sbom'] as const) {
      for (const text of [
        long,
        long.replaceAll(' ', '\n'),
        ' '.repeat(2 ** 19),
        '1'.repeat(2 ** 19),
        'a@'.repeat(2 ** 18),
        '"'.repeat(2 ** 19),
      ])
        probe.ask(inputOf([subject(is, text)]));
    }
  });
}

const nasty = [
  '__proto__',
  'constructor',
  '\u0000\u001b[2J\r\n',
  '\u202egpj.exe',
  '\ud800',
  '../../etc/passwd',
  '-l /bin/sh -u :',
  ')(*&^%$[',
  'a'.repeat(5000),
  '',
  'pkg:/@',
  '1:~',
  '2027-99-99',
  'Contact:',
  'yes',
  'none',
];
const hostile = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ unit: 'binary' }),
  fc.tuple(fc.constantFrom(...nasty), fc.constantFrom(...nasty)).map((pair) => pair.join(' ')),
);

function hostileSubject(is: Purpose, text: string): Subject {
  const lists: Partial<Exhibits> = {
    ...rootFileSystem,
    accounts: [
      account({ known: text }, { at: text, user: text, shell: text }),
      account({ scheme: text, hash: text, tried: 0 }, { user: text }),
    ],
    services: [
      service({ at: text, name: text, command: text, protocol: text }),
      service({ command: `telnetd ${text}` }),
      service({ command: `dropbear ${text}`, protocol: 'ssh' }),
      service({ command: text, protocol: null }),
    ],
    components: [
      { ...component(text, text), purl: text, release: text },
      { ...component(text, text, 'sbom'), purl: text },
    ],
    keys: [{ at: text, kind: text, bits: null, private: true, encrypted: true, fingerprint: null, known: null }],
    secrets: [{ at: text, kind: text, redacted: text }],
    updates: [{ at: text, kind: text, signed: null, algorithm: text, detail: text }],
    problems: [{ code: text, at: text, detail: text }],
    ...hostileNetwork(text),
  };
  return subjectOf({ is, custody: 'public' }, lists, text);
}

function hostileNetwork(text: string): Partial<Exhibits> {
  const [recorded] = capture().exhibits.captures;
  return {
    captures: recorded === undefined ? [] : [recorded, { ...recorded, at: text, first: text, device: text }],
    hosts: [host(lamp, 'device'), host(text, 'remote', { mac: text, names: [text] })],
    flows: [
      flow({ at: text, server: text, application: text }),
      flow({ client: text, server: lamp, protocol: text, transport: text }),
      flow({ server: '*' }),
    ],
    names: [nameAnswer(text, text, '192.0.2.1'), nameAnswer('a', text)],
    tls: [
      session({ sni: text, cipher: text }),
      session({ server: text, version: text }),
      session({ client: null, server: 'cloud.example', version: text }),
    ],
    credentials: [credential({ user: text, protocol: text, redacted: text })],
    behaviours: behaviourKinds.flatMap((kind) => [{ ...behaviour(kind), detail: text }, behaviour(kind, text)]),
    interfaces: [door({ host: text, protocol: text, product: text, version: text }), door({ protocol: text }), door({ state: 'closed' })],
    checks: checkIds.flatMap((id) => [
      check(id, 'yes', { detail: text, by: text }),
      check(id, 'unknown', { host: text, port: null, detail: text }),
    ]),
    peers: [
      peer({ peer: text, peerPort: text, transport: text }),
      peer({ kind: 'address', peer: `${text}/0` }),
      peer({ kind: 'controller', peer: text }),
    ],
  };
}

function wellFormed(answer: Answer): void {
  assert.equal(answer.outcome === 'unknown', answer.reason !== null);
  if (answer.outcome === 'yes') assert.ok(answer.places.length > 0);
  assert.ok(answer.places.length <= 20);
  for (const { note } of answer.places) {
    if (note === null) continue;
    assert.ok(note.length <= 200, note);
    assert.doesNotMatch(note, /[\u0000-\u001f\u202e\ud800-\udfff]/u);
  }
  if (answer.basis === 'statement') assert.deepEqual(answer.evidence, []);
}
