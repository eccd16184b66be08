// The programme under load, as `iqs serve` composes it: product pages and status lists a second against nginx with the exported register, and searches over the register and over cases. `node bench/programme-load.ts [LABELS] [SECONDS]`,
// after `npm run build`; nginx where the machine has it. Each server is one process, the client another.
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { descriptionOf } from '../samples/programme/products.ts';
import { type Authority, currentSigner, logSigner, openAuthority } from '../src/adapters/authority/authority.ts';
import { initAuthority } from '../src/adapters/authority/init-authority.ts';
import { publishLists } from '../src/adapters/authority/publish-lists.ts';
import { chooseMessages } from '../src/adapters/catalogue/choose-messages.ts';
import { loadCatalogue } from '../src/adapters/catalogue/load-catalogue.ts';
import { readConfig } from '../src/adapters/config/read-config.ts';
import { appendEntries } from '../src/adapters/register/append-entries.ts';
import { claimsOf, issued, numberOf } from '../src/adapters/register/register-fixture.ts';
import { syncRegisterIndex } from '../src/adapters/register-index/sync-register-index.ts';
import { exportSite } from '../src/adapters/site/export-site.ts';
import { siteAssets } from '../src/adapters/site/site-assets.ts';
import { openProgramme } from '../src/main/open-programme.ts';
import { programmeServices } from '../src/main/programme-services.ts';
import { allJobKinds } from '../src/main/run-jobs.ts';
import { startServer } from '../src/main/serve-programme.ts';
import { freePort } from '../test/free-port.ts';
import { act, type Player, productNamed } from '../test/programme/certify.ts';
import { seedProgramme } from '../test/programme/seed-programme.ts';
import { httpLoad, type Load, percentile } from './http-load.ts';

const now = `${new Date().toISOString().slice(0, 19)}Z`;
const exported = 1000;
const cases = 1000;
const databaseUrl = process.env['DATABASE_URL'];
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
    issuedAt: `202${4 + (at % 3)}-0${1 + (at % 9)}-01T00:00:00Z`,
    validUntil: '2030-01-01T23:59:59Z',
  } as const;
  return { ...base, claims, kid };
}

async function fill(authority: Authority, count: number): Promise<Authority> {
  const { kid } = await currentSigner(authority);
  const signer = await logSigner(authority);
  for (let from = 0; from < count; from += 20_000) {
    const events = Array.from({ length: Math.min(20_000, count - from) }, (_, at) => labelAt(from + at, kid));
    await appendEntries(authority.register, signer, events, { now: () => now });
  }
  await publishLists(authority, now);
  return authority;
}

/** The process of the whole programme, as `iqs serve` composes it, configured by the environment but for its limits of requests: says how long the tables took. */
async function serveProgramme(): Promise<void> {
  const open = await openProgramme(readConfig(null, process.env), allJobKinds);
  const services = await programmeServices(open);
  const start = performance.now();
  const { added } = await syncRegisterIndex(open.database, services.programme.authority as Authority);
  const syncMs = performance.now() - start;
  const { limits } = open.config;
  const unlimited = { ...limits, pagesPerMinute: 1e9, accountPerMinute: 1e9, anonymousApiPerMinute: 1e9 };
  await startServer({ ...open, config: { ...open.config, limits: unlimited } }, services);
  process.send?.({ syncMs, added });
}

/** Cases of a maker, opened and described over the API, by eight at once. */
async function openCases(player: Player, count: number): Promise<void> {
  const { maker, body } = player.seeded.organisations;
  const numbers = Array.from({ length: count }, (_, number) => number).values();
  const lane = async (): Promise<void> => {
    for (const number of numbers) {
      const playing = { player, told: [], files: [], id: '' };
      await act(playing, 'anna', 'open', { applicant: maker, body, scheme: 'iqs-training', renews: null });
      const name = `${words[number % words.length]} ${kinds[number % kinds.length]} ${number}`;
      await act(playing, 'anna', 'describe', { description: descriptionOf(productNamed(name)) });
    }
  };
  await Promise.all(Array.from({ length: 8 }, lane));
}

/** `port`: of the exported site; `front`: of a proxy before ours that keeps pages as long as they say (deploy/nginx.conf). */
type Nginx = { readonly port: number; readonly front: number; readonly child: ChildProcess };

async function startNginx(home: string, root: string, ours: number): Promise<Nginx | null> {
  const program = ['/usr/sbin/nginx', '/usr/bin/nginx'].find((path) => existsSync(path));
  if (program === undefined) return null;
  const [port, front] = [await freePort(), await freePort()];
  const folder = join(home, 'nginx');
  mkdirSync(folder);
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ');
  writeFileSync(
    join(folder, 'nginx.conf'),
    `worker_processes 1; pid ${folder}/pid; error_log stderr; ${process.getuid?.() === 0 ? 'user root; ' : ''}events { worker_connections 1024; }
http { ${paths} access_log off; sendfile on; keepalive_requests 100000000; open_file_cache max=10000; types { text/html html; }
server { listen 127.0.0.1:${port}; root ${root}; index index.html; }
proxy_cache_path ${folder}/kept keys_zone=iqs:10m; upstream iqs { server 127.0.0.1:${ours}; keepalive 32; }
server { listen 127.0.0.1:${front}; location / { proxy_pass http://iqs; proxy_http_version 1.1; proxy_set_header Connection ""; proxy_set_header Host 127.0.0.1:${ours};
proxy_cache iqs; proxy_cache_lock on; proxy_cache_use_stale updating; } } }`,
  );
  const child = spawn(program, ['-c', join(folder, 'nginx.conf'), '-g', 'daemon off;'], { stdio: ['ignore', 'ignore', 'inherit'] });
  await sleep(500);
  return { port, front, child };
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
    const port = await freePort();
    const env = {
      IQS_DATA_FOLDER: join(home, 'data'),
      IQS_SESSION_SECRET: 'S4tm0Vv2k1mZ9pQxY7cLw8bNf3hRj6dA',
      IQS_BASE_URL: `http://127.0.0.1:${port}`,
      IQS_LISTEN_PORT: String(port),
      ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
    };
    const folder = join(home, 'data', 'authority');
    const seeded = await seedProgramme({ env, authority: folder, hook: null });
    await fill(openAuthority(folder), labels);
    const plan = { name: 'Bench', body: 'TRAIN', base: 'https://register.example/', training: true, issuerKey: null, now };
    const small = await fill(await initAuthority(join(home, 'small'), plan), exported);
    const catalogue = await loadCatalogue();
    const languages = ['en', 'nl', 'fr', 'de'].map((language) => chooseMessages(catalogue, language));
    await exportSite(join(home, 'site'), small, { languages, assets: siteAssets(), now });
    const log = openSync(join(home, 'server.log'), 'w');
    const child = fork(import.meta.filename, ['serve'], { env: { ...process.env, ...env }, stdio: ['ignore', log, 'inherit', 'ipc'] });
    running.push(child);
    const [{ syncMs, added }] = (await once(child, 'message')) as [{ syncMs: number; added: number }];
    console.log(
      `${labels} labels; ${databaseUrl === undefined ? 'embedded database' : 'PostgreSQL'}: ${added} entries into tables in ${(syncMs / 1000).toFixed(1)} s, ${Math.round((added * 1000) / syncMs)} a second`,
    );
    await openCases({ api: { at: env.IQS_BASE_URL, stopped: new AbortController().signal }, seeded, turns: new Map() }, cases);
    const nginx = await startNginx(home, join(home, 'site'), port);
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
      const behind = await httpLoad({ ...load, port: nginx.front, pathOf: paths(exported) });
      console.log(
        `${name}, ours behind nginx that keeps pages: ${told(behind)}; ratio ${(behind.perSecond / theirs.perSecond).toFixed(2)}`,
      );
    }
    console.log(
      `product pages at random of all, ours: ${told(await httpLoad({ port, connections: 100, seconds, pathOf: product(labels) }))}`,
    );
    for (const connections of [1, 10])
      console.log(`search, ${connections} at once: ${told(await httpLoad({ port, connections, seconds, pathOf: questions(labels) }))}`);
    const header = `Authorization: Bearer ${seeded.askers.anna.token}`;
    for (const connections of [1, 10])
      console.log(
        `search over ${cases} cases, ${connections} at once: ${told(await httpLoad({ port, connections, seconds, pathOf: caseQuestions(), header }))}`,
      );
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

/** Half a name, a name with its number, a state. */
function caseQuestions(): () => string {
  const next = counter(1_000_000);
  return () => {
    const at = next();
    const all = [
      `text=${kinds[at % kinds.length]?.slice(0, 4)}`,
      `text=${at % cases}`,
      'state=draft',
      `text=${words[at % words.length]}&mine=true`,
    ];
    return `/api/v1/cases?${all[at % all.length]}`;
  };
}

if (process.argv[2] === 'serve') await serveProgramme();
else await measure(Number(process.argv[2] ?? 100_000), Number(process.argv[3] ?? 5));
