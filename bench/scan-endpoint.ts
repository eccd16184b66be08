// Our side of the endpoint rows as a whole process: scans 127.0.0.1 at the port of its argument and prints what it found.
import { connect } from 'node:net';
import { scanTls } from '../src/adapters/endpoint/tls/scan-tls.ts';

const host = '127.0.0.1';
const port = Number(process.argv[2]);

const result = await scanTls(
  { host, port, serverName: null, trust: 'private' },
  {
    timeoutMs: 3000,
    connectionsPerSecond: Infinity,
    connect: () =>
      new Promise((resolve, reject) => {
        const socket = connect(port, host, () => resolve(socket)).once('error', reject);
      }),
  },
);
console.log(JSON.stringify(result));
