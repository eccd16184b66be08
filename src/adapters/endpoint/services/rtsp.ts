import { oneLine } from '../../../foundation/one-line.ts';
import type { Connection } from '../connection.ts';
import { challengeIn, digestAnswer } from '../digest-answer.ts';
import { productOf } from '../product-of.ts';
import { checked, type LoginForm, type LoginOutcome, type Seen, type Service, type ServiceProbe } from '../service.ts';

/** Where cameras' manuals say their first stream is; asked in turn until one gives a description or asks for a login. */
const paths = [
  '/',
  '/live',
  '/live.sdp',
  '/stream1',
  '/11',
  '/h264',
  '/video1',
  '/onvif1',
  '/live/ch00_0',
  '/Streaming/Channels/101',
  '/cam/realmonitor?channel=1&subtype=0',
  '/axis-media/media.amp',
] as const;

type Answer = { readonly status: number; readonly head: string; readonly body: string };

/** RTSP: whether a stream is described without a login (RFC 2326); nothing is set up or played. */
export const rtsp: ServiceProbe = {
  id: 'rtsp',
  sends: `RTSP: OPTIONS, and DESCRIBE of at most ${paths.length} usual stream addresses; no SETUP, no PLAY`,
  look: async (service) => {
    const options = await ask(service, 'OPTIONS', '/', {}, 'rtsp: ask for the options');
    const found = await describe(service);
    return {
      ...productOf(headerOf(options ?? found?.answer, 'server')),
      detail: oneLine(`server ${headerOf(options ?? found?.answer, 'server') || 'not named'}; ${headerOf(options, 'public')}`, 120),
      checks: [accessCheck(found), loginCheck(service, found)],
    } satisfies Seen;
  },
  loginForms: async (service) => {
    const found = await describe(service);
    return found?.answer.status === 401 ? [form(service, found.path)] : [];
  },
};

type Found = { readonly path: string; readonly answer: Answer };

/** The first path that is described or asks for a login; else the last answer there was. */
async function describe(service: Service): Promise<Found | null> {
  let last: Found | null = null;
  for (const path of paths) {
    const answer = await ask(service, 'DESCRIBE', path, { accept: 'application/sdp' }, 'rtsp: ask for a description of a stream');
    if (answer === null) break;
    last = { path, answer };
    if (isStream(answer) || answer.status === 401) break;
  }
  return last;
}

const isStream = ({ status, body }: Answer): boolean => status === 200 && /^m=(video|audio)/m.test(body);

function accessCheck(found: Found | null): Seen['checks'][number] {
  if (found === null) return checked('anonymous-access', 'unknown', 'no answer to DESCRIBE');
  const { path, answer } = found;
  if (isStream(answer)) return checked('anonymous-access', 'yes', `describes the stream ${path} without a login`);
  if (answer.status === 401 || answer.status === 403) return checked('anonymous-access', 'no', `${path} asks for a login`);
  return checked('anonymous-access', 'unknown', `none of ${paths.length} usual stream addresses is there (last answer ${answer.status})`);
}

function loginCheck({ secure }: Service, found: Found | null): Seen['checks'][number] {
  const challenge = found?.answer.status === 401 ? challengeIn(headerOf(found.answer, 'www-authenticate')) : null;
  if (secure) return checked('cleartext-login', 'no', 'under TLS');
  if (challenge === null) return checked('cleartext-login', 'unknown', 'no login was asked for');
  return challenge.scheme === 'basic'
    ? checked('cleartext-login', 'yes', 'asks for a Basic login without TLS')
    : checked('cleartext-login', 'no', 'asks for a Digest login: the password does not go in clear');
}

function form(service: Service, path: string): LoginForm {
  const purpose = 'rtsp: try a login';
  const attempt = async (user: string, password: string): Promise<LoginOutcome> => {
    const asked = await ask(service, 'DESCRIBE', path, {}, purpose);
    if (asked !== null && (asked.status === 403 || asked.status === 429)) return 'locked';
    const challenge = asked === null ? null : challengeIn(headerOf(asked, 'www-authenticate'));
    if (challenge === null) return 'unclear';
    const authorization = digestAnswer(challenge, { method: 'DESCRIBE', uri: addressOf(service, path), user, password });
    const answer = await ask(service, 'DESCRIBE', path, { authorization, accept: 'application/sdp' }, purpose);
    if (answer === null) return 'unclear';
    if (answer.status === 401) return 'refused';
    // Past the login, a path may still be wrong.
    if (answer.status === 200 || answer.status === 404) return 'accepted';
    return answer.status === 403 || answer.status === 429 ? 'locked' : 'unclear';
  };
  return { how: 'rtsp', attempt };
}

const addressOf = ({ target, door, secure }: Service, path: string): string =>
  `${secure ? 'rtsps' : 'rtsp'}://${target.host.includes(':') ? `[${target.host}]` : target.host}:${door.port}${path}`;

async function ask(
  service: Service,
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  purpose: string,
): Promise<Answer | null> {
  const connection = await service.open(purpose).catch(() => null);
  if (connection === null) return null;
  try {
    const lines = [
      `${method} ${addressOf(service, path)} RTSP/1.0`,
      'CSeq: 1',
      'User-Agent: iqs-probe',
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ];
    await connection.send(`${lines.join('\r\n')}\r\n\r\n`, purpose);
    return await readAnswer(connection, service.patience.answerMs);
  } finally {
    connection.close();
  }
}

async function readAnswer(connection: Connection, ms: number): Promise<Answer | null> {
  const { bytes } = await connection.read((all) => {
    const head = all.indexOf('\r\n\r\n');
    if (head < 0) return 0;
    const length = Number(/^content-length: *(\d{1,6})/im.exec(all.subarray(0, head).toString('latin1'))?.[1] ?? 0);
    return all.length < head + 4 + length ? 0 : head + 4 + length;
  }, ms);
  const text = bytes.toString('latin1');
  const status = Number(/^RTSP\/\d\.\d (\d{3})/.exec(text)?.[1] ?? 0);
  const [head = '', ...rest] = text.split('\r\n\r\n');
  return status === 0 ? null : { status, head, body: rest.join('\r\n\r\n') };
}

/** All values of a header, in one. */
function headerOf(answer: Answer | null | undefined, name: string): string {
  const lines = answer?.head.split('\r\n') ?? [];
  return lines
    .filter((line) => line.toLowerCase().startsWith(`${name}:`))
    .map((line) => line.slice(name.length + 1).trim())
    .join(', ');
}
