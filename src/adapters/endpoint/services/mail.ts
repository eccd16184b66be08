import { oneLine } from '../../../foundation/one-line.ts';
import type { Connection } from '../connection.ts';
import { productOf } from '../product-of.ts';
import { type Checked, checked, type Seen, type Service, type ServiceProbe } from '../service.ts';

type Ask = { readonly say: string; readonly until: RegExp };

type Mail = {
  readonly id: string;
  readonly sends: string;
  readonly greeting: RegExp;
  /** Asked without TLS, one after the other. */
  readonly asks: readonly Ask[];
  /** Whether the answers let a password come in clear; null: they do not tell. */
  readonly takesPassword: (answers: readonly string[]) => boolean | null;
};

/** What a mail server says of itself and of logins without TLS; nobody logs in and no mail is sent. */
const mailProbe = ({ id, sends, greeting, asks, takesPassword }: Mail): ServiceProbe => ({
  id,
  sends,
  look: async (service) => {
    const heard = await converse(service, greeting, asks, `${id}: ask what it takes`);
    if (heard === null) return { product: null, version: null, detail: 'no greeting', checks: [] };
    const takes = heard.answers.length < asks.length ? null : takesPassword(heard.answers);
    return {
      ...productOf(heard.greeting.replace(/^(?:220[ -]\S*(?: ESMTP| SMTP)?|\+OK|\* OK(?: \[[^\]]*\])?)\W*/i, '')),
      detail: oneLine(heard.greeting, 120),
      checks: [loginCheck(service, takes)],
    } satisfies Seen;
  },
});

function loginCheck({ secure }: Service, takes: boolean | null): Checked {
  if (secure) return checked('cleartext-login', 'no', 'under TLS');
  if (takes === null) return checked('cleartext-login', 'unknown', 'does not say how one logs in');
  return takes
    ? checked('cleartext-login', 'yes', 'takes a password without TLS')
    : checked('cleartext-login', 'no', 'takes no password without TLS');
}

type Heard = { readonly greeting: string; readonly answers: readonly string[] };

async function converse(service: Service, greeting: RegExp, asks: readonly Ask[], purpose: string): Promise<Heard | null> {
  const connection = await service.open(purpose).catch(() => null);
  if (connection === null) return null;
  try {
    const first = await upTo(connection, greeting, service.patience.answerMs);
    if (first === null) return null;
    const answers: string[] = [];
    for (const { say, until } of asks) {
      await connection.send(`${say}\r\n`, purpose);
      const answer = await upTo(connection, until, service.patience.answerMs);
      if (answer === null) break;
      answers.push(answer);
    }
    return { greeting: first, answers };
  } finally {
    connection.close();
  }
}

async function upTo(connection: Connection, until: RegExp, ms: number): Promise<string | null> {
  const { bytes, end } = await connection.read((all) => {
    const match = until.exec(all.subarray(0, 16_384).toString('latin1'));
    return match === null ? 0 : match.index + match[0].length;
  }, ms);
  return end === 'taken' ? bytes.toString('latin1') : null;
}

/** SMTP: which ways to log in stand in the answer to EHLO (RFC 4954, 3). */
export const smtp: ServiceProbe = mailProbe({
  id: 'smtp',
  sends: 'SMTP: EHLO; no mail',
  greeting: /^\d{3} [^\n]*\n/m,
  asks: [{ say: 'EHLO iqs.invalid', until: /^\d{3} [^\n]*\n/m }],
  takesPassword: ([hello = '']) => hello.startsWith('250') && /^250[ -]AUTH[ =][^\r\n]*\b(?:PLAIN|LOGIN)\b/im.test(hello),
});

/** IMAP: LOGIN is there unless LOGINDISABLED says that it is not (RFC 9051, 6.2.3 and 7.2.2). */
export const imap: ServiceProbe = mailProbe({
  id: 'imap',
  sends: 'IMAP: CAPABILITY',
  greeting: /^\* [^\n]*\n/,
  asks: [{ say: 'a1 CAPABILITY', until: /^a1 [^\n]*\n/m }],
  takesPassword: ([list = '']) => (/^\* CAPABILITY /im.test(list) ? !/\bLOGINDISABLED\b/i.test(list) : null),
});

/** POP3: whether a user is asked for the password (RFC 1939, 7; RFC 2595, 2.1). */
export const pop3: ServiceProbe = mailProbe({
  id: 'pop3',
  sends: 'POP3: a user name without a password',
  greeting: /^\+OK[^\n]*\n/,
  asks: [{ say: 'USER iqs-probe', until: /^(?:\+OK|-ERR)[^\n]*\n/m }],
  takesPassword: ([answer = '']) => answer.startsWith('+OK'),
});
