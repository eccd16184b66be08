import { ByteReader } from '../../foundation/byte-reader.ts';
import { DecodeError } from '../../foundation/decode-error.ts';
import type { Conversation, Protocol, Tell } from '../../model/protocol.ts';
import { identifiersInName, personalIdentifiers } from '../personal-identifiers.ts';
import { resuming } from '../resuming.ts';
import { type Packet, packetAt } from './mqtt-packet.ts';

const [connect, publish, subscribe] = [1, 3, 8];
/** A message is looked into for identifiers as far as this. */
const sampleBytes = 4096;

/** MQTT 3.1, 3.1.1 and 5: the login of CONNECT, and identifiers in topics and messages. */
export const mqtt: Protocol = {
  id: 'mqtt',
  title: 'MQTT: logins, identifiers in topics and messages',
  references: [
    { source: 'OASIS MQTT 3.1.1', clause: '3.1', url: 'https://docs.oasis-open.org/mqtt/mqtt/v3.1.1/mqtt-v3.1.1.html' },
    { source: 'OASIS MQTT 5.0', clause: '3.1', url: 'https://docs.oasis-open.org/mqtt/mqtt/v5.0/mqtt-v5.0.html' },
  ],
  limitations: [
    'Messages longer than the window are passed over unread.',
    'Enhanced authentication of MQTT 5 is not read.',
    'Hardware addresses in topics and client names are told from other digits by their separators only.',
  ],
  transports: ['tcp'],
  ports: [1883],
  encrypted: false,
  window: 2 ** 18,
  recognise: ({ fromClient, fromServer }) => {
    if (isConnect(fromClient)) return 'certain';
    return [fromClient, fromServer].some((bytes) => bytes.length >= 2 && isPlausible(bytes)) ? 'likely' : 'no';
  },
  converse: (_, { tell }) => {
    const skip = { client: 0, server: 0 };
    const conversation: Conversation = {
      read: (side, bytes) => {
        let at = Math.min(skip[side], bytes.length);
        skip[side] -= at;
        for (let packet = packetAt(bytes, at); packet !== null; packet = packetAt(bytes, at)) {
          if (packet === 'malformed') throw new DecodeError('malformed', 'a length of more than four bytes', at);
          if (packet.end > bytes.length) {
            // What is longer than the window streams by.
            if (packet.end - at > 2 ** 17) {
              skip[side] = packet.end - bytes.length;
              return bytes.length;
            }
            return at;
          }
          read(packet, bytes, tell);
          at = packet.end;
        }
        return at;
      },
    };
    return resuming(conversation, { isStart: isPlausible, forget: (side) => (skip[side] = 0) });
  },
};

function isConnect(bytes: Uint8Array): boolean {
  const packet = packetAt(bytes, 0);
  if (packet === null || packet === 'malformed' || packet.type !== connect || bytes[0] !== 0x10) return false;
  const name = String.fromCharCode(...bytes.subarray(packet.at, packet.at + 8));
  return name.startsWith('\0\x04MQTT') || name.startsWith('\0\x06MQIsdp');
}

/** In mid-connection: whole packets of known types with the flags they must have (3.1.1, 2.2.2). */
function isPlausible(bytes: Uint8Array): boolean {
  let at = 0;
  let whole = 0;
  for (let packet = packetAt(bytes, 0); packet !== null; packet = packetAt(bytes, at)) {
    if (packet === 'malformed') return false;
    const flags = (bytes[at] as number) & 15;
    const isRight =
      packet.type === publish || (packet.type === 6 || packet.type === subscribe || packet.type === 10 ? flags === 2 : flags === 0);
    if (packet.type === 0 || !isRight || (packet.type >= 12 && packet.type <= 13 && packet.end !== packet.at)) return false;
    if (packet.end > bytes.length) return whole > 0;
    at = packet.end;
    whole += 1;
  }
  return whole > 0 && at === bytes.length;
}

function read(packet: Packet, bytes: Uint8Array, tell: Tell): void {
  const body = new ByteReader(bytes.subarray(packet.at, packet.end), 'big');
  if (packet.type === connect) return readConnect(body, tell);
  if (packet.type !== publish) return;
  const topic = body.text(2, body.u16(0));
  const message = body.bytes.subarray(2 + body.u16(0), 2 + body.u16(0) + sampleBytes);
  for (const kind of personalIdentifiers(String.fromCharCode(...message))) {
    tell.behaviour({ kind: 'identifier-in-clear', detail: `${kind} in an MQTT message to ${topic}` });
  }
  for (const kind of identifiersInName(topic)) tell.behaviour({ kind: 'identifier-in-clear', detail: `${kind} in an MQTT topic` });
}

/** 3.1.1, 3.1: name and level of the protocol, flags, keep-alive; then client, will, user and password as the flags say. */
function readConnect(body: ByteReader, tell: Tell): void {
  const name = body.u16(0);
  const level = body.u8(2 + name);
  const flags = body.u8(3 + name);
  let at = 6 + name;
  if (level >= 5) at += propertiesAt(body, at);
  const field = (): string => {
    const length = body.u16(at);
    const text = new TextDecoder().decode(body.slice(at + 2, length));
    at += 2 + length;
    return text;
  };
  for (const kind of identifiersInName(field())) tell.behaviour({ kind: 'identifier-in-clear', detail: `${kind} as an MQTT client` });
  if ((flags & 0x04) !== 0) {
    if (level >= 5) at += propertiesAt(body, at);
    field();
    field();
  }
  const user = (flags & 0x80) !== 0 ? field() : null;
  const password = (flags & 0x40) !== 0 ? field() : null;
  if (user !== null || password !== null) tell.credential({ user, password });
}

/** Bytes that a property list takes with its length (5.0, 2.2.2). */
function propertiesAt(body: ByteReader, at: number): number {
  let length = 0;
  for (let index = 0; index < 4; index += 1) {
    const byte = body.u8(at + index);
    length += (byte & 0x7f) * 128 ** index;
    if ((byte & 0x80) === 0) return index + 1 + length;
  }
  throw new DecodeError('malformed', 'a length of more than four bytes', at);
}
