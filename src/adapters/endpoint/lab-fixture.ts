// Servers for the tests of `iqs probe`: real ones from the machine's packages, and broken ones made here. All on loopback.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import type { CheckId } from '../../model/network-exhibits.ts';
import { type RunOptions, runProbe } from './run-probe.ts';
import type { ScanDocument } from './scan-document.ts';

export const loopback = '127.0.0.1';
export const loopback6 = '::1';

/** For `test`: a reason, where this machine has no IPv6. */
export const needsIpv6 = {
  skip: Object.values(networkInterfaces())
    .flat()
    .some((one) => one?.address === loopback6)
    ? false
    : 'no IPv6 here',
};

/** Where Debian and Alpine put daemons; null: the machine has none, and the test is skipped. */
export const programAt = (name: string): string | null =>
  ['/usr/sbin', '/usr/bin', '/sbin', '/bin', '/usr/local/sbin', '/usr/local/bin']
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path)) ?? null;

/** A port nobody uses now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const listening = (server: Server, address = loopback): Promise<number> =>
  new Promise((resolve) => server.listen(0, address, () => resolve((server.address() as { port: number }).port)));

/** A folder that is gone when the test ends. */
export function folderFor(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'iqs-lab-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A real daemon in the foreground; ended with the test. Waits until its TCP port answers (UDP: a moment). */
export async function daemon(
  context: TestContext,
  command: readonly string[],
  port: number,
  transport: 'tcp' | 'udp' = 'tcp',
): Promise<void> {
  const [program = '', ...args] = command;
  const child: ChildProcess = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes: Buffer) => void (said += bytes.toString()));
  context.after(() => void child.kill('SIGKILL'));
  for (let tries = 0; tries < 100; tries += 1) {
    if (child.exitCode !== null) throw new Error(`${program} ended: ${said.slice(0, 500)}`);
    await new Promise((resolve) => setTimeout(resolve, transport === 'udp' ? 15 : 50));
    if (transport === 'tcp' && (await isListened(port))) return;
  }
  if (transport === 'tcp') throw new Error(`${program} does not listen: ${said.slice(0, 500)}`);
}

/** Looked up without a connection, which single-shot servers would count. */
function isListened(port: number): Promise<boolean> {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const { stdout } = spawnSync('cat', ['/proc/net/tcp', '/proc/net/tcp6'], { encoding: 'utf8' });
  return Promise.resolve(stdout.split('\n').some((line) => new RegExp(`:${hex} 0{8,32}:0000 0A`).test(line)));
}

/** A TCP server of our own making; ended with the test. */
export async function broken(context: TestContext, serve: (socket: Socket) => void, address = loopback): Promise<number> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined).on('close', () => open.delete(socket));
    serve(socket);
  });
  context.after(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return listening(server, address);
}

/** A UDP server of our own making. */
export async function brokenUdp(context: TestContext, answer: (message: Buffer, port: number) => Buffer | string | null): Promise<number> {
  const socket = createSocket('udp4');
  context.after(() => socket.close());
  await new Promise<void>((resolve) => socket.bind(0, loopback, resolve));
  const { port } = socket.address();
  socket.on('message', (message, from) => {
    const reply = answer(message, port);
    if (reply !== null) socket.send(reply, from.port, from.address);
  });
  return port;
}

/** Lines in, text out; null ends the conversation. */
export function talker(greeting: string, answer: (line: string, state: Map<string, string>) => string | null): (socket: Socket) => void {
  return (socket) => {
    const state = new Map<string, string>();
    let rest = '';
    socket.write(greeting);
    socket.on('data', (bytes) => {
      rest += bytes.toString('latin1');
      for (let end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
        const line = rest.slice(0, end).trimEnd();
        rest = rest.slice(end + 1);
        const reply = answer(line, state);
        if (reply === null) return void socket.end();
        socket.write(reply);
      }
    });
  };
}

export const writeIn = (folder: string, name: string, text: string, mode = 0o644): string => {
  const path = join(folder, name);
  writeFileSync(path, text, { mode });
  return path;
};

/** Impatient, for what we start ourselves answers at once. */
const quick: RunOptions = {
  rate: 1000,
  patience: { answerMs: 1500, quietMs: 150, watchMs: 400 },
  logins: [],
  guessing: 0,
  pauseMs: 1,
  tls: null,
  onProgress: () => undefined,
};

export const probeLoopback = (port: number, options: Partial<RunOptions> = {}, transport: 'tcp' | 'udp' = 'tcp'): Promise<ScanDocument> =>
  probeAt(loopback, port, options, transport);

export function probeAt(
  address: string,
  port: number,
  options: Partial<RunOptions> = {},
  transport: 'tcp' | 'udp' = 'tcp',
): Promise<ScanDocument> {
  const doors = [{ transport, port, trust: 'private' as const }];
  return runProbe([{ host: address, address, kind: 'loopback', partKind: 'device', doors }], { ...quick, ...options });
}

/** What a scan says of one check: its result, or `none`. */
export const resultOf = (scan: ScanDocument, check: CheckId): string => scan.checks.find((one) => one.check === check)?.result ?? 'none';
export const detailOf = (scan: ScanDocument, check: CheckId): string => scan.checks.find((one) => one.check === check)?.detail ?? '';
