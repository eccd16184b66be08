import { z } from 'zod';
import { behaviourKinds, checkIds } from '../../model/network-exhibits.ts';

const text = z.string();
const at = text;
const optionalText = text.nullable();
const natural = z.int().min(0);
const port = natural.max(65535);
const flag = z.boolean();
const instant = text.meta({ description: 'RFC 3339 in UTC' });

const capture = z.object({
  at,
  format: z.enum(['pcap', 'pcapng']),
  link: text,
  packets: natural,
  bytes: natural,
  first: instant.nullable(),
  last: instant.nullable(),
  seconds: z.number().min(0),
  device: optionalText.meta({ description: 'The device under test: its MAC, or its address where no MAC is seen' }),
  deviceBy: z.enum(['declared', 'worked-out']).nullable(),
  devicePackets: natural,
  joined: flag.meta({ description: 'Whether the device joined the network while it was watched' }),
  deviceSeconds: natural,
});

const host = z.object({
  at,
  address: optionalText,
  mac: optionalText,
  vendor: optionalText,
  names: z.array(text),
  role: z.enum(['device', 'local', 'remote', 'multicast']),
});

const flow = z.object({
  at,
  client: text,
  server: text.meta({ description: '* where conversations are counted per client and port' }),
  protocol: text,
  transport: optionalText,
  clientPort: port.nullable(),
  port: port.nullable().meta({ description: "The server's" }),
  application: optionalText,
  packets: natural,
  bytes: natural,
  first: instant,
  last: instant,
  encrypted: flag.nullable(),
  count: natural,
  established: flag.nullable(),
});

const name = z.object({ at, name: text, type: text, answers: z.array(text), client: optionalText });

const tls = z.object({
  at,
  client: optionalText.meta({ description: 'null for an endpoint that was scanned' }),
  server: text,
  port: port.nullable(),
  sni: optionalText,
  version: optionalText,
  cipher: optionalText,
  group: optionalText,
  alpn: optionalText,
  certificate: optionalText.meta({ description: 'SHA-256 of the leaf' }),
  offered: z
    .object({
      by: z.enum(['client', 'server']),
      versions: z.array(text),
      ciphers: z.array(text),
      groups: z.array(text),
      signatures: z.array(text),
      alpn: z.array(text),
    })
    .nullable(),
  ja3: optionalText,
  ja4: optionalText,
});

const algorithms = z.object({ kex: z.array(text), hostKeys: z.array(text), ciphers: z.array(text), macs: z.array(text) }).nullable();

const ssh = z.object({
  at,
  client: optionalText.meta({ description: 'null for an endpoint that was scanned' }),
  server: text,
  port: port.nullable(),
  version: optionalText,
  clientOffer: algorithms,
  serverOffer: algorithms,
  agreed: algorithms.meta({ description: 'worked out from both offers (RFC 4253, 7.1)' }),
  hassh: optionalText,
  hasshServer: optionalText,
});

const credential = z.object({
  at,
  protocol: text,
  client: text,
  server: text,
  user: optionalText,
  redacted: optionalText,
  known: flag.meta({ description: 'Whether the pair is a published login' }),
});

const behaviour = z.object({ at, kind: z.enum(behaviourKinds), subject: text, packets: natural, detail: text });

const face = z.object({
  at,
  host: text,
  port,
  transport: z.enum(['tcp', 'udp']),
  state: z.enum(['open', 'closed', 'filtered']),
  protocol: optionalText,
  product: optionalText,
  version: optionalText,
  detail: text,
});

const sweep = z.object({
  at,
  host: text,
  transport: z.enum(['tcp', 'udp']),
  ports: text.meta({ description: 'Ascending ranges, e.g. 1-1024,8080' }),
  by: text,
});

const check = z.object({
  at,
  host: text,
  port: port.nullable(),
  check: z.enum(checkIds),
  result: z.enum(['yes', 'no', 'unknown']).meta({ description: 'yes speaks against the endpoint' }),
  by: text.meta({ description: 'The tool that says so' }),
  detail: text,
});

const peer = z.object({
  at,
  direction: z.enum(['from-device', 'to-device']),
  kind: z.enum(['name', 'address', 'controller', 'my-controller', 'same-manufacturer', 'manufacturer', 'model', 'local-networks', 'any']),
  peer: text,
  transport: optionalText,
  peerPort: optionalText,
  devicePort: optionalText,
  initiated: z.enum(['from-device', 'to-device']).nullable(),
});

/** The lists of exhibits that captures, scans and network profiles give. */
export const networkLists = {
  captures: z.array(capture),
  hosts: z.array(host),
  flows: z.array(flow),
  names: z.array(name),
  tls: z.array(tls),
  ssh: z.array(ssh),
  credentials: z.array(credential),
  behaviours: z.array(behaviour),
  interfaces: z.array(face),
  sweeps: z.array(sweep),
  checks: z.array(check),
  peers: z.array(peer),
};
