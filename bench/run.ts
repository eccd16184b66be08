// The comparisons of bench/README.md: each against a peer in one run, as a ratio. A row whose peer or input is missing says so.
import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { type Comparison, compare, isInstalled, median, timeOnce } from './compare.ts';
import { dossierOf, images, isThere, scratch } from './evidence.ts';
import { repeatCapture } from './repeat-capture.ts';
import { withTlsServer } from './with-tls-server.ts';

const node = process.execPath;
const rounds = Number(process.argv[2] ?? 5);
const iqs = (...args: readonly string[]): { program: string; args: readonly string[] } => ({
  program: node,
  args: ['bin/iqs.mjs', ...args],
});

type Row = {
  readonly work: string;
  readonly peer: string;
  readonly needs: readonly string[];
  readonly input: string | null;
  readonly run: () => Comparison;
};

const assess = (image: string): { program: string; args: readonly string[] } =>
  iqs('assess', dossierOf(image), '--out', scratch(), '--as-of', '2026-11-23');

function binwalk(image: string): Comparison {
  const folder = scratch();
  copyFileSync(image, join(folder, basename(image)));
  const before = (): void => rmSync(join(folder, `_${basename(image)}.extracted`), { recursive: true, force: true });
  return compare(assess(image), { program: 'binwalk', args: ['-Me', '--run-as=root', basename(image)], cwd: folder, before }, rounds);
}

function unsquashfs(image: string): Comparison {
  const out = join(scratch(), 'root');
  const before = (): void => rmSync(out, { recursive: true, force: true });
  return compare(assess(image), { program: 'unsquashfs', args: ['-no-progress', '-dest', out, image], before }, rounds);
}

/** The same facts asked of the peer: who speaks with whom, names, TLS sessions, logins. */
const tsharkFields =
  'frame.number frame.time_epoch frame.len eth.src ip.src ip.dst ipv6.src ipv6.dst tcp.srcport tcp.dstport udp.srcport udp.dstport frame.protocols ' +
  'dns.qry.name dns.a tls.handshake.extensions_server_name tls.handshake.version tls.handshake.ciphersuite http.host http.user_agent ' +
  'http.authorization mqtt.username ftp.request.command';

function tshark(source: string, mebibytes: number): Comparison {
  const path = join(scratch(), 'capture.pcap');
  repeatCapture(source, path, mebibytes * 2 ** 20);
  const args = ['-n', '-r', path, '-T', 'fields', ...tsharkFields.split(' ').flatMap((field) => ['-e', field])];
  return compare(iqs('inspect', path, '--json'), { program: 'tshark', args }, rounds);
}

/** The peer is given the endpoint as its last argument. */
const scanEndpoint = (program: string, args: readonly string[], times: number): Comparison =>
  withTlsServer((port) =>
    compare({ program: node, args: ['bench/scan-endpoint.ts', `${port}`] }, { program, args: [...args, `127.0.0.1:${port}`] }, times),
  );

const rows: readonly Row[] = [
  {
    work: 'full assessment of an 8 MiB camera image',
    peer: 'binwalk -Me',
    needs: ['binwalk'],
    input: images.camera,
    run: () => binwalk(images.camera),
  },
  {
    work: 'full assessment of a 3.3 MiB SquashFS (xz)',
    peer: 'unsquashfs, which only unpacks',
    needs: ['unsquashfs'],
    input: images.rootFileSystem,
    run: () => unsquashfs(images.rootFileSystem),
  },
  ...[64, 512].map(
    (mebibytes): Row => ({
      work: `a capture of ${mebibytes} MiB: flows, names, TLS, logins, behaviours`,
      peer: 'tshark -T fields, the same fields',
      needs: ['tshark'],
      input: images.capture,
      run: () => tshark(images.capture, mebibytes),
    }),
  ),
  {
    work: 'TLS endpoint scan: versions, suites, groups, certificate',
    peer: 'sslscan',
    needs: ['openssl', 'sslscan'],
    input: null,
    run: () => scanEndpoint('sslscan', ['--no-colour', '--no-heartbleed'], rounds),
  },
  {
    work: 'TLS endpoint scan: versions, suites, groups, certificate',
    peer: 'testssl -p -E -S, once',
    needs: ['openssl', 'testssl'],
    input: null,
    run: () => scanEndpoint('testssl', ['--quiet', '--color', '0', '--warnings', 'off', '-p', '-E', '-S'], 1),
  },
  {
    work: 'iqs --help',
    peer: 'node -e 0',
    needs: [],
    input: null,
    run: () => compare(iqs('--help'), { program: node, args: ['-e', '0'] }, rounds * 4),
  },
];

console.log(
  `Node ${process.versions.node}, ${availableParallelism()} cores, medians of ${rounds} interleaved rounds; ratio = peer's time / ours\n`,
);
console.log('| work | peer | ours | peer | ratio |\n|---|---|---|---|---|');
for (const { work, peer, needs, input, run } of rows) {
  const missing = [...needs.filter((program) => !isInstalled(program)), ...(input !== null && !isThere(input) ? [basename(input)] : [])];
  if (missing.length > 0) console.log(`| ${work} | ${peer} | | | skipped: ${missing.join(', ')} is not here |`);
  else console.log(line(work, peer, run()));
}
growth();
if (isThere(images.capture)) captureGrowth(images.capture);

function line(work: string, peer: string, { oursMs, peerMs, ratio }: Comparison): string {
  return `| ${work} | ${peer} | ${Math.round(oursMs)} ms | ${Math.round(peerMs)} ms | ${ratio.toFixed(2)} |`;
}

/** Cost as input grows: the sample's flash image, repeated up to 256 MiB. Linear when the last column stays level once the start is paid. */
function growth(): void {
  const made = spawnSync(node, ['samples/make-evidence.ts']);
  const image = readFileSync('samples/lumen-cam/firmware.bin');
  if (made.status !== 0) throw new Error('the sample firmware could not be made');
  const path = join(scratch(), 'grown.bin');
  console.log('\n| inspect the sample, repeated | time | ms a MiB | peak memory |\n|---|---|---|---|');
  for (const times of [1, 4, 16, 64, 128]) {
    writeFileSync(path, Buffer.concat(Array.from({ length: times }, () => image)));
    const ms = median(Array.from({ length: 3 }, () => timeOnce(iqs('inspect', path, '--json'))));
    const mebibytes = (times * image.length) / 2 ** 20;
    console.log(`| ${mebibytes.toFixed(0)} MiB | ${Math.round(ms)} ms | ${(ms / mebibytes).toFixed(1)} | ${peakMebibytes(path)} |`);
  }
}

/** Cost and memory as a capture grows: a real one, repeated. Flat when the last column stays level. */
function captureGrowth(source: string): void {
  const path = join(scratch(), 'grown.pcap');
  console.log(
    '\n| inspect a real capture, repeated | packets | time | ns a packet | read through once (`cat`) | peak memory |\n|---|---|---|---|---|---|',
  );
  for (const mebibytes of [2, 16, 128, 512, 2048]) {
    const packets = repeatCapture(source, path, mebibytes * 2 ** 20);
    const ms = median(Array.from({ length: 3 }, () => timeOnce(iqs('inspect', path, '--json'))));
    const cat = median(Array.from({ length: 3 }, () => timeOnce({ program: 'cat', args: [path] })));
    const each = Math.round((ms * 1e6) / packets);
    console.log(`| ${mebibytes} MiB | ${packets} | ${Math.round(ms)} ms | ${each} | ${Math.round(cat)} ms | ${peakMebibytes(path)} |`);
  }
  rmSync(path);
}

/** Peak resident memory of one inspection, in MiB, as time(1) tells it. */
function peakMebibytes(path: string): string {
  if (!isInstalled('/usr/bin/time')) return 'no /usr/bin/time';
  const { stderr } = spawnSync('/usr/bin/time', ['-f', '%M', node, 'bin/iqs.mjs', 'inspect', path, '--json'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return `${Math.round(Number(stderr.trim().split('\n').at(-1)) / 1024)} MiB`;
}
