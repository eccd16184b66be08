import type { EvidenceItem, Part, Product, Statement } from '../model/dossier.ts';
import type { AccountExhibit, ComponentExhibit, Exhibits, PasswordExhibit, ServiceExhibit } from '../model/exhibits.ts';
import { noExhibits } from '../model/exhibits.ts';
import type { ProbeInput, Subject } from '../model/probe.ts';

const product: Product = { name: 'Lamp', model: null, maker: 'Maker', type: 'device', category: 'lamp', use: null };
const part: Part = { id: 'device', kind: 'device', name: 'Lamp', versions: [] };

const nothing: Exhibits = {
  engine: '0',
  evidence: [],
  coverage: { bytes: 0, identified: 0, opaque: 0, unread: 0 },
  limits: [],
  files: null,
  ...noExhibits,
};

/** Exhibits with some lists filled. */
const exhibitsWith = (lists: Partial<Exhibits>): Exhibits => ({ ...nothing, ...lists });

export const rootFileSystem: Pick<Exhibits, 'containers' | 'systems'> = {
  containers: [
    { at: 'a.bin!/0x0.squashfs', format: 'squashfs', offset: 0, bytes: 65536, tree: '00', status: 'unpacked', files: 9, detail: '' },
  ],
  systems: [
    {
      at: 'a.bin!/0x0.squashfs',
      family: 'linux',
      distribution: null,
      version: null,
      kernel: null,
      architecture: null,
      endianness: null,
      bits: null,
    },
  ],
};

/** What keeps a probe from a no, one of each kind, with the reason it must give. */
export const unreadable: readonly (readonly [name: string, reason: string, lists: Partial<Exhibits>])[] = [
  ...(['encrypted', 'malformed', 'partial', 'unsupported', 'limit'] as const).map((status) => {
    const container = { at: 'a.bin!/0x9.zip', format: 'zip', offset: 9, bytes: 9, tree: null, status, files: 0, detail: '' };
    const reason = status === 'unsupported' || status === 'limit' ? status : 'unread';
    return [status, reason, { ...rootFileSystem, containers: [...rootFileSystem.containers, container] }] as const;
  }),
  ['an opaque region', 'unread', { ...rootFileSystem, opaque: [{ at: 'a.bin', offset: 0, bytes: 4096, entropy: 8, guess: 'encrypted' }] }],
  ['a fault of ours', 'tool-error', { ...rootFileSystem, problems: [{ code: 'internal', at: 'a.bin', detail: '' }] }],
  ['a spent budget', 'limit', { ...rootFileSystem, problems: [{ code: 'limit', at: 'a.bin', detail: '' }] }],
  ['a damaged file', 'unread', { ...rootFileSystem, problems: [{ code: 'malformed', at: 'a.bin', detail: '' }] }],
];

export const subjectOf = (item: Partial<EvidenceItem>, lists: Partial<Exhibits> = {}, text: string | null = null): Subject => ({
  item: {
    file: 'a.bin',
    is: 'update-image',
    part: null,
    version: null,
    custody: 'supplied',
    origin: null,
    device: null,
    phases: [],
    adopted: false,
    ...item,
  },
  sha256: '00',
  exhibits: exhibitsWith(lists),
  text,
});

/** An update image that holds a Linux root file system, and what is in it. */
export const image = (lists: Partial<Exhibits> = {}): Subject => subjectOf({}, { ...rootFileSystem, ...lists });

export const dump = (lists: Partial<Exhibits> = {}): Subject => subjectOf({ is: 'factory-dump' }, { ...rootFileSystem, ...lists });

export const publicText = (is: EvidenceItem['is'], text: string | null): Subject =>
  subjectOf({ file: `${is}.txt`, is, custody: 'public' }, {}, text);

export const inputOf = (subjects: readonly Subject[], rest: Partial<ProbeInput> = {}): ProbeInput => ({
  product,
  part,
  subjects,
  statements: [],
  endpoints: [],
  thirdParties: [],
  asOf: '2027-01-15',
  unaccountedBytes: 4096,
  labelMonths: 36,
  endOfLife: [{ component: 'openssl', line: '1.0.2', ended: '2019-12-31', source: 'https://example.org' }],
  ...rest,
});

export const statementOf = (topic: Statement['topic'], value: string): Statement => ({
  topic,
  value,
  part: null,
  at: 'product.yaml:9',
  adopted: false,
});

export const service = (fields: Partial<ServiceExhibit>): ServiceExhibit => ({
  at: 'a.bin!/0x0.squashfs!/etc/init.d/rcS:3',
  name: fields.command?.split(' ')[0] ?? 'telnetd',
  command: 'telnetd',
  protocol: 'telnet',
  port: null,
  starts: 'boot',
  ...fields,
});

const set: PasswordExhibit = { state: 'set', scheme: 'md5', hash: '$1$ab$cd', known: null, tried: 900 };

export const account = (password: Partial<PasswordExhibit> = {}, rest: Partial<AccountExhibit> = {}): AccountExhibit => ({
  at: 'a.bin!/0x0.squashfs!/etc/passwd:1',
  user: 'root',
  uid: 0,
  shell: '/bin/sh',
  password: { ...set, ...password },
  ...rest,
});

export const component = (name: string, version: string | null, method: ComponentExhibit['method'] = 'signature'): ComponentExhibit => ({
  name,
  version,
  release: null,
  purl: null,
  cpe: null,
  at: `a.bin!/0x0.squashfs!/lib/${name}.so`,
  method,
});
