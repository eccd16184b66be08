import type { Conversation, FlowFacts, Protocol, ProtocolTools, Side } from '../../model/protocol.ts';
import { eachMessage } from '../framed.ts';
import { type JsonRecord, jsonRecord } from '../json-record.ts';
import { peek } from '../peek.ts';
import { autokeyText } from './autokey-text.ts';
import { tellSmartHome } from './tell-smart-home.ts';

const largestMessage = 65_000;

/** On TCP a length goes before each message. */
const size = (bytes: Uint8Array, at: number): number | null => {
  const length = peek.be32(bytes, at);
  return length === -1 ? 0 : length >= 2 && length <= largestMessage ? 4 + length : null;
};

/** `{"` and fourteen printable characters of JSON behind the cipher: no other protocol begins like that by chance. */
function isHiddenJson(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0xd0 || bytes[1] !== 0xf2) return false;
  return /^\{"[\x20-\x7e]+$/.test(autokeyText(bytes.subarray(0, 16))) && bytes.length >= 12;
}

/** Newer devices answer a discovery on UDP 20002 with a header of 16 bytes and clear JSON. */
const isDiscovery = (bytes: Uint8Array): boolean =>
  bytes[0] === 2 && bytes[1] === 0 && peek.be16(bytes, 2) === 1 && (bytes.length === 16 || bytes[16] === 0x7b);

/** TP-Link Smart Home (Kasa): JSON behind a cipher without a key, and the discovery of the newer Kasa and Tapo devices. */
export const tplinkSmartHome: Protocol = {
  id: 'tplink-smart-home',
  title: 'TP-Link Smart Home (Kasa, Tapo): local control and discovery',
  references: [
    {
      source: 'softScheck: Reverse Engineering the TP-Link HS110',
      url: 'https://www.softscheck.com/en/blog/tp-link-reverse-engineering/',
    },
  ],
  limitations: ['Newer devices are controlled over HTTP with a cipher of their own (KLAP); of them only the discovery is read.'],
  transports: ['tcp', 'udp'],
  ports: [9999, 20002],
  encrypted: false,
  recognise: ({ transport, fromClient, fromServer }) => {
    const sides = [fromClient, fromServer].filter(({ length }) => length > 0);
    if (sides.length === 0) return 'no';
    if (transport === 'tcp') {
      const isFramed = (bytes: Uint8Array): boolean => (size(bytes, 0) ?? 0) > 0 && isHiddenJson(bytes.subarray(4));
      return sides.every(isFramed) ? 'certain' : 'no';
    }
    if (sides.every(isHiddenJson)) return 'certain';
    return sides.every(isDiscovery) ? 'likely' : 'no';
  },
  converse: (flow, tools) => conversation(flow, tools),
};

function conversation({ transport, client, server }: FlowFacts, { tell }: ProtocolTools): Conversation {
  const told = new Set<string>();
  const hear = (side: Side, record: JsonRecord | null): void => {
    if (record !== null) tellSmartHome({ side, address: side === 'client' ? client : server }, record, tell, told);
  };
  return {
    read: (side, bytes) => {
      if (transport === 'tcp') return eachMessage(bytes, size, (message) => hear(side, jsonRecord(autokeyText(message.subarray(4)))));
      const record = isDiscovery(bytes) ? new TextDecoder().decode(bytes.subarray(16)) : autokeyText(bytes);
      hear(side, jsonRecord(record));
      return bytes.length;
    },
  };
}
