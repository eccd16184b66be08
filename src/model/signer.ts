import type { PublicJwk } from './register-entry.ts';

/** Signs with a key that nobody sees: in a file, in a PKCS#11 token, or made for one trial. */
export type Signer = {
  readonly jwk: PublicJwk;
  /** RFC 7638 thumbprint of the public key, base64url. */
  readonly kid: string;
  /** ES256 (RFC 7518, 3.4) over the bytes: r and s, 32 bytes each. */
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array>;
};
