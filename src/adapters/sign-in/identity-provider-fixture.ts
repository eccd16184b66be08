import { createSocket } from 'node:dgram';
import { setServers } from 'node:dns';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after } from 'node:test';
import Provider from 'oidc-provider';

export type IdentityProvider = {
  readonly issuer: string;
  /** Goes through the provider's own pages as a person who signs in there; the address it sends the browser back to. */
  readonly signIn: (url: string, as: string) => Promise<string>;
};

/** A real OpenID provider (oidc-provider, certified) on the loopback; whoever names himself is that. `claims` are by the name given there. */
export async function identityProvider(
  redirectUri: () => string,
  claims: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Promise<IdentityProvider> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = {
    client_id: 'iqs',
    client_secret: 'a secret of the client',
    grant_types: ['authorization_code'],
    response_types: ['code' as const],
    // Registered anew at each request, since we learn it late.
    get redirect_uris() {
      return [redirectUri()];
    },
  };
  let handle: ReturnType<InstanceType<typeof Provider>['callback']> | null = null;
  const start = () =>
    new Provider(issuer, {
      clients: [{ ...client }],
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
      pkce: { required: () => true },
      cookies: { keys: ['a key of the fixture'] },
      findAccount: (_context, id) => ({ accountId: id, claims: async () => ({ sub: id, ...claims[id] }) }),
    }).callback();
  server.on('request', (request, response) => {
    handle ??= redirectUri() === '' ? null : start();
    void (handle ?? start())(request, response);
  });
  after(() => new Promise((closed) => server.close(closed).closeAllConnections()));
  return { issuer, signIn: (url, as) => walk(url, as, issuer) };
}

/** A browser in small: follows redirects, keeps cookies, fills in the provider's two forms. */
async function walk(start: string, as: string, issuer: string): Promise<string> {
  const cookies = new Map<string, string>();
  let url = start;
  let form: string | null = null;
  for (let step = 0; step < 12; step += 1) {
    const answer: Response = await fetch(url, {
      redirect: 'manual',
      method: form === null ? 'GET' : 'POST',
      headers: {
        cookie: [...cookies].map((pair) => pair.join('=')).join('; '),
        ...(form === null ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(form === null ? {} : { body: form }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';', 1)[0] ?? '').split('=');
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    if (location !== null) {
      url = new URL(location, url).href;
      form = null;
      if (!url.startsWith(issuer)) return url;
      continue;
    }
    const page: string = await answer.text();
    const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1];
    if (action === undefined)
      throw new Error(`the provider says: ${answer.status} ${page.replace(/<style[\s\S]*?<\/style>/g, '').slice(0, 600)}`);
    url = new URL(action, url).href;
    form = page.includes('value="login"') ? `prompt=login&login=${encodeURIComponent(as)}&password=x` : 'prompt=consent';
  }
  throw new Error('the provider sends us in circles');
}

/** A name server on the loopback that knows these TXT records; this process asks nobody else. */
export async function nameServer(records: ReadonlyMap<string, string>): Promise<void> {
  const socket = createSocket('udp4');
  socket.on('message', (message, { port, address }) => socket.send(answerTo(message, records), port, address));
  await new Promise<void>((listening) => socket.bind(0, '127.0.0.1', listening));
  setServers([`127.0.0.1:${socket.address().port}`]);
  after(() => socket.close());
}

/** RFC 1035, 4: the header, the one question as it came, and a TXT record with a pointer to its name; without a record NXDOMAIN. */
function answerTo(query: Buffer, records: ReadonlyMap<string, string>): Buffer {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  const question = query.subarray(12, at + 5);
  const text = records.get(labels.join('.').toLowerCase());
  const header = Buffer.from([
    ...query.subarray(0, 2),
    0x81,
    text === undefined ? 0x83 : 0x80,
    0,
    1,
    0,
    text === undefined ? 0 : 1,
    0,
    0,
    0,
    0,
  ]);
  if (text === undefined) return Buffer.concat([header, question]);
  const record = Buffer.from([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 1, 0, text.length + 1, text.length]);
  return Buffer.concat([header, question, record, Buffer.from(text, 'latin1')]);
}
