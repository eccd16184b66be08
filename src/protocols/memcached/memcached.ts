import { latin1 } from '../../foundation/byte-reader.ts';
import type { Protocol } from '../../model/protocol.ts';
import { textLines } from '../text-lines.ts';

const request =
  /^(get|gets|set|add|replace|append|prepend|cas|incr|decr|delete|touch|stats|version|flush_all|verbosity|mg|ms)( [^\r\n]{0,300})?\r\n/;
const answer = /^(VALUE |STORED\r|NOT_STORED\r|END\r|STAT |VERSION \d|OK\r|ERROR\r|CLIENT_ERROR |DELETED\r|NOT_FOUND\r|TOUCHED\r|EN\r|HD)/;

/** Memcached's text protocol; in datagrams behind a header of eight bytes. */
export const memcached: Protocol = {
  id: 'memcached',
  title: 'Memcached: a store in memory, without any login',
  references: [{ source: 'memcached: protocol.txt', url: 'https://github.com/memcached/memcached/blob/master/doc/protocol.txt' }],
  limitations: ['The binary protocol is not recognised.'],
  transports: ['tcp', 'udp'],
  ports: [11211],
  encrypted: false,
  recognise: ({ transport, fromClient, fromServer }) => {
    const skip = transport === 'udp' ? 8 : 0;
    const [said, answered] = [latin1(fromClient.subarray(skip, 400)), latin1(fromServer.subarray(skip, 400))];
    if (said === '' && answered === '') return 'no';
    return (said === '' || request.test(said)) && (answered === '' || answer.test(answered)) ? 'likely' : 'no';
  },
  converse: ({ transport }, { tell }) => ({
    read: (side, bytes) => {
      if (side === 'client') return bytes.length;
      const { lines, taken } = textLines(transport === 'udp' ? bytes.subarray(8) : bytes);
      const found = lines.map((line) => /^(?:VERSION|STAT version) (\d[\w.]*)/.exec(line)).find((match) => match !== null);
      if (!found) return taken;
      tell.component({ side, name: 'memcached', version: found[1] ?? null });
      return 'settled';
    },
  }),
};
