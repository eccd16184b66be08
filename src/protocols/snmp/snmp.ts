import { latin1 } from '../../foundation/byte-reader.ts';
import { DecodeError } from '../../foundation/decode-error.ts';
import { hex } from '../../foundation/hex.ts';
import type { Conversation, FirstBytes, FlowFacts, Protocol, ProtocolTools, Side } from '../../model/protocol.ts';
import { type BerValue, berNumber, readBer, readBerAll } from '../ber-reader.ts';
import { datagramReader } from '../datagram-reader.ts';
import { softwareName } from '../software-name.ts';

/** Network management: the community is a password in clear. */
export const snmp: Protocol = {
  id: 'snmp',
  title: 'SNMP: communities and users, and what a device says it is',
  references: [
    { source: 'RFC 1157', clause: '4', url: 'https://www.rfc-editor.org/rfc/rfc1157' },
    { source: 'RFC 3412', clause: '6', url: 'https://www.rfc-editor.org/rfc/rfc3412' },
    { source: 'RFC 3414', clause: '2.4', url: 'https://www.rfc-editor.org/rfc/rfc3414' },
  ],
  limitations: ['Of the values only sysDescr and sysName are read.', 'Encrypted messages (version 3, authPriv) are named, not read.'],
  transports: ['udp'],
  ports: [161, 162],
  encrypted: null,
  recognise,
  converse: (flow, tools) => conversation(flow, tools),
};

type Message = { readonly version: number; readonly parts: readonly BerValue[] };

function open(bytes: Uint8Array): Message | null {
  const outer = readBer(bytes, 0);
  const parts = readBerAll(outer.content, 4);
  const [first] = parts;
  const version = first === undefined ? -1 : berNumber(first);
  return outer.tag === 0x30 && (version === 0 || version === 1 || version === 3) ? { version, parts } : null;
}

function recognise({ fromClient, fromServer }: FirstBytes): 'certain' | 'likely' | 'no' {
  const bytes = fromClient.length > 0 ? fromClient : fromServer;
  if (bytes[0] !== 0x30) return 'no';
  try {
    const message = open(bytes);
    const [, second, third] = message?.parts ?? [];
    if (message === null || second === undefined || third === undefined) return 'no';
    if (message.version === 3) return second.tag === 0x30 && third.tag === 4 ? 'certain' : 'no';
    return second.tag === 4 && third.tag >= 0xa0 && third.tag <= 0xa8 ? 'certain' : 'no';
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    // The capture may have cut it off: a version must stand where it does.
    return hasVersion(bytes) ? 'likely' : 'no';
  }
}

function hasVersion(bytes: Uint8Array): boolean {
  const length = bytes[1] ?? 0;
  const at = 2 + (length > 0x80 ? length - 0x80 : 0);
  return length !== 0x80 && length <= 0x84 && bytes[at] === 2 && bytes[at + 1] === 1 && [0, 1, 3].includes(bytes[at + 2] ?? 255);
}

function conversation(flow: FlowFacts, { tell }: ProtocolTools): Conversation {
  const told = new Set<string>();
  const once = (key: string, telling: () => void): void => {
    if (told.has(key) || told.size >= 1024) return;
    told.add(key);
    telling();
  };
  const login = (user: string | null, password: string | null): void =>
    once(`login ${user} ${password}`, () => tell.credential({ user, password }));
  const encrypted = (is: boolean): void => once(`encrypted ${is}`, () => tell.encrypted(is));
  const values = (side: Side, unit: BerValue): void => {
    for (const [name, text] of texts(unit)) {
      if (name === sysName && text !== '')
        once(`name ${text}`, () => tell.host({ address: side === 'client' ? flow.client : flow.server, mac: null, name: text }));
      const software = name === sysDescr ? softwareName(text) : null;
      if (software !== null) once(`descr ${text}`, () => tell.component({ side, ...software }));
    }
  };
  return {
    read: datagramReader((side, bytes) => {
      const message = open(bytes);
      if (message === null) throw new DecodeError('malformed', 'no SNMP message', 0);
      const [, second, third, fourth] = message.parts;
      if (message.version === 3) {
        const flags = second === undefined ? 0 : (readBerAll(second.content, 4)[2]?.content[0] ?? 0);
        encrypted((flags & 2) !== 0);
        const user = third === undefined ? '' : userOf(third.content);
        // Without authentication the name alone lets in (RFC 3414, 1.4); else it is no login.
        if (user !== '' && (flags & 1) === 0) login(user, null);
        const inner = fourth?.tag === 0x30 ? readBerAll(fourth.content, 3)[2] : undefined;
        if (inner !== undefined) values(side, inner);
        return;
      }
      encrypted(false);
      if (second !== undefined) login(null, latin1(second.content.subarray(0, 255)));
      if (third !== undefined) values(side, third);
    }),
  };
}

/** RFC 3414, 2.4: engine, boots, time, user. */
function userOf(parameters: Uint8Array): string {
  const user = readBerAll(readBer(parameters, 0).content, 6)[3];
  return user === undefined ? '' : latin1(user.content.subarray(0, 255));
}

/** 1.3.6.1.2.1.1.1.0 and .5.0 (RFC 3418, 2). */
const sysDescr = '2b06010201010100';
const sysName = '2b06010201010500';

/** Texts of the variable bindings of a protocol data unit, by name. */
function texts(unit: BerValue): readonly (readonly [string, string])[] {
  // What is asked or set says nothing of who asks: responses, informs and traps of version 2 only (RFC 3416, 3).
  if (unit.tag !== 0xa2 && unit.tag !== 0xa6 && unit.tag !== 0xa7) return [];
  const bindings = readBerAll(unit.content, 4)[3];
  if (bindings?.tag !== 0x30) return [];
  return readBerAll(bindings.content, 128).flatMap((binding) => {
    const [name, value] = readBerAll(binding.content, 2);
    return name !== undefined && value?.tag === 4
      ? [[hex(name.content.subarray(0, 32)), latin1(value.content.subarray(0, 255))] as const]
      : [];
  });
}
