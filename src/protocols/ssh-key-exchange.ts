import { latin1 } from '../foundation/byte-reader.ts';
import { DecodeError } from '../foundation/decode-error.ts';
import type { SshAlgorithms } from '../model/network-exhibits.ts';

/** The name-lists of an SSH_MSG_KEXINIT in the order of RFC 4253, 7.1; `toServer` and `toClient` are the two directions. */
export type KexInit = {
  readonly kex: readonly string[];
  readonly hostKeys: readonly string[];
  readonly toServer: Direction;
  readonly toClient: Direction;
};
type Direction = { readonly ciphers: readonly string[]; readonly macs: readonly string[]; readonly compression: readonly string[] };

const kexInitMessage = 20;
/** RFC 4253, 6.1: longer ones need not be understood. */
const longestPacket = 35_000;
const cookieBytes = 16;
const headBytes = 5;

/** Bytes of the first packet in clear (RFC 4253, 6); 0: not whole yet. Throws `DecodeError` where none can stand. */
export function sshPacketLength(bytes: Uint8Array): number {
  if (bytes.length < headBytes + 1) return 0;
  const length = uint32(bytes, 0);
  const padding = bytes[4] as number;
  if (length > longestPacket || length < 12 || padding < 4 || padding + 2 > length) throw new DecodeError('malformed', 'no SSH packet');
  return bytes.length < 4 + length ? 0 : 4 + length;
}

/** The lists of one whole packet; null: another message. Throws `DecodeError` where lists contradict their lengths. */
export function readKexInit(packet: Uint8Array): KexInit | null {
  if (packet[headBytes] !== kexInitMessage) return null;
  const end = packet.length - (packet[4] ?? 0);
  const lists: (readonly string[])[] = [];
  for (let at = headBytes + 1 + cookieBytes; lists.length < 8; ) {
    if (at + 4 > end) throw new DecodeError('truncated', 'a key exchange with too few lists');
    const length = uint32(packet, at);
    if (length > end - at - 4) throw new DecodeError('malformed', 'a list of algorithms longer than its packet');
    lists.push(namesOf(latin1(packet.subarray(at + 4, at + 4 + length))));
    at += 4 + length;
  }
  const [kex = [], hostKeys = [], cipherUp = [], cipherDown = [], macUp = [], macDown = [], packUp = [], packDown = []] = lists;
  return {
    kex,
    hostKeys,
    toServer: { ciphers: cipherUp, macs: macUp, compression: packUp },
    toClient: { ciphers: cipherDown, macs: macDown, compression: packDown },
  };
}

/** RFC 4251, 6: printable ASCII, at most 64 characters; what is none is left out. */
const namesOf = (text: string): readonly string[] => text.split(',').filter((name) => /^[\x21-\x7e]{1,64}$/.test(name));

const uint32 = (bytes: Uint8Array, at: number): number => new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0);

const both = (a: readonly string[], b: readonly string[]): readonly string[] => [...new Set([...a, ...b])];

/** All that a side is ready for. */
export const offerOf = ({ kex, hostKeys, toServer, toClient }: KexInit): SshAlgorithms => ({
  kex,
  hostKeys,
  ciphers: both(toServer.ciphers, toClient.ciphers),
  macs: both(toServer.macs, toClient.macs),
});

/** The first of the client's that the server has too (RFC 4253, 7.1); markers of extensions are no algorithms. */
function firstShared(client: readonly string[], server: readonly string[]): string | null {
  return client.find((name) => server.includes(name) && !/^(ext-info-|kex-strict-)/.test(name)) ?? null;
}

/** What two offers come to; null where they have none of a kind in common, so that no session comes about. */
export function agreedOf(client: KexInit, server: KexInit): SshAlgorithms | null {
  const kex = firstShared(client.kex, server.kex);
  const hostKey = firstShared(client.hostKeys, server.hostKeys);
  const up = agreedDirection(client.toServer, server.toServer);
  const down = agreedDirection(client.toClient, server.toClient);
  if (kex === null || hostKey === null || up === null || down === null) return null;
  return { kex: [kex], hostKeys: [hostKey], ciphers: both(up.ciphers, down.ciphers), macs: both(up.macs, down.macs) };
}

/** Ciphers that authenticate by themselves: no MAC is then agreed. */
const authenticates = (cipher: string): boolean => /^(chacha20-poly1305|aes\d+-gcm)@openssh\.com$/.test(cipher);

function agreedDirection(client: Direction, server: Direction): Pick<SshAlgorithms, 'ciphers' | 'macs'> | null {
  const cipher = firstShared(client.ciphers, server.ciphers);
  if (cipher === null) return null;
  if (authenticates(cipher)) return { ciphers: [cipher], macs: [] };
  const mac = firstShared(client.macs, server.macs);
  return mac === null ? null : { ciphers: [cipher], macs: [mac] };
}

/** The text that HASSH hashes by MD5 (Salesforce, 2018): of a client its direction to the server, of a server the other. */
export function hasshText({ kex, toServer, toClient }: KexInit, side: 'client' | 'server'): string {
  const { ciphers, macs, compression } = side === 'client' ? toServer : toClient;
  return [kex, ciphers, macs, compression].map((list) => list.join(',')).join(';');
}

/** The version of two identification strings that both speak: 1.99 means 2.0 and earlier (RFC 4253, 5.1). */
export function spokenVersion(client: string, server: string): string {
  const isModern = (version: string): boolean => version === '2.0' || version === '1.99';
  if (isModern(client) && isModern(server)) return '2.0';
  return [client, server].filter((version) => version !== '1.99').sort()[0] ?? '1.99';
}
