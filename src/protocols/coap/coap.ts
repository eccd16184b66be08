import { latin1 } from '../../foundation/byte-reader.ts';
import type { Protocol } from '../../model/protocol.ts';
import { isFirmware } from '../is-firmware.ts';
import { personalIdentifiers } from '../personal-identifiers.ts';
import { tellOnce } from '../tell-once.ts';
import { type CoapMessage, coapMessage } from './coap-message.ts';

const sampleBytes = 1024;
/** Exchanges whose answer is still to come. */
const mostOpen = 64;

/** Constrained Application Protocol over UDP. */
export const coap: Protocol = {
  id: 'coap',
  title: 'CoAP: firmware and identifiers in clear',
  references: [{ source: 'RFC 7252', clause: '3', url: 'https://www.rfc-editor.org/rfc/rfc7252' }],
  limitations: [
    'CoAP over TCP and WebSocket (RFC 8323) is not read.',
    'Blocks of a transfer (RFC 7959) are looked at one by one.',
    'OSCORE is not told from plain CoAP.',
  ],
  transports: ['udp'],
  ports: [5683],
  encrypted: false,
  recognise: ({ fromClient, fromServer }) => ([fromClient, fromServer].some((bytes) => coapMessage(bytes) !== null) ? 'likely' : 'no'),
  converse: (_, { tell }) => {
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
    return {
      read: (_side, bytes) => {
        const message = coapMessage(bytes);
        if (message !== null) look(message);
        return bytes.length;
      },
    };
  },
};
