import { freshMinutes } from './create-auth.ts';
import { done, type Outcome, refused } from './outcome.ts';
import type { Parts } from './parts.ts';
import type { From } from './person.ts';
import type { SessionRow } from './sessions.ts';

export type SessionFacts = {
  readonly id: string;
  readonly current: boolean;
  readonly strong: boolean;
  readonly address: string;
  readonly browser: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
};

export type SessionCalls = {
  readonly listSessions: (from: From) => Promise<Outcome<readonly SessionFacts[]>>;
  /** Refused: `NOT_FOUND`; `SIGN_IN_AGAIN` where this session began more than 15 minutes ago. */
  readonly revokeSession: (from: From, id: string) => Promise<Outcome<null>>;
  /** All of the person's, this one too. Refused: `SIGN_IN_AGAIN`, likewise. */
  readonly signOutEverywhere: (from: From) => Promise<Outcome<null>>;
};

export function sessionCalls(parts: Parts): SessionCalls {
  return {
    listSessions: (from) => listSessions(parts, from),
    revokeSession: (from, id) => revokeSession(parts, from, id),
    signOutEverywhere: (from) => signOutEverywhere(parts, from),
  };
}

async function own({ auth }: Parts, person: string): Promise<readonly SessionRow[]> {
  const { internalAdapter } = await auth.$context;
  return (await internalAdapter.listSessions(person, { onlyActiveSessions: true })) as unknown as readonly SessionRow[];
}

async function listSessions(parts: Parts, from: From): Promise<Outcome<readonly SessionFacts[]>> {
  const current = await parts.sessions.current(from.headers);
  if (current === null) return refused('NOT_SIGNED_IN');
  const rows = await own(parts, current.userId);
  return done(
    rows.map(({ id, strong, ipAddress, userAgent, createdAt, updatedAt }) => ({
      id,
      current: id === current.id,
      strong,
      address: ipAddress ?? '',
      browser: userAgent ?? '',
      createdAt,
      lastUsedAt: updatedAt,
    })),
  );
}

/** Who left a browser open somewhere is not shut out by whoever finds it. */
const isFresh = ({ createdAt }: SessionRow): boolean => Date.now() - new Date(createdAt).getTime() <= freshMinutes * 60_000;

async function endOwn(parts: Parts, person: string, id: string): Promise<Outcome<null>> {
  const session = (await own(parts, person)).find((row) => row.id === id);
  if (session === undefined) return refused('NOT_FOUND');
  await parts.sessions.end(session.token);
  return done(null);
}

async function revokeSession(parts: Parts, from: From, id: string): Promise<Outcome<null>> {
  const current = await parts.sessions.current(from.headers);
  if (current === null) return refused('NOT_SIGNED_IN');
  const outcome = isFresh(current) ? await endOwn(parts, current.userId, id) : refused('SIGN_IN_AGAIN');
  const told = outcome.ok ? 'done' : outcome.code;
  await parts.tell({ actor: current.userId, action: 'session-revoke', target: id, outcome: told, address: from.address });
  return outcome;
}

async function signOutEverywhere(parts: Parts, from: From): Promise<Outcome<null>> {
  const current = await parts.sessions.current(from.headers);
  if (current === null) return refused('NOT_SIGNED_IN');
  if (!isFresh(current)) return refused('SIGN_IN_AGAIN');
  await (await parts.auth.$context).internalAdapter.deleteUserSessions(current.userId);
  await parts.tell({ actor: current.userId, action: 'session-revoke', target: current.userId, outcome: 'done', address: from.address });
  return done(null);
}
