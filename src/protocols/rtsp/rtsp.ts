import { latin1 } from '../../foundation/byte-reader.ts';
import { DecodeError } from '../../foundation/decode-error.ts';
import type { Conversation, FlowFacts, Protocol, ProtocolTools, Side } from '../../model/protocol.ts';
import { type HttpHead, httpHead } from '../http-head.ts';
import { authorizationLogin } from '../http-login.ts';
import { httpProducts } from '../http-products.ts';
import { transportPorts } from '../media-ports.ts';
import { resuming } from '../resuming.ts';

const start =
  /^(?:(?:OPTIONS|DESCRIBE|ANNOUNCE|SETUP|PLAY|PAUSE|TEARDOWN|GET_PARAMETER|SET_PARAMETER|RECORD|REDIRECT) \S{1,2048} RTSP\/\d\.\d\r?\n|RTSP\/\d\.\d \d{3})/;
const isStart = (bytes: Uint8Array): boolean => bytes.length > 8 && start.test(latin1(bytes.subarray(0, 2048)));

/** Real Time Streaming Protocol: logins, software, and where the pictures go. */
export const rtsp: Protocol = {
  id: 'rtsp',
  title: 'RTSP: logins, software, ports of the media',
  references: [
    { source: 'RFC 2326', url: 'https://www.rfc-editor.org/rfc/rfc2326' },
    { source: 'RFC 7826', url: 'https://www.rfc-editor.org/rfc/rfc7826' },
  ],
  limitations: ['RTSP tunnelled in HTTP shows as HTTP.'],
  transports: ['tcp'],
  ports: [554, 8554],
  encrypted: false,
  recognise: ({ fromClient, fromServer }) => (isStart(fromClient) || isStart(fromServer) ? 'certain' : 'no'),
  converse: (facts, tools) => {
    const skip = { client: 0, server: 0 };
    const conversation: Conversation = {
      read: (side, bytes) => {
        let at = Math.min(skip[side], bytes.length);
        skip[side] -= at;
        while (at < bytes.length) {
          const size = next(bytes.subarray(at), side, facts, tools);
          if (size === 0) return at;
          skip[side] = Math.max(0, at + size - bytes.length);
          at = Math.min(bytes.length, at + size);
        }
        return at;
      },
    };
    return resuming(conversation, { isStart, forget: (side) => (skip[side] = 0) });
  },
};

/** Bytes of the message or of the interleaved packet (RFC 2326, 10.12) at the start; 0 while too little is there. */
function next(bytes: Uint8Array, side: Side, facts: FlowFacts, tools: ProtocolTools): number {
  if (bytes[0] === 0x24) return bytes.length < 4 ? 0 : 4 + (bytes[2] as number) * 256 + (bytes[3] as number);
  if (bytes[0] === 13 || bytes[0] === 10) return 1;
  const head = httpHead(bytes);
  if (head === null) return 0;
  if (!start.test(`${head.first}\n`)) throw new DecodeError('malformed', 'no start line');
  told(head, side, facts, tools);
  return head.bytes + Number(/^\d{1,9}$/.exec(head.fields.get('content-length') ?? '')?.[0] ?? 0);
}

function told({ fields }: HttpHead, side: Side, { client, server }: FlowFacts, { tell }: ProtocolTools): void {
  const login = authorizationLogin(fields.get('authorization') ?? '');
  if (login !== null) tell.credential(login);
  for (const product of httpProducts(fields.get(side === 'client' ? 'user-agent' : 'server') ?? '')) tell.component({ side, ...product });
  if (side === 'client') return;
  const ports = transportPorts(fields.get('transport') ?? '');
  // Media come on the even port, their reports on the odd one above it (RFC 3550, 11).
  for (const [address, list] of [
    [client, ports.client],
    [server, ports.server],
  ] as const) {
    for (const port of list) tell.expect({ address, port, transport: 'udp', application: 'rtp' });
  }
}
