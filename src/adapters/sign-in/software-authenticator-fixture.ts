import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { encode } from 'cborg';

type Options = { readonly challenge: string; readonly rp?: { readonly id?: string }; readonly rpId?: string };

/** A passkey in software (WebAuthn Level 2, ES256, no attestation): what a browser and its authenticator make together of options from a server. */
export type SoftwareAuthenticator = {
  /** `isVerified` false: the person was there, but was not asked for a PIN or finger. */
  readonly create: (options: unknown, isVerified?: boolean) => string;
  readonly get: (options: unknown, isVerified?: boolean) => string;
};

const present = 0x01;
const verified = 0x04;
const hasKey = 0x40;

export function softwareAuthenticator(origin: string): SoftwareAuthenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(16);
  let counter = 0;
  const url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
  const clientData = (type: string, { challenge }: Options): Buffer =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const head = (rpId: string, flags: number): Buffer => {
    counter += 1;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([flags]), count]);
  };
  const credential = (response: Readonly<Record<string, unknown>>): string =>
    JSON.stringify({ id: url(id), rawId: url(id), type: 'public-key', clientExtensionResults: {}, response });
  return {
    create: (given, isVerified = true) => {
      const options = given as Options;
      const key = encode(
        new Map<number, unknown>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
          [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
        ]),
      );
      const length = Buffer.from([0, id.length]);
      const flags = present | (isVerified ? verified : 0) | hasKey;
      const authData = Buffer.concat([head(options.rp?.id ?? '', flags), Buffer.alloc(16), length, id, key]);
      const attestationObject = encode({ fmt: 'none', attStmt: {}, authData: new Uint8Array(authData) });
      const clientDataJSON = url(clientData('webauthn.create', options));
      return credential({ clientDataJSON, attestationObject: url(attestationObject), transports: ['internal'] });
    },
    get: (given, isVerified = true) => {
      const options = given as Options;
      const client = clientData('webauthn.get', options);
      const authenticatorData = head(options.rpId ?? '', present | (isVerified ? verified : 0));
      const signed = Buffer.concat([authenticatorData, createHash('sha256').update(client).digest()]);
      const signature = sign('sha256', signed, privateKey);
      return credential({ clientDataJSON: url(client), authenticatorData: url(authenticatorData), signature: url(signature) });
    },
  };
}
