import { base32 } from '../../src/credential/base32.ts';
import { type CborValue, cborMap, cborTag } from '../../src/credential/cbor-value.ts';
import { decodeCoseSign1, encodeCoseSign1, signedBytes } from '../../src/credential/cose-sign1.ts';
import { decodeCbor } from '../../src/credential/decode-cbor.ts';
import { encodeCbor } from '../../src/credential/encode-cbor.ts';
import { entriesOf } from '../../src/credential/entries-of.ts';
import { toLowS } from '../../src/credential/low-s.ts';
import { splitCode } from '../../src/credential/printed-code.ts';
import { claimsOf, signedStatusList, type TestKey } from '../../src/credential/verify/issuer-fixture.ts';
import { fromBase64url } from '../../src/foundation/base64url.ts';
import type { LabelVector } from './label-vector.ts';
import type { VectorWorld } from './vector-world.ts';

const prefix = 'HTTPS://REGISTER.EXAMPLE/C/';
const cut = (digits: string): string => (digits.match(/.{1,200}/g) ?? []).join('/');
const textOf = (statement: Uint8Array, at = prefix): string => at + cut(base32(statement));
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** The own claims of a payload (key -65537) as entries, changed, and the payload written again. */
function changed(payload: Uint8Array, change: (own: [number, CborValue][]) => [number, CborValue][]): Uint8Array {
  const claims = entriesOf(decodeCbor(payload)).map(([key, value]): [number, CborValue] =>
    key === -65537 ? [key, cborMap(change(entriesOf(value).map(([own, inner]) => [own, inner])))] : [key, value],
  );
  return encodeCbor(cborMap(claims));
}

const set =
  (member: number, value: CborValue) =>
  (own: [number, CborValue][]): [number, CborValue][] =>
    own.map(([key, old]) => [key, key === member ? value : old]);

function highS(statement: Uint8Array): Uint8Array {
  const { signature, ...rest } = decodeCoseSign1(statement);
  const s = BigInt(`0x${Buffer.from(signature.subarray(32)).toString('hex')}`);
  const other = Buffer.from((order - s).toString(16).padStart(64, '0'), 'hex');
  return encodeCoseSign1({ ...rest, signature: Uint8Array.from([...signature.subarray(0, 32), ...other]) });
}

/** Every way in which a printed code can be wrong, one each, and those in which it is right. */
// budget: one flat list of cases.
export async function codeCases(world: VectorWorld): Promise<readonly LabelVector[]> {
  const { label, sign, key, listsWith } = world;
  const { statement } = label;
  const cose = decodeCoseSign1(statement);
  const signWith = async (payload: Uint8Array, signer: TestKey = key, header = cose.protectedHeader): Promise<Uint8Array> =>
    encodeCoseSign1({ protectedHeader: header, payload, signature: toLowS(await signer.sign(signedBytes(header, payload))) });
  const altered = (payload: Uint8Array): Uint8Array => encodeCoseSign1({ ...cose, payload });
  const genuine = (standing: string, stale = false) => ({ genuine: true, standing, stale, number: 'IQS-TEST-0000042' }) as const;
  const refused = (code: string) => ({ refused: code });
  const code = (
    name: string,
    about: string,
    text: string,
    expect: LabelVector['expect'],
    more: Partial<LabelVector> = {},
  ): LabelVector => ({ name, about, kind: 'code', text, expect, ...more });
  const header = (entries: [number, CborValue][]): Uint8Array => encodeCbor(cborMap(entries));
  const kid = cose.keyId;
  const other = await sign({ number: 'IQS-OTHER-0000042' }, world.other, world.otherKey);
  const stolen = await sign({ issuedAt: '2027-03-02T09:30:00Z' }, world.issuer, world.stolenKey);
  const old = await sign(
    { issuedAt: '2026-06-01T00:00:00Z', validUntil: '2029-05-31T23:59:59Z', gradedOn: '2026-05-30' },
    world.issuer,
    world.oldKey,
  );
  const staleLists = await listsWith(null, []);
  return [
    code('genuine', 'A label in force.', label.code, genuine('in-force')),
    code('updates-unstated', 'The maker states no end of updates.', (await sign({ updatesUntil: null })).code, genuine('in-force')),
    code(
      'long-name',
      'A name longer than the code holds, in another script.',
      (await sign({ product: { ...claimsOf().product, name: 'Überwachungskamera für draußen 監視カメラ 4K Pro Max' } })).code,
      genuine('in-force'),
    ),
    code('retired-key', 'Signed within the term of a key that has been retired since.', old.code, genuine('in-force')),
    code('expired', 'Its term is over.', label.code, genuine('expired', true), { now: '2030-06-01T00:00:00Z' }),
    code('not-yet', 'By this clock it is not issued yet.', label.code, genuine('not-yet'), {
      now: '2027-03-01T00:00:00Z',
      statusLists: [],
    }),
    code('suspended', 'Its bit in the suspension list is set.', label.code, genuine('suspended'), {
      statusLists: await listsWith('suspension', [42]),
    }),
    code('withdrawn', 'Its bit in the revocation list is set.', label.code, genuine('withdrawn'), {
      statusLists: await listsWith('revocation', [42]),
    }),
    code(
      'reduced',
      'Its bit in the refresh list is set: a newer statement with a lower letter replaces it.',
      label.code,
      genuine('reduced'),
      { statusLists: await listsWith('refresh', [42]) },
    ),
    code('neighbour-withdrawn', "Its neighbours' bits are set, its own is not.", label.code, genuine('in-force'), {
      statusLists: await listsWith('revocation', [41, 43]),
    }),
    code('status-unknown', 'No status list at hand.', label.code, genuine('unknown'), { statusLists: [] }),
    code('status-list-missing', 'One of the three lists is missing.', label.code, genuine('unknown'), {
      statusLists: staleLists.slice(0, 2),
    }),
    code('status-of-another-issuer', "Lists of another issuer say nothing of this one's labels.", label.code, genuine('unknown'), {
      statusLists: await Promise.all(
        (['revocation', 'suspension', 'refresh'] as const).map((purpose) => signedStatusList(purpose, [42], world.other, world.otherKey)),
      ),
    }),
    code('status-stale', 'The lists at hand are past their own end.', label.code, genuine('in-force', true), {
      now: '2027-04-05T00:00:00Z',
    }),
    code(
      'altered-letter',
      'The letter was changed from D to A.',
      textOf(altered(changed(cose.payload, set(1, 'A')))),
      refused('BAD_SIGNATURE'),
    ),
    code(
      'altered-number',
      'The certificate number was changed.',
      textOf(altered(changed(cose.payload, set(0, 'IQS-TEST-0000043')))),
      refused('BAD_SIGNATURE'),
    ),
    code(
      'altered-product',
      'The product was changed.',
      textOf(altered(changed(cose.payload, set(6, 'Lumen Cam 2')))),
      refused('BAD_SIGNATURE'),
    ),
    code(
      'altered-updates',
      'Updates for longer than signed.',
      textOf(altered(changed(cose.payload, set(3, 30_000)))),
      refused('BAD_SIGNATURE'),
    ),
    code(
      'altered-digest',
      'The digest of parts and versions was changed.',
      textOf(altered(changed(cose.payload, set(7, new Uint8Array(32))))),
      refused('BAD_SIGNATURE'),
    ),
    code(
      'altered-signature',
      'One bit of the signature was changed.',
      textOf(encodeCoseSign1({ ...cose, signature: Uint8Array.from(cose.signature, (byte, at) => (at === 5 ? byte ^ 1 : byte)) })),
      refused('BAD_SIGNATURE'),
    ),
    code(
      'zero-signature',
      'A signature of zeros.',
      textOf(encodeCoseSign1({ ...cose, signature: new Uint8Array(64) })),
      refused('BAD_SIGNATURE'),
    ),
    code(
      'wrong-key',
      'Signed by another key under the key id of the issuer.',
      textOf(await signWith(cose.payload, world.otherKey)),
      refused('BAD_SIGNATURE'),
    ),
    code(
      'unknown-key',
      'Signed by a key that no trust list names.',
      textOf(
        await signWith(
          cose.payload,
          world.stranger,
          header([
            [1, -7],
            [4, fromBase64url(world.stranger.kid).subarray(0, 8)],
          ]),
        ),
      ),
      refused('UNKNOWN_KEY'),
    ),
    code(
      'key-out-of-term',
      'Issued after the end of its key.',
      (await sign({ issuedAt: '2027-03-02T09:30:00Z' }, world.issuer, world.oldKey)).code,
      refused('KEY_OUT_OF_TERM'),
    ),
    code(
      'key-compromised',
      'Of a key recorded as compromised, without a receipt of the register.',
      stolen.code,
      refused('KEY_COMPROMISED'),
    ),
    code(
      'key-compromised-later-entry',
      'The same; the register holds it after the record of the compromise.',
      stolen.code,
      refused('KEY_COMPROMISED'),
      { registeredAt: 1001 },
    ),
    code('key-compromised-earlier-entry', 'The same; the register held it before: it stays genuine.', stolen.code, genuine('in-force'), {
      registeredAt: 999,
    }),
    code(
      'wrong-body',
      "An issuer's key under another body's number.",
      (await sign({ number: 'IQS-OTHER-0000042' })).code,
      refused('WRONG_BODY'),
    ),
    code(
      'training-in-earnest',
      'A training issuer under a scheme in force.',
      (await sign({ number: 'IQS-TRAIN-0000042' }, world.training, world.trainingKey)).code,
      refused('TRAINING_MISMATCH'),
    ),
    code(
      'earnest-in-training',
      'The training scheme by an issuer that is not for training.',
      (await sign({ scheme: { id: 'iqs-training', vintage: '1', digest: '00'.repeat(32) } })).code,
      refused('TRAINING_MISMATCH'),
    ),
    code(
      'foreign-address',
      'A genuine statement behind the address of somebody else.',
      textOf(statement, 'HTTPS://REGlSTER.EXAMPLE/C/'.toUpperCase().replace('REGLSTER', 'REGISTER-IQS')),
      refused('FOREIGN_ADDRESS'),
    ),
    code(
      'other-issuers-address',
      "A genuine statement behind another listed issuer's address.",
      textOf(other.statement),
      refused('FOREIGN_ADDRESS'),
    ),
    code('plain-address', 'A plain address, as other marks print.', 'HTTPS://REGISTER.EXAMPLE/IQS-TEST-0000042', refused('NOT_A_CODE')),
    code('empty', 'Nothing.', '', refused('NOT_A_CODE')),
    code('http', 'Without TLS.', label.code.replace('HTTPS', 'HTTP'), refused('NOT_A_CODE')),
    code('no-statement', 'The address alone.', prefix, refused('TRUNCATED')),
    code(
      'cut-off',
      'The last 40 characters are missing.',
      cut(label.code.slice(prefix.length).replaceAll('/', '').slice(0, -40)).replace(/^/, prefix),
      refused('TRUNCATED'),
    ),
    code('cut-off-to-a-byte', 'Only the first byte is left.', textOf(statement.subarray(0, 1)), refused('TRUNCATED')),
    code('padded', 'Base32 padding after the statement.', `${prefix}${cut(`${base32(statement)}====`)}`, refused('MALFORMED')),
    code('trailing-bytes', 'A zero byte after the statement.', textOf(Uint8Array.from([...statement, 0])), refused('TRAILING_BYTES')),
    code('too-long', 'More text than any code holds.', `${label.code}/${'A'.repeat(300)}`, refused('TOO_LONG')),
    code('lower-case', 'Base32 in lower case.', prefix + label.code.slice(prefix.length).toLowerCase(), refused('MALFORMED')),
    code('spare-bits', 'The unused bits of the last character are not zero.', withSpareBits(label.code), refused('NON_CANONICAL')),
    code(
      'other-segments',
      'Cut into segments at another place.',
      prefix + base32(statement).replace(/^(.{100})/, '$1/'),
      refused('NON_CANONICAL'),
    ),
    code('high-s', 'The other signature that whoever holds one can make.', textOf(highS(statement)), refused('NON_CANONICAL')),
    code(
      'long-head',
      'The same statement with a longer CBOR head.',
      textOf(Uint8Array.from([0xd8, 18, ...statement.subarray(1)])),
      refused('NON_CANONICAL'),
    ),
    code(
      'keys-out-of-order',
      'Signed over a payload whose map keys are out of order.',
      textOf(await signWith(swappedKeys(cose.payload))),
      refused('NON_CANONICAL'),
    ),
    code(
      'key-twice',
      'Signed over a payload in which a map key is there twice.',
      textOf(await signWith(doubledKey(cose.payload))),
      refused('NON_CANONICAL'),
    ),
    code(
      'indefinite-length',
      'An indefinite-length list.',
      textOf(Uint8Array.from([0xd2, 0x9f, ...statement.subarray(2), 0xff])),
      refused('MALFORMED'),
    ),
    code('untagged', 'Without the tag of COSE_Sign1.', textOf(statement.subarray(1)), refused('MALFORMED')),
    code('other-tag', 'Under the tag of COSE_Mac0.', textOf(Uint8Array.from([0xd1, ...statement.subarray(1)])), refused('MALFORMED')),
    code(
      'downgraded-algorithm',
      'HMAC with the public key as its secret.',
      textOf(
        await signWith(
          cose.payload,
          key,
          header([
            [1, 5],
            [4, kid],
          ]),
        ),
      ),
      refused('WRONG_ALGORITHM'),
    ),
    code(
      'other-algorithm',
      'ES384 named, ES256 made.',
      textOf(
        await signWith(
          cose.payload,
          key,
          header([
            [1, -35],
            [4, kid],
          ]),
        ),
      ),
      refused('WRONG_ALGORITHM'),
    ),
    code('no-algorithm', 'No algorithm named.', textOf(await signWith(cose.payload, key, header([[4, kid]]))), refused('WRONG_ALGORITHM')),
    code(
      'header-with-more',
      'A header that holds more than algorithm and key id.',
      textOf(
        await signWith(
          cose.payload,
          key,
          header([
            [1, -7],
            [4, kid],
            [3, 0],
          ]),
        ),
      ),
      refused('MALFORMED'),
    ),
    code(
      'unprotected-header',
      'A key id outside the protected header.',
      textOf(encodeCbor(cborTag(18, [cose.protectedHeader, cborMap([[4, kid]]), cose.payload, cose.signature]))),
      refused('MALFORMED'),
    ),
    code(
      'claim-missing',
      'Signed without an assurance.',
      textOf(await signWith(changed(cose.payload, (own) => own.filter(([member]) => member !== 2)))),
      refused('MALFORMED'),
    ),
    code(
      'claim-unknown',
      'Signed with a claim that the format does not know.',
      textOf(await signWith(changed(cose.payload, (own) => [...own, [9, 1]]))),
      refused('MALFORMED'),
    ),
    code(
      'letter-below-e',
      'Signed with the letter F, for which no label is issued.',
      textOf(await signWith(changed(cose.payload, set(1, 'F')))),
      refused('MALFORMED'),
    ),
    code(
      'assurance-unknown',
      'Signed with a sixth assurance.',
      textOf(await signWith(changed(cose.payload, set(2, 5)))),
      refused('MALFORMED'),
    ),
    code(
      'over-before-it-begins',
      'Signed with a term that ends before it begins.',
      textOf(await signWith(overEarly(cose.payload))),
      refused('MALFORMED'),
    ),
    code(
      'control-character',
      'Signed with a line break in the name.',
      textOf(await signWith(changed(cose.payload, set(6, 'Lumen\nCam')))),
      refused('MALFORMED'),
    ),
    code(
      'number-without-zeros',
      'Signed with a number in another spelling.',
      textOf(await signWith(changed(cose.payload, set(0, 'IQS-TEST-42')))),
      refused('MALFORMED'),
    ),
    code('not-utf8', 'Signed with a name that is no UTF-8.', textOf(await signWith(notUtf8(cose.payload))), refused('MALFORMED')),
  ];
}

function withSpareBits(code: string): string {
  const spare = (splitCode(code).statement.length * 8) % 5;
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  if (spare === 0) throw new Error('this statement has no spare bits: change a name by a letter');
  return code.slice(0, -1) + alphabet[alphabet.indexOf(code.slice(-1)) | 1];
}

/** 4 and 6 exchanged: `a3 04 1a.... 06 1a....`. */
const swappedKeys = (payload: Uint8Array): Uint8Array =>
  Uint8Array.from([payload[0] as number, ...payload.subarray(7, 13), ...payload.subarray(1, 7), ...payload.subarray(13)]);

const doubledKey = (payload: Uint8Array): Uint8Array =>
  Uint8Array.from([0xa4, ...payload.subarray(1, 7), ...payload.subarray(1, 7), ...payload.subarray(7)]);

const overEarly = (payload: Uint8Array): Uint8Array =>
  Uint8Array.from([payload[0] as number, payload[1] as number, 0x1a, 0, 1, 0, 0, ...payload.subarray(7)]);

function notUtf8(payload: Uint8Array): Uint8Array {
  const at = Buffer.from(payload).indexOf('Lumen');
  return Uint8Array.from(payload, (byte, index) => (index === at ? 0xff : byte));
}
