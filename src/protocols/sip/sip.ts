import { latin1 } from '../../foundation/byte-reader.ts';
import { DecodeError } from '../../foundation/decode-error.ts';
import type { Conversation, Protocol, ProtocolTools, Side } from '../../model/protocol.ts';
import { httpHead } from '../http-head.ts';
import { authorizationLogin } from '../http-login.ts';
import { httpProducts } from '../http-products.ts';
import { describedMedia } from '../media-ports.ts';
import { resuming } from '../resuming.ts';
import { tellOnce } from '../tell-once.ts';

const start =
  /^(?:(?:INVITE|REGISTER|OPTIONS|ACK|BYE|CANCEL|SUBSCRIBE|NOTIFY|INFO|UPDATE|MESSAGE|REFER|PRACK|PUBLISH) (?:sips?|tel):\S{0,1024} SIP\/2\.0\r?\n|SIP\/2\.0 \d{3})/;
const isStart = (bytes: Uint8Array): boolean => bytes.length > 8 && start.test(latin1(bytes.subarray(0, 2048)));
const largest = 65_535;

/** Session Initiation Protocol: who registers, with what software, and where the media go. */
export const sip: Protocol = {
  id: 'sip',
  title: 'SIP: logins, software, addresses of the media',
  references: [{ source: 'RFC 3261', url: 'https://www.rfc-editor.org/rfc/rfc3261' }],
  limitations: ['Digest hides the password: only the user is told.'],
  transports: ['udp', 'tcp'],
  ports: [5060],
  encrypted: false,
  window: 2 ** 17,
  recognise: ({ fromClient, fromServer }) => (isStart(fromClient) || isStart(fromServer) ? 'certain' : 'no'),
  converse: ({ transport }, tools) => {
    const once = tellOnce();
    const conversation: Conversation = {
      read: (side, bytes) => {
        let at = 0;
        while (at < bytes.length) {
          // A line end between messages keeps a connection alive (RFC 5626, 3.5.1).
          if (bytes[at] === 13 || bytes[at] === 10) {
            at += 1;
            continue;
          }
          const size = message(bytes.subarray(at), side, tools, once);
          if (size === 0) return transport === 'udp' ? bytes.length : at;
          at += size;
        }
        return at;
      },
    };
    return resuming(conversation, { isStart, forget: () => undefined });
  },
};

function message(bytes: Uint8Array, side: Side, { tell }: ProtocolTools, once: ReturnType<typeof tellOnce>): number {
  const head = httpHead(bytes);
  if (head === null) return 0;
  if (!start.test(`${head.first}\n`)) throw new DecodeError('malformed', 'no start line');
  const { fields } = head;
  const length = Number(/^\d{1,9}$/.exec(fields.get('content-length') ?? fields.get('l') ?? '')?.[0] ?? 0);
  if (length > largest) throw new DecodeError('malformed', 'a body larger than any datagram');
  if (head.bytes + length > bytes.length) return 0;
  const login = authorizationLogin(fields.get('authorization') ?? fields.get('proxy-authorization') ?? '');
  if (login !== null) once(`login ${login.user} ${login.password}`, () => tell.credential(login));
  for (const product of httpProducts(fields.get('user-agent') ?? fields.get('server') ?? ''))
    once(`${side} ${product.name}`, () => tell.component({ side, ...product }));
  for (const { address, port } of describedMedia(latin1(bytes.subarray(head.bytes, head.bytes + length)))) {
    once(`${address} ${port}`, () => tell.expect({ address, port, transport: 'udp', application: 'rtp' }));
  }
  return head.bytes + length;
}
