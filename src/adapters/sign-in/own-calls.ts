import { createAuthEndpoint, getSessionFromCtx } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { challengedPerson } from './challenged-person.ts';

/** Calls of ours that need the library's own cookies. None is an endpoint: no request gets there. */
export const ownCalls = () => ({
  id: 'own-calls' as const,
  endpoints: {
    challengedPerson: createAuthEndpoint.serverOnly(
      { method: 'GET', requireHeaders: true },
      async (context): Promise<{ person: string | null }> => ({ person: await challengedPerson(context) }),
    ),
    /** Begins the session anew, as one with a second factor behind it. */
    strengthenSession: createAuthEndpoint.serverOnly(
      { method: 'POST', requireHeaders: true },
      async (context): Promise<{ token: string | null }> => {
        const found = await getSessionFromCtx(context);
        if (found === null) return { token: null };
        const { internalAdapter } = context.context;
        const { ipAddress, userAgent } = found.session;
        const session = await internalAdapter.createSession(found.user.id, false, { ipAddress, userAgent, strong: true }, true);
        await setSessionCookie(context, { session, user: found.user });
        return { token: session.token };
      },
    ),
  },
});
