import { oneLine } from '../../../foundation/one-line.ts';
import type { Connection } from '../connection.ts';
import { productOf } from '../product-of.ts';
import { checked, type LoginOutcome, type Seen, type Service, type ServiceProbe } from '../service.ts';
import { readReply, replyCode } from './ftp-reply.ts';

/** FTP: greeting, whether `anonymous` is let in, and whether a password may go in clear (RFC 959, RFC 4217). */
export const ftp: ServiceProbe = {
  id: 'ftp',
  sends: 'FTP: a login as anonymous, QUIT; a user name without a password; nothing is listed, fetched or stored',
  look: async (service) => {
    const { greeting, code } = await logIn(service, 'anonymous', 'iqs@probe.invalid', 'ftp: log in as anonymous');
    if (greeting === '') return { product: null, version: null, detail: 'no greeting', checks: [] };
    const access = code === 230 ? 'yes' : code >= 400 ? 'no' : 'unknown';
    const inClear = await asksInClear(service);
    return {
      ...productOf(greeting.replace(/^220[ -]\W*/, '')),
      detail: greeting,
      checks: [
        checked('anonymous-access', access, code === 230 ? 'lets in anonymous' : `answers ${code || 'nothing'} to anonymous`),
        checked('cleartext-login', inClear.result, inClear.words),
      ],
    } satisfies Seen;
  },
  loginForms: async (service) => [
    {
      how: 'ftp',
      attempt: async (user, password) => outcomeOf((await logIn(service, user, password, 'ftp: try a login')).code),
    },
  ],
};

/** RFC 959, 5.4; 421: the service closes, which is how FTP servers lock out. */
function outcomeOf(code: number): LoginOutcome {
  if (code === 230) return 'accepted';
  if (code === 421) return 'locked';
  return code === 530 || code === 430 || code === 331 ? 'refused' : 'unclear';
}

async function asksInClear({
  secure,
  open,
  patience,
}: Service): Promise<{ readonly result: 'yes' | 'no' | 'unknown'; readonly words: string }> {
  if (secure) return { result: 'no', words: 'under TLS' };
  const purpose = 'ftp: ask whether a password may go in clear';
  const connection = await open(purpose).catch(() => null);
  if (connection === null) return { result: 'unknown', words: 'no second connection' };
  await readReply(connection, patience.answerMs);
  const code = await command(connection, 'USER iqs-probe', purpose, patience.answerMs);
  connection.close();
  if (code === 331) return { result: 'yes', words: 'asks for a password without TLS' };
  return code >= 400
    ? { result: 'no', words: `answers ${code} to a user name without TLS` }
    : { result: 'unknown', words: 'no answer to a user name' };
}

async function logIn(
  service: Service,
  user: string,
  password: string,
  purpose: string,
): Promise<{ readonly greeting: string; readonly code: number }> {
  const connection = await service.open(purpose).catch(() => null);
  if (connection === null) return { greeting: '', code: 0 };
  const { answerMs } = service.patience;
  try {
    const hello = await readReply(connection, answerMs);
    const greeting = oneLine(hello.bytes.toString('latin1'), 120);
    if (replyCode(hello) !== 220) return { greeting, code: replyCode(hello) };
    let code = await command(connection, `USER ${withoutBreaks(user)}`, purpose, answerMs);
    if (code === 331) code = await command(connection, `PASS ${withoutBreaks(password)}`, purpose, answerMs);
    await connection.send('QUIT\r\n', 'ftp: say goodbye');
    return { greeting, code };
  } finally {
    connection.close();
  }
}

async function command(connection: Connection, line: string, purpose: string, ms: number): Promise<number> {
  await connection.send(`${line}\r\n`, purpose);
  return replyCode(await readReply(connection, ms));
}

const withoutBreaks = (text: string): string => text.replace(/[\r\n]/g, '');
