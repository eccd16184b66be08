import { type Checked, checked, type Seen, type Service } from './service.ts';

/** What came back: a datagram; `closed`: the host says that nobody listens (ICMP); `silent`: nothing in time. */
export type DatagramAnswer = Buffer | 'closed' | 'silent';

/** Sends one datagram, again once where nothing comes, and gives the first answer from that very address and port that `fits`. */
export async function askDatagram(
  { connect, target, door, patience }: Pick<Service, 'connect' | 'target' | 'door' | 'patience'>,
  message: Uint8Array,
  { purpose, fits }: { readonly purpose: string; readonly fits: (answer: Buffer) => boolean },
): Promise<DatagramAnswer> {
  const where = { address: target.address, port: door.port };
  const socket = await connect.udp(where, purpose).catch(() => null);
  if (socket === null) return 'silent';
  let settle: (answer: DatagramAnswer) => void = () => undefined;
  // Threat: a flood of datagrams that do not fit: each is looked at and dropped, and the deadline stands.
  socket.on('message', (answer) => void (fits(answer) && settle(answer)));
  socket.on('error', () => settle('closed'));
  try {
    for (const attempt of [1, 2]) {
      if (attempt === 2) await connect.pace('udp', where, purpose);
      const answer = await new Promise<DatagramAnswer>((resolve) => {
        const timer = setTimeout(() => resolve('silent'), patience.answerMs / 2);
        settle = (value) => {
          clearTimeout(timer);
          resolve(value);
        };
        socket.send(message, (error) => void (error && settle('closed')));
      });
      if (answer !== 'silent') return answer;
    }
    return 'silent';
  } finally {
    socket.close();
  }
}

/** What a door is where nothing that fits came back: nothing is known of what is asked. */
export const unanswered = (answer: 'closed' | 'silent', check: Checked['check'], asked: string): Seen => ({
  product: null,
  version: null,
  detail: '',
  state: answer === 'closed' ? 'closed' : 'filtered',
  checks: [checked(check, 'unknown', answer === 'closed' ? 'the port is closed' : `no answer to ${asked}`)],
});
