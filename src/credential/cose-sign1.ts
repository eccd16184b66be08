import { type CborValue, cborMap, cborTag } from './cbor-value.ts';
import { decodeCbor } from './decode-cbor.ts';
import { encodeCbor } from './encode-cbor.ts';
import { entriesOf } from './entries-of.ts';
import { Refusal } from './refusal.ts';
import { strictly } from './strictly.ts';

/** COSE header labels and the algorithm (RFC 9052, 3.1; RFC 9053, 2.1). */
const algorithmLabel = 1;
const keyIdLabel = 4;
const es256 = -7;
const sign1Tag = 18;

/** Bytes of a key id: the first of the key's RFC 7638 thumbprint. */
export const keyIdBytes = 8;

export type CoseSign1 = {
  readonly protectedHeader: Uint8Array;
  readonly keyId: Uint8Array;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
};

/** The protected header of a statement: ES256 and the key's id, nothing else. */
export const protectedHeader = (keyId: Uint8Array): Uint8Array =>
  encodeCbor(
    cborMap([
      [algorithmLabel, es256],
      [keyIdLabel, keyId],
    ]),
  );

/** What is signed (RFC 9052, 4.4): Sig_structure of a COSE_Sign1 without external data. */
export const signedBytes = (header: Uint8Array, payload: Uint8Array): Uint8Array<ArrayBuffer> =>
  encodeCbor(['Signature1', header, new Uint8Array(0), payload]);

/** The tagged message; its unprotected header is empty. */
export const encodeCoseSign1 = ({ protectedHeader: header, payload, signature }: Omit<CoseSign1, 'keyId'>): Uint8Array<ArrayBuffer> =>
  encodeCbor(cborTag(sign1Tag, [header, cborMap([]), payload, signature]));

/** Reads a tagged COSE_Sign1 as `encodeCoseSign1` writes it; refuses what else COSE would allow (`MALFORMED`, `WRONG_ALGORITHM`, and as `strictly` says). */
export function decodeCoseSign1(bytes: Uint8Array): CoseSign1 {
  const message = strictly(() => decodeCbor(bytes));
  const inner = typeof message === 'object' && 'tag' in message && message.tag === sign1Tag ? message.value : null;
  if (!Array.isArray(inner) || inner.length !== 4) throw new Refusal('MALFORMED', 'no COSE_Sign1');
  const [header, unprotected, payload, signature] = inner as readonly CborValue[];
  if (!(header instanceof Uint8Array && payload instanceof Uint8Array && signature instanceof Uint8Array))
    throw new Refusal('MALFORMED', 'no COSE_Sign1');
  if (entriesOf(unprotected).length > 0) throw new Refusal('MALFORMED', 'an unprotected header that is not empty');
  if (signature.length !== 64) throw new Refusal('MALFORMED', 'a signature that is not 64 bytes');
  return { protectedHeader: header, keyId: keyIdOf(header), payload, signature };
}

function keyIdOf(header: Uint8Array): Uint8Array {
  const members = new Map(entriesOf(strictly(() => decodeCbor(header))));
  if (members.get(algorithmLabel) !== es256) throw new Refusal('WRONG_ALGORITHM', 'not ES256');
  const keyId = members.get(keyIdLabel);
  if (members.size !== 2 || !(keyId instanceof Uint8Array) || keyId.length !== keyIdBytes)
    throw new Refusal('MALFORMED', 'no key id, or more than that');
  return keyId;
}
