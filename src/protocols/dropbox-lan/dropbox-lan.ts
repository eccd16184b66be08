import { latin1 } from '../../foundation/byte-reader.ts';
import type { Protocol } from '../../model/protocol.ts';
import { asText, jsonRecord } from '../json-record.ts';

/** The broadcast by which Dropbox clients find each other. */
export const dropboxLan: Protocol = {
  id: 'dropbox-lan',
  title: 'Dropbox LAN sync: discovery',
  references: [{ source: 'IANA service names: db-lsp-disc, 17500', url: 'https://www.iana.org/assignments/service-names-port-numbers' }],
  limitations: [],
  transports: ['udp'],
  ports: [17500],
  encrypted: false,
  recognise: ({ fromClient }) => {
    const text = latin1(fromClient.subarray(0, 512));
    return text.startsWith('{"') && text.includes('"host_int":') && text.includes('"namespaces":') ? 'certain' : 'no';
  },
  converse: ({ client }, { tell }) => ({
    read: (_side, bytes) => {
      const record = jsonRecord(latin1(bytes));
      const host = record?.['host_int'];
      const name = asText(record?.['displayname']);
      if (name !== null) tell.host({ address: client, mac: null, name });
      if (typeof host === 'number') tell.behaviour({ kind: 'identifier-in-clear', detail: `host id ${host} broadcast` });
      return 'settled';
    },
  }),
};
