import { generateKeyPairSync, sign } from 'node:crypto';
import { keyId } from '../../credential/verify/es256.ts';
import type { Signer } from '../../model/signer.ts';
import { publicJwk } from '../keys/public-jwk.ts';
import { nodePlatform } from '../node-platform.ts';

/** A key for one trial; nobody keeps its private half. */
export async function throwAwaySigner(): Promise<Signer> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = publicJwk(publicKey, 'throw-away key');
  return {
    jwk,
    kid: await keyId(nodePlatform, jwk),
    sign: async (bytes) => sign('sha256', bytes, { key: privateKey, dsaEncoding: 'ieee-p1363' }),
  };
}
