// The contract of a protocol, for every plug-in's fixtures: what is written in src/model/protocol.ts, also under damage and in any split.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { createHost } from '../adapters/create-host.ts';
import { DecodeError } from '../foundation/decode-error.ts';
import { randomNumbers } from '../foundation/random-numbers-fixture.ts';
import { Dialogue } from '../intake/capture/dialogue.ts';
import { MemoryPool } from '../intake/capture/memory-pool.ts';
import type { FirstBytes, FlowFacts, Protocol, Side, Tell } from '../model/protocol.ts';
import { protocols } from './protocols.generated.ts';

/** `gap`: bytes of that side are missing from the capture here. */
type Turn = { readonly side: Side; readonly text?: string; readonly hex?: string; readonly base64?: string; readonly gap?: true };
type Fixture = {
  readonly name: string;
  readonly transport?: 'tcp' | 'udp';
  readonly clientPort?: number;
  readonly serverPort: number;
  /** What `recognise` says once all first bytes are there. */
  readonly recognised: 'certain' | 'likely';
  readonly turns: readonly Turn[];
  /** In order, e.g. `{ "name": { "name": "a.example", "type": "A", "answers": [] } }`; `{ "becomes": "tls" }` where another protocol takes over. */
  readonly tells: readonly unknown[];
};

const host = createHost();
const rounds = Number(process.env['IQS_FUZZ_ROUNDS'] ?? 150);

const fixturesOf = ({ id }: Protocol): readonly Fixture[] => {
  const path = `src/protocols/${id}/fixtures.json`;
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as readonly Fixture[]) : [];
};

const bytesOf = ({ text, hex, base64 }: Turn): Uint8Array =>
  new Uint8Array(
    text !== undefined ? Buffer.from(text, 'latin1') : hex !== undefined ? Buffer.from(hex, 'hex') : Buffer.from(base64 ?? '', 'base64'),
  );

const factsOf = (fixture: Fixture, protocol: Protocol): FlowFacts => ({
  transport: fixture.transport ?? protocol.transports[0] ?? 'tcp',
  client: '192.0.2.10',
  server: '198.51.100.20',
  clientPort: fixture.clientPort ?? 50_000,
  serverPort: fixture.serverPort,
});

type Spoken = { readonly side: Side; readonly bytes: Uint8Array; readonly isGap: boolean };
const spokenOf = (fixture: Fixture): readonly Spoken[] =>
  fixture.turns.map((turn) => ({ side: turn.side, bytes: bytesOf(turn), isGap: turn.gap === true }));

function first(fixture: Fixture, protocol: Protocol): FirstBytes {
  const facts = factsOf(fixture, protocol);
  const of = (side: Side): Uint8Array => {
    const own = spokenOf(fixture).filter((turn) => turn.side === side);
    const all = facts.transport === 'udp' ? own.slice(0, 1) : own;
    return new Uint8Array(Buffer.concat(all.map(({ bytes }) => bytes))).subarray(0, 2048);
  };
  return { ...facts, fromClient: of('client'), fromServer: of('server') };
}

/** What a conversation tells, in order. */
function hear(protocol: Protocol, facts: FlowFacts, spoken: readonly Spoken[]): readonly unknown[] {
  const told: unknown[] = [];
  const listen = (kind: string) => (value: unknown) => void told.push({ [kind]: value });
  const tell: Tell = {
    name: listen('name'),
    tls: listen('tls'),
    ssh: listen('ssh'),
    certificate: (der) => {
      const certificate = host.certificate(der);
      told.push({ certificate: certificate?.subject ?? null });
      return certificate?.sha256 ?? null;
    },
    credential: listen('credential'),
    component: listen('component'),
    behaviour: listen('behaviour'),
    host: listen('host'),
    expect: listen('expect'),
    encrypted: listen('encrypted'),
  };
  const conversation = protocol.converse?.(facts, { host, tell });
  if (!conversation) return [];
  const dialogue = new Dialogue(conversation, protocol.window, new MemoryPool(2 ** 22), (id) => {
    told.push({ becomes: id });
    return null;
  });
  for (const { side, bytes, isGap } of spoken) {
    if (isGap) dialogue.gap(side);
    else if (facts.transport === 'udp') dialogue.datagram(side, bytes);
    else dialogue.push(side, bytes);
  }
  dialogue.end();
  return JSON.parse(JSON.stringify(told)) as readonly unknown[];
}

function split(spoken: readonly Spoken[], next: (below: number) => number): readonly Spoken[] {
  const withGap = spoken.filter(({ isGap }) => isGap).map(({ side }) => side);
  return spoken.flatMap((turn) => {
    const { side, bytes, isGap } = turn;
    // After a gap segments are looked at as they come.
    if (withGap.includes(side)) return [turn];
    const pieces: Spoken[] = [];
    for (let at = 0; at < bytes.length; ) {
      const size = next(4) === 0 ? 1 : 1 + next(bytes.length - at);
      pieces.push({ side, bytes: bytes.slice(at, at + size), isGap });
      at += size;
    }
    return pieces;
  });
}

function mutated(spoken: readonly Spoken[], next: (below: number) => number): readonly Spoken[] {
  const copies = spoken.map(({ side, bytes, isGap }) => ({ side, bytes: bytes.slice(), isGap }));
  for (let times = 1 + next(4); times > 0; times -= 1) {
    const turn = copies[next(copies.length)] as { side: Side; bytes: Uint8Array; isGap: boolean };
    if (turn.bytes.length === 0) continue;
    const at = next(turn.bytes.length);
    const kind = next(5);
    if (kind === 0) turn.bytes[at] = next(256);
    else if (kind === 1) turn.bytes[at] = (turn.bytes[at] as number) ^ (1 << next(8));
    else if (kind === 2) turn.bytes.fill(next(2) * 255, at, at + 1 + next(8));
    else if (kind === 3) turn.bytes = turn.bytes.slice(0, at);
    else turn.bytes.copyWithin(at, next(turn.bytes.length), at + 16);
  }
  return copies;
}

for (const protocol of protocols) {
  describe(`protocol ${protocol.id}`, () => {
    const fixtures = fixturesOf(protocol);

    test('says what it is', () => {
      assert.match(protocol.id, /^[a-z0-9]+(-[a-z0-9]+)*$/);
      assert.ok(protocol.title.length > 0 && protocol.references.length > 0 && protocol.transports.length > 0);
      assert.ok(fixtures.length > 0, 'a protocol comes with fixtures');
      const silence = new Uint8Array(0);
      const nobody = {
        transport: 'tcp',
        client: '',
        server: '',
        clientPort: 1,
        serverPort: 1,
        fromClient: silence,
        fromServer: silence,
      } as const;
      assert.equal(protocol.recognise(nobody), 'no', 'nothing is nobody’s');
    });

    for (const fixture of fixtures) {
      const facts = factsOf(fixture, protocol);

      test(`${fixture.name}: recognised, and by nobody else as surely`, () => {
        assert.equal(protocol.recognise(first(fixture, protocol)), fixture.recognised);
        const rivals = protocols.filter(
          (other) =>
            other !== protocol && other.transports.includes(facts.transport) && other.recognise(first(fixture, protocol)) === 'certain',
        );
        assert.deepEqual(
          rivals.map(({ id }) => id),
          [],
        );
      });

      test(`${fixture.name}: tells what it should`, () => {
        assert.deepEqual(hear(protocol, facts, spokenOf(fixture)), fixture.tells);
      });

      if (facts.transport === 'tcp')
        test(`${fixture.name}: tells the same however the bytes are split`, () => {
          const next = randomNumbers(77_777);
          for (let round = 0; round < Math.min(rounds, 60); round += 1) {
            assert.deepEqual(hear(protocol, facts, split(spokenOf(fixture), next)), fixture.tells);
          }
        });

      test(`${fixture.name}: cut off or altered, it throws nothing but DecodeError`, () => {
        const next = randomNumbers(31_337);
        for (let round = 0; round < rounds; round += 1) {
          const spoken = mutated(spokenOf(fixture), next);
          const at = (side: Side): Uint8Array => (spoken.find((turn) => turn.side === side)?.bytes ?? new Uint8Array(0)).subarray(0, 2048);
          protocol.recognise({ ...facts, fromClient: at('client'), fromServer: at('server') });
          try {
            hear(protocol, facts, round % 2 === 0 ? spoken : split(spoken, next));
          } catch (error) {
            if (!(error instanceof DecodeError)) throw error;
          }
        }
      });
    }
  });
}
