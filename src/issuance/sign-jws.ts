import { base64url } from '../foundation/base64url.ts';
import type { Signer } from '../model/signer.ts';

const utf8 = new TextEncoder();

/** The signed form of a JWS signing input (`jwsSigningInput`). */
export const signJws = async (input: string, signer: Signer): Promise<string> =>
  `${input}.${base64url(await signer.sign(utf8.encode(input)))}`;
