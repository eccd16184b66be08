import { latin1 } from '../../foundation/byte-reader.ts';
import type { Protocol } from '../../model/protocol.ts';
import { SaslLogin } from '../sasl-login.ts';
import { startsWith } from '../text-lines.ts';

const longestTag = 8192;

/** XMPP: SASL logins before encryption, and the turn to TLS. */
export const xmpp: Protocol = {
  id: 'xmpp',
  title: 'XMPP: logins',
  references: [{ source: 'RFC 6120', clause: '5, 6', url: 'https://www.rfc-editor.org/rfc/rfc6120' }],
  limitations: ['Stanzas are not read.'],
  transports: ['tcp'],
  ports: [5222, 5269],
  encrypted: false,
  recognise: ({ fromClient, fromServer }) =>
    [fromClient, fromServer].some(
      (bytes) => (startsWith(bytes, '<?xml') || startsWith(bytes, '<stream:stream')) && /<stream:stream[\s>]/.test(latin1(bytes)),
    )
      ? 'certain'
      : 'no',
  converse: (_, { tell }) => {
    const sasl = new SaslLogin((login) => tell.credential(login));
    return {
      read: (side, bytes) => {
        const text = latin1(bytes);
        let at = 0;
        for (let end = tagEnd(text, at); end > 0; end = tagEnd(text, at)) {
          const tag = text.slice(at, end);
          at = end;
          if (side === 'server' && tag.includes('<proceed')) return { becomes: 'tls', taken: at };
          const [, mechanism = '', answer = ''] =
            side === 'client' ? (/<auth\b[^>]*\bmechanism=['"]([^'"]{1,40})['"][^>]*>([^<]*)<\//.exec(tag) ?? []) : [];
          if (mechanism === '') continue;
          sasl.begin(mechanism, answer);
          return 'settled';
        }
        return at;
      },
    };
  },
};

/** Past the end of the next element that matters: an `auth` as a whole, else a tag; 0 while it is not there. */
function tagEnd(text: string, at: number): number {
  const open = text.indexOf('<', at);
  if (open < 0) return 0;
  const end = text.startsWith('<auth', open) ? text.indexOf('</auth>', open) + 6 : text.indexOf('>', open);
  const close = text.startsWith('<auth', open) && end === 5 ? -1 : end;
  if (close < 0) return text.length - open > longestTag ? text.length : 0;
  return close + 1;
}
