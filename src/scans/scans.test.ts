// The contract of a scan report, for every plug-in's fixtures: what is written in src/model/scan-report.ts, also under damage and hostile text.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { createHost } from '../adapters/create-host.ts';
import { DecodeError } from '../foundation/decode-error.ts';
import { randomNumbers } from '../foundation/random-numbers-fixture.ts';
import { checkIds } from '../model/network-exhibits.ts';
import type { ScanLists, ScanReport } from '../model/scan-report.ts';
import { scanReports } from './scan-reports.generated.ts';

type Fixture = {
  readonly name: string;
  /** Joined by line feeds. */
  readonly lines: readonly string[];
  /** Lists that are not named are empty. */
  readonly expected: Partial<ScanLists>;
};

const host = createHost();
const rounds = Number(process.env['IQS_FUZZ_ROUNDS'] ?? 150);
const nothing: ScanLists = { hosts: [], interfaces: [], sweeps: [], tls: [], ssh: [], certificates: [], checks: [], problems: [] };

const fixturesOf = ({ id }: ScanReport): readonly Fixture[] => {
  const path = `src/scans/${id}/fixtures.json`;
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as readonly Fixture[]) : [];
};
const textOf = ({ lines }: Fixture): string => lines.join('\n');
const readersOf = (text: string): readonly string[] => scanReports.filter((report) => report.recognise(text)).map(({ id }) => id);

function read(report: ScanReport, text: string): ScanLists | null {
  try {
    return report.read(text, { host });
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
}

function mutated(text: string, next: (below: number) => number): string {
  let out = text;
  for (let times = 1 + next(4); times > 0; times -= 1) {
    const at = next(out.length + 1);
    const kind = next(5);
    const piece = out.slice(next(out.length + 1)).slice(0, next(60));
    if (kind === 0) out = out.slice(0, at);
    else if (kind === 1) out = out.slice(0, at) + String.fromCharCode(next(128)) + out.slice(at + 1);
    else if (kind === 2) out = out.slice(0, at) + out.slice(at + next(40));
    else if (kind === 3) out = out.slice(0, at) + piece + out.slice(at);
    else out = out.slice(0, at) + ['null', '{}', '[]', '-1', '"', '1e999', '<', '&#0;'][next(8)] + out.slice(at + next(12));
  }
  return out;
}

/** Some five million characters that begin like a report and go on repeating a piece of it, or of what breaks readers. */
function hostile(text: string): readonly string[] {
  const half = text.slice(0, Math.floor(text.length / 2));
  const line = text.split('\n')[1] ?? text;
  return [half, `${line}\n`, '[', '{"a":', '<a>', '<a ', '","', ' ', ',\n'].map(
    (piece) => half + piece.repeat(Math.floor(5_000_000 / piece.length)),
  );
}

for (const report of scanReports) {
  describe(`scan report ${report.id}`, () => {
    const fixtures = fixturesOf(report);

    test('says what it is', () => {
      assert.match(report.id, /^[a-z0-9]+(-[a-z0-9]+)*$/);
      assert.ok(report.title.length > 0 && report.references.length > 0);
      assert.ok(fixtures.length > 0, 'a reader comes with fixtures');
      for (const text of ['', '{}', '[]', '<a/>', 'hello', '{"ietf-mud:mud":{}}', '{"bomFormat":"CycloneDX"}'])
        assert.equal(report.recognise(text), false, text);
    });

    for (const fixture of fixtures) {
      const text = textOf(fixture);

      test(`${fixture.name}: recognised by this reader alone, with a byte-order mark too`, () => {
        assert.deepEqual(readersOf(text), [report.id]);
        assert.deepEqual(readersOf(`\uFEFF${text}`), [report.id]);
      });

      test(`${fixture.name}: says what it should`, () => {
        const lists = report.read(text, { host });
        assert.deepEqual(JSON.parse(JSON.stringify(lists)), { ...nothing, ...fixture.expected });
        assert.deepEqual(report.read(`\uFEFF${text}`, { host }), lists);
        assert.deepEqual(report.read(text.replaceAll('\n', '\r\n'), { host }), lists);
      });

      test(`${fixture.name}: cut off or altered, it throws nothing but DecodeError and keeps to its types`, () => {
        const next = randomNumbers(90_210);
        for (let round = 0; round < rounds; round += 1) {
          const damaged = mutated(text, next);
          readersOf(damaged);
          for (const entry of read(report, damaged)?.checks ?? []) assert.ok(checkIds.includes(entry.check) && entry.detail.length <= 400);
        }
      });

      test(`${fixture.name}: hostile repetition takes linear time`, () => {
        for (const damaged of hostile(text)) {
          const start = performance.now();
          readersOf(damaged);
          read(report, damaged);
          const spent = performance.now() - start;
          assert.ok(spent < 8000, `${Math.round(spent)} ms for ${JSON.stringify(damaged.slice(-30))}`);
        }
      });
    }
  });
}
