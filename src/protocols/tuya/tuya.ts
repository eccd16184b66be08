import { latin1 } from '../../foundation/byte-reader.ts';
import type { Host } from '../../model/host.ts';
import type { Conversation, FlowFacts, Protocol, ProtocolTools, Tell } from '../../model/protocol.ts';
import { areMessages, eachMessage } from '../framed.ts';
import { asText, jsonRecord } from '../json-record.ts';
import { peek } from '../peek.ts';

const oldPrefix = 0x000055aa;
const newPrefix = 0x00006699;
const largestPayload = 32_768;

/** Prefix, sequence, command, length, payload, check, suffix; from 3.5 on two more bytes before the sequence, and no length counts the suffix. */
function size(bytes: Uint8Array, at: number): number | null {
  const prefix = peek.be32(bytes, at);
  if (prefix === -1) return 0;
  if (prefix !== oldPrefix && prefix !== newPrefix) return null;
  const isNew = prefix === newPrefix;
  const header = isNew ? 18 : 16;
  const length = peek.be32(bytes, at + header - 4);
  if (length === -1) return 0;
  const whole = header + length + (isNew ? 4 : 0);
  if (length < 8 || length > largestPayload) return null;
  const suffix = peek.be32(bytes, at + whole - 4);
  return suffix === -1 || suffix === (isNew ? 0x00009966 : 0x0000aa55) ? whole : null;
}

/** The Tuya protocol of the local network: discovery broadcasts and control. */
export const tuya: Protocol = {
  id: 'tuya',
  title: 'Tuya: local discovery and control',
  references: [{ source: 'TinyTuya protocol notes', url: 'https://github.com/jasonacox/tinytuya/discussions/260' }],
  limitations: [
    'Broadcasts of protocol 3.5 (AES-GCM under the published key) are named, not read.',
    'Control messages are enciphered with a key of the device and are not read.',
  ],
  transports: ['tcp', 'udp'],
  ports: [6666, 6667, 6668, 7000],
  encrypted: null,
  recognise: ({ fromClient, fromServer }) => {
    if (fromClient.length + fromServer.length === 0) return 'no';
    if (!areMessages(fromClient, size, 0) || !areMessages(fromServer, size, 0)) return 'no';
    return areMessages(fromClient, size, 1) && areMessages(fromServer, size, fromServer.length > 0 ? 1 : 0) ? 'certain' : 'likely';
  },
  converse: (flow, tools) => conversation(flow, tools),
};

function conversation({ transport }: FlowFacts, { host, tell }: ProtocolTools): Conversation {
  let isSettled = false;
  return {
    read: (_, bytes) => {
      const taken = eachMessage(bytes, size, (message) => {
        if (isSettled) return;
        if (transport === 'udp') isSettled = announcement(message, host, tell);
        else isSettled = control(message, tell);
      });
      return isSettled ? 'settled' : taken;
    },
  };
}

/** Payload of a message of up to 3.4, without the return code that devices put first. */
function payloadOf(message: Uint8Array): Uint8Array {
  const body = message.subarray(16, message.length - 8);
  return body.length >= 4 && peek.be32(body, 0) <= 0xff ? body.subarray(4) : body;
}

function announcement(message: Uint8Array, host: Host, tell: Tell): boolean {
  if (peek.be32(message, 0) === newPrefix) {
    tell.encrypted(true);
    return true;
  }
  const payload = payloadOf(message);
  const clear = payload[0] === 0x7b ? payload : opened(payload, host);
  const record = clear === null ? null : jsonRecord(latin1(clear));
  const id = asText(record?.['gwId']);
  if (record === null || id === null) return false;
  // Under one key for all devices, known to everybody, nothing is secret.
  tell.encrypted(false);
  const how = clear === payload ? 'in clear' : 'under a key that is the same in all devices and published';
  tell.behaviour({ kind: 'identifier-in-clear', detail: `device id broadcast ${how}` });
  const version = asText(record['version']);
  if (version !== null) tell.component({ side: 'client', name: 'tuya-local-protocol', version });
  return true;
}

const udpKey = new TextEncoder().encode('yGAdlopoPVldABfn');

const opened = (payload: Uint8Array, host: Host): Uint8Array | null => host.aes.openEcb(host.hash('md5', udpKey), payload);

/** Control: protocol 3.1 reports its state as clear JSON; what is neither empty nor JSON is enciphered. */
function control(message: Uint8Array, tell: Tell): boolean {
  const payload = peek.be32(message, 0) === newPrefix ? message.subarray(18) : payloadOf(message);
  if (payload.length < 16) return false;
  tell.encrypted(payload[0] !== 0x7b);
  return true;
}
