import { checkIds } from '../../model/network-exhibits.ts';
import { scanListNames } from '../../model/scan-report.ts';
import { fieldsOf } from '../json-fields.ts';

export type ListName = (typeof scanListNames)[number];

type Test = (value: unknown) => boolean;
type Shape = Readonly<Record<string, Test>>;

const text: Test = (value) => typeof value === 'string' && value.length <= 20_000;
const maybe =
  (test: Test): Test =>
  (value) =>
    value === null || test(value);
const many =
  (test: Test): Test =>
  (value) =>
    Array.isArray(value) && value.length <= 10_000 && value.every(test);
const oneOf =
  (...words: readonly string[]): Test =>
  (value) =>
    typeof value === 'string' && words.includes(value);
const natural: Test = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const port: Test = (value) => natural(value) && (value as number) <= 65_535;
const flag: Test = (value) => typeof value === 'boolean';
const digest: Test = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
/** RFC 3339 in UTC. */
const instant: Test = (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/.test(value);
const object =
  (shape: Shape): Test =>
  (value) =>
    fault(value, shape) === null;

const offer = object({
  by: oneOf('client', 'server'),
  versions: many(text),
  ciphers: many(text),
  groups: many(text),
  signatures: many(text),
  alpn: many(text),
});

const algorithms = object({ kex: many(text), hostKeys: many(text), ciphers: many(text), macs: many(text) });

const shapes: Readonly<Record<ListName, Shape>> = {
  hosts: {
    at: text,
    address: maybe(text),
    mac: maybe(text),
    vendor: maybe(text),
    names: many(text),
    role: oneOf('device', 'local', 'remote', 'multicast'),
  },
  interfaces: {
    at: text,
    host: text,
    port,
    transport: oneOf('tcp', 'udp'),
    state: oneOf('open', 'closed', 'filtered'),
    protocol: maybe(text),
    product: maybe(text),
    version: maybe(text),
    detail: text,
  },
  sweeps: { at: text, host: text, transport: oneOf('tcp', 'udp'), ports: text, by: text },
  tls: {
    at: text,
    client: maybe(text),
    server: text,
    port: maybe(port),
    sni: maybe(text),
    version: maybe(text),
    cipher: maybe(text),
    group: maybe(text),
    alpn: maybe(text),
    certificate: maybe(digest),
    offered: maybe(offer),
    ja3: maybe(text),
    ja4: maybe(text),
  },
  ssh: {
    at: text,
    client: maybe(text),
    server: text,
    port: maybe(port),
    version: maybe(text),
    clientOffer: maybe(algorithms),
    serverOffer: maybe(algorithms),
    agreed: maybe(algorithms),
    hassh: maybe(text),
    hasshServer: maybe(text),
  },
  certificates: {
    at: text,
    subject: text,
    issuer: text,
    notBefore: instant,
    notAfter: instant,
    key: text,
    bits: maybe(natural),
    signature: maybe(text),
    selfSigned: flag,
    ca: flag,
    sha256: digest,
  },
  checks: {
    at: text,
    host: text,
    port: maybe(port),
    check: oneOf(...checkIds),
    result: oneOf('yes', 'no', 'unknown'),
    by: text,
    detail: text,
  },
  problems: { code: text, at: text, detail: text },
};

const top: Shape = {
  iqs: oneOf('scan/1'),
  engine: text,
  started: instant,
  finished: instant,
  targets: many(object({ host: text, address: text, doors: many(text) })),
  logins: natural,
  guessing: natural,
  log: many(object({ purpose: text, target: text, count: natural })),
  ...Object.fromEntries(scanListNames.map((name) => [name, Array.isArray])),
};

/** What is wrong with a value of that shape: a key that is missing, of another kind, or not known; null: nothing. */
function fault(value: unknown, shape: Shape): string | null {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return 'not an object';
  const fields = fieldsOf(value);
  const stranger = Object.keys(fields).find((key) => !Object.hasOwn(shape, key));
  if (stranger !== undefined) return `a key that is not known: ${stranger.slice(0, 60)}`;
  const wrong = Object.keys(shape).find((key) => shape[key]?.(fields[key]) !== true);
  return wrong === undefined ? null : `${wrong}: missing, or of another kind`;
}

/** What is wrong with the document outside its lists; null: nothing. */
export function topFault(document: unknown): { readonly code: 'unsupported' | 'malformed'; readonly words: string } | null {
  const version = fieldsOf(document)['iqs'];
  if (typeof version === 'string' && version !== 'scan/1')
    return { code: 'unsupported', words: `${version.slice(0, 20)}: only scan/1 is read` };
  const words = fault(document, top);
  return words === null ? null : { code: 'malformed', words };
}

/** What is wrong with one entry: its shape, or an `at` that is not its own place; null: nothing. */
export function itemFault(name: ListName, item: unknown, at: string): string | null {
  const wrong = fault(item, shapes[name]);
  if (wrong !== null) return wrong;
  return fieldsOf(item)['at'] === at ? null : 'at: not its own place';
}
