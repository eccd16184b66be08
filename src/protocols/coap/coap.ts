import { latin1 } from '../../foundation/byte-reader.ts';
import type { Protocol } from '../../model/protocol.ts';
import { eachMessage } from '../framed.ts';
import { isFirmware } from '../is-firmware.ts';
import { personalIdentifiers } from '../personal-identifiers.ts';
import { tellOnce } from '../tell-once.ts';
import { coapFrame, coapFrameSize, isCoapStart } from './coap-frame.ts';
import { type CoapMessage, coapMessage } from './coap-message.ts';

const sampleBytes = 1024;
/** Exchanges whose answer is still to come. */
const mostOpen = 64;

/** Constrained Application Protocol over UDP and TCP. */
export const coap: Protocol = {
  id: 'coap',
  title: 'CoAP: firmware and identifiers in clear',
  references: [
    { source: 'RFC 7252', clause: '3', url: 'https://www.rfc-editor.org/rfc/rfc7252' },
    { source: 'RFC 8323', clause: '3.2', url: 'https://www.rfc-editor.org/rfc/rfc8323' },
  ],
  limitations: [
    'CoAP over WebSocket (RFC 8323) is not read; over TCP it is recognised by its first messages.',
    'Blocks of a transfer (RFC 7959) are looked at one by one.',
    'OSCORE is not told from plain CoAP.',
  ],
  transports: ['udp', 'tcp'],
  ports: [5683],
  encrypted: false,
  recognise: ({ transport, fromClient, fromServer }) => {
    const isCoap = transport === 'udp' ? (bytes: Uint8Array) => coapMessage(bytes) !== null : isCoapStart;
    return isCoap(fromClient) || isCoap(fromServer) ? 'likely' : 'no';
  },
  converse: ({ transport }, { tell }) => {
    const asked = new Map<string, string>();
    const once = tellOnce();
    const show = (kind: 'identifier-in-clear' | 'cleartext-update', detail: string): void =>
      once(detail, () => tell.behaviour({ kind, detail }));
    const look = ({ code, token, path, query, payload }: CoapMessage): void => {
      const text = latin1(payload.subarray(0, sampleBytes));
      for (const kind of personalIdentifiers(`${query}&${text}`)) show('identifier-in-clear', `${kind} in a CoAP message to ${path}`);
      if (code < 32 && asked.size < mostOpen) asked.set(token, path);
      const fetched = asked.get(token);
      if (code >= 64 && fetched !== undefined && payload.length > 0 && isFirmware(fetched, text))
        show('cleartext-update', `firmware fetched over coap: ${fetched}`);
    };
    const read = (message: CoapMessage | null): void => {
      if (message !== null) look(message);
    };
    if (transport === 'tcp') return { read: (_side, bytes) => eachMessage(bytes, coapFrameSize, (frame) => read(coapFrame(frame))) };
    return {
      read: (_side, bytes) => {
        read(coapMessage(bytes));
        return bytes.length;
      },
    };
  },
};
