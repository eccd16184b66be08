import { latin1 } from '../../foundation/byte-reader.ts';
import type { Exhibits } from '../../model/exhibits.ts';
import type { Host } from '../../model/host.ts';
import type { Protocol } from '../../model/protocol.ts';
import type { Tables } from '../../model/tables.ts';
import { createCaptureInspector } from './inspect-capture.ts';

const tables: Tables = {
  knownLogins: [{ user: 'root', password: 'xc3511', source: 'mirai' }],
  signatures: [],
  endOfLife: [],
  servicePrograms: [],
  vendors: '# made up\nLumen\taabbcc\n',
  digests: {},
};

/** Test support: a line protocol on any port: every line is told as a name, `login USER PASSWORD` as a login. */
const lines: Protocol = {
  id: 'lines',
  title: 'lines',
  references: [],
  limitations: [],
  transports: ['tcp', 'udp'],
  ports: [7777],
  encrypted: false,
  recognise: ({ fromClient }) => (fromClient.length > 2 && fromClient[0] === 0x3e ? 'certain' : 'no'),
  converse: (_, { tell }) => ({
    read: (_side, bytes) => {
      let taken = 0;
      for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, taken)) {
        const line = latin1(bytes.subarray(taken, end));
        const [, user, password] = /^>login (\S+) (\S+)$/.exec(line) ?? [];
        if (user !== undefined && password !== undefined) tell.credential({ user, password });
        else tell.name({ name: line, type: 'LINE', answers: [] });
        taken = end + 1;
      }
      return taken;
    },
  }),
};

type Reading = { readonly protocols?: readonly Protocol[]; readonly device?: string | null; readonly piece?: number };

/** Inspects capture bytes, handed over in pieces of a size. */
export const captureReader =
  (host: Host) =>
  (bytes: Uint8Array, { protocols = [lines], device = null, piece = 65_536 }: Reading = {}): Exhibits => {
    const inspect = createCaptureInspector({ engine: 'iqs/0', host, protocols, tables });
    const inspection = inspect({ name: 'a.pcap', device });
    for (let at = 0; at < bytes.length; at += piece) inspection.push(bytes.slice(at, at + piece));
    return inspection.finish({ sha256: '0'.repeat(64), bytes: bytes.length, cut: null });
  };
