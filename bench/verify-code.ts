// Verifying one printed code, lists already verified, against a bare ES256 verification by the same platform: `node bench/verify-code.ts [ROUNDS]`. The two take turns.

import { webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { nodePlatform } from '../src/adapters/node-platform.ts';
import { decodeCoseSign1, signedBytes } from '../src/credential/cose-sign1.ts';
import { splitCode } from '../src/credential/printed-code.ts';
import { verifyCode } from '../src/credential/verify/verify-code.ts';
import { verifyTrustList } from '../src/credential/verify/verify-trust-list.ts';
import type { LabelVector, LabelWorld } from '../tools/vectors/label-vector.ts';

const rounds = Number(process.argv[2] ?? 15);
const each = 2000;
const read = <T>(name: string): T => JSON.parse(readFileSync(`docs/spec/vectors/label/${name}.json`, 'utf8')) as T;
const { roots, trustList } = read<LabelWorld>('world');
const { text } = read<LabelVector>('code-genuine');
const trust = await verifyTrustList(trustList, { roots }, nodePlatform);
if (trust.outcome === 'refused') throw new Error(trust.code);
const { protectedHeader, payload, signature } = decodeCoseSign1(splitCode(text).statement);
const [issuer] = trust.content.issuers;
const jwk = issuer?.keys[0]?.jwk;
if (jwk === undefined) throw new Error('no key in the vectors');
const key = await webcrypto.subtle.importKey('jwk', jwk, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
const bytes = signedBytes(protectedHeader, payload);
const plain = Uint8Array.from(signature);

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  for (let at = 0; at < each; at += 1) await work();
  return ((performance.now() - start) * 1000) / each;
}

const ours: number[] = [];
const bare: number[] = [];
for (let round = 0; round <= rounds; round += 1) {
  const [a, b] = [
    await timed(() => verifyCode(text, trust, nodePlatform)),
    await timed(() => webcrypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, plain, bytes)),
  ];
  // The first round warms up.
  if (round > 0) {
    ours.push(a);
    bare.push(b);
  }
}
const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const ratios = ours.map((value, at) => value / (bare[at] ?? 1));
console.log(
  `one code ${middle(ours).toFixed(0)} µs, a bare ES256 verification ${middle(bare).toFixed(0)} µs, ratio ${middle(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}), ${rounds} rounds of ${each}`,
);
