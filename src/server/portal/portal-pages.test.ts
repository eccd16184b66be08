import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { caseStates } from '../../model/case.ts';
import { readTestRecord } from '../../probes/records.ts';
import { seats } from '../../programme/case-fixture.ts';
import { hostileText } from '../../reports/assessment-fixture.ts';
import { caseSections } from './case-view.ts';
import { portalFixture, theCode } from './portal-fixture.ts';
import { portalPages } from './portal-pages.ts';
import { testRecord } from './test-record.ts';

const { deps, desk, failures } = await portalFixture();
const app = portalPages(deps);
const { origin } = deps;

const get = (who: string, path: string, language = 'en') =>
  app.request(`${origin}${path}`, { headers: { 'x-person': who, 'accept-language': language } });
const post = (who: string, path: string, fields: Readonly<Record<string, string | readonly string[]>>, from = origin) => {
  const body = new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) => [value].flat().map((each): [string, string] => [name, String(each)])),
  );
  return app.request(`${origin}${path}`, {
    method: 'POST',
    body,
    headers: { 'x-person': who, origin: from, 'content-type': 'application/x-www-form-urlencoded' },
  });
};
const seatOf = (who: keyof typeof seats) => ({ person: who, ...seats[who] });
const versionOf = (id: string) => String(desk.cases.get(id)?.case.version);

/** The acts whose forms are on a page. */
const formsOf = (page: string): readonly string[] =>
  [...page.matchAll(/action="\/portal\/cases\/[^/"]+\/([a-z-]+)"/g)].map(([, name]) => name ?? '');
const onePerRole = ['anna', 'eva', 'rob', 'dora', 'sam', 'olga'] as const;

describe('the pages of a case', () => {
  test('in every state, for every role: each section is drawn, and holds no form of an act that the seat may not try', async () => {
    for (const state of caseStates)
      for (const who of onePerRole) {
        const { allowed } = await desk.read(seatOf(who), state);
        for (const section of caseSections) {
          const answer = await get(who, section === 'overview' ? `/portal/cases/${state}` : `/portal/cases/${state}/${section}`);
          assert.equal(answer.status, 200, `${state} ${who} ${section}`);
          const page = await answer.text();
          for (const name of formsOf(page))
            assert.ok(allowed.includes(name as (typeof allowed)[number]), `${state} ${who} ${section}: ${name}`);
        }
      }
    assert.deepEqual(failures, []);
  });

  test('every act of a person that is allowed has its form somewhere, or a condition of the case stands in its way', async () => {
    const missing = new Set<string>();
    const found = new Set<string>();
    for (const state of caseStates)
      for (const who of onePerRole) {
        const { allowed } = await desk.read(seatOf(who), state);
        const pages = await Promise.all(
          caseSections.map(async (section) =>
            (await get(who, section === 'overview' ? `/portal/cases/${state}` : `/portal/cases/${state}/${section}`)).text(),
          ),
        );
        const forms = new Set(pages.flatMap(formsOf));
        for (const name of allowed) (forms.has(name) ? found : missing).add(name);
      }
    const never = [...missing].filter((name) => !found.has(name)).toSorted();
    // Each needs what the machine's usual walks do not leave behind: a measure, an open proposal, a change.
    assert.deepEqual(never, ['answer-measure', 'cover-change', 'dismiss-proposal', 'reduce', 'sign', 'suspend', 'withdraw']);
  });

  test('in four languages, without a text that a language lacks', async () => {
    const paths = [
      '/portal',
      '/portal/cases',
      '/portal/cases/new',
      '/portal/account',
      '/portal/organisation',
      '/portal/nothing',
      '/portal/enrol',
      ...caseSections.map((section) => `/portal/cases/nonconformities-open/${section}`),
    ];
    const others: readonly (readonly [string, string])[] = [
      ['', '/portal/sign-in'],
      ['', '/portal/sign-in/code'],
      ['', '/portal/forgot'],
      ['', '/portal/reset?token=x'],
      ['', '/portal/invitation?token=good'],
      ['', '/portal/invitation?token=old'],
      ['sam', '/portal/surveillance'],
      ['adam', '/portal/organisation'],
      ['adam', '/portal'],
      ['sam', '/portal/cases/under-review/surveillance'],
      ['rob', '/portal/cases/in-review/review'],
      ['eva', '/portal/cases/in-evaluation/bench'],
      ['dora', '/portal/cases/decision-pending/decision'],
      ['dora', '/portal/cases/in-force/decision'],
      ['anna', '/portal/cases/draft/submission'],
      ['anna', '/portal/cases/draft/evidence'],
    ];
    for (const { language } of deps.languages)
      for (const [who, path] of [...paths.map((path) => ['anna', path] as const), ...others]) {
        const page = await (await get(who, path, language)).text();
        assert.match(page, new RegExp(`<html lang="${language}">`), path);
        assert.doesNotMatch(page, /⟦/, `${language} ${path}`);
      }
  });

  test('every key of the portal is there in four languages, with the same placeholders', () => {
    const [english, ...rest] = deps.languages;
    const keys = Object.keys(english?.texts ?? {}).filter((key) => key.startsWith('portal.'));
    assert.ok(keys.length > 500);
    const slots = (text: string | undefined) => (text?.match(/\{[a-z]+\}/gi) ?? []).toSorted();
    for (const { language, texts } of rest)
      for (const key of keys) assert.deepEqual(slots(texts[key]), slots(english?.texts[key]), `${language} ${key}`);
  });

  test('before the vote is closed no page of a committee names the product, the maker or its people', async () => {
    for (const section of caseSections) {
      const page = await (
        await get('dora', section === 'overview' ? '/portal/cases/decision-pending' : `/portal/cases/decision-pending/${section}`)
      ).text();
      assert.doesNotMatch(page, /Lumen|Anna Example/, section);
      assert.doesNotMatch(page, /href="[^"]*\/files\//, section);
    }
    assert.equal((await get('dora', `/portal/cases/decision-pending/files/${'e'.repeat(64)}`)).status, 403);
  });
});

describe('forms', () => {
  test('an act is done once, and its page says so', async () => {
    const answer = await post('rob', '/portal/cases/submitted/accept', { expected: versionOf('submitted'), words: 'Within the scope.' });
    assert.equal(answer.status, 303);
    assert.equal(answer.headers.get('location'), '/portal/cases/submitted?done=accept');
    assert.equal(desk.cases.get('submitted')?.case.state, 'accepted');
    assert.match(await (await get('rob', '/portal/cases/submitted?done=accept')).text(), /role="status"/);
  });

  test('refused by the machine: the form comes again with what was typed and the words of the refusal', async () => {
    const answer = await post('eva', '/portal/cases/in-evaluation/complete-evaluation', {
      expected: versionOf('in-evaluation'),
      words: 'All <b>tested</b>.',
    });
    const page = await answer.text();
    assert.equal(answer.status, 422);
    assert.match(page, /role="alert"/);
    assert.match(page, /All &lt;b&gt;tested&lt;\/b&gt;\./);
    assert.match(page, /There is no official assessment/);
  });

  test('a field that is missing is named beside it', async () => {
    const page = await (
      await post('anna', '/portal/cases/draft/submit', { expected: versionOf('draft'), agreement: '2027-1', earlierRefusals: '' })
    ).text();
    assert.match(page, /id="submit-earlierRefusals-fault"/);
    assert.match(page, /aria-invalid="true"/);
    assert.equal(desk.cases.get('draft')?.case.state, 'draft');
  });

  test('somebody was faster: 409, what happened meanwhile, what was typed, and the version to send it again', async () => {
    const old = versionOf('nonconformities-open');
    await post('eva', '/portal/cases/nonconformities-open/raise-nonconformity', { expected: old, words: 'Another one.' });
    const answer = await post('anna', '/portal/cases/nonconformities-open/answer-nonconformity', {
      expected: old,
      nonconformity: 'nc-1',
      words: 'Closed in 2.2.',
    });
    const page = await answer.text();
    assert.equal(answer.status, 409);
    assert.match(page, /Nonconformity raised · <bdi>Eva Example/);
    assert.match(page, /Closed in 2\.2\./);
    assert.match(page, new RegExp(`name="expected" value="${versionOf('nonconformities-open')}"`));
  });

  test('an act of another role is refused with the reason', async () => {
    const answer = await post('anna', '/portal/cases/accepted/begin-evaluation', { expected: versionOf('accepted') });
    assert.equal(answer.status, 422);
    assert.match(await answer.text(), /role="alert"/);
    assert.equal(desk.cases.get('accepted')?.case.state, 'accepted');
  });

  test('a form of another site does nothing, and neither does an upload', async () => {
    assert.equal(
      (await post('rob', '/portal/cases/evaluated/take-up-review', { expected: versionOf('evaluated') }, 'https://evil.example')).status,
      403,
    );
    const put = await app.request(`${origin}/portal/cases/draft/uploads/upload-1?offset=0`, {
      method: 'PUT',
      body: 'x',
      headers: { 'x-person': 'anna', origin: 'https://evil.example' },
    });
    assert.equal(put.status, 403);
    assert.equal(desk.cases.get('evaluated')?.case.state, 'evaluated');
  });

  test('a hostile name is shown, never obeyed', async () => {
    const fields = {
      expected: versionOf('draft'),
      name: hostileText,
      maker: hostileText,
      type: 'device',
      category: hostileText,
      'part.row': '0',
      'part.id.0': 'camera',
      'part.name.0': hostileText,
      'part.kind.0': 'device',
      'part.versions.0': `${hostileText} | r1`,
    };
    assert.equal((await post('anna', '/portal/cases/draft/describe', fields)).status, 303);
    for (const path of ['/portal/cases/draft', '/portal/cases/draft/description', '/portal/cases', '/portal/cases/draft/evidence'])
      assert.doesNotMatch(await (await get('anna', path)).text(), /<script>alert|\u202e/, path);
  });

  test('statements: what is not stated is not shown beside the evidence', async () => {
    const page = await (await get('anna', '/portal/cases/draft/statements')).text();
    assert.equal(page.match(/We see/g)?.length, 1);
    const fields = {
      expected: versionOf('draft'),
      row: ['0', '1'],
      'topic.0': 'support-until',
      'value.0': '2032-01-01',
      'adopted.0': 'yes',
      'topic.1': 'remote-shell',
      'value.1': 'none',
    };
    assert.equal((await post('anna', '/portal/cases/draft/state', fields)).status, 303);
    assert.deepEqual(
      desk.cases.get('draft')?.case.statements.map(({ topic, adopted }) => [topic, adopted]),
      [
        ['support-until', true],
        ['remote-shell', false],
      ],
    );
  });

  test('a vote: nothing above the computed letter is offered, and a raised one is refused', async () => {
    const page = await (await get('dora', '/portal/cases/decision-pending/decision')).text();
    assert.deepEqual(
      [...page.matchAll(/name="choice" value="([^"]+)"/g)].map(([, value]) => value),
      ['confirm', 'lower C', 'lower D', 'lower E', 'refuse', 'send-back'],
    );
    const answer = await post('dora', '/portal/cases/decision-pending/vote', {
      expected: versionOf('decision-pending'),
      choice: 'lower A',
      reason: 'Better.',
    });
    assert.equal(answer.status, 422);
  });

  test('a decision is signed by who is there: a wrong code signs nothing', async () => {
    for (const who of ['dora', 'dirk', 'dee'])
      assert.equal(
        (
          await post(who, '/portal/cases/decision-pending/vote', {
            expected: versionOf('decision-pending'),
            choice: 'confirm',
            reason: 'Borne out.',
          })
        ).status,
        303,
      );
    const page = await (await get('dora', '/portal/cases/decision-pending/decision')).text();
    assert.match(page, /Lumen Works/);
    const fields = { by: 'code', document: 'd'.repeat(64), method: 'second-factor' };
    assert.equal(
      (await post('dora', '/portal/cases/decision-pending/sign', { ...fields, expected: versionOf('decision-pending'), code: '000000' }))
        .status,
      422,
    );
    assert.equal(desk.cases.get('decision-pending')?.case.committee?.signatures.length, 0);
    assert.equal(
      (await post('dora', '/portal/cases/decision-pending/sign', { ...fields, expected: versionOf('decision-pending'), code: theCode }))
        .status,
      303,
    );
    assert.equal(desk.cases.get('decision-pending')?.case.committee?.signatures.length, 1);
  });
});

describe('evidence', () => {
  const file = (fields: Readonly<Record<string, string>>, upload?: File): FormData => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    if (upload !== undefined) form.set('upload', upload);
    return form;
  };
  const send = (who: string, id: string, body: FormData) =>
    app.request(`${origin}/portal/cases/${id}/add-evidence`, { method: 'POST', body, headers: { 'x-person': who, origin } });

  test('in one piece: digest and size are the store’s, whatever the form says', async () => {
    const fields = { expected: versionOf('draft'), is: 'manual', custody: 'supplied', sha256: 'f'.repeat(64), bytes: '1' };
    assert.equal((await send('anna', 'draft', file(fields))).status, 422);
    assert.equal((await send('anna', 'draft', file(fields, new File(['hello'], '../../manual.txt')))).status, 303);
    const kept = desk.cases.get('draft')?.case.evidence.at(-1);
    assert.deepEqual(
      [kept?.file, kept?.bytes, kept?.sha256],
      ['manual.txt', 5, '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'],
    );
  });

  test('in pieces: goes on from where it is, and a piece that does not fit is told so', async () => {
    const headers = { 'x-person': 'anna', origin };
    const begun = (await (
      await app.request(`${origin}/portal/cases/draft/uploads`, {
        method: 'POST',
        body: JSON.stringify({ name: 'fw.bin', bytes: 6 }),
        headers,
      })
    ).json()) as { id: string };
    const put = (offset: number, body: string) =>
      app.request(`${origin}/portal/cases/draft/uploads/${begun.id}?offset=${offset}`, { method: 'PUT', body, headers });
    assert.deepEqual(await (await put(0, 'abc')).json(), { id: begun.id, name: 'fw.bin', bytes: 6, received: 3 });
    assert.equal((await put(0, 'abc')).status, 409);
    assert.equal((await put(3, 'def')).status, 200);
    assert.equal(
      (await send('anna', 'draft', file({ expected: versionOf('draft'), is: 'update-image', custody: 'supplied', uploaded: begun.id })))
        .status,
      303,
    );
    assert.equal(desk.cases.get('draft')?.case.evidence.at(-1)?.file, 'fw.bin');
  });

  test('refused after the file is there: it need not be sent again', async () => {
    const page = await (
      await send(
        'anna',
        'draft',
        file({ expected: versionOf('draft'), is: 'manual', custody: 'supplied' }, new File(['other'], 'manual.txt')),
      )
    ).text();
    assert.match(page, /name="uploaded" value="upload-\d+"/);
  });

  test('the bench: what is open and needs a person is a form, and its answers are a record among the evidence', async () => {
    const page = await (await get('eva', '/portal/cases/bench/bench')).text();
    const probes = [...page.matchAll(/name="probe" value="([^"]+)"/g)].map(([, probe]) => probe ?? '');
    assert.ok(probes.length > 0);
    const fields = {
      expected: versionOf('bench'),
      record: 'yes',
      laboratory: 'Fjord',
      unit: 'R4 #7',
      date: '2027-01-19',
      part: 'device',
      probe: probes,
    };
    const none = await post('eva', '/portal/cases/bench/add-evidence', fields);
    assert.equal(none.status, 422);
    assert.match(await none.text(), /Answer at least one question/);
    const done = await post('eva', '/portal/cases/bench/add-evidence', {
      ...fields,
      [`is.${probes[0]}`]: 'no',
      [`place.${probes[0]}`]: 'tried',
    });
    assert.equal(done.headers.get('location'), '/portal/cases/bench/bench?done=add-evidence');
    const kept = desk.cases.get('bench')?.case.evidence.at(-1);
    assert.deepEqual([kept?.is, kept?.custody, kept?.file], ['test-record', 'sampled', 'test-record-2027-01-19.yaml']);
  });

  test('a test record that is written is one that is read', () => {
    const record = {
      laboratory: '"Fjord"\nLaboratory',
      unit: ' Cam: rev B #42 ',
      date: '2027-01-19',
      answers: [{ probe: 'open-shell', is: 'no', place: 'every port\n\ttried # twice' } as const],
    };
    const read = readTestRecord(testRecord(record));
    assert.ok(!('fault' in read), JSON.stringify(read));
    assert.deepEqual(
      [read.laboratory, read.unit, read.answers[0]?.place],
      ['"Fjord" Laboratory', 'Cam: rev B #42', 'every port tried # twice'],
    );
  });
});

describe('who is not signed in', () => {
  test('is asked to, and comes back to where it was', async () => {
    const answer = await get('', '/portal/cases/draft/evidence');
    assert.equal(answer.headers.get('location'), '/portal/sign-in?next=%2Fportal%2Fcases%2Fdraft%2Fevidence');
    const step = await post('', '/portal/sign-in', { email: 'anna@example.org', password: 'right', next: '/portal/cases' });
    assert.equal(step.headers.get('location'), '/portal/sign-in/code?next=%2Fportal%2Fcases');
    assert.match(step.headers.get('set-cookie') ?? '', /session=1/);
    assert.equal(
      (await post('', '/portal/sign-in/code', { code: theCode, next: 'https://evil.example' })).headers.get('location'),
      '/portal',
    );
    const wrong = await post('', '/portal/sign-in', { email: 'anna@example.org', password: 'wrong' });
    assert.equal(wrong.status, 422);
    assert.doesNotMatch(await wrong.text(), /value="wrong"/);
  });

  test('a case of others is not there', async () => {
    desk.keep('other', {
      events: (desk.cases.get('draft')?.events ?? []).map((event) =>
        event.name === 'open' ? { ...event, input: { ...event.input, applicant: 'maker-2' } } : event,
      ),
    });
    assert.equal((await get('anna', '/portal/cases/other')).status, 404);
    assert.equal((await get('sam', '/portal/cases/new')).status, 403);
  });
});
