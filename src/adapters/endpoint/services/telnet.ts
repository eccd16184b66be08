import { oneLine } from '../../../foundation/one-line.ts';
import type { Connection } from '../connection.ts';
import { productOf } from '../product-of.ts';
import { checked, type LoginOutcome, type Seen, type Service, type ServiceProbe } from '../service.ts';
import { telnetOptions } from './telnet-options.ts';

const loginPrompt = /(login|user ?name|user|account|benutzer|utilisateur)( id)? ?[:>] ?$/i;
const passwordPrompt = /(password|passwd|pass ?code|passwort|mot de passe|pin) ?[:>] ?$/i;
/** A page's last `>` is no prompt. */
const shellPrompt = /(?:^|\n)[^<\n]{0,80}[#$>%] ?$/;
const refusal = /incorrect|denied|fail(ed|ure)?\b|invalid|wrong|bad (password|login)|not allowed/i;
const lock = /locked|too many|try again later|temporar|blocked/i;

/** Telnet: what greets a caller, a prompt for a login or a shell that asks for none. */
export const telnet: ServiceProbe = {
  id: 'telnet',
  sends: 'Telnet: a connection, refusals of every option, one empty line',
  look: async (service) => {
    const session = await open(service, 'telnet: read the greeting');
    if (session === null) return { product: null, version: null, detail: 'no connection', checks: [] };
    const seen = judge(await session.until(isPrompt), service);
    session.close();
    return seen;
  },
  loginForms: async (service) => [{ how: 'telnet', attempt: (user, password) => logIn(service, user, password) }],
};

const asksForLogin = (text: string): boolean => loginPrompt.test(text) || passwordPrompt.test(text);

const isPrompt = (text: string): boolean => asksForLogin(text) || shellPrompt.test(text);

function judge(text: string, { secure }: Service): Seen {
  const detail = oneLine(text, 120);
  const { version } = productOf(text);
  const asks = asksForLogin(text);
  const isOpen = !asks && shellPrompt.test(text);
  const access = asks ? 'no' : isOpen ? 'yes' : 'unknown';
  const words = asks ? 'asks for a login' : isOpen ? `a command line without a login: "${detail.slice(-40)}"` : 'no prompt that we know';
  return {
    product: null,
    version: /busybox/i.test(text) ? version : null,
    detail,
    checks: [
      checked('anonymous-access', access, words),
      // RFC 854 has no encryption: what is typed can be read on the way.
      checked(
        'cleartext-login',
        secure ? 'no' : asks ? 'yes' : 'unknown',
        secure ? 'under TLS' : asks ? 'user and password go in clear' : words,
      ),
    ],
  };
}

async function logIn(service: Service, user: string, password: string): Promise<LoginOutcome> {
  const session = await open(service, 'telnet: try a login');
  if (session === null) return 'unclear';
  try {
    return await converse(session, user, password);
  } finally {
    session.close();
  }
}

async function converse(session: Session, user: string, password: string): Promise<LoginOutcome> {
  let text = await session.until(isPrompt);
  if (lock.test(text)) return 'locked';
  if (loginPrompt.test(text)) {
    await session.say(`${user}\r\n`);
    text = await session.until(isPrompt);
  }
  if (passwordPrompt.test(text)) {
    await session.say(`${password}\r\n`);
    text = await session.until((all) => isPrompt(all.replace(/^[^\n]*\n/, '')) || refusal.test(all) || lock.test(all));
  } else if (!shellPrompt.test(text)) return 'unclear';
  if (lock.test(text)) return 'locked';
  if (refusal.test(text) || asksForLogin(text)) return 'refused';
  if (shellPrompt.test(text)) return 'accepted';
  return session.closed ? 'refused' : 'unclear';
}

type Session = {
  readonly until: (done: (text: string) => boolean) => Promise<string>;
  readonly say: (line: string) => Promise<void>;
  readonly close: () => void;
  readonly closed: boolean;
};

async function open(service: Service, purpose: string): Promise<Session | null> {
  const connection = await service.open(purpose).catch(() => null);
  if (connection === null) return null;
  const { answerMs, quietMs } = service.patience;
  return {
    until: (done) => listen(connection, done, { answerMs, quietMs }),
    say: (line) => connection.send(line, purpose),
    close: () => connection.close(),
    get closed() {
      return connection.closed;
    },
  };
}

/** Text until it looks like `done` and nothing more comes for a moment; options are refused as they are asked for (RFC 854, RFC 1143). */
async function listen(
  connection: Connection,
  done: (text: string) => boolean,
  ms: { readonly answerMs: number; readonly quietMs: number },
): Promise<string> {
  const deadline = performance.now() + ms.answerMs;
  let text = '';
  let nudged = false;
  while (performance.now() < deadline && text.length < 16_384) {
    const { bytes, end } = await connection.read((all) => all.length, Math.min(ms.quietMs, Math.max(1, deadline - performance.now())));
    const { said, answer } = telnetOptions(bytes);
    text += said;
    if (answer.length > 0) await connection.send(answer, 'telnet: refuse options');
    if (end === 'closed' || end === 'limit') return text;
    // A colon after `login` is no chance; a `>` may be the start of more.
    if (asksForLogin(text) && done(text)) return text;
    if (end !== 'silent') continue;
    if (done(text.trimEnd()) || done(text)) return text;
    if (!nudged && text === '') await connection.send('\r\n', 'telnet: an empty line for a prompt');
    nudged = true;
  }
  return text;
}
