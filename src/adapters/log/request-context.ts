import { AsyncLocalStorage } from 'node:async_hooks';

/** What is known of the request in hand, wherever the work on it has got to. */
export type RequestContext = {
  readonly id: string;
  /** Of the client, as far as the proxies in front are trusted. */
  readonly address: string;
  /** Id of who is signed in, once somebody found out. */
  person: string | null;
};

const storage = new AsyncLocalStorage<RequestContext>();

export const inRequest = <T>(context: RequestContext, work: () => T): T => storage.run(context, work);

/** Null: not on behalf of a request. */
export const currentRequest = (): RequestContext | null => storage.getStore() ?? null;

/** Whoever finds out who asks says it here, for the log. */
export function notePerson(person: string | null): void {
  const request = storage.getStore();
  if (request !== undefined) request.person = person;
}
