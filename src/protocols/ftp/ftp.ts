import { latin1 } from '../../foundation/byte-reader.ts';
import type { Conversation, FirstBytes, FlowFacts, Protocol, ProtocolTools } from '../../model/protocol.ts';
import { softwareName } from '../software-name.ts';
import { textLines } from '../text-lines.ts';
import { dataEndpoint } from './data-endpoint.ts';

/** A command of RFC 959, 2228, 2389, 2428 or 3659. */
const commands =
  /^(?:USER|PASS|ACCT|CWD|CDUP|QUIT|REIN|PORT|PASV|EPRT|EPSV|TYPE|STRU|MODE|RETR|STOR|APPE|REST|RNFR|RNTO|ABOR|DELE|RMD|MKD|PWD|XPWD|LIST|NLST|MLSD|MLST|SITE|SYST|STAT|HELP|NOOP|FEAT|OPTS|AUTH|PBSZ|PROT|SIZE|MDTM|CLNT)(?: [^\r\n]*)?\r?\n/i;

/** The file transfer protocol's control connection. */
export const ftp: Protocol = {
  id: 'ftp',
  title: 'FTP: logins in clear and where data go',
  references: [
    { source: 'RFC 959', clause: '4', url: 'https://www.rfc-editor.org/rfc/rfc959' },
    { source: 'RFC 2428', url: 'https://www.rfc-editor.org/rfc/rfc2428' },
    { source: 'RFC 4217', clause: '4', url: 'https://www.rfc-editor.org/rfc/rfc4217' },
  ],
  limitations: ['Files are not put together from data connections.', 'Kerberos and other mechanisms of AUTH are named as plain FTP.'],
  transports: ['tcp'],
  ports: [21, 2121],
  encrypted: false,
  recognise,
  converse: (flow, tools) => conversation(flow, tools),
};

/** A greeting is common to many protocols; what the client says after it is not (RFC 959, 5.3.1). */
function recognise({ fromClient, fromServer, serverPort }: FirstBytes): 'certain' | 'likely' | 'no' {
  const client = latin1(fromClient.subarray(0, 600));
  const server = latin1(fromServer.subarray(0, 600));
  const greets = /^(?:120|220)[ -]/.test(server);
  if (greets && /^220[ -][^\r\n]{0,200}\bFTP/i.test(server)) return 'certain';
  if (/^(?:USER|AUTH TLS|AUTH SSL|FEAT)\b/i.test(client) && greets && commands.test(client))
    return serverPort === 21 ? 'certain' : 'likely';
  // The control connection is a Telnet one (RFC 959, 3.2): commands of that may be all there is.
  if (server.startsWith('\u00ff') || client.startsWith('\u00ff')) return 'likely';
  return commands.test(client) || (client === '' && /^[1-5]\d\d[ -]/.test(server)) ? 'likely' : 'no';
}

/** RFC 3659: files that are fetched by name; firmware by the look of it. */
const firmware = /\.(?:bin|img|fw|rom|trx|chk|ipk|swu|ota|hex|dfu)(?:\.\w{2,3})?$/i;

function conversation(flow: FlowFacts, { tell }: ProtocolTools): Conversation {
  let user: string | null = null;
  let isGreeted = false;
  let asksForTls = false;
  const command = (line: string): void => {
    const [verb = '', ...rest] = line.split(' ');
    const value = rest.join(' ');
    const name = verb.toUpperCase();
    if (name === 'USER') user = value;
    else if (name === 'PASS') tell.credential({ user, password: value });
    else if (name === 'AUTH') asksForTls = /^(?:TLS|SSL|TLS-C|TLS-P)$/i.test(value.trim());
    else if (name === 'PORT' || name === 'EPRT') expect(dataEndpoint(value, flow.client));
    else if (name === 'RETR' && firmware.test(value)) tell.behaviour({ kind: 'cleartext-update', detail: `ftp fetch of ${value}` });
  };
  const expect = (endpoint: { readonly address: string; readonly port: number } | null): void => {
    if (endpoint !== null) tell.expect({ ...endpoint, transport: 'tcp', application: 'ftp-data' });
  };
  const reply = (line: string): void => {
    if (!isGreeted && line.startsWith('220')) {
      isGreeted = true;
      const software = softwareName(line.slice(4));
      if (software !== null) tell.component({ side: 'server', ...software });
    }
    if (line.startsWith('227') || line.startsWith('229')) expect(dataEndpoint(line.slice(4), flow.server));
  };
  return {
    read: (side, bytes) => {
      const { lines, taken } = textLines(bytes);
      if (side === 'client') for (const line of lines) command(line);
      else {
        // RFC 4217, 4.3: after the 234 the client's hello comes; the server sends nothing more in clear.
        if (asksForTls && lines.some((line) => line.startsWith('234'))) return { becomes: 'tls', taken };
        for (const line of lines) reply(line);
      }
      return taken;
    },
    gap: () => undefined,
  };
}
