import { type AddressInfo, createServer, type Socket } from 'node:net';
import { after } from 'node:test';

export type MailServer = { readonly port: number /** What came in, as it was sent. */; readonly received: readonly string[] };

/** A mail server on the loopback that takes everything and offers no TLS (RFC 5321 in small). */
export async function mailServer(): Promise<MailServer> {
  const received: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)).on('error', () => undefined));
    let pending = '';
    let letter: string | null = null;
    socket.write('220 fixture ESMTP\r\n');
    socket.setEncoding('utf8').on('data', (chunk) => {
      pending += String(chunk);
      for (let end = pending.indexOf('\r\n'); end >= 0; end = pending.indexOf('\r\n')) {
        const line = pending.slice(0, end);
        pending = pending.slice(end + 2);
        if (letter === null) letter = command(socket, line);
        else if (line === '.') {
          received.push(letter);
          letter = null;
          socket.write('250 taken\r\n');
        } else letter += `${line}\n`;
      }
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  after(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, received };
}

/** Answers a command; an empty letter to be filled where the letter begins. */
function command(socket: Socket, line: string): string | null {
  const name = line.slice(0, 4).toUpperCase();
  if (name === 'DATA') {
    socket.write('354 go on\r\n');
    return '';
  }
  if (name === 'QUIT') socket.end('221 bye\r\n');
  else if (name === 'STAR') socket.write('502 not here\r\n');
  else socket.write(name === 'EHLO' ? '250-fixture\r\n250 8BITMIME\r\n' : '250 ok\r\n');
  return null;
}
