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
  readonly revokeSession: (from: From, id: string) => Promise<Outcome<null>>;
  /** All of the person's, this one too. */
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

async function revokeSession(parts: Parts, from: From, id: string): Promise<Outcome<null>> {
  const current = await parts.sessions.current(from.headers);
  if (current === null) return refused('NOT_SIGNED_IN');
  const session = (await own(parts, current.userId)).find((row) => row.id === id);
  if (session !== undefined) await parts.sessions.end(session.token);
  const outcome = session === undefined ? refused('NOT_FOUND') : done(null);
  const told = outcome.ok ? 'done' : outcome.code;
  await parts.tell({ actor: current.userId, action: 'session-revoke', target: id, outcome: told, address: from.address });
  return outcome;
}

async function signOutEverywhere(parts: Parts, from: From): Promise<Outcome<null>> {
  const current = await parts.sessions.current(from.headers);
  if (current === null) return refused('NOT_SIGNED_IN');
  await (await parts.auth.$context).internalAdapter.deleteUserSessions(current.userId);
  await parts.tell({ actor: current.userId, action: 'session-revoke', target: current.userId, outcome: 'done', address: from.address });
  return done(null);
}
