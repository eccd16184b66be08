import type { AnyAuthMethod, AuthenticationType, ConnectConfig } from 'ssh2';
import type { LoginOutcome, Service } from '../service.ts';

/** Old servers must be spoken to as well: what is weak is named elsewhere, from our own reading of the offer. */
const algorithms: NonNullable<ConnectConfig['algorithms']> = {
  kex: {
    append: ['diffie-hellman-group14-sha1', 'diffie-hellman-group-exchange-sha1', 'diffie-hellman-group1-sha1'],
    prepend: [],
    remove: [],
  },
  serverHostKey: { append: ['ssh-rsa', 'ssh-dss'], prepend: [], remove: [] },
  cipher: { append: ['aes256-cbc', 'aes192-cbc', 'aes128-cbc', '3des-cbc'], prepend: [], remove: [] },
  hmac: { append: ['hmac-md5', 'hmac-sha1-96', 'hmac-md5-96'], prepend: [], remove: [] },
};

type Heard = { readonly entered: boolean; readonly methods: readonly string[] | null };

/**
 * One SSH connection, by the ssh2 package over our guarded socket: asks `none` (RFC 4252, 5.2), then, where a login is given, `password` or the
 * same as `keyboard-interactive`. `methods`: what the server would take after that; null where it never came so far.
 */
async function authenticate(service: Service, purpose: string, user: string, password: string | null): Promise<Heard> {
  // Loaded when there is a server to ask: it takes long to load.
  const { Client } = (await import('ssh2')).default;
  const connection = await service.open(purpose).catch(() => null);
  if (connection === null) return { entered: false, methods: null };
  return new Promise((resolve) => {
    const client = new Client();
    let methods: readonly string[] | null = null;
    let step = 0;
    const end = (entered: boolean): void => {
      clearTimeout(timer);
      client.destroy();
      connection.close();
      resolve({ entered, methods });
    };
    const timer = setTimeout(() => end(false), service.patience.answerMs * 2);
    const authHandler = (left: AuthenticationType[] | null, _: boolean | null, next: (method: AnyAuthMethod | false) => void): void => {
      if (left !== null) methods = left;
      step += 1;
      const isInteractive = methods?.includes('password') === false && methods.includes('keyboard-interactive');
      if (step === 1) next({ type: 'none', username: user });
      else if (step > 2 || password === null) next(false);
      else if (isInteractive)
        next({
          type: 'keyboard-interactive',
          username: user,
          prompt: (_name, _text, _tongue, asked, done) => done(asked.map(() => password)),
        });
      else next({ type: 'password', username: user, password });
    };
    client
      .on('ready', () => end(true))
      .on('error', () => end(false))
      .on('close', () => end(false));
    client.connect({
      sock: connection.stream,
      username: user,
      algorithms,
      authHandler: authHandler as never,
      readyTimeout: service.patience.answerMs * 2,
    });
  });
}

/** What may follow a refused `none`; `open` where nothing need follow. null: it did not come to that. */
export async function sshMethods(service: Service, user: string): Promise<readonly string[] | 'open' | null> {
  const { entered, methods } = await authenticate(service, 'ssh: ask which ways to log in there are', user, null);
  return entered ? 'open' : methods;
}

export async function sshLogin(service: Service, user: string, password: string): Promise<LoginOutcome> {
  const { entered, methods } = await authenticate(service, 'ssh: try a login', user, password);
  if (entered) return 'accepted';
  return methods === null ? 'unclear' : 'refused';
}
