import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UserError } from '../../foundation/user-error.ts';
import { openLog } from './open-log.ts';
import { inRequest } from './request-context.ts';
import { scrubText } from './scrub.ts';

const planted = [
  'hunter2',
  'anna@example.org',
  'iqs_Zm9vYmFyYmF6cXV4MTIz',
  'eyJhbGciOiJFUzI1NiJ9',
  'c2VjcmV0LW9mLXNlc3Npb24x',
  'kept-in-the-store',
];

/** What a log writes of these fields. */
function written(fields: Readonly<Record<string, unknown>>, event = 'tried'): string {
  const lines: string[] = [];
  const log = openLog({ level: 'debug', secrets: ['kept-in-the-store'], to: { write: (line) => void lines.push(line) } });
  log.error(event, fields);
  return lines.join('');
}

const cases: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['keys', { password: 'hunter2', token: 'hunter2', deep: { cookie: ['hunter2'], 'set-cookie': 'hunter2', EMail: 'anna@example.org' } }],
  ['an address with a password', { where: 'postgresql://iqs:hunter2@db.example/iqs', also: 'smtps://anna:hunter2@mail.example' }],
  ['a bearer token', { text: 'Authorization: Bearer hunter2', other: 'bearer iqs_Zm9vYmFyYmF6cXV4MTIz' }],
  [
    'tokens in running text',
    { text: 'not ours: iqs_Zm9vYmFyYmF6cXV4MTIz, eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0aaaaaaa.c2VjcmV0LW9mLXNlc3Npb24x' },
  ],
  ['a query', { text: 'GET /portal/reset?token=hunter2&email=anna@example.org&password=hunter2' }],
  ['what is known to be secret', { text: 'kept-in-the-store', list: [['kept-in-the-store']] }],
  ['a violated key', { error: new Error('duplicate key; Key (email)=(anna@example.org) already exists. Key (a, b)=(hunter2, x) already') }],
  ['a value that did not fit', { error: new Error('invalid input syntax for type integer: "hunter2 \n and more"') }],
  ['JSON that is none', { error: failure(() => JSON.parse('hunter2 "a" b')) }],
  ['what a driver hangs on', { error: Object.assign(new Error('no'), { query: 'hunter2', parameters: ['hunter2'], detail: 'hunter2' }) }],
  ['a cause', { error: new Error('outer', { cause: new Error('password: hunter2') }) }],
  ['a refusal', { error: new UserError('X', 'no such person: anna@example.org', 'hunter2', 'hunter2') }],
];

function failure(work: () => unknown): Error {
  try {
    work();
  } catch (error) {
    return error as Error;
  }
  throw new Error('it did not fail');
}

for (const [name, fields] of cases) {
  test(`nothing secret is written of ${name}`, () => {
    const line = written(fields);
    assert.equal(JSON.parse(line).event, 'tried');
    for (const secret of planted) assert.ok(!line.includes(secret), `${secret} in ${line}`);
  });
}

test('an error keeps its name, code and place', () => {
  const { error } = JSON.parse(written({ error: new UserError('CASE_UNKNOWN', 'no such case', 'x', 'y') })) as {
    error: Record<string, string>;
  };
  assert.deepEqual([error['name'], error['errorCode'], error['message']], ['UserError', 'CASE_UNKNOWN', 'no such case']);
  assert.match(error['stack']?.[0] ?? '', /^at .*scrub\.test/);
});

test('ids, paths and words are left', () => {
  for (const text of [
    '0191d2b4-7c1e-7abc-9def-0123456789ab',
    '/portal/cases/:id/evidence',
    'relation "journal_entries" does not exist',
    '/var/lib/iqs/data',
  ])
    assert.equal(scrubText(text), text);
});

test('a line names the request it is about', () => {
  const line = inRequest({ id: 'r-1', address: '192.0.2.1', person: null }, () => written({}));
  assert.equal(JSON.parse(line).request, 'r-1');
});
