import type { Context } from 'hono';
import type { z } from 'zod';
import { UserError } from '../../foundation/user-error.ts';
import { translated } from '../../model/message.ts';
import type { ApiEnv } from './api-env.ts';
import { caseUnknown } from './case-unknown.ts';
import type { problemSchema } from './problem-schema.ts';
import { problemStatus } from './problem-status.ts';

type Problem = z.infer<typeof problemSchema>;
export type ProblemExtras = { readonly errors?: Problem['errors']; readonly headers?: Readonly<Record<string, string>> };

/**
 * An error as `application/problem+json` (RFC 9457), in the language of the request: `programme.refusal.<code>` and `programme.refusal.<code>.mend` of the catalogue, or the
 * English that stands in the error. What is no `UserError`, or has a code that no client was told of, says nothing of itself.
 */
export function problemResponse(c: Context<ApiEnv>, error: unknown, { errors, headers = {} }: ProblemExtras = {}): Response {
  const told = error instanceof UserError && problemStatus(error.code) !== null ? hidden(c, error) : internal;
  const { code, message, where, mend } = told;
  const messages = c.var.messages;
  const status = problemStatus(code) ?? 500;
  const title = translated(messages, `programme.refusal.${code}`, message);
  const problem: Problem = {
    type: `urn:iqs:problem:${code}`,
    title: title.text,
    status,
    detail: where === '' ? title.text : where,
    instance: c.req.path,
    code,
    mend: translated(messages, `programme.refusal.${code}.mend`, mend).text,
    ...(errors === undefined ? {} : { errors }),
  };
  return new Response(JSON.stringify(problem), {
    status,
    headers: {
      'content-type': 'application/problem+json',
      'content-language': title.language ?? 'en',
      'cache-control': 'no-store',
      ...headers,
    },
  });
}

const internal = new UserError('INTERNAL', 'something went wrong on our side', '', 'try again later; it has been noted');

/** Threat: a guessed id that tells apart a case that is not there and one of somebody else. */
function hidden(c: Context<ApiEnv>, error: UserError): UserError {
  const isOfCase = /\/cases\/[^/]+/.test(c.req.path);
  return error.code === 'NOT_YOUR_CASE' && isOfCase ? caseUnknown(c.req.path.split('/cases/')[1]?.split('/')[0] ?? '') : error;
}
