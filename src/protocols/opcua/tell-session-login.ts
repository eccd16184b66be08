import { ByteReader, latin1 } from '../../foundation/byte-reader.ts';
import { DecodeError } from '../../foundation/decode-error.ts';
import type { Tell } from '../../model/protocol.ts';

/** Numbers of the binary encodings (OPC 10000-6, A.3). */
const activateSessionRequest = 467;
const anonymousIdentity = 321;
const userNameIdentity = 324;
const mostLocales = 64;

/** Tells the login that an ActivateSession request in clear carries (OPC 10000-4, 5.6.3); false where it is another message. */
export function tellSessionLogin(body: Uint8Array, tell: Tell): boolean {
  const reader = new ByteReader(body);
  if (!reader.has(0, 4) || reader.u16(2) !== activateSessionRequest) return false;
  const cursor = new Cursor(reader, 4);
  // Request header: token, time, handle, diagnostics, audit id, time-out, additional header.
  cursor.nodeId();
  cursor.skip(16);
  cursor.bytes();
  cursor.skip(4);
  cursor.nodeId();
  cursor.skip(1);
  // Client signature: algorithm and value; certificates of software, none; locales.
  cursor.bytes();
  cursor.bytes();
  cursor.count(0);
  for (let left = cursor.count(mostLocales); left > 0; left -= 1) cursor.bytes();
  const kind = cursor.nodeId();
  if (kind === anonymousIdentity) return true;
  if (kind !== userNameIdentity) return true;
  cursor.skip(5);
  cursor.bytes();
  const user = cursor.bytes();
  const password = cursor.bytes();
  const algorithm = cursor.bytes();
  // With an algorithm the password is enciphered for itself.
  const isClear = algorithm === null || algorithm.length === 0;
  tell.credential({ user: user === null ? null : latin1(user), password: isClear && password !== null ? latin1(password) : null });
  return true;
}

class Cursor {
  readonly #reader: ByteReader;
  #at: number;

  constructor(reader: ByteReader, at: number) {
    this.#reader = reader;
    this.#at = at;
  }

  skip(size: number): void {
    this.#reader.slice(this.#at, size);
    this.#at += size;
  }

  bytes(): Uint8Array | null {
    const length = this.#reader.i32(this.#at);
    this.#at += 4;
    if (length < 0) return null;
    const value = this.#reader.slice(this.#at, length);
    this.#at += length;
    return value;
  }

  /** How many elements of a list follow; more than `most` is `limit`. */
  count(most: number): number {
    const count = this.#reader.i32(this.#at);
    this.#at += 4;
    if (count > most) throw new DecodeError('limit', 'too many elements', this.#at);
    return Math.max(0, count);
  }

  /** The number of a node, 0 for one of another form (OPC 10000-6, 5.2.2.9). */
  nodeId(): number {
    const form = this.#reader.u8(this.#at);
    const at = this.#at + 1;
    if (form === 0) this.#at += 2;
    else if (form === 1) this.#at += 4;
    else if (form === 2) this.#at += 7;
    else if (form === 4) this.#at += 19;
    else if (form === 3 || form === 5) {
      this.#at += 3;
      this.bytes();
    } else throw new DecodeError('malformed', 'no node id', this.#at);
    return form === 0 ? this.#reader.u8(at) : form === 1 ? this.#reader.u16(at + 1) : form === 2 ? this.#reader.u32(at + 2) : 0;
  }
}
