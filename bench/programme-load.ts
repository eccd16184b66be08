// The public pages under load: product pages and status lists a second against nginx with the exported register, and searches over the register in tables. `node bench/programme-load.ts [LABELS] [SECONDS]`,
// after `npm run build`; nginx where the machine has it. Each server is one process, the client another.
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import { type Authority, currentSigner, logSigner, openAuthority } from '../src/adapters/authority/authority.ts';
import { initAuthority } from '../src/adapters/authority/init-authority.ts';
import { publishLists } from '../src/adapters/authority/publish-lists.ts';
import { chooseMessages } from '../src/adapters/catalogue/choose-messages.ts';
import { loadCatalogue } from '../src/adapters/catalogue/load-catalogue.ts';
import { openDatabase } from '../src/adapters/database/open-database.ts';
import { appendEntries } from '../src/adapters/register/append-entries.ts';
import { claimsOf, issued, numberOf } from '../src/adapters/register/register-fixture.ts';
import { syncRegisterIndex } from '../src/adapters/register-index/sync-register-index.ts';
import { exportSite } from '../src/adapters/site/export-site.ts';
import { siteAssets } from '../src/adapters/site/site-assets.ts';
import { defaultSettings } from '../src/programme/programme-settings.ts';
import { publicPages } from '../src/server/public/public-pages.ts';
import { httpLoad, type Load, percentile } from './http-load.ts';

const now = '2027-06-01T09:30:00Z';
const exported = 1000;
const words = ['Lumen', 'Halo', 'Nimbus', 'Fjord', 'Radio', 'Orbit', 'Terra', 'Vela', 'Quill', 'Sable'];
const kinds = ['Camera', 'Doorbell', 'Plug', 'Lock', 'Bulb', 'Router', 'Speaker', 'Hub'];
const letters = ['E', 'E', 'D', 'D', 'D', 'C', 'C', 'B'] as const;

/** Labels of 1,000 makers, 80 kinds of name and eight categories. */
function labelAt(at: number, kid: string): ReturnType<typeof issued> {
  const base = issued(at) as Extract<ReturnType<typeof issued>, { readonly event: 'issued' }>;
  const kind = kinds[at % kinds.length] as string;
  const claims = {
    ...claimsOf(numberOf(at)),
    product: {
      name: `${words[(at * 7) % words.length]} ${kind} ${at % 997}`,
      model: `M${at}`,
      maker: `${words[(at * 3) % words.length]} Works ${at % 1000}`,
      category: kind.toLowerCase(),
      type: 'device',
    },
    letter: letters[at % letters.length] as 'E',
    issuedAt: `202${5 + (at % 3)}-0${1 + (at % 9)}-01T00:00:00Z`,
    validUntil: '2030-01-01T23:59:59Z',
  } as const;
  return { ...base, claims, kid };
}

async function fill(home: string, name: string, count: number): Promise<Authority> {
  const authority = await initAuthority(join(home, name), {
    name: 'Bench',
    body: 'TRAIN',
    base: 'https://register.example/',
    training: true,
    issuerKey: null,
    now,
  });
  const { kid } = await currentSigner(authority);
  const signer = await logSigner(authority);
  for (let from = 0; from < count; from += 20_000) {
    const events = Array.from({ length: Math.min(20_000, count - from) }, (_, at) => labelAt(from + at, kid));
    await appendEntries(authority.register, signer, events, { now: () => now });
  }
  await publishLists(authority, now);
  return authority;
}

/** The server's process: says its port, and how long the tables took. */
async function serveProgramme(folder: string, place: string): Promise<void> {
  const database = await openDatabase(place.startsWith('postgres') ? { url: place } : { folder: place });
  const authority = openAuthority(folder);
  const start = performance.now();
  const { added } = await syncRegisterIndex(database, authority);
  const syncMs = performance.now() - start;
  const catalogue = await loadCatalogue();
  const { app } = publicPages({
    authority,
    database,
    catalogue,
    languages: ['en', 'nl', 'fr', 'de'].map((language) => chooseMessages(catalogue, language)),
    assets: siteAssets(),
    settings: defaultSettings,
    now: () => now,
    lodge: async () => undefined,
    matterOf: async () => null,
    appeal: async () => undefined,
    reviewOf: async () => null,
    decisiveOf: async () => [],
    addressOf: () => '127.0.0.1',
    onDefect: (error) => console.error(error),
  });
  serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.send?.({ port, syncMs, added }));
}

async function startNginx(home: string, root: string): Promise<{ readonly port: number; readonly child: ChildProcess } | null> {
  const program = ['/usr/sbin/nginx', '/usr/bin/nginx'].find((path) => existsSync(path));
  if (program === undefined) return null;
  const port = await freePort();
  const folder = join(home, 'nginx');
  mkdirSync(folder);
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ');
  writeFileSync(
    join(folder, 'nginx.conf'),
    `worker_processes 1; pid ${folder}/pid; error_log stderr; ${process.getuid?.() === 0 ? 'user root; ' : ''}events { worker_connections 1024; }
http { ${paths} access_log off; sendfile on; keepalive_requests 100000000; open_file_cache max=10000; types { text/html html; }
server { listen 127.0.0.1:${port}; root ${root}; index index.html; } }`,
  );
  const child = spawn(program, ['-c', join(folder, 'nginx.conf'), '-g', 'daemon off;'], { stdio: ['ignore', 'ignore', 'inherit'] });
  await sleep(500);
  return { port, child };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Numbers in an order that repeats itself from run to run. */
function counter(most: number): () => number {
  let at = 1;
  return () => {
    at = (at * 48_271) % 2_147_483_647;
    return at % most;
  };
}

const told = ({ perSecond, latencies, failed }: Load): string =>
  `${Math.round(perSecond)} a second, p50 ${percentile(latencies, 50).toFixed(2)} ms, p95 ${percentile(latencies, 95).toFixed(2)} ms, p99 ${percentile(latencies, 99).toFixed(2)} ms${failed > 0 ? `, ${failed} FAILED` : ''}`;

// budget: the rows of the table, one after the other.
async function measure(labels: number, seconds: number): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'iqs-bench-load-'));
  const running: ChildProcess[] = [];
  try {
    const authority = await fill(home, 'authority', labels);
    const small = await fill(home, 'small', exported);
    const catalogue = await loadCatalogue();
    const languages = ['en', 'nl', 'fr', 'de'].map((language) => chooseMessages(catalogue, language));
    await exportSite(join(home, 'site'), small, { languages, assets: siteAssets(), now });
    const place = process.env['DATABASE_URL'] ?? join(home, 'database');
    mkdirSync(join(home, 'database'));
    const child = fork(import.meta.filename, ['serve', authority.folder, place]);
    running.push(child);
    const [{ port, syncMs, added }] = (await once(child, 'message')) as [{ port: number; syncMs: number; added: number }];
    console.log(
      `${labels} labels; ${place.startsWith('postgres') ? 'PostgreSQL' : 'embedded database'}: ${added} entries into tables in ${(syncMs / 1000).toFixed(1)} s, ${Math.round((added * 1000) / syncMs)} a second`,
    );
    const nginx = await startNginx(home, join(home, 'site'));
    if (nginx !== null) running.push(nginx.child);
    const list = '/status/train/revocation/0.jwt';
    const rows: readonly (readonly [string, (most: number) => () => string])[] = [
      ['one product page', () => () => `/products/${numberOf(7)}/`],
      [`product pages of ${exported} labels`, () => product(exported)],
      ['status list', () => () => list],
    ];
    for (const [name, paths] of rows) {
      const load = { connections: 100, seconds };
      await httpLoad({ ...load, seconds: Math.min(2, seconds), port, pathOf: paths(exported) });
      const ours = await httpLoad({ ...load, port, pathOf: paths(exported) });
      console.log(`${name}, ours: ${told(ours)}`);
      if (nginx === null) continue;
      const theirs = await httpLoad({ ...load, port: nginx.port, pathOf: paths(exported) });
      console.log(`${name}, nginx: ${told(theirs)}; ratio ${(ours.perSecond / theirs.perSecond).toFixed(2)}`);
    }
    console.log(
      `product pages at random of all, ours: ${told(await httpLoad({ port, connections: 100, seconds, pathOf: product(labels) }))}`,
    );
    for (const connections of [1, 10])
      console.log(`search, ${connections} at once: ${told(await httpLoad({ port, connections, seconds, pathOf: questions(labels) }))}`);
    for (const question of [
      '/',
      '/?q=lumen',
      '/?q=l&sort=name',
      '/?letter=D&sort=letter',
      '/?q=camera&category=camera&state=in-force',
      '/?maker=halo',
      '/?q=m4711',
    ])
      console.log(
        `  ${question}: ${told(await httpLoad({ port, connections: 1, seconds: Math.min(2, seconds), pathOf: () => question }))}`,
      );
    console.log(`statistics, 1 at once: ${told(await httpLoad({ port, connections: 1, seconds, pathOf: () => '/statistics/' }))}`);
  } finally {
    for (const each of running) each.kill();
    await Promise.all(
      running.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null).map((each) => once(each, 'exit')),
    );
    rmSync(home, { recursive: true, force: true });
  }
}

function product(most: number): () => string {
  const next = counter(most);
  return () => `/products/${numberOf(next())}/`;
}

/** What people ask: a name, half a name, a maker with a letter, a number's end, a category in order. */
function questions(labels: number): () => string {
  const next = counter(1_000_000);
  return () => {
    const at = next();
    const [word, kind] = [words[at % words.length] as string, kinds[at % kinds.length] as string];
    const all = [
      `q=${word}+${kind}`,
      `q=${word.slice(0, 3)}`,
      `q=${kind}+${at % 997}`,
      `q=m${at % labels}`,
      `maker=${word}&letter=D`,
      `category=${kind.toLowerCase()}&sort=name`,
      `letter=C&state=in-force&sort=letter`,
      '',
    ];
    return `/?${all[at % all.length]}`;
  };
}

if (process.argv[2] === 'serve') await serveProgramme(process.argv[3] ?? '', process.argv[4] ?? '');
else await measure(Number(process.argv[2] ?? 100_000), Number(process.argv[3] ?? 5));
