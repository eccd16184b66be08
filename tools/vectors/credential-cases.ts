import { claimsOf, type TestKey } from '../../src/credential/verify/issuer-fixture.ts';
import { base64url, fromBase64url } from '../../src/foundation/base64url.ts';
import { compactJson } from '../../src/foundation/compact-json.ts';
import type { LabelVector } from './label-vector.ts';
import type { VectorWorld } from './vector-world.ts';

const encode = (text: string): string => base64url(new TextEncoder().encode(text));

type Json = { [key: string]: Json } & { [key: string]: unknown };

/** Every way in which a credential can be wrong, one each, and those in which it is right. */
// budget: one flat list of cases.
export async function credentialCases(world: VectorWorld): Promise<readonly LabelVector[]> {
  const { label, sign, key, listsWith } = world;
  const [head, body, tail] = label.credential.split('.') as [string, string, string];
  const header = JSON.parse(Buffer.from(head, 'base64url').toString()) as Record<string, unknown>;
  const payload = (change: (value: Json) => void): string => {
    const value = JSON.parse(Buffer.from(body, 'base64url').toString()) as Json;
    change(value);
    return compactJson(value);
  };
  const join = async (headers: object, content: string, signer: TestKey = key): Promise<string> => {
    const input = `${encode(JSON.stringify(headers))}.${encode(content)}`;
    return `${input}.${base64url(await signer.sign(new TextEncoder().encode(input)))}`;
  };
  const same = Buffer.from(body, 'base64url').toString();
  const genuine = (standing: string) => ({ genuine: true, standing, number: 'IQS-TEST-0000042' }) as const;
  const refused = (code: string) => ({ refused: code });
  const one = (name: string, about: string, text: string, expect: LabelVector['expect'], more: Partial<LabelVector> = {}): LabelVector => ({
    name,
    about,
    kind: 'credential',
    text,
    expect,
    ...more,
  });
  const claims = (value: Json): Json => value['credentialSubject']?.['claims'] as Json;
  return [
    one('genuine', 'A label in force.', label.credential, genuine('in-force')),
    one('with-its-code', 'Together with the code of the same label.', label.credential, genuine('in-force'), { code: label.code }),
    one('expired', 'Its term is over.', label.credential, genuine('expired'), { now: '2031-01-01T00:00:00Z' }),
    one('withdrawn', 'Its bit in the revocation list is set.', label.credential, genuine('withdrawn'), {
      statusLists: await listsWith('revocation', [42]),
    }),
    one('wrong-product', 'Together with the code of another product.', label.credential, refused('WRONG_PRODUCT'), {
      code: (await sign({ number: 'IQS-TEST-0000043' })).code,
    }),
    one('other-versions', 'Together with a code under the same number whose parts differ.', label.credential, refused('WRONG_PRODUCT'), {
      code: (await sign({ parts: [] })).code,
    }),
    one(
      'altered-letter',
      'The letter was changed from D to A.',
      `${head}.${encode(payload((value) => Object.assign(claims(value), { letter: 'A' })))}.${tail}`,
      refused('BAD_SIGNATURE'),
    ),
    one(
      'altered-header',
      'The header was changed without a new signature.',
      `${encode(JSON.stringify({ ...header, cty: 'VC' }))}.${body}.${tail}`,
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
    one(
      'key-out-of-term',
      'Issued after the end of its key.',
      (await sign({}, world.issuer, world.oldKey)).credential,
      refused('KEY_OUT_OF_TERM'),
    ),
    one(
      'key-compromised',
      'Of a key recorded as compromised, without a receipt of the register.',
      (await sign({}, world.issuer, world.stolenKey)).credential,
      refused('KEY_COMPROMISED'),
    ),
    one(
      'training-in-earnest',
      'A training issuer under a scheme in force.',
      (await sign({ number: 'IQS-TRAIN-0000042' }, world.training, world.trainingKey)).credential,
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
    one('other-algorithm', 'ES384 named, ES256 made.', await join({ ...header, alg: 'ES384' }, same), refused('WRONG_ALGORITHM')),
    one(
      'embedded-key',
      'Brings the key to verify it with.',
      await join({ ...header, jwk: world.stranger.jwk }, same, world.stranger),
      refused('MALFORMED'),
    ),
    one('critical-header', 'Demands an extension.', await join({ ...header, crit: ['b64'], b64: false }, same), refused('MALFORMED')),
    one('other-type', 'A plain JWT.', await join({ ...header, typ: 'JWT' }, same), refused('MALFORMED')),
    one('not-a-jws', 'Two parts.', `${head}.${body}`, refused('NOT_A_CODE')),
    one('five-parts', 'An encrypted JWT.', `${label.credential}.AA.AA`, refused('NOT_A_CODE')),
    one('cut-off', 'The end of the signature is missing.', label.credential.slice(0, -4), refused('TRUNCATED')),
    one('longer-signature', 'Three bytes after the signature.', `${label.credential.slice(0, -2)}AAAAAA`, refused('TRAILING_BYTES')),
    one('spare-bits', 'The unused bits of the last character are not zero.', withSpareBits(label.credential), refused('NON_CANONICAL')),
    one('padded', 'Base64 padding after the signature.', `${label.credential}==`, refused('MALFORMED')),
    one(
      'member-twice',
      'Signed over a payload in which a member is there twice.',
      await join(header, same.replace('"issuer":', '"issuer":"https://x.example/","issuer":')),
      refused('NON_CANONICAL'),
    ),
    one('white-space', 'Signed over a payload with a space.', await join(header, same.replace('{', '{ ')), refused('NON_CANONICAL')),
    one(
      'member-unknown',
      'Signed with a claim that the format does not know.',
      await join(
        header,
        payload((value) => Object.assign(claims(value), { stars: 5 })),
      ),
      refused('MALFORMED'),
    ),
    one(
      'member-missing',
      'Signed without an assessment.',
      await join(
        header,
        payload((value) => void delete claims(value)['assessment']),
      ),
      refused('MALFORMED'),
    ),
    one(
      'other-term',
      'Signed with two ends of its term.',
      await join(
        header,
        payload((value) => Object.assign(value, { validUntil: '2040-01-01T00:00:00Z' })),
      ),
      refused('MALFORMED'),
    ),
    one(
      'other-status-index',
      "Signed with another label's place in the status list.",
      await join(
        header,
        payload((value) => Object.assign((value['credentialStatus'] as unknown as object[])[0] as object, { statusListIndex: '7' })),
      ),
      refused('MALFORMED'),
    ),
    one(
      'day-that-is-none',
      'Signed with 30 February.',
      await join(
        header,
        payload((value) => Object.assign(claims(value), { gradedOn: '2027-02-30' })),
      ),
      refused('MALFORMED'),
    ),
    one(
      'letter-below-e',
      'Signed with the letter G.',
      await join(
        header,
        payload((value) => Object.assign(claims(value), { letter: 'G' })),
      ),
      refused('MALFORMED'),
    ),
    one(
      'too-long',
      'More text than any credential has.',
      `${label.credential}${'A'.repeat(100_000)}`.slice(0, 100_001),
      refused('TOO_LONG'),
    ),
    one(
      'many-parts',
      'Thirty parts with versions: long, and genuine.',
      (
        await sign({
          parts: Array.from({ length: 30 }, (_, index) => ({ ...(claimsOf().parts[0] as (typeof parts)[number]), id: `part-${index}` })),
        })
      ).credential,
      genuine('in-force'),
    ),
  ];
}

const parts = claimsOf().parts;

function withSpareBits(jwt: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  fromBase64url(jwt.slice(-86));
  return jwt.slice(0, -1) + alphabet[alphabet.indexOf(jwt.slice(-1)) | 1];
}
