import type { Protocol } from '../../model/protocol.ts';

/** Data connections of FTP: known by what the control connection said of them. */
export const ftpData: Protocol = {
  id: 'ftp-data',
  title: 'FTP data connections',
  references: [{ source: 'RFC 959', clause: '3.2', url: 'https://www.rfc-editor.org/rfc/rfc959' }],
  limitations: [
    'What is transferred is not read.',
    'A data connection whose control connection was not captured is named on port 20 only.',
  ],
  transports: ['tcp'],
  ports: [20],
  encrypted: null,
  recognise: ({ fromClient, fromServer, serverPort, clientPort }) =>
    (serverPort === 20 || clientPort === 20) && fromClient.length + fromServer.length > 0 ? 'likely' : 'no',
};
