import type { TrustedIssuer, TrustListContent } from '../../src/credential/trust-list.ts';
import {
  claimsOf,
  issuerOf,
  signedLabel,
  signedStatusList,
  signedTrustList,
  type TestKey,
  testKey,
  trustContent,
} from '../../src/credential/verify/issuer-fixture.ts';
import type { SignedLabel } from '../../src/issuance/sign-label.ts';
import type { LabelClaims } from '../../src/model/label-claims.ts';

/** Two issuers, a training issuer, an old key and a stolen one, and a scheme owner who lists them. */
export type VectorWorld = {
  readonly root: TestKey;
  readonly stranger: TestKey;
  readonly key: TestKey;
  readonly oldKey: TestKey;
  readonly stolenKey: TestKey;
  readonly otherKey: TestKey;
  readonly trainingKey: TestKey;
  readonly issuer: TrustedIssuer;
  readonly other: TrustedIssuer;
  readonly training: TrustedIssuer;
  readonly content: TrustListContent;
  readonly trustList: string;
  readonly label: SignedLabel;
  readonly statusLists: readonly string[];
  readonly sign: (changes: Partial<LabelClaims>, issuer?: TrustedIssuer, key?: TestKey) => Promise<SignedLabel>;
  /** The three lists of the issuer with these serials set in one. */
  readonly listsWith: (purpose: 'revocation' | 'suspension' | 'refresh' | null, serials: readonly number[]) => Promise<readonly string[]>;
};

// budget: one list of who and what there is.
export async function vectorWorld(): Promise<VectorWorld> {
  const [root, stranger, key, oldKey, stolenKey, otherKey, trainingKey] = (await Promise.all(
    Array.from({ length: 7 }, () => testKey()),
  )) as [TestKey, TestKey, TestKey, TestKey, TestKey, TestKey, TestKey];
  const term = (one: TestKey, from: string, until: string, compromised: TrustedIssuer['keys'][number]['compromised'] = null) => ({
    kid: one.kid,
    jwk: one.jwk,
    from,
    until,
    compromised,
  });
  const issuer = issuerOf([], {
    keys: [
      term(key, '2027-01-01T00:00:00Z', '2028-12-31T23:59:59Z'),
      term(oldKey, '2025-01-01T00:00:00Z', '2026-12-31T23:59:59Z'),
      term(stolenKey, '2027-01-01T00:00:00Z', '2028-12-31T23:59:59Z', { at: '2027-03-20T08:00:00Z', index: 1000 }),
    ],
  });
  const other = issuerOf([otherKey], {
    id: 'https://other.example/',
    name: 'Other Body',
    body: 'OTHER',
    codePrefix: 'HTTPS://OTHER.EXAMPLE/C/',
    statusLists: 'https://other.example/status/',
  });
  const training = issuerOf([trainingKey], { id: 'https://training.example/', name: 'Training', body: 'TRAIN', training: true });
  const content = trustContent([issuer, other, training]);
  const trustList = await signedTrustList(content, root);
  const sign = (changes: Partial<LabelClaims>, by = issuer, signer = key): Promise<SignedLabel> =>
    signedLabel(claimsOf(changes), by, signer);
  const listsWith: VectorWorld['listsWith'] = (purpose, serials) =>
    Promise.all(
      (['revocation', 'suspension', 'refresh'] as const).map((one) => signedStatusList(one, one === purpose ? serials : [], issuer, key)),
    );
  const statusLists = await listsWith(null, []);
  return {
    root,
    stranger,
    key,
    oldKey,
    stolenKey,
    otherKey,
    trainingKey,
    issuer,
    other,
    training,
    content,
    trustList,
    label: await sign({}),
    statusLists,
    sign,
    listsWith,
  };
}
