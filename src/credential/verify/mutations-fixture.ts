import { nodePlatform } from '../../adapters/node-platform.ts';
import { base64url, fromBase64url } from '../../foundation/base64url.ts';
import { randomNumbers } from '../../foundation/random-numbers-fixture.ts';
import { base32, fromBase32 } from '../base32.ts';
import { claimsOf, issuerOf, signedLabel, signedTrustList, testKey, trustContent } from './issuer-fixture.ts';
import { verifyCode } from './verify-code.ts';
import { verifyCredential } from './verify-credential.ts';
import { verifyTrustList } from './verify-trust-list.ts';

type Tally = { refused: number; same: number; accepted: number };

/**
 * Mutates a valid code and a valid credential `times` times in all, half of them as text and half of them as bytes below it. `accepted`: taken as genuine though the text is
 * another: with a code there is no other text of a label, with a credential none but another signature, which only the key could make.
 */
export async function mutateLabels(times: number, seed: number): Promise<{ readonly code: Tally; readonly credential: Tally }> {
  const [root, key] = [await testKey(), await testKey()];
  const issuer = issuerOf([key]);
  const trust = await verifyTrustList(await signedTrustList(trustContent([issuer]), root), { roots: [root.jwk] }, nodePlatform);
  if (trust.outcome === 'refused') throw new Error(trust.because);
  const label = await signedLabel(claimsOf(), issuer, key);
  const below = randomNumbers(seed);
  const code: Tally = { refused: 0, same: 0, accepted: 0 };
  const credential: Tally = { refused: 0, same: 0, accepted: 0 };
  const count = (tally: Tally, original: string, text: string, outcome: 'genuine' | 'refused'): void => {
    if (text === original) tally.same += 1;
    else tally[outcome === 'genuine' ? 'accepted' : 'refused'] += 1;
  };
  const [head = '', body = '', tail = ''] = label.credential.split('.');
  const at = issuer.codePrefix.length;
  const statement = fromBase32(label.code.slice(at).replaceAll('/', ''));
  for (let round = 0; round < times; round += 4) {
    const texts = [mutatedText(label.code, below), issuer.codePrefix + segments(base32(mutatedBytes(statement, below)))];
    for (const text of texts) count(code, label.code, text, (await verifyCode(text, trust, nodePlatform)).outcome);
    const parts = [head, body, tail];
    const part = below(3);
    parts[part] = base64url(mutatedBytes(fromBase64url(parts[part] as string), below));
    for (const text of [mutatedText(label.credential, below), parts.join('.')])
      count(credential, label.credential, text, (await verifyCredential(text, trust, nodePlatform)).outcome);
  }
  return { code, credential };
}

/** The same of any JWT, by what `verdict` says of each text. */
export async function mutateJwt(
  jwt: string,
  times: number,
  seed: number,
  verdict: (text: string) => Promise<'genuine' | 'refused'>,
): Promise<Tally> {
  const below = randomNumbers(seed);
  const tally: Tally = { refused: 0, same: 0, accepted: 0 };
  for (let round = 0; round < times; round += 2) {
    const parts = jwt.split('.');
    const part = below(3);
    parts[part] = base64url(mutatedBytes(fromBase64url(parts[part] as string), below));
    for (const text of [mutatedText(jwt, below), parts.join('.')]) {
      if (text === jwt) tally.same += 1;
      else tally[(await verdict(text)) === 'genuine' ? 'accepted' : 'refused'] += 1;
    }
  }
  return tally;
}

const segments = (digits: string): string => (digits.match(/.{1,200}/g) ?? []).join('/');

/** One to three places changed, cut, doubled, exchanged. */
function mutatedText(text: string, below: (limit: number) => number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./:=+ %';
  let out = text;
  for (let times = 1 + below(3); times > 0; times -= 1) {
    const at = below(out.length + 1);
    const letter = alphabet[below(alphabet.length)] as string;
    const tails = [
      letter + out.slice(at + 1),
      letter + out.slice(at),
      out.slice(at + 1),
      '',
      out.slice(Math.max(0, at - 5)),
      letter.repeat(4) + out.slice(at),
    ];
    out = out.slice(0, at) + (tails[below(tails.length)] as string);
  }
  return out;
}

function mutatedBytes(bytes: Uint8Array, below: (limit: number) => number): Uint8Array {
  const out = [...bytes];
  for (let times = 1 + below(3); times > 0; times -= 1) {
    const at = below(Math.max(1, out.length));
    const kind = below(6);
    if (kind === 0) out[at] = (out[at] ?? 0) ^ (1 << below(8));
    else if (kind === 1) out[at] = below(256);
    else if (kind === 2) out.splice(at, 1);
    else if (kind === 3) out.splice(at, 0, below(256));
    else if (kind === 4) out.length = at + 1;
    else out.push(below(256));
  }
  return Uint8Array.from(out);
}
