import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { hashPassword, verifyPassword } from '../../src/adapters/sign-in/password-hash.ts';
import { goodPassword, signInFixture, tokenOf } from '../../src/adapters/sign-in/sign-in-fixture.ts';
import { weakPassword } from '../../src/adapters/sign-in/weak-password.ts';
import { asvsList } from '../../tools/asvs-list.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const rows = asvsList(root).flatMap((chapter) => chapter.rows);

/** Levels of the requirements of each section of ASVS 5.0.0, in order. */
const levels =
  '1.1 22|1.2 1111122223|1.3 112222222223|1.4 222|1.5 123|2.1 122|2.2 112|2.3 12223|2.4 23|3.1 3|3.2 113|3.3 12223|3.4 11222233|3.5 11122333|3.6 3|3.7 22333|4.1 12233|4.2 23333|4.3 22|4.4 1222|5.1 2|5.2 112333|5.3 113|5.4 222|6.1 122|6.2 111111112222|6.3 11223333|6.4 112233|6.5 22222333|6.6 2223|6.7 33|6.8 2222|7.1 222|7.2 1111|7.3 22|7.4 11222|7.5 223|7.6 22|8.1 1233|8.2 1123|8.3 133|8.4 23|9.1 111|9.2 1222|10.1 22|10.2 223|10.3 22223|10.4 1111122222233333|10.5 22222|10.6 22|10.7 222|11.1 2233|11.2 22233|11.3 11233|11.4 1222|11.5 23|11.6 23|11.7 33|12.1 12233|12.2 11|12.3 22223|13.1 2333|13.2 222223|13.3 2233|13.4 1222233|14.1 22|14.2 12223333|14.3 122|15.1 12233|15.2 12233|15.3 1222222|15.4 3333|16.1 2|16.2 22222|16.3 2222|16.4 222|16.5 2223|17.1 23|17.2 22223333|17.3 22';
const levelOf = new Map(
  levels.split('|').flatMap((section) => {
    const [name = '', all = ''] = section.split(' ');
    return [...all].map((level, at) => [`${name}.${at + 1}`, Number(level)] as const);
  }),
);

describe('the checklist', () => {
  test('has every requirement of levels 1 and 2 once, at its level', () => {
    const count = (level: number): number => [...levelOf.values()].filter((each) => each === level).length;
    assert.deepEqual([count(1), count(2), count(3)], [70, 183, 92], 'as the standard counts them');
    const ids = rows.map(({ id }) => id);
    assert.deepEqual(
      ids.filter((id, at) => ids.indexOf(id) !== at),
      [],
    );
    assert.deepEqual(
      [...levelOf].filter(([id, level]) => level < 3 && !ids.includes(id)),
      [],
    );
    assert.deepEqual(
      rows.filter(({ id, level }) => levelOf.get(id) !== level),
      [],
    );
  });

  test('names files and tests that are there, in few words', () => {
    for (const { id, standing, words, evidence } of rows) {
      assert.ok(words !== '' && words.split(' ').length <= 12, id);
      assert.ok(['test', 'read', 'not', 'missing'].includes(standing) && evidence.every((each) => each.length > 3), id);
      if (standing === 'test') for (const each of evidence) holdsTest(id, each);
      if (standing === 'read') for (const each of evidence) assert.ok(existsSync(join(root, cut(each, ' — ')[0])), `${id}: ${each}`);
    }
  });

  test('says of nothing that it is missing that docs/limitations.md does not', () => {
    const section = /^## ASVS$([^]*?)(?=^## |$(?![^]))/m.exec(readFileSync(join(root, 'docs/limitations.md'), 'utf8'))?.[1] ?? '';
    const said = [...section.matchAll(/\b\d{1,2}\.\d\.\d{1,2}\b/g)].map(([id]) => id).toSorted();
    assert.deepEqual(
      said,
      rows
        .filter(({ standing }) => standing === 'missing')
        .map(({ id }) => id)
        .toSorted(),
    );
  });
});

function cut(text: string, sign: string): readonly [string, string] {
  const at = text.indexOf(sign);
  return [text.slice(0, at), text.slice(at + sign.length)];
}

function holdsTest(id: string, evidence: string): void {
  const [file, name] = cut(evidence, ' › ');
  assert.ok(existsSync(join(root, file)), `${id}: ${file}`);
  const source = readFileSync(join(root, file), 'utf8');
  const isThere = ["'", '"', '`'].some(
    (quote) => source.includes(`test(${quote}${name}${quote},`) || source.includes(`it(${quote}${name}${quote},`),
  );
  assert.ok(isThere, `${id}: no test is called so: ${evidence}`);
}

test('passwords: length, no rules of characters, words and rows', () => {
  const judge = (password: string) =>
    weakPassword(password, new Set(['correcthorsebattery']), ['IQS', 'Ada Lovelace', 'ada@maker.example']);
  assert.deepEqual([judge('x8 kq7 zp1v'), judge('x8 kq7 zp1vv')], ['PASSWORD_SHORT', null]);
  for (const one of ['nurkleinebuchstabenhier', '8301947265018', '¡ñandú öçé ☂☂ fjord', 'with blanks in it all over'.repeat(3)])
    assert.equal(judge(one), null, one);
  assert.deepEqual([judge('ab1 '.repeat(64)) === 'PASSWORD_LONG', judge('q7 zk'.repeat(52)) === 'PASSWORD_LONG'], [false, true]);
  assert.deepEqual(
    [judge('lovelace1815'), judge('CorrectHorseBattery'), judge('qwertyuiopas')],
    ['PASSWORD_PERSONAL', 'PASSWORD_KNOWN', 'PASSWORD_GUESSABLE'],
  );
});

test('a password counts as typed, to its last character and blank', async () => {
  const password = ` Violet harbour ${'x'.repeat(80)}1 `;
  const hash = await hashPassword(password);
  const fits = (other: string): Promise<boolean> => verifyPassword({ hash, password: other });
  assert.deepEqual(await Promise.all([password, password.trim(), password.toLowerCase(), password.slice(0, 72)].map(fits)), [
    true,
    false,
    false,
    false,
  ]);
});

describe('sign-in', async () => {
  const { signIn, member, enrol, browser, letters } = await signInFixture();
  const { browser: ada } = await member('maker', 'ada@maker.example');

  test('a session’s name is random, and its signature is looked at', async () => {
    const names = new Set<string>();
    for (let time = 0; time < 3; time += 1) {
      const at = browser();
      at.keep(await signIn.signInWithPassword(at.from(), 'ada@maker.example', goodPassword));
      names.add(at.cookies.get('iqs.session_token') ?? '');
    }
    assert.equal(names.size, 3);
    const [value = ''] = names;
    // 32 characters of 62: 190 bits.
    assert.match(decodeURIComponent(value), /^[A-Za-z0-9]{32}\./);
    const person = (cookie: string) => signIn.personOf(new Headers({ cookie: `iqs.session_token=${cookie}` }));
    assert.notEqual(await person(value), null);
    const [name = ''] = decodeURIComponent(value).split('.');
    for (const forged of [name, `${name}.`, `${name}.${'A'.repeat(43)}%3D`, encodeURIComponent(`x${decodeURIComponent(value)}`)])
      assert.equal(await person(forged), null, forged);
  });

  test('a password that was set anew still wants the second factor', async () => {
    const { code } = await enrol(ada);
    ada.keep(await signIn.forgotPassword(ada.from(), 'ada@maker.example'));
    await signIn.settled();
    const letter = letters.findLast(({ letter: { kind } }) => kind === 'password-reset')?.letter;
    const at = browser();
    at.keep(
      await signIn.resetPassword(at.from(), letter !== undefined && 'url' in letter ? tokenOf(letter.url) : '', 'another phrase entirely'),
    );
    assert.equal(await signIn.personOf(at.from().headers), null);
    assert.deepEqual(at.keep(await signIn.signInWithPassword(at.from(), 'ada@maker.example', 'another phrase entirely')), {
      next: 'second-factor',
    });
    assert.equal(await signIn.personOf(at.from().headers), null);
    at.keep(await signIn.verifyTotp(at.from(), await code()));
    assert.equal((await signIn.personOf(at.from().headers))?.strong, true);
  });
});

test('the inventory of libraries: each from the registry, with its digest', () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<
      Record<string, { readonly version?: string; readonly resolved?: string; readonly integrity?: string; readonly optional?: boolean }>
    >;
  };
  const all = Object.entries(packages).filter(([path]) => path !== '');
  assert.ok(all.length > 100);
  for (const [path, { version, resolved, integrity, optional }] of all) {
    assert.match(version ?? '', /^\d+\.\d+/, path);
    // tools/lock.mjs writes other platforms' packages in, which npm then pins by version and registry.
    if (integrity === undefined) assert.ok(optional === true, path);
    else assert.match(integrity, /^sha512-/, path);
    if (resolved !== undefined) assert.match(resolved, /^https:\/\/registry\.npmjs\.org\//, path);
  }
});
