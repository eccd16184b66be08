import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { actionSchemas } from '../../adapters/programme/action-schemas.ts';
import { fieldSchemas } from '../../adapters/programme/field-schemas.ts';
import { UserError } from '../../foundation/user-error.ts';
import type { Action, ActionName } from '../../model/case-action.ts';
import { duties } from '../../programme/duties.ts';
import { actedAnswer, keepActed } from './acted-answer.ts';
import { addRoute } from './add-route.ts';
import type { ApiEnv } from './api-env.ts';
import { apiRoute } from './api-route.ts';
import { caseAnswers } from './case-answers.ts';
import { expectedVersion } from './entity-tag.ts';
import type { ProgrammeApiDeps } from './programme-api-deps.ts';
import { seatOf } from './seat-of.ts';

/** Acts that a person can take on a case that is there; those of the programme itself have no address. */
export const personalActions: readonly ActionName[] = (Object.keys(actionSchemas) as ActionName[]).filter(
  (name) => name !== 'open' && duties[name].roles.some((role) => role !== 'system'),
);

/** One route an act: `POST /cases/{id}/actions/{action}`. */
export function actionRoutes(app: OpenAPIHono<ApiEnv>, deps: ProgrammeApiDeps): void {
  for (const name of personalActions) {
    addRoute(app, actionRoute(deps, name), async (c) => {
      const seat = seatOf(c);
      const { id } = c.req.valid('param');
      const action = { name, input: c.req.valid('json') } as Action;
      const version = expectedVersion(c.req.header('if-match'));
      await refuseForeignBytes(deps, id, action);
      const kept = await present(deps, seat.person, action);
      const done = await deps.desk.act(seat, id, kept, version, keepActed(c, 200));
      const { status, headers, body } = actedAnswer(done, 200);
      return new Response(body, { status, headers });
    });
  }
}

/** Evidence is what was uploaded for this very case (see EvidenceUploads.holds). */
async function refuseForeignBytes({ uploads }: ProgrammeApiDeps, id: string, action: Action): Promise<void> {
  if (action.name !== 'add-evidence') return;
  const { sha256, bytes, file } = action.input.evidence;
  if (!(await uploads.holds(id, sha256, bytes)))
    throw new UserError(
      'EVIDENCE_NOT_UPLOADED',
      'these bytes were not uploaded for this case',
      file,
      'upload the file first, and finish it',
    );
}

/** A signature as it is kept: with what others can check it by, and without a code, which was spent. Refused: `PRESENCE_MISSING`. */
async function present({ presenceOf }: ProgrammeApiDeps, person: string, action: Action): Promise<Action> {
  if (action.name !== 'sign') return action;
  const confirmed = await presenceOf(person, action.input);
  if (confirmed !== null) return { ...action, input: { ...action.input, ...confirmed } };
  throw new UserError(
    'PRESENCE_MISSING',
    'nothing shows that you sign this yourself',
    '',
    'sign with your passkey, or put the code of your authenticator application into assertion',
  );
}

const actionRoute = (deps: ProgrammeApiDeps, name: ActionName) =>
  apiRoute(deps, 'cases:write', {
    method: 'post',
    path: `/cases/{id}/actions/${name}`,
    operationId: camel(`${name}-case`),
    summary: `${name} (${duties[name].roles.filter((role) => role !== 'system').join(', ')})`,
    tags: ['Acts'],
    request: {
      params: z.object({ id: fieldSchemas.id }),
      headers: z.object({
        'if-match': z.string().max(200).optional().meta({ description: 'ETag of the case: refused with 412 where it has moved on' }),
        'idempotency-key': z.string().max(202).optional().meta({ description: 'The same request again gets the same answer' }),
      }),
      body: {
        required: true,
        content: { 'application/json': { schema: actionSchemas[name].meta({ id: `${pascal(name)}Input` }) as z.ZodType } },
      },
    },
    responses: { 200: { description: 'It is done', content: { 'application/json': { schema: caseAnswers.acted } } } },
  });

const camel = (name: string): string => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
const pascal = (name: string): string => camel(`-${name}`);
