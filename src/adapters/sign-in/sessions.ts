import type { Auth } from './create-auth.ts';
import type { SignInConfig } from './sign-in-config.ts';

/** `token` opens the session together with its signature; it is shown to nobody. */
export type SessionRow = {
  readonly id: string;
  readonly userId: string;
  readonly token: string;
  readonly strong: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly ipAddress?: string | null | undefined;
  readonly userAgent?: string | null | undefined;
};

export type SignedIn = { readonly session: SessionRow; readonly user: UserRow };
export type UserRow = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly twoFactorEnabled?: boolean | null | undefined;
  readonly language?: string | null | undefined;
};

export type Sessions = {
  /** The live session of a cookie, with its person; one older than the longest time is ended here. */
  readonly signedIn: (headers: Headers) => Promise<SignedIn | null>;
  readonly current: (headers: Headers) => Promise<SessionRow | null>;
  /** The session that an answer's cookies begin; null: none. */
  readonly setBy: (answer: Headers) => Promise<SessionRow | null>;
  readonly strengthen: (headers: Headers) => Promise<{ readonly session: SessionRow; readonly cookies: readonly string[] } | null>;
  readonly end: (token: string) => Promise<void>;
  /** The `Set-Cookie` line of a session without an age: how long a session lives is the server's to say. */
  readonly untilBrowserCloses: (line: string) => string;
};

const hour = 60 * 60 * 1000;

export function openSessions(auth: Auth, { longestHours = 12 }: Pick<SignInConfig, 'longestHours'>): Sessions {
  const context = () => auth.$context;
  const cookieName = async (): Promise<string> => (await context()).authCookies.sessionToken.name;
  const end = async (token: string): Promise<void> => (await context()).internalAdapter.deleteSession(token);
  const find = async (token: string): Promise<SessionRow | null> =>
    ((await (await context()).internalAdapter.findSession(token))?.session as SessionRow | undefined) ?? null;
  const signedIn = async (headers: Headers): Promise<SignedIn | null> => {
    if (!(headers.get('cookie') ?? '').includes(await cookieName())) return null;
    const found = (await auth.api.getSession({ headers })) as SignedIn | null;
    if (found === null) return null;
    if (Date.now() - new Date(found.session.createdAt).getTime() <= longestHours * hour) return found;
    await end(found.session.token);
    return null;
  };
  const setBy = async (answer: Headers): Promise<SessionRow | null> => {
    const name = await cookieName();
    const line = answer.getSetCookie().findLast((cookie) => cookie.startsWith(`${name}=`));
    const value = decodeURIComponent(line?.slice(name.length + 1).split(';', 1)[0] ?? '');
    return value === '' ? null : find(value.slice(0, value.lastIndexOf('.')));
  };
  const untilBrowserCloses = (line: string): string =>
    /session_token=[^;]/.test(line) && !/max-age=0/i.test(line) ? line.replace(/;\s*(?:max-age|expires)=[^;]*/gi, '') : line;
  return {
    signedIn,
    current: async (headers) => (await signedIn(headers))?.session ?? null,
    setBy,
    strengthen: async (headers) => {
      const { headers: answer } = await auth.api.strengthenSession({ headers, returnHeaders: true });
      const session = await setBy(answer);
      return session === null ? null : { session, cookies: answer.getSetCookie().map(untilBrowserCloses) };
    },
    end,
    untilBrowserCloses,
  };
}
