import type { Host } from '../../model/host.ts';
import type { Side } from '../../model/protocol.ts';
import type { QuicPacket, QuicVersion } from './quic-packet.ts';

type Keys = { readonly key: Uint8Array; readonly iv: Uint8Array; readonly headerKey: Uint8Array };
/** Keys of the first packets: anyone who sees the client's first connection id has them (RFC 9001, 5.2). */
export type InitialKeys = Readonly<Record<Side, Keys>>;

const ascii = (text: string): number[] => Array.from(text, (character) => character.charCodeAt(0));

/** HKDF-Expand-Label of at most 32 bytes and without a context (RFC 8446, 7.1): one block of HKDF (RFC 5869, 2.3). */
function expand(host: Host, secret: Uint8Array, label: string, size: number): Uint8Array {
  const full = ascii(`tls13 ${label}`);
  const info = Uint8Array.from([0, size, full.length, ...full, 0, 1]);
  return host.hmac('sha256', secret, info).slice(0, size);
}

export function initialKeys(host: Host, { label, salt }: QuicVersion, connection: Uint8Array): InitialKeys {
  const saltBytes = Uint8Array.from(salt.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const initial = host.hmac('sha256', saltBytes, connection);
  const keysOf = (side: Side): Keys => {
    const secret = expand(host, initial, `${side} in`, 32);
    return {
      key: expand(host, secret, `${label} key`, 16),
      iv: expand(host, secret, `${label} iv`, 12),
      headerKey: expand(host, secret, `${label} hp`, 16),
    };
  };
  return { client: keysOf('client'), server: keysOf('server') };
}

/** The frames of an Initial packet (RFC 9001, 5.3 and 5.4); null where the keys are not its. */
export function openInitial(host: Host, { key, iv, headerKey }: Keys, { bytes, numberAt }: QuicPacket): Uint8Array | null {
  if (numberAt + 20 > bytes.length) return null;
  const mask = host.aes.block(headerKey, bytes.subarray(numberAt + 4, numberAt + 20));
  if (mask === null) return null;
  const first = (bytes[0] ?? 0) ^ ((mask[0] ?? 0) & 0x0f);
  const numberLength = (first & 3) + 1;
  const header = bytes.slice(0, numberAt + numberLength);
  header[0] = first;
  const nonce = iv.slice();
  for (let index = 0; index < numberLength; index += 1) {
    const byte = (header[numberAt + index] ?? 0) ^ (mask[index + 1] ?? 0);
    header[numberAt + index] = byte;
    // Sent packet numbers are below 2^32 here, so what is sent is all of it (RFC 9000, A.3).
    const place = 12 - numberLength + index;
    nonce[place] = (nonce[place] ?? 0) ^ byte;
  }
  return host.aes.openGcm(key, nonce, bytes.subarray(numberAt + numberLength), header);
}
