import { latin1 } from '../../foundation/byte-reader.ts';
import type { Conversation, FirstBytes, FlowFacts, Protocol, ProtocolTools } from '../../model/protocol.ts';
import { datagramReader } from '../datagram-reader.ts';
import { peek } from '../peek.ts';

/** Trivial file transfer: no login, in clear. */
export const tftp: Protocol = {
  id: 'tftp',
  title: 'TFTP: files fetched and stored without a login',
  references: [
    { source: 'RFC 1350', clause: '5', url: 'https://www.rfc-editor.org/rfc/rfc1350' },
    { source: 'RFC 2347', url: 'https://www.rfc-editor.org/rfc/rfc2347' },
  ],
  limitations: ['Files are not put together.', 'A transfer whose request was not captured is not recognised on its own ports.'],
  transports: ['udp'],
  ports: [69],
  encrypted: false,
  recognise: ({ fromClient, fromServer, serverPort }: FirstBytes) => {
    if (fromClient.length > 0 && request(fromClient) !== null) return 'certain';
    const bytes = fromClient.length > 0 ? fromClient : fromServer;
    const operation = peek.be16(bytes, 0);
    return serverPort === 69 && operation >= 1 && operation <= 6 && bytes.length >= 4 ? 'likely' : 'no';
  },
  converse: (flow, tools) => conversation(flow, tools),
};

type Request = { readonly isRead: boolean; readonly file: string };

/** A name, then a mode, each ended by a zero (RFC 1350, 5); options may follow. */
function request(bytes: Uint8Array): Request | null {
  const operation = peek.be16(bytes, 0);
  if (operation !== 1 && operation !== 2) return null;
  const [, file, mode] = /^([\x20-\x7e\x80-\xff]{1,500})\0([A-Za-z]{5,8})\0/.exec(latin1(bytes.subarray(2, 520))) ?? [];
  if (file === undefined || !/^(?:netascii|octet|mail)$/i.test(mode ?? '')) return null;
  return { isRead: operation === 1, file };
}

const firmware =
  /\.(?:bin|img|fw|rom|trx|chk|ipk|swu|ota|hex|dfu|itb|dtb|uimage|pxe|0)(?:\.\w{2,3})?$|(?:^|\/)(?:uimage|zimage|vmlinuz|kernel|firmware)[^/]*$/i;

function conversation(flow: FlowFacts, { tell }: ProtocolTools): Conversation {
  const told = new Set<string>();
  return {
    read: datagramReader((side, bytes) => {
      const asked = side === 'client' ? request(bytes) : null;
      if (asked === null) return;
      // RFC 1350, 4: the server answers from a port of its own choice, so that the client's is all that is known of the transfer.
      tell.expect({ address: flow.client, port: flow.clientPort, transport: 'udp', application: 'tftp' });
      if (!asked.isRead || told.has(asked.file) || told.size >= 256 || !firmware.test(asked.file)) return;
      told.add(asked.file);
      tell.behaviour({ kind: 'cleartext-update', detail: `tftp fetch of ${asked.file}` });
    }),
  };
}
