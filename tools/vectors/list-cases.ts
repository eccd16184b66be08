import { gzipSync } from 'node:zlib';
import { jwsSigningInput } from '../../src/credential/jws.ts';
import { bitsOf, statusListPayload } from '../../src/credential/status-list.ts';
import { statusListUrl } from '../../src/credential/status-place.ts';
import type { TrustListContent } from '../../src/credential/trust-list.ts';
import { signedStatusList, signedTrustList } from '../../src/credential/verify/issuer-fixture.ts';
import { signJws } from '../../src/issuance/sign-jws.ts';
import type { LabelVector } from './label-vector.ts';
import type { VectorWorld } from './vector-world.ts';

/** Status lists and trust lists, one failure each. */
// budget: one flat list of cases.
export async function listCases(world: VectorWorld): Promise<readonly LabelVector[]> {
  const { issuer, key, root, content } = world;
  const ok = { genuine: true, standing: null } as const;
  const refused = (code: string) => ({ refused: code });
  const status = (name: string, about: string, text: string, expect: LabelVector['expect']): LabelVector => ({
    name,
    about,
    kind: 'status-list',
    text,
    expect,
    statusLists: [],
  });
  const trust = (
    name: string,
    about: string,
    text: string,
    expect: LabelVector['expect'],
    more: Partial<LabelVector> = {},
  ): LabelVector => ({ name, about, kind: 'trust-list', text, trustList: text, expect, statusLists: [], ...more });
  const usual = {
    id: statusListUrl(issuer.statusLists, 'revocation', 0),
    issuer: issuer.id,
    purpose: 'revocation',
    from: '2027-04-01T00:00:00Z',
    until: '2027-04-02T00:00:00Z',
    packed: gzipSync(bitsOf([42])),
  } as const;
  const listOf = (changes: Partial<Parameters<typeof statusListPayload>[0]>): Promise<string> =>
    signJws(jwsSigningInput('vc+jwt', key.kid, statusListPayload({ ...usual, ...changes })), key);
  const genuine = await listOf({});
  const altered = (text: string): string => {
    const [head, body, tail] = text.split('.') as [string, string, string];
    return `${head}.${Buffer.from(Buffer.from(body, 'base64url').toString().replace('2027-', '2028-')).toString('base64url')}.${tail}`;
  };
  const keyOf = (change: object): TrustListContent => ({
    ...content,
    issuers: content.issuers.map((one, at) =>
      at === 0 ? { ...one, keys: one.keys.map((listed, index) => (index === 0 ? { ...listed, ...change } : listed)) } : one,
    ),
  });
  return [
    status('genuine', 'A revocation list.', genuine, ok),
    status('altered', 'Its dates were changed.', altered(genuine), refused('BAD_SIGNATURE')),
    status(
      'another-issuers-address',
      "One issuer's list under another's address.",
      await listOf({ id: statusListUrl(world.other.statusLists, 'revocation', 0) }),
      refused('WRONG_STATUS_LIST'),
    ),
    status(
      'other-purpose',
      'A suspension list under the address of a revocation list.',
      await listOf({ purpose: 'suspension' }),
      refused('WRONG_STATUS_LIST'),
    ),
    status(
      'too-few-bits',
      'Fewer bits than the standard allows.',
      await listOf({ packed: gzipSync(new Uint8Array(1024)) }),
      refused('WRONG_STATUS_LIST'),
    ),
    status(
      'too-many-bits',
      'A list that unpacks to 64 MiB.',
      await listOf({ packed: gzipSync(new Uint8Array(2 ** 26), { level: 9 }).subarray(0, 40_000) }),
      refused('WRONG_STATUS_LIST'),
    ),
    status('not-gzip', 'Bits that are not packed.', await listOf({ packed: new Uint8Array(100) }), refused('WRONG_STATUS_LIST')),
    status('over-before-it-begins', 'It ends before it begins.', await listOf({ until: '2027-03-01T00:00:00Z' }), refused('MALFORMED')),
    status(
      'compromised-key',
      'Signed by a key recorded as compromised.',
      await signedStatusList('revocation', [], issuer, world.stolenKey),
      refused('KEY_COMPROMISED'),
    ),
    status(
      'retired-key',
      'Signed by a key after its end.',
      await signedStatusList('revocation', [], issuer, world.oldKey),
      refused('KEY_OUT_OF_TERM'),
    ),
    status('label-as-list', 'The credential of a label.', world.label.credential, refused('MALFORMED')),
    trust('genuine', 'A list of two issuers and one for training.', world.trustList, ok),
    trust('same-again', 'The list that was seen last.', world.trustList, ok, { leastSequence: 7 }),
    trust('rollback', 'An older list than the one seen last.', world.trustList, refused('TRUST_ROLLBACK'), { leastSequence: 8 }),
    trust('altered', 'Its dates were changed.', altered(world.trustList), refused('BAD_SIGNATURE')),
    trust(
      'unknown-root',
      'Signed by somebody else than the scheme owner.',
      await signedTrustList(content, world.stranger),
      refused('ROOT_UNKNOWN'),
    ),
    trust('issuer-as-root', 'Signed by a listed issuer.', await signedTrustList(content, key), refused('ROOT_UNKNOWN')),
    trust(
      'other-key-id',
      'A key under the id of another.',
      await signedTrustList(keyOf({ jwk: world.stranger.jwk }), root),
      refused('MALFORMED'),
    ),
    trust(
      'no-point',
      'A key that is no point of the curve.',
      await signedTrustList(keyOf({ jwk: { ...key.jwk, y: key.jwk.x } }), root),
      refused('MALFORMED'),
    ),
    trust(
      'body-twice',
      'Two issuers with one code in their numbers.',
      await signedTrustList({ ...content, issuers: content.issuers.map((one) => ({ ...one, body: 'TEST' })) }, root),
      refused('MALFORMED'),
    ),
    trust('credential-as-list', 'The credential of a label.', world.label.credential, refused('MALFORMED')),
  ];
}
