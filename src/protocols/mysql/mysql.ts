import { ByteReader, latin1 } from '../../foundation/byte-reader.ts';
import type { Conversation, Protocol, ProtocolTools, Tell } from '../../model/protocol.ts';

/** Length of three bytes, number 0, protocol 10, and a version that ends with NUL: a server speaks first. */
const greeting = /^[\s\S][\s\S]\0\0\x0a(\d{1,2}\.\d{1,3}\.\d{1,3}[\x21-\x7e]{0,60})\0/;
/** CLIENT_SSL, CLIENT_PROTOCOL_41. */
const usesTls = 0x0800;
const isNewProtocol = 0x0200;

/** MySQL and MariaDB. */
export const mysql: Protocol = {
  id: 'mysql',
  title: 'MySQL and MariaDB',
  references: [
    {
      source: 'MySQL: Client/Server Protocol, Connection Phase',
      url: 'https://dev.mysql.com/doc/dev/mysql-server/latest/PAGE_PROTOCOL.html',
    },
  ],
  limitations: ['Passwords sent by the clear-text plug-in after a change of method are not read.'],
  transports: ['tcp'],
  ports: [3306],
  encrypted: null,
  recognise: ({ fromServer }) => (greeting.test(latin1(fromServer.subarray(0, 80))) ? 'certain' : 'no'),
  converse: (_, tools) => conversation(tools),
};

function conversation({ tell }: ProtocolTools): Conversation {
  let isGreeted = false;
  return {
    read: (side, bytes) => {
      const reader = new ByteReader(bytes);
      if (!reader.has(0, 4)) return 0;
      const length = 4 + (reader.u16(0) | (reader.u8(2) << 16));
      if (!reader.has(0, length)) return 0;
      if (side === 'server') {
        if (!isGreeted) tellServer(latin1(bytes.subarray(0, 80)), tell);
        isGreeted = true;
        return length;
      }
      // Capabilities, largest packet, character set, 23 bytes of zeros, then the user.
      if (length < 36 || (reader.u16(4) & isNewProtocol) === 0) return 'settled';
      if ((reader.u16(4) & usesTls) !== 0 && length === 36) {
        tell.encrypted(true);
        return { becomes: 'tls', taken: length };
      }
      tell.encrypted(false);
      const user = reader.text(36, length - 36);
      if (user !== '') tell.credential({ user, password: null });
      return 'settled';
    },
  };
}

/** MariaDB says `5.5.5-` before its own version to old clients. */
function tellServer(text: string, tell: Tell): void {
  const [, version = ''] = greeting.exec(text) ?? [];
  const own = version.replace(/^5\.5\.5-(?=\d+\.\d+\.\d+)/, '');
  const [number = null] = /^\d+\.\d+\.\d+/.exec(own) ?? [];
  tell.component({ side: 'server', name: /mariadb/i.test(version) ? 'mariadb' : 'mysql', version: number });
}
