import assert from 'node:assert/strict';
import { test } from 'node:test';
import { databaseFixture } from '../../adapters/database/database-fixture.ts';
import { contextFor } from '../../adapters/programme/context-for.ts';
import { deskFixture, putWalk } from '../../adapters/programme/desk-fixture.ts';
import type { Case } from '../../model/case.ts';
import { caseStates } from '../../model/case.ts';
import { roles } from '../../model/organisation.ts';
import { actorIn, inputFor } from '../../programme/case-fixture.ts';
import { isAllowed } from '../../programme/duties.ts';
import { transition } from '../../programme/transition.ts';
import { personalActions } from './action-routes.ts';
import { programmeApi } from './programme-api.ts';
import { apiFixture } from './programme-api-fixture.ts';

const fixture = databaseFixture();

/** Where a case has nothing to name, a name of nothing: an empty one is no name. */
const named = (input: object): object =>
  Object.fromEntries(Object.entries(input).map(([key, value]) => [key, value === '' ? 'none-1' : value]));

test('every role, state and act through HTTP over the desk and the database: nothing allowed that the table refuses, nothing refused that it allows', async (t) => {
  const database = await fixture.open('embedded');
  const made = deskFixture(database, { get: async () => assert.fail('no file is read here') });
  const api = apiFixture({ uploads: { holds: async () => true } as never });
  const app = programmeApi({ ...api, desk: made.desk });
  let fresh = 0;
  const counts = { compared: 0, done: 0, refused: 0 };
  for (const state of caseStates) {
    let of: Case | null = null;
    for (const role of roles) {
      const by = actorIn(role);
      if (by.kind === 'system') continue;
      const { kind: _, ...seat } = by;
      for (const name of personalActions) {
        if (of === null) {
          fresh += 1;
          of = await putWalk(made, `C-${fresh}`, state);
        }
        const document = (await made.desk.read('system', of.id)).document?.sha256;
        const usual = named(inputFor(name, of));
        const input = name === 'sign' && document !== undefined ? { ...usual, document } : usual;
        const action = { name, input } as never;
        const expected = transition(of, { by, action } as never, await contextFor(made.deps, seat, of, action), of.id);
        const answer = await app.request(`/api/v1/cases/${of.id}/actions/${name}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${by.person}`, 'content-type': 'application/json', 'iqs-seat': `${role}@${by.organisation}` },
          body: JSON.stringify(input),
        });
        const body = (await answer.json()) as { readonly code?: string; readonly state?: string };
        const place = `${role} ${name} ${state}`;
        counts.compared += 1;
        if (expected.outcome === 'done') {
          assert.equal(answer.status, 200, `${place}: ${body.code}`);
          assert.equal(body.state, expected.case.state, place);
          assert.ok(isAllowed(name, role, state), place);
          counts.done += 1;
          of = null;
        } else {
          // Whoever may not see the case is told that there is none.
          assert.ok(
            body.code === expected.refusal.code || body.code === 'CASE_UNKNOWN',
            `${place}: ${body.code}, not ${expected.refusal.code}`,
          );
          assert.ok(answer.status >= 400 && answer.status < 500, place);
          if (body.code === 'CASE_UNKNOWN') assert.ok(!isAllowed(name, role, state), `${place}: not seen by who may act`);
          counts.refused += 1;
        }
      }
    }
  }
  t.diagnostic(JSON.stringify(counts));
  assert.equal(counts.compared, caseStates.length * roles.length * personalActions.length);
  assert.deepEqual(api.faults, []);
});
