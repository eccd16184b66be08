import { latin1 } from '../../foundation/byte-reader.ts';
import type { Collector, CollectorContext } from '../../model/collector.ts';
import type { KeyExhibit } from '../../model/exhibits.ts';
import type { Host, KeyFacts } from '../../model/host.ts';
import type { Entry } from '../../model/unpacked.ts';
import { fixedNeedles } from '../needles.ts';
import { base64 } from './base64.ts';
import { pemKey } from './keys/pem-key.ts';
import { dropbearKey, sshPublicKey } from './keys/ssh-key.ts';
import { pemBlocks } from './pem-blocks.ts';
import { readable } from './readable.ts';

/** A file that is one key is smaller than this, in bytes. */
const largestKeyFile = 65_536;
const derName = /\.(?:key|der|pk8|p8|pem)$/i;
const dropbearName = /dropbear|host_?key/i;
const sshName = /\/authorized_keys2?$|\.pub$/;
const sshLine = /(?:^|[\s"])(?:ssh-rsa|ssh-dss|ssh-ed25519|ecdsa-sha2-nistp\d+)\s+(?<blob>AAAA[A-Za-z0-9+/]+={0,2})/;

/**
 * Keys, private and public: PEM anywhere, also inside programs; DER, dropbear, OpenSSH and PuTTY files. What only looks like a key,
 * as the markers every crypto library holds, is left out. `known` is null: no list of compromised keys is at hand.
 */
export const collectKeys: Collector<KeyExhibit> = (unpacked, context) => {
  const needle = context.needles.indexOf(fixedNeedles.pem);
  const ofFile = (entry: Entry): readonly KeyExhibit[] =>
    entry.type === 'file' ? readable(entry, (read) => keysOf(entry, read, needle, context)) : [];
  return [...unpacked.trees.flatMap((tree) => tree.entries), ...unpacked.pieces].flatMap(ofFile);
};

function keysOf(entry: Entry, read: () => Uint8Array, needle: number, { host, note }: CollectorContext): readonly KeyExhibit[] {
  const blocks = pemBlocks(entry, read, needle, note);
  if (blocks.length > 0) return blocks.flatMap((block) => exhibit(block.at, pemKey(block, host)));
  if (entry.size > largestKeyFile) {
    if (isNamedKey(entry))
      note({ code: 'limit', at: entry.at, detail: `${entry.size} bytes: only ${largestKeyFile} of a key file are read` });
    return [];
  }
  if (dropbearName.test(entry.path) && entry.kind !== 'elf') {
    const key = dropbearKey(read(), host);
    if (key !== null) return exhibit(entry.at, key);
  }
  if (derName.test(entry.path) && entry.kind === 'data') return exhibit(entry.at, host.key(read()));
  if (entry.path.endsWith('.ppk')) return exhibit(entry.at, puttyKey(latin1(read()), host));
  return sshName.test(entry.path) ? sshLines(entry, latin1(read()), host) : [];
}

/** Whether a file goes by a key's name and its content does not say that it is something else. */
function isNamedKey({ path, kind }: Entry): boolean {
  if (kind === 'text') return sshName.test(path) || path.endsWith('.ppk');
  return (kind === 'data' || kind === 'key') && (derName.test(path) || dropbearName.test(path.slice(path.lastIndexOf('/') + 1)));
}

const exhibit = (at: string, facts: KeyFacts | null): readonly KeyExhibit[] => (facts === null ? [] : [{ ...facts, at, known: null }]);

/** Public keys one a line (sshd(8), AUTHORIZED_KEYS FILE FORMAT). */
function sshLines(entry: Entry, text: string, host: Host): readonly KeyExhibit[] {
  return text.split('\n').flatMap((line, index) => {
    const blob = line.startsWith('#') ? undefined : sshLine.exec(line)?.groups?.['blob'];
    const bytes = blob === undefined ? null : base64(blob);
    return bytes === null ? [] : exhibit(`${entry.at}:${index + 1}`, sshPublicKey(bytes, host));
  });
}

/** PuTTY's private keys (PuTTY manual, appendix C): the public half is in clear. */
function puttyKey(text: string, host: Host): KeyFacts | null {
  const lines = text.split(/\r?\n/);
  if (!/^PuTTY-User-Key-File-[123]: /.test(lines[0] ?? '')) return null;
  const at = lines.findIndex((line) => line.startsWith('Public-Lines: '));
  const count = Number(lines[at]?.slice('Public-Lines: '.length));
  const blob = at > 0 && count > 0 && count < 1000 ? base64(lines.slice(at + 1, at + 1 + count).join('')) : null;
  const facts = blob === null ? null : sshPublicKey(blob, host);
  return facts === null ? null : { ...facts, private: true, encrypted: !lines.includes('Encryption: none') };
}
