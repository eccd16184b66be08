// Compiles published login lists into catalogue/tables/known-logins.tsv: facts only (user, password, source id).
//
//   node tools/tables/known-logins.ts TABLE [ID=FORMAT:FILE ...]
//
// Rows that are in the table stay; each list adds its rows under its source id, which the table's header must name (`# source ID`).
// FORMAT: `colon` (user:password, user `*` for any), `passwords` (one a line), `csv` (user,password,…), `vendor-csv` (vendor,user,password).
import { readFileSync, writeFileSync } from 'node:fs';
import { byCodeUnit } from '../../src/foundation/order.ts';
import { parseKnownLogins } from '../../src/intake/passwords/parse-known-logins.ts';

type Login = { readonly user: string | null; readonly password: string };

/** What lists write where a field is empty, and what is a remark and no password. */
const blank = /^(<blank>|<none>|\(none\)|\(blank\)|\(empty\))$/i;
const remark = /^[<(].*[>)]$|^n\/a$|\b(serial|mac address|none\b.*\bset|last \d|digits|random|printed|see notes?)\b/i;
const longest = 64;

const readers: Readonly<Record<string, (text: string) => readonly Login[]>> = {
  colon: (text) =>
    lines(text).map((line) => {
      const at = line.indexOf(':');
      return { user: userOf(line.slice(0, Math.max(at, 0))), password: line.slice(at + 1) };
    }),
  passwords: (text) => lines(text).map((password) => ({ user: null, password })),
  csv: (text) => rows(text).map(([user = '', password = '']) => ({ user: userOf(user), password })),
  'vendor-csv': (text) => rows(text).map(([, user = '', password = '']) => ({ user: userOf(user), password })),
};

const [table, ...lists] = process.argv.slice(2);
if (table === undefined) throw new Error('usage: known-logins.ts TABLE [ID=FORMAT:FILE ...]');
const old = readFileSync(table, 'utf8');
const header = old.split('\n').filter((line) => line.startsWith('#'));
const named = new Set(header.flatMap((line) => /^# source (\S+)/.exec(line)?.[1] ?? []));
const sources = new Map<string, Set<string>>();
for (const { user, password, source } of parseKnownLogins(old)) for (const id of source.split(',')) add({ user, password }, id);
for (const list of lists) addList(list);
const body = [...sources].map(([key, ids]) => `${key}\t${[...ids].sort(byCodeUnit).join(',')}`).sort(byCodeUnit);
const isNew =
  body.join('\n') !==
  old
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .join('\n');
const versioned = header.map((line) =>
  line.replace(/^# version (\d+)$/, (_, version: string) => `# version ${Number(version) + (isNew ? 1 : 0)}`),
);
writeFileSync(table, `${[...versioned, ...body].join('\n')}\n`);
report();

function addList(argument: string): void {
  const [, id = '', format = '', file = ''] = /^([^=]+)=([a-z-]+):(.+)$/.exec(argument) ?? [];
  const read = readers[format];
  if (read === undefined || !named.has(id)) throw new Error(`${argument}: no such format, or the header names no source ${id}`);
  for (const login of read(readFileSync(file, 'utf8'))) {
    const password = blank.test(login.password) ? '' : login.password;
    if (password.length > longest || remark.test(password)) continue;
    add({ user: login.user, password }, id);
  }
}

function add({ user, password }: Login, id: string): void {
  if (!named.has(id)) throw new Error(`the header names no source ${id}`);
  if (user === null && password === '') return;
  const key = `${user === null ? '*' : escaped(user)}\t${escaped(password)}`;
  sources.set(key, (sources.get(key) ?? new Set()).add(id));
}

function userOf(field: string): string | null {
  return field === '' || field === '*' || blank.test(field) || remark.test(field) || field.length > longest ? null : field;
}

function escaped(field: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not stand in a line
  const safe = field.replace(/[%\u0000-\u001f\u007f]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
  return safe.startsWith('#') ? `%23${safe.slice(1)}` : safe === '*' ? '%2A' : safe;
}

function lines(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.replace(/\r$/, ''))
    .filter((line) => line !== '');
}

/** RFC 4180 without line breaks inside quotes; the first line is the header. */
function rows(text: string): readonly (readonly string[])[] {
  return lines(text)
    .slice(1)
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? ''),
    );
}

function report(): void {
  const counts = new Map<string, number>();
  for (const ids of sources.values()) for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  for (const [id, count] of [...counts].sort(([a], [b]) => byCodeUnit(a, b))) console.log(`${id}\t${count}`);
  console.log(`${sources.size} rows, ${new Set([...sources.keys()].map((key) => key.split('\t')[1])).size} distinct passwords`);
}
