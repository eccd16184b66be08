import { documentOf, signedComponent, type TestKey } from '../../src/credential/verify/issuer-fixture.ts';
import { base64url } from '../../src/foundation/base64url.ts';
import { compactJson } from '../../src/foundation/compact-json.ts';
import type { StatementDocument } from '../../src/model/component-statement.ts';
import type { ComponentVector } from './component-vector.ts';
import type { VectorWorld } from './vector-world.ts';

const encode = (text: string): string => base64url(new TextEncoder().encode(text));

type Json = { [key: string]: Json } & { [key: string]: unknown };

/** Every way in which the credential of a component statement can be wrong, one each, and those in which it is right. */
// budget: one flat list of cases.
export async function componentCases(world: VectorWorld): Promise<readonly ComponentVector[]> {
  const { issuer, key, listsWith } = world;
  const credential = await signedComponent(documentOf(), issuer, key);
  const [head, body, tail] = credential.split('.') as [string, string, string];
  const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as Record<string, unknown>;
  const same = Buffer.from(body, 'base64url').toString();
  const payload = (change: (value: Json) => void): string => {
    const value = JSON.parse(same) as Json;
    change(value);
    return compactJson(value);
  };
  const join = async (headers: object, content: string, signer: TestKey = key): Promise<string> => {
    const input = `${encode(JSON.stringify(headers))}.${encode(content)}`;
    return `${input}.${base64url(await signer.sign(new TextEncoder().encode(input)))}`;
  };
  const sign = (changes: Partial<StatementDocument>, by = issuer, signer = key): Promise<string> =>
    signedComponent(documentOf(changes), by, signer);
  /** Signed over a payload that its issuer would not have written. */
  const forged = (change: (value: Json) => void): Promise<string> => join(header, payload(change));
  const inDocument = (change: (value: Json) => unknown): Promise<string> =>
    forged((value) => void change(value['credentialSubject']?.['statement'] as Json));
  const genuine = (standing: string, stale = false) => ({ genuine: true, standing, stale, number: 'IQS-TEST-0000042' }) as const;
  const refused = (code: string) => ({ refused: code });
  const one = (
    name: string,
    about: string,
    text: string,
    expect: ComponentVector['expect'],
    more: Partial<ComponentVector> = {},
  ): ComponentVector => ({ name, about, text, expect, ...more });
  const malformed = async (name: string, about: string, text: Promise<string>): Promise<ComponentVector> =>
    one(name, about, await text, refused('MALFORMED'));
  const twice = documentOf().conditions[0];
  return [
    one('genuine', 'A statement in force.', credential, genuine('in-force')),
    one('no-lists', 'Without a status list.', credential, genuine('unknown'), { statusLists: [] }),
    one('stale-lists', 'With status lists that have ended.', credential, genuine('in-force', true), { now: '2027-04-05T12:00:00Z' }),
    one('withdrawn', 'Its bit in the revocation list is set.', credential, genuine('withdrawn'), {
      statusLists: await listsWith('revocation', [42]),
    }),
    one('suspended', 'Its bit in the suspension list is set.', credential, genuine('suspended'), {
      statusLists: await listsWith('suspension', [42]),
    }),
    one('expired', 'Its last day is over.', credential, { genuine: true, standing: 'expired' }, { now: '2029-03-01T00:00:00Z' }),
    one('not-yet', 'Its first day has not begun.', credential, { genuine: true, standing: 'not-yet' }, { now: '2027-03-01T00:00:00Z' }),
    one(
      'key-compromised-earlier-entry',
      'Of a key recorded as compromised later than this statement, by receipt.',
      await sign({}, issuer, world.stolenKey),
      { genuine: true, standing: 'in-force' },
      { registeredAt: 999 },
    ),
    one(
      'altered-criteria',
      'A criterion was added.',
      `${head}.${encode(same.replace('["updates-authentic"]', '["no-weak-session","updates-authentic"]'))}.${tail}`,
      refused('BAD_SIGNATURE'),
    ),
    one(
      'wrong-key',
      'Signed by another key under the key id of the issuer.',
      await join(header, same, world.otherKey),
      refused('BAD_SIGNATURE'),
    ),
    one(
      'unknown-key',
      'Signed by a key that no trust list names.',
      await join({ ...header, kid: world.stranger.kid }, same, world.stranger),
      refused('UNKNOWN_KEY'),
    ),
    one(
      'another-issuers-name',
      'Signed by one listed issuer in the name of another.',
      await join({ ...header, kid: world.otherKey.kid }, same, world.otherKey),
      refused('WRONG_BODY'),
    ),
    one('another-bodys-number', "Under another body's number.", await sign({ number: 'IQS-OTHER-0000042' }), refused('WRONG_BODY')),
    one('key-out-of-term', 'Issued after the end of its key.', await sign({}, issuer, world.oldKey), refused('KEY_OUT_OF_TERM')),
    one(
      'key-compromised',
      'Of a key recorded as compromised, without a receipt of the register.',
      await sign({}, issuer, world.stolenKey),
      refused('KEY_COMPROMISED'),
    ),
    one(
      'key-compromised-later-entry',
      'Of a key recorded as compromised before this statement, by receipt.',
      await sign({}, issuer, world.stolenKey),
      refused('KEY_COMPROMISED'),
      { registeredAt: 1000 },
    ),
    one(
      'training-in-earnest',
      'A training issuer about a scheme in force.',
      await sign({ number: 'IQS-TRAIN-0000042' }, world.training, world.trainingKey),
      refused('TRAINING_MISMATCH'),
    ),
    one(
      'training-beside-earnest',
      'An issuer that names the training scheme beside one in force.',
      await sign({
        satisfies: [...documentOf().satisfies, { scheme: 'iqs-training', vintage: 'training.1', criteria: ['updates-authentic'] }],
      }),
      refused('TRAINING_MISMATCH'),
    ),
    one(
      'algorithm-none',
      'Unsigned, and says so.',
      `${encode(JSON.stringify({ ...header, alg: 'none' }))}.${body}.`,
      refused('WRONG_ALGORITHM'),
    ),
    one(
      'downgraded-algorithm',
      'HMAC with the public key as its secret.',
      await join({ ...header, alg: 'HS256' }, same),
      refused('WRONG_ALGORITHM'),
    ),
    one('not-a-jws', 'Two parts.', `${head}.${body}`, refused('NOT_A_CODE')),
    one('cut-off', 'The end of the signature is missing.', credential.slice(0, -4), refused('TRUNCATED')),
    one('longer-signature', 'Three bytes after the signature.', `${credential.slice(0, -2)}AAAAAA`, refused('TRAILING_BYTES')),
    one('white-space', 'Signed over a payload with a space.', await join(header, same.replace('{', '{ ')), refused('NON_CANONICAL')),
    one(
      'member-twice',
      'Signed over a payload in which a member is there twice.',
      await join(header, same.replace('"issuer":', '"issuer":"https://x.example/","issuer":')),
      refused('NON_CANONICAL'),
    ),
    one('a-label', 'The credential of a label.', world.label.credential, refused('MALFORMED')),
    await malformed(
      'status-inside',
      'Signed with a status of its own.',
      inDocument((value) => Object.assign(value, { status: { is: 'in-force', asOf: '2027-03-02' } })),
    ),
    await malformed(
      'member-missing',
      'Signed without conditions.',
      inDocument((value) => delete value['conditions']),
    ),
    await malformed(
      'no-criteria',
      'Signed with nothing that it satisfies.',
      inDocument((value) => Object.assign(value, { satisfies: [] })),
    ),
    await malformed(
      'other-source',
      'Signed as a certificate of another scheme.',
      inDocument((value) => Object.assign(value, { source: 'psa' })),
    ),
    await malformed(
      'other-number',
      'Signed with two numbers.',
      inDocument((value) => Object.assign(value, { number: 'IQS-TEST-0000043' })),
    ),
    await malformed(
      'free-number',
      'Signed under a number that is none of ours.',
      inDocument((value) => Object.assign(value, { number: 'RADIO-1' })),
    ),
    await malformed(
      'other-first-day',
      'Signed with two first days.',
      inDocument((value) => Object.assign(value, { issued: '2027-03-03' })),
    ),
    await malformed(
      'other-last-day',
      'Signed with two last days.',
      inDocument((value) => Object.assign(value, { until: '2030-01-01' })),
    ),
    await malformed(
      'day-that-is-none',
      'Signed with 30 February.',
      inDocument((value) => Object.assign(value, { until: '2029-02-30' })),
    ),
    await malformed('reversed-days', 'Signed with an end before its beginning.', sign({ until: '2027-03-01' })),
    await malformed(
      'condition-twice',
      'Signed with two conditions of one name.',
      sign({ conditions: twice === undefined ? [] : [twice, twice] }),
    ),
    await malformed(
      'condition-reserved',
      "Signed with a condition under the catalogue's name.",
      sign({ conditions: [{ id: 'mapping-x', words: 'x', check: null }] }),
    ),
    await malformed('line-break', 'Signed with a name that breaks out of its line.', sign({ level: 'a\u2028b' })),
    await malformed(
      'unknown-answer',
      'Signed with a condition that asks for "maybe".',
      inDocument((value) => Object.assign(value, { conditions: [{ id: 'x', words: 'x', check: { probe: 'open-shell', is: 'maybe' } }] })),
    ),
    await malformed(
      'other-status-index',
      "Signed with another statement's place in the status list.",
      forged((value) => Object.assign((value['credentialStatus'] as unknown as object[])[0] as object, { statusListIndex: '7' })),
    ),
    await malformed(
      'label-context',
      "Signed under a label's type.",
      forged((value) => Object.assign(value, { type: ['VerifiableCredential', 'IqsLabelCredential'] })),
    ),
    one(
      'long',
      'Twenty schemes and forty conditions: long, and genuine.',
      await sign({
        satisfies: Array.from({ length: 20 }, (_, index) => ({
          scheme: 'iqs-2027',
          vintage: `v${index}`,
          criteria: ['updates-authentic'],
        })),
        conditions: Array.from({ length: 40 }, (_, index) => ({ id: `c-${index}`, words: 'w'.repeat(300), check: null })),
      }),
      genuine('in-force'),
    ),
  ];
}
