import type { KexInit } from './ssh-weak-algorithms.ts';

/** What we call ourselves: the target's log can name who asked. */
export const sshIdentification = 'SSH-2.0-IQS_probe\r\n';

/** The server's identification, after other lines it may say first (RFC 4253, 4.2: at most 255 characters); how many bytes it takes, 0: not yet. */
export function identificationIn(bytes: Buffer): { readonly line: string; readonly taken: number } {
  const text = bytes.subarray(0, 8192).toString('latin1');
  for (let start = 0; ; ) {
    const end = text.indexOf('\n', start);
    if (end < 0) return { line: '', taken: 0 };
    if (text.startsWith('SSH-', start)) return { line: text.slice(start, end).trimEnd().slice(0, 255), taken: end + 1 };
    start = end + 1;
  }
}

const kexInit = 20;
/** RFC 4253, 6.1: longer ones need not be understood. */
const longestPacket = 35_000;

/** Length of the first packet in clear (RFC 4253, 6); 0: not whole yet. What cannot be one is taken as it is, to be refused. */
export function packetLength(bytes: Buffer): number {
  if (bytes.length < 4) return 0;
  const length = bytes.readUInt32BE(0);
  if (length > longestPacket || length < 12) return bytes.length;
  return bytes.length < 4 + length ? 0 : 4 + length;
}

/** The name-lists of SSH_MSG_KEXINIT (RFC 4253, 7.1); null: another message, or lists that contradict their lengths. */
export function readKexInit(packet: Buffer): KexInit | null {
  if (packet.length < 22 || packet[5] !== kexInit) return null;
  const padding = packet[4] ?? 0;
  const end = packet.length - padding;
  const lists: (readonly string[])[] = [];
  let at = 6 + 16;
  while (lists.length < 6) {
    if (at + 4 > end) return null;
    const length = packet.readUInt32BE(at);
    if (length > end - at - 4) return null;
    const names = packet.subarray(at + 4, at + 4 + length).toString('latin1');
    lists.push(names === '' ? [] : names.split(',').filter((name) => /^[\x21-\x7e]{1,64}$/.test(name)));
    at += 4 + length;
  }
  const [kex = [], hostKeys = [], toServer = [], toClient = [], macsToServer = [], macsToClient = []] = lists;
  const both = (a: readonly string[], b: readonly string[]): readonly string[] => [...new Set([...a, ...b])];
  return { kex, hostKeys, ciphers: both(toServer, toClient), macs: both(macsToServer, macsToClient) };
}
