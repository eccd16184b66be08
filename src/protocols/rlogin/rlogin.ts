import { latin1 } from '../../foundation/byte-reader.ts';
import type { Protocol } from '../../model/protocol.ts';

/** NUL, user here, user there, terminal and speed, each ended by NUL (RFC 1282). */
const login = /^\0([\x21-\x7e]{1,32})\0([\x21-\x7e]{1,32})\0[\x21-\x7e]{1,32}\/\d{1,6}\0/;
/** rsh: a port for errors or none, user here, user there, command. */
const shell = /^\d{0,5}\0([\x21-\x7e]{1,32})\0([\x21-\x7e]{1,32})\0[\x20-\x7e]{1,512}\0/;
const longest = 700;

/** rlogin and rsh: who may log in is decided by the address that asks. */
export const rlogin: Protocol = {
  id: 'rlogin',
  title: 'rlogin and rsh: remote shells in clear',
  references: [{ source: 'RFC 1282', url: 'https://www.rfc-editor.org/rfc/rfc1282' }],
  limitations: ['A password asked for after the opening is not read.', 'rexec is not recognised.'],
  transports: ['tcp'],
  ports: [513, 514],
  encrypted: false,
  recognise: ({ fromClient }) => {
    const text = latin1(fromClient.subarray(0, longest));
    return login.test(text) ? 'certain' : shell.test(text) ? 'likely' : 'no';
  },
  converse: (_, { tell }) => ({
    read: (side, bytes) => {
      if (side === 'server') return bytes.length;
      const text = latin1(bytes.subarray(0, longest));
      const [, , user] = login.exec(text) ?? shell.exec(text) ?? [];
      if (user === undefined) return bytes.length > longest ? 'settled' : 0;
      tell.credential({ user, password: null });
      return 'settled';
    },
  }),
};
