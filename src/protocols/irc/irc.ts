import { latin1 } from '../../foundation/byte-reader.ts';
import type { Conversation, Protocol, ProtocolTools, Side, Tell } from '../../model/protocol.ts';
import { textLines } from '../text-lines.ts';

const user = /^USER [^ \r\n]+ [^ \r\n]+ [^ \r\n]+ :?[^\r\n]/m;
const nick = /^NICK :?[^ \r\n]/m;
const opening = /^(CAP (LS|REQ)|PASS |NICK |USER |JOIN [#&]|PRIVMSG |PONG |MODE |AUTHENTICATE )/;
/** A prefix and three digits, or the notices that a server opens with. */
const numeric = /^:[^ \r\n]+ 00[1-4] [^\r\n]/m;
const serverLine = /^(:[^ \r\n]+ (\d{3}|NOTICE|PRIVMSG|JOIN|MODE|PING) |NOTICE (AUTH|\*) :|PING :|ERROR :)/;

/** Internet Relay Chat: where bots are told what to do. */
export const irc: Protocol = {
  id: 'irc',
  title: 'IRC: chat, and command channel of old bots',
  references: [{ source: 'RFC 2812', clause: '3.1', url: 'https://www.rfc-editor.org/rfc/rfc2812' }],
  limitations: ['SASL logins other than PLAIN are not read.'],
  transports: ['tcp'],
  ports: [6660, 6661, 6662, 6663, 6664, 6665, 6666, 6667, 6668, 6669, 7000],
  encrypted: false,
  recognise: ({ fromClient, fromServer }) => {
    const said = latin1(fromClient.subarray(0, 512));
    const answered = latin1(fromServer.subarray(0, 512));
    // USER with four parameters: FTP and POP3 have one.
    if ((nick.test(said) && user.test(said)) || (numeric.test(answered) && opening.test(said))) return 'certain';
    if (said !== '' && !opening.test(said)) return 'no';
    if (answered !== '' && !serverLine.test(answered)) return 'no';
    return said !== '' || answered !== '' ? 'likely' : 'no';
  },
  converse: (_, tools) => conversation(tools),
};

function conversation({ tell }: ProtocolTools): Conversation {
  const login = { user: null as string | null, password: null as string | null };
  let isOver = false;
  const line = (side: Side, text: string): void => {
    if (side === 'server') {
      // 004: the server's name and version (RFC 2812, 5.1).
      const [, version] = /^:[^ ]+ 004 [^ ]+ [^ ]+ ([^ ]+)/.exec(text) ?? [];
      if (version !== undefined) tellServer(version, tell);
      isOver ||= version !== undefined;
      return;
    }
    const [, verb, rest = ''] = /^([A-Za-z]+) (.*)$/.exec(text) ?? [];
    if (verb?.toUpperCase() === 'PASS') login.password = rest.replace(/^:/, '');
    else if (verb?.toUpperCase() === 'NICK') login.user ??= rest.replace(/^:/, '');
    const [, account, secret] =
      /^(?:OPER ([^ ]+) ([^ ]+)|PRIVMSG nickserv :identify (?:([^ ]+) )?([^ ]+))$/i.exec(text)?.filter((part) => part !== undefined) ?? [];
    if (account !== undefined)
      tell.credential(secret === undefined ? { user: login.user, password: account } : { user: account, password: secret });
  };
  return {
    read: (side, bytes) => {
      const { lines, taken } = textLines(bytes);
      for (const text of lines) line(side, text);
      return taken;
    },
    end: () => {
      if (login.user !== null || login.password !== null) tell.credential({ user: login.user, password: login.password });
    },
  };
}

/** e.g. `Unreal3.2.8.1`, `InspIRCd-3`, `ircd-hybrid-8.2.4`. */
function tellServer(text: string, tell: Tell): void {
  const [, name = text, version = null] = /^([A-Za-z-]*[A-Za-z])[-_.]?v?(\d[\w.]*)?/.exec(text) ?? [];
  tell.component({ side: 'server', name: name.toLowerCase(), version });
}
