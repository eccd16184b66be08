import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { caseStates } from '../../model/case.ts';
import { roles } from '../../model/organisation.ts';
import { actorIn, caseIn, contextAt, inputFor } from '../../programme/case-fixture.ts';
import { isAllowed } from '../../programme/duties.ts';
import { transition } from '../../programme/transition.ts';
import { personalActions } from './action-routes.ts';
import { apiFixture, sha256 } from './programme-api-fixture.ts';

type Fixture = ReturnType<typeof apiFixture>;
/** Of whatever answer: the tests look into it member by member. */
type Body = ReturnType<typeof JSON.parse>;
type Answer = { readonly status: number; readonly headers: Headers; readonly body: Body };

async function ask(
  { app }: Fixture,
  method: string,
  path: string,
  body?: unknown,
  token: string | null = 'anna',
  more: Record<string, string> = {},
): Promise<Answer> {
  const answer = await app.request(`/api/v1${path}`, {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...more,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text.startsWith('{') ? JSON.parse(text) : text };
}

/** Where a case has nothing to name, a name of nothing: an empty one is no name. */
const named = (input: object): object =>
  Object.fromEntries(Object.entries(input).map(([key, value]) => [key, value === '' ? 'none-1' : value]));

const opening = { applicant: 'maker-1', body: 'body-1', scheme: 'iqs' };

function isProblem({ status, headers, body }: Answer, code: string, wanted: number): void {
  assert.equal(body.code, code);
  assert.equal(status, wanted);
  assert.equal(body.status, wanted);
  assert.equal(headers.get('content-type'), 'application/problem+json');
  for (const member of ['type', 'title', 'detail', 'mend', 'instance']) assert.equal(typeof body[member], 'string', member);
}

describe('the table of duties through HTTP', () => {
  it('allows and refuses what the machine does, of every role, state and act', async () => {
    const api = apiFixture({ uploads: { holds: async () => true } as never });
    let compared = 0;
    for (const state of caseStates) {
      const walk = caseIn(state);
      api.desk.now = walk.now;
      for (const role of roles) {
        const by = actorIn(role);
        if (by.kind === 'system') continue;
        for (const name of personalActions) {
          api.desk.cases.set('case-1', walk);
          const input = named(inputFor(name, walk.case));
          const expected = transition(walk.case, { by, action: { name, input } as never }, contextAt(walk.now), 'case-1');
          const got = await ask(api, 'POST', `/cases/case-1/actions/${name}`, input, by.person, {
            'iqs-seat': `${role}@${by.organisation}`,
          });
          const place = `${role} ${name} ${state}`;
          if (expected.outcome === 'done') {
            assert.equal(got.status, 200, `${place}: ${got.body.code}`);
            assert.equal(got.body.state, expected.case.state, place);
          } else {
            const { code } = expected.refusal;
            const isStranger = code === 'NOT_YOUR_CASE' || got.body.code === 'CASE_UNKNOWN';
            assert.equal(got.body.code, isStranger ? 'CASE_UNKNOWN' : code, place);
            assert.ok(got.status >= 400 && got.status < 500, place);
          }
          if (!isAllowed(name, role, state)) assert.notEqual(got.status, 200, place);
          compared++;
        }
      }
    }
    assert.equal(compared, caseStates.length * roles.length * personalActions.length);
    assert.deepEqual(api.faults, []);
  });

  it('has no address for acts of the programme itself', async () => {
    isProblem(await ask(apiFixture(), 'POST', '/cases/case-1/actions/record-issue', {}), 'ROUTE_UNKNOWN', 404);
  });
});

describe('who asks', () => {
  const api = apiFixture();
  it('wants a token, its scope, and a seat', async () => {
    isProblem(await ask(api, 'GET', '/cases', undefined, 'nobody'), 'UNAUTHENTICATED', 401);
    isProblem(await ask(api, 'POST', '/cases', opening, 'anna/cases:read'), 'SCOPE_MISSING', 403);
    isProblem(await ask(api, 'GET', '/cases', undefined, 'rob'), 'SEAT_MISSING', 400);
    isProblem(await ask(api, 'GET', '/cases', undefined, 'anna', { 'iqs-seat': 'reviewer@body-1' }), 'ROLE_MISSING', 403);
    assert.equal((await ask(api, 'GET', '/cases', undefined, 'rob', { 'iqs-seat': 'reviewer@body-1' })).status, 200);
    isProblem(await ask(api, 'POST', '/tokens', { name: 'ci', scopes: ['cases:write'] }, 'anna/admin'), 'SCOPE_MISSING', 403);
  });
  it('says when to come back', async () => {
    api.knobs.wait = 7;
    const answer = await ask(api, 'GET', '/cases');
    api.knobs.wait = null;
    isProblem(answer, 'RATE_LIMITED', 429);
    assert.equal(answer.headers.get('retry-after'), '7');
  });
  it('believes no signature that nobody made', async () => {
    const walk = caseIn('decision-pending');
    api.desk.cases.set('case-9', walk);
    api.knobs.present = false;
    const answer = await ask(api, 'POST', '/cases/case-9/actions/sign', inputFor('sign', walk.case), 'dora');
    api.knobs.present = true;
    isProblem(answer, 'PRESENCE_MISSING', 403);
  });
  it('shares only the register with other pages', async () => {
    const open = await ask(api, 'GET', '/register', undefined, 'nobody', { origin: 'https://shop.example' });
    assert.equal(open.headers.get('access-control-allow-origin'), '*');
    const closed = await ask(api, 'GET', '/cases', undefined, 'anna', { origin: 'https://shop.example' });
    assert.equal(closed.headers.get('access-control-allow-origin'), null);
    assert.equal(closed.headers.get('x-content-type-options'), 'nosniff');
  });
});

describe('requests', () => {
  it('are refused with the place that does not fit', async () => {
    const api = apiFixture();
    const answer = await ask(api, 'POST', '/cases', { ...opening, applicant: 7 });
    isProblem(answer, 'INPUT_INVALID', 400);
    assert.equal(answer.body.errors[0].pointer, '#/applicant');
    isProblem(await ask(api, 'POST', '/cases', '{"a":'), 'JSON_MALFORMED', 400);
    isProblem(await ask(api, 'POST', '/cases', opening, 'anna', { 'content-type': 'text/plain' }), 'CONTENT_TYPE', 415);
    isProblem(await ask(api, 'POST', '/cases', `${'['.repeat(40)}${']'.repeat(40)}`), 'JSON_TOO_DEEP', 400);
    isProblem(await ask(api, 'POST', '/cases', JSON.stringify('x'.repeat(2 ** 20))), 'BODY_TOO_LARGE', 413);
    isProblem(await ask(api, 'GET', '/cases?limit=1000'), 'INPUT_INVALID', 400);
    isProblem(await ask(api, 'GET', '/nothing'), 'ROUTE_UNKNOWN', 404);
    isProblem(await ask(api, 'GET', '/cases/case-77'), 'CASE_UNKNOWN', 404);
  });
  it('with a key are done once', async () => {
    const api = apiFixture();
    const key = { 'idempotency-key': 'k-1' };
    const [first, again] = [await ask(api, 'POST', '/cases', opening, 'anna', key), await ask(api, 'POST', '/cases', opening, 'anna', key)];
    assert.deepEqual([again.status, again.body, again.headers.get('location')], [201, first.body, first.headers.get('location')]);
    assert.equal(api.desk.cases.size, 1);
    isProblem(await ask(api, 'POST', '/cases', { ...opening, scheme: 'other' }, 'anna', key), 'IDEMPOTENCY_OTHER', 422);
    assert.equal((await ask(api, 'POST', '/cases', opening)).status, 201);
    const wanted = { name: 'ci', scopes: ['cases:read'] };
    assert.equal((await ask(api, 'POST', '/tokens', wanted, 'anna', key)).body.secret, 'iqs_secret');
    isProblem(await ask(api, 'POST', '/tokens', wanted, 'anna', key), 'IDEMPOTENCY_SHOWN_ONCE', 409);
  });
  it('go by the version of the case', async () => {
    const api = apiFixture();
    const opened = await ask(api, 'POST', '/cases', opening);
    assert.equal(opened.headers.get('etag'), '"1"');
    const cancel = (match: string): Promise<Answer> =>
      ask(api, 'POST', '/cases/case-1/actions/cancel', { reason: 'No.' }, 'anna', { 'if-match': match });
    isProblem(await cancel('"2"'), 'VERSION_CONFLICT', 412);
    isProblem(await cancel('W/"1"'), 'VERSION_CONFLICT', 412);
    isProblem(await cancel('1'), 'IF_MATCH_MALFORMED', 400);
    assert.equal((await ask(api, 'GET', '/cases/case-1', undefined, 'anna', { 'if-none-match': '"1"' })).status, 304);
    assert.equal((await cancel('"1"')).headers.get('etag'), '"2"');
    assert.equal((await ask(api, 'GET', '/cases/case-1', undefined, 'anna', { 'if-none-match': '"1"' })).body.case.state, 'cancelled');
  });
});

describe('evidence', () => {
  it('goes on where it stopped, and is of the case it was uploaded for', async () => {
    const api = apiFixture();
    for (let n = 0; n < 2; n++) await ask(api, 'POST', '/cases', opening);
    const bytes = new TextEncoder().encode('firmware');
    const file = { sha256: sha256(bytes), bytes: bytes.length };
    const begun = await ask(api, 'POST', '/cases/case-1/uploads', file);
    const send = (offset: number, part: string): Promise<Answer> =>
      ask(api, 'PATCH', `/uploads/${begun.body.id}`, part, 'anna', {
        'upload-offset': String(offset),
        'content-type': 'application/octet-stream',
      });
    assert.equal((await send(0, 'firm')).headers.get('upload-offset'), '4');
    isProblem(await send(0, 'firm'), 'OFFSET_WRONG', 409);
    isProblem(await ask(api, 'POST', `/uploads/${begun.body.id}/finish`), 'UPLOAD_UNFINISHED', 409);
    assert.equal((await ask(api, 'HEAD', `/uploads/${begun.body.id}`)).headers.get('upload-offset'), '4');
    isProblem(await ask(api, 'GET', `/uploads/${begun.body.id}`, undefined, 'eva'), 'UPLOAD_UNKNOWN', 404);
    await send(4, 'ware');
    assert.equal((await ask(api, 'POST', `/uploads/${begun.body.id}/finish`)).body.complete, true);
    const evidence = { evidence: { file: 'fw.bin', is: 'update-image', ...file } };
    isProblem(await ask(api, 'POST', '/cases/case-2/actions/add-evidence', evidence), 'EVIDENCE_NOT_UPLOADED', 422);
    assert.equal((await ask(api, 'POST', '/cases/case-1/actions/add-evidence', evidence)).status, 200);
    const found = await ask(api, 'GET', `/cases/case-1/files/${file.sha256}`);
    assert.equal(found.body, 'firmware');
    assert.match(found.headers.get('content-disposition') ?? '', /^attachment/);
    isProblem(await ask(api, 'GET', `/cases/case-2/files/${file.sha256}`), 'FILE_UNKNOWN', 404);
    isProblem(await ask(api, 'GET', `/cases/case-1/files/${file.sha256}`, undefined, 'eva'), 'CASE_UNKNOWN', 404);
  });
  it('tells how far an assessment has come', async () => {
    const api = apiFixture();
    const walk = caseIn('draft');
    api.desk.cases.set('case-1', { ...walk, case: { ...walk.case, assessing: 'preview' } });
    assert.deepEqual((await ask(api, 'GET', '/cases/case-1/progress')).body.total, 3);
    setTimeout(() => api.desk.cases.set('case-1', walk), 20);
    const stream = (await ask(api, 'GET', '/cases/case-1/progress', undefined, 'anna', { accept: 'text/event-stream' })).body as string;
    assert.deepEqual(
      [...stream.matchAll(/^event: (\w+)$/gm)].map(([, event]) => event),
      ['progress', 'done'],
    );
  });
  it('hides files from a committee that has not voted', async () => {
    const api = apiFixture();
    api.desk.cases.set('case-1', caseIn('decision-pending'));
    isProblem(await ask(api, 'GET', `/cases/case-1/files/${'e'.repeat(64)}`, undefined, 'dora'), 'EVIDENCE_HIDDEN', 403);
  });
});

describe('matters over the API', () => {
  it('are lodged without an account, listed, and moved by who may', async () => {
    const api = apiFixture();
    const words = { kind: 'flaw', about: 'IQS-BODY-0000001', words: 'The camera answers on port 23.', email: 'finder@example.org' };
    const lodged = await ask(api, 'POST', '/matters', words, null);
    assert.deepEqual([lodged.status, lodged.body.number, lodged.body.reporter.language], [201, 'IQS-BODY-0000001', 'en']);
    isProblem(await ask(api, 'POST', '/matters', { ...words, email: 'nobody' }, null), 'INPUT_INVALID', 400);
    assert.equal((await ask(api, 'GET', '/matters?open=true', undefined, 'sam')).body.items.length, 1);
    const acts = `/matters/${lodged.body.id}/acts`;
    assert.equal((await ask(api, 'POST', acts, { name: 'acknowledge' }, 'sam')).body.state, 'acknowledged');
    isProblem(await ask(api, 'POST', acts, { name: 'decide', outcome: 'upheld', reasons: 'r' }, 'dora'), 'CONFLICT_CASE', 403);
    isProblem(await ask(api, 'POST', acts, { name: 'decide', outcome: 'perhaps', reasons: 'r' }, 'dora'), 'INPUT_INVALID', 400);
    isProblem(await ask(api, 'POST', acts, { name: 'acknowledge' }, null), 'UNAUTHENTICATED', 401);
  });
});

describe('organisations', () => {
  const until = '2030-12-31';
  const wanted = { name: 'Fjord', kind: 'laboratory', email: 'eva@lab.example' };

  it('are made and authorised by a scheme owner', async () => {
    const api = apiFixture();
    const made = await ask(api, 'POST', '/organisations', wanted, 'olga');
    assert.deepEqual([made.status, made.body.kind, made.body.authorisation], [201, 'laboratory', null]);
    const place = `/organisations/${made.body.id}/authorisation`;
    const held = async () => (await api.keeping.list('operator')).find(({ id }) => id === made.body.id)?.authorisation;
    assert.equal((await ask(api, 'PUT', place, { schemes: ['iqs'], until }, 'olga')).status, 204);
    assert.deepEqual(await held(), { schemes: ['iqs'], until });
    assert.equal((await ask(api, 'DELETE', place, undefined, 'olga')).status, 204);
    assert.equal(await held(), null);
    isProblem(await ask(api, 'PUT', place, { schemes: ['other'], until }, 'olga'), 'SCHEME_UNKNOWN', 422);
    isProblem(await ask(api, 'PUT', place, { schemes: ['iqs'], until: '2020-01-01' }, 'olga'), 'UNTIL_PAST', 422);
    isProblem(await ask(api, 'PUT', place, { schemes: [], until }, 'olga'), 'INPUT_INVALID', 400);
    isProblem(await ask(api, 'PUT', '/organisations/none/authorisation', { schemes: ['iqs'], until }, 'olga'), 'ORGANISATION_UNKNOWN', 422);
    isProblem(await ask(api, 'POST', '/organisations', { ...wanted, email: 'nobody' }, 'olga'), 'INPUT_INVALID', 400);
  });

  it('wait for their first administrator, who is invited again as long as nobody came', async () => {
    const api = apiFixture();
    const { id } = (await ask(api, 'POST', '/organisations', wanted, 'olga')).body;
    const listed = async (who: string) =>
      (
        (await ask(api, 'GET', '/organisations?kind=laboratory', undefined, who)).body.items as readonly { id: string; waits: boolean }[]
      ).map((each) => [each.id, each.waits]);
    assert.deepEqual(
      (await listed('olga')).find(([each]) => each === id),
      [id, true],
    );
    assert.equal(
      (await listed('sam')).find(([each]) => each === id),
      undefined,
    );
    const invite = (place: string, email: string, who = 'olga') => ask(api, 'POST', `/organisations/${place}/invitation`, { email }, who);
    assert.equal((await invite(String(id), 'Eve@lab.example')).status, 204);
    isProblem(await invite('none', 'eve@lab.example'), 'ORGANISATION_UNKNOWN', 422);
    isProblem(await invite('lab-1', 'eve@lab.example'), 'ORGANISATION_STARTED', 409);
    isProblem(await invite(String(id), 'nobody'), 'INPUT_INVALID', 400);
    isProblem(await invite(String(id), 'eve@lab.example', 'anna'), 'ROLE_MISSING', 403);
  });

  it('by nobody else, and with no token for less', async () => {
    const api = apiFixture();
    for (const who of ['anna', 'eva', 'dora', 'sam']) {
      isProblem(await ask(api, 'POST', '/organisations', wanted, who), 'ROLE_MISSING', 403);
      isProblem(await ask(api, 'PUT', '/organisations/lab-1/authorisation', { schemes: ['iqs'], until }, who), 'ROLE_MISSING', 403);
      isProblem(await ask(api, 'DELETE', '/organisations/lab-1/authorisation', undefined, who), 'ROLE_MISSING', 403);
    }
    isProblem(await ask(api, 'POST', '/organisations', wanted, 'olga/cases:write'), 'SCOPE_MISSING', 403);
    isProblem(await ask(api, 'POST', '/organisations', wanted, null), 'UNAUTHENTICATED', 401);
    assert.equal((await api.keeping.list('operator')).length, 1);
  });
});
