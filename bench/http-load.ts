import { connect, type Socket } from 'node:net';

/** What a load came to. `latencies`: milliseconds, sorted. */
export type Load = {
  readonly requests: number;
  readonly failed: number;
  readonly perSecond: number;
  readonly latencies: readonly number[];
};

export type LoadOptions = {
  readonly port: number;
  readonly connections: number;
  readonly seconds: number;
  /** Path of the next request. */
  readonly pathOf: () => string;
  /** Sent with every request, such as `Authorization: Bearer …`. */
  readonly header?: string;
};

/** Keeps so many connections busy, one request at a time on each, on bare sockets: a client of node:http would be the slowest of the three. */
export async function httpLoad({ port, connections, seconds, pathOf, header }: LoadOptions): Promise<Load> {
  const latencies: number[] = [];
  let failed = 0;
  const start = performance.now();
  const end = start + seconds * 1000;
  const one = async (): Promise<void> => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    await new Promise<void>((ready, wrong) => socket.once('connect', ready).once('error', wrong));
    while (performance.now() < end) {
      const sent = performance.now();
      const status = await ask(
        socket,
        `GET ${pathOf()} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${header === undefined ? '' : `${header}\r\n`}\r\n`,
      );
      if (status === 200) latencies.push(performance.now() - sent);
      else failed += 1;
    }
    socket.destroy();
  };
  await Promise.all(Array.from({ length: connections }, one));
  const spent = (performance.now() - start) / 1000;
  latencies.sort((a, b) => a - b);
  return { requests: latencies.length, failed, perSecond: latencies.length / spent, latencies };
}

/** One request; its status once the last byte of the answer is there. Answers say their length. */
function ask(socket: Socket, request: string): Promise<number> {
  return new Promise((done, wrong) => {
    let head = '';
    let missing = -1;
    let status = 0;
    const onData = (chunk: Buffer): void => {
      if (missing < 0) {
        head += chunk.toString('latin1');
        const at = head.indexOf('\r\n\r\n');
        if (at < 0) return;
        status = Number(head.slice(9, 12));
        missing = Number(/\r\ncontent-length: (\d+)/i.exec(head.slice(0, at))?.[1]) - (head.length - at - 4);
        if (Number.isNaN(missing)) return finish(new Error(`no length: ${head.slice(0, at)}`));
      } else missing -= chunk.length;
      if (missing <= 0) finish(null);
    };
    const finish = (error: Error | null): void => {
      socket.off('data', onData).off('error', finish);
      if (error === null) done(status);
      else wrong(error);
    };
    socket.on('data', onData).on('error', finish);
    socket.write(request);
  });
}

/** The value below which so many of a hundred lie. */
export const percentile = (sorted: readonly number[], of: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * of) / 100))] ?? Number.NaN;
