// What nDPI's own expectations say of each flow of its captures, against what we call it.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import test from 'node:test';
import { captureForm, streamCapture } from '../../src/adapters/inspect/capture-stream.ts';
import { localInspectors } from '../../src/adapters/inspect/local-inspector.ts';

const folder = '../shared/corpus/pcap';
const truths = '../shared/corpus/truth';
const present = existsSync(folder) && existsSync(truths);
const { inspectCapture } = await localInspectors();

/** nDPI's names in ours: of `a.b`, a carrier and what it carries, the first that stands here. */
const ours: Readonly<Record<string, string>> = {
  BACnet: 'bacnet',
  COAP: 'coap',
  DNS: 'dns',
  DTLS: 'dtls',
  Dropbox: 'dropbox-lan',
  EthernetIP: 'ethernet-ip',
  FTP_CONTROL: 'ftp',
  FTP_DATA: 'ftp-data',
  HTTP: 'http',
  IEC60870: 'iec104',
  KNXnet_IP: 'knxip',
  MQTT: 'mqtt',
  Modbus: 'modbus',
  NTP: 'ntp',
  NestLogSink: 'weave',
  PROFINET_IO: 'profinet-io',
  RTSP: 'rtsp',
  S7CommPlus: 's7comm',
  SNMP: 'snmp',
  SSH: 'ssh',
  TFTP: 'tftp',
  TLS: 'tls',
  Telnet: 'telnet',
  TiVoConnect: 'tivo',
  TuyaLP: 'tuya',
  WSD: 'ws-discovery',
};

/** Flows in which we and nDPI differ, and why. */
const exceptions: Readonly<Record<string, string>> = {
  '192.168.1.212:50696 90.130.70.73:24523': 'unknown to nDPI, which had stopped listening; FTP’s control connection announces it',
  '192.168.56.1:50311 192.168.56.101:17500': 'CoAP on another port, which nDPI takes for Dropbox’s',
  '192.168.56.1:50312 192.168.56.101:17500': 'CoAP on another port, which nDPI takes for Dropbox’s',
  '192.168.56.1:50318 192.168.56.101:17500': 'CoAP on another port, which nDPI takes for Dropbox’s',
  '192.168.56.1:50319 192.168.56.101:17500': 'CoAP on another port, which nDPI takes for Dropbox’s',
  '192.168.15.37:44467 192.168.15.36:7080': 'sound of a Sonos loudspeaker, told by nDPI from its port and length: no protocol of ours',
  '10.116.8.57:2152 10.238.250.51:2152': 'DTLS inside GTP; we name the tunnel’s outer flow, if at all',
};

type Expected = { readonly src: string; readonly dst: string; readonly proto: string };
type Flow = {
  readonly client: string;
  readonly server: string;
  readonly clientPort: number | null;
  readonly port: number | null;
  readonly application: string | null;
};

const ends = (a: string, b: string): string => [a, b].sort().join(' ');
const endsOf = (flow: Flow): string => ends(`${flow.client}:${flow.clientPort}`, `${flow.server}:${flow.port}`);
const exceptional = new Set(Object.keys(exceptions).map((pair) => ends(...(pair.split(' ') as [string, string]))));

async function inspected(file: string): Promise<readonly Flow[]> {
  const path = join(folder, file);
  const form = captureForm(path);
  assert.ok(form, file);
  return (await streamCapture(path, form, inspectCapture({ name: file, device: null }))).flows;
}

function oursOf(proto: string): string | null {
  const names = proto.replace(/^[\d.]+\//, '').split('.');
  return names.map((name) => ours[name]).find((name) => name !== undefined) ?? null;
}

test('flows are named as nDPI expects', { skip: present ? false : 'no corpus beside the project' }, async () => {
  let wanted = 0;
  let found = 0;
  let named = 0;
  let right = 0;
  const differences: string[] = [];
  for (const file of readdirSync(truths).filter((name) => /^pcap-ndpi-.*\.json$/.test(name))) {
    const truth = JSON.parse(readFileSync(join(truths, file), 'utf8')) as {
      readonly path: string;
      readonly upstream_expected_ndpi?: { readonly flows?: readonly Expected[] };
    };
    const flows = await inspected(basename(truth.path));
    for (const { src, dst, proto } of truth.upstream_expected_ndpi?.flows ?? []) {
      const pair = ends(src.replace(/[[\]]/g, ''), dst.replace(/[[\]]/g, ''));
      const want = oursOf(proto);
      if (exceptional.has(pair)) continue;
      const said = flows.find((flow) => endsOf(flow) === pair && flow.application !== null)?.application ?? null;
      if (want !== null) wanted += 1;
      if (said !== null) named += 1;
      if (want !== null && said === want) {
        found += 1;
        right += 1;
      } else if (want !== said) differences.push(`${truth.path} ${pair}: ${proto} is ${said ?? 'unnamed'}`);
    }
  }
  assert.ok(wanted >= 100, `${wanted} flows are expected: the corpus is another`);
  assert.ok(found / wanted >= 0.95, `recall ${found} of ${wanted}\n${differences.join('\n')}`);
  assert.ok(right / named >= 0.98, `precision ${right} of ${named}\n${differences.join('\n')}`);
});
