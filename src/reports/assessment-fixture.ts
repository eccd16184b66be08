import type { AssessedEvidence, Assessment, JudgedCriterion, PartAssessment } from '../model/assessment.ts';
import { partKinds } from '../model/dossier.ts';
import type { Finding } from '../model/finding.ts';
import { type Rung, rungs } from '../model/letter.ts';
import type { Cell, Criterion, Scheme } from '../model/scheme.ts';
import type { ReportInput } from './report-view.ts';

/** Two made-up assessments for the tests of the reports: a recorder shown to be open to takeover, and a camera that keeps its basic duties. */

const digest = (seed: string): string =>
  Array.from({ length: 64 }, (_, at) => '0123456789abcdef'[(seed.charCodeAt(at % seed.length) * 7 + at * 5) % 16]).join('');

const texts: readonly (readonly [id: string, rung: Rung, title: string, plain: string, remedy: string, settle: string])[] = [
  [
    'no-common-credential',
    'F',
    'No login is the same in every unit',
    'Nobody can log in with a password that is known or the same in every unit.',
    'Give every unit its own password, or force a new one before any network service starts.',
    'The complete firmware, or a laboratory test of every login.',
  ],
  [
    'no-open-shell',
    'F',
    'No shell without a login',
    'No remote shell answers without a login.',
    'Remove the remote shell from the shipped image.',
    'The complete firmware with its start scripts.',
  ],
  [
    'no-exploited-vulnerability',
    'F',
    'No flaw in it is exploited in the wild',
    'Nothing that listens has a flaw that criminals use already.',
    'Update the affected components.',
    'A software bill of materials or the firmware.',
  ],
  [
    'disclosure-policy',
    'E',
    'Flaws can be reported',
    'The maker publishes where and how to report a flaw.',
    'Publish a vulnerability disclosure policy with a contact.',
    'The published policy, as a file.',
  ],
  [
    'support-period',
    'E',
    'Support period published',
    'The maker says until when security flaws are mended.',
    'Publish the end date of security support.',
    'The published support statement, as a file.',
  ],
  [
    'update-authentic',
    'E',
    'Updates cannot be substituted',
    'Nobody on the way can slip in another update.',
    'Sign the update image and check the signature on the device.',
    'The update image and the updater, or a laboratory test.',
  ],
  [
    'no-shared-secret',
    'E',
    'No secret opens another unit',
    'No key or token in the software is the same in every unit.',
    'Create keys on the device at first start.',
    'Dumps of two factory-new units.',
  ],
];

const criteria: readonly Criterion[] = texts.map(([id, rung, title, plain, remedy, settle], at) => ({
  id,
  title,
  plain,
  rung,
  parts: ['device'],
  decides: 'decide',
  leastAssurance: 'checked',
  appliesWhen: null,
  rule: { probe: `${id}-breach`, is: 'no' },
  sources: [{ source: 'ETSI EN 303 645 V3.1.3', clause: `5.${at + 1}-1`, url: 'https://www.etsi.org/' }],
  remedy,
  settle,
  gravity: rung === 'F' ? 1 : 2,
  examples: [],
}));

function matrixOf(rung: Rung): Scheme['matrix'][Rung] {
  const own = criteria.filter((criterion) => criterion.rung === rung).map(({ id }) => id);
  const cell = (kind: string): Cell => {
    if (kind === 'device') return { criteria: own, toCome: own.length === 0 ? [`${rung}: the criteria of this rung`] : [], meant: true };
    return { criteria: [], toCome: kind === 'module' ? [] : ['everything'], meant: kind !== 'module' };
  };
  return Object.fromEntries(partKinds.map((kind) => [kind, cell(kind)])) as Scheme['matrix'][Rung];
}

const schemeFixture: Scheme = {
  id: 'iqs-2027',
  title: 'IoT Qualified Security 2027',
  vintage: '2027-pre.1',
  status: 'pre-release',
  published: '2027-01-15',
  matrix: Object.fromEntries(rungs.map((rung) => [rung, matrixOf(rung)])) as Scheme['matrix'],
  rungs: Object.fromEntries(rungs.map((rung) => [rung, { words: '', adds: '', leastAssurance: 'checked' }])) as unknown as Scheme['rungs'],
  criteria,
  features: [],
  minimumPassed: {},
  cap: 'E',
  labelFrom: 'E',
  issuesLabels: false,
  labelMonths: 36,
  unaccountedBytes: 4096,
  digest: digest('scheme'),
};

const questionOf = (id: string): string => `Is there any breach of "${texts.find(([each]) => each === id)?.[2] ?? id}"?`;
const questions: Readonly<Record<string, string>> = Object.fromEntries([
  ...texts.map(([id]) => [`${id}-breach`, questionOf(id)]),
  ['setuid-program', 'Is there any program that runs as root for everybody?'],
]);

function finding(probe: string, more: Partial<Finding>): Finding {
  return {
    id: `${probe}/device/1`,
    probe,
    part: 'device',
    outcome: 'no',
    reason: null,
    places: [],
    scope: '3 account stores in recorder.bin',
    evidence: ['recorder.bin'],
    basis: 'evidence',
    assurance: 'checked',
    claimed: 'checked',
    ...more,
  };
}

function judged(id: string, verdict: JudgedCriterion['verdict']): JudgedCriterion {
  const rung = texts.find(([each]) => each === id)?.[1] ?? 'F';
  return { criterion: id, rung, verdict, assurance: verdict === 'inconclusive' ? null : 'checked', decidedBy: [`${id}-breach/device/1`] };
}

function evidence(name: string, more: Partial<AssessedEvidence>): AssessedEvidence {
  return {
    name,
    sha256: digest(name),
    bytes: 8_388_608,
    kind: 'firmware',
    is: 'update-image',
    part: 'device',
    version: '2.1.4',
    custody: 'supplied',
    counted: 'supplied',
    adopted: false,
    coverage: { identified: 8_100_000, opaque: 288_608, unread: 0 },
    ...more,
  };
}

const part: PartAssessment = {
  id: 'device',
  kind: 'device',
  name: 'Recorder R4',
  versions: [{ version: '2.1.4', hardware: 'rev B' }],
  letter: 'G',
  interval: { atLeast: 'G', atMost: 'G', bound: 'exact' },
  assurance: null,
  verdicts: [
    judged('no-common-credential', 'fail'),
    judged('no-open-shell', 'fail'),
    judged('no-exploited-vulnerability', 'inconclusive'),
    judged('disclosure-policy', 'fail'),
    judged('support-period', 'inconclusive'),
    judged('update-authentic', 'inconclusive'),
    judged('no-shared-secret', 'not-applicable'),
  ],
  toCome: ['Best-practice cryptography on every channel (rung D)'],
};

const assessment: Assessment = {
  iqs: 'assessment/1',
  engine: 'iqs 0.1.0',
  scheme: { id: 'iqs-2027', vintage: '2027-pre.1', status: 'pre-release', digest: digest('scheme') },
  tables: { 'end-of-life': digest('eol'), 'known-logins': digest('logins') },
  asOf: '2027-03-01T00:00:00Z',
  reproducible: true,
  product: { name: 'Recorder R4', model: 'R4-8CH', maker: 'Example Vision B.V.', type: 'device', category: 'video recorder', use: null },
  evidence: [
    evidence('recorder.bin', { custody: 'sampled' }),
    evidence('docs/support.html', {
      kind: 'document',
      is: 'support-statement',
      part: null,
      version: null,
      custody: 'public',
      counted: 'public',
      bytes: 4211,
      coverage: { identified: 4211, opaque: 0, unread: 0 },
    }),
  ],
  grade: { letter: 'G', interval: { atLeast: 'G', atMost: 'G', bound: 'exact' }, reason: 'part-is-g' },
  parts: [part],
  findings: [
    finding('no-common-credential-breach', {
      outcome: 'yes',
      claimed: 'matched',
      places: Array.from({ length: 9 }, (_, at) => ({
        at: `recorder.bin!/0x40000.squashfs!/etc/passwd:${at + 1}`,
        note: at === 0 ? 'root opens with a password on the Mirai list' : null,
      })),
    }),
    finding('no-open-shell-breach', {
      outcome: 'yes',
      scope: 'start scripts of recorder.bin',
      places: [{ at: 'recorder.bin!/0x40000.squashfs!/etc/init.d/S50telnet:12', note: 'telnetd on port 23, started at boot' }],
    }),
    finding('no-exploited-vulnerability-breach', {
      outcome: 'unknown',
      reason: 'unsupported',
      places: [{ at: 'recorder.bin!/0x700000', note: 'unnamed bytes' }],
    }),
    finding('disclosure-policy-breach', {
      outcome: 'yes',
      scope: 'the dossier',
      evidence: [],
      basis: 'statement',
      assurance: 'stated',
      claimed: 'stated',
      places: [{ at: 'product.yaml:31', note: 'no contact is named' }],
    }),
    finding('support-period-breach', { outcome: 'unknown', reason: 'conflict', evidence: ['docs/support.html'], scope: 'two statements' }),
    finding('update-authentic-breach', { outcome: 'unknown', reason: 'not-located' }),
    finding('no-shared-secret-breach', {}),
    finding('setuid-program', { outcome: 'yes', places: [{ at: 'recorder.bin!/0x40000.squashfs!/bin/busybox', note: 'mode 4755' }] }),
  ],
  wouldSettle: [
    {
      criterion: 'update-authentic',
      part: 'device',
      rung: 'E',
      evidence: ['update-image', 'test-record'],
      closes: 1,
      openBecause: ['update-authentic-breach/device/1'],
    },
    {
      criterion: 'support-period',
      part: 'device',
      rung: 'E',
      evidence: ['support-statement'],
      closes: 0,
      openBecause: ['support-period-breach/device/1'],
    },
  ],
  wouldImprove: [
    { criterion: 'no-common-credential', part: 'device', rung: 'F', gravity: 1, because: ['no-common-credential-breach/device/1'] },
    { criterion: 'no-open-shell', part: 'device', rung: 'F', gravity: 1, because: ['no-open-shell-breach/device/1'] },
  ],
  supportUntil: null,
  specimen: null,
  noSpecimen: 'below-e',
  noLabel: 'scheme-issues-none',
};

export const recorderFixture: ReportInput = { assessment, scheme: schemeFixture, questions };

const cameraPart: PartAssessment = {
  ...part,
  name: 'Garden Camera X200',
  letter: 'E',
  interval: { atLeast: 'E', atMost: 'E', bound: 'exact' },
  assurance: { lowest: 'checked', at: 7, of: 7 },
  verdicts: texts.map(([id]) => judged(id, 'pass')),
};

export const cameraFixture: ReportInput = {
  scheme: schemeFixture,
  questions,
  assessment: {
    ...assessment,
    product: {
      name: 'Garden Camera X200',
      model: null,
      maker: 'Example Optics GmbH',
      type: 'device',
      category: 'IP camera',
      use: 'outdoors',
    },
    grade: { letter: null, interval: { atLeast: 'E', atMost: 'E', bound: 'exact' }, reason: 'parts-to-come' },
    parts: [
      cameraPart,
      {
        ...cameraPart,
        id: 'app',
        kind: 'app',
        name: 'X200 app',
        letter: null,
        interval: { atLeast: 'G', atMost: 'A', bound: 'outer' },
        assurance: null,
        verdicts: [],
        versions: [],
        toCome: ['everything'],
      },
    ],
    findings: texts.map(([id]) => finding(`${id}-breach`, {})),
    wouldSettle: [],
    wouldImprove: [],
    supportUntil: '2031-12-01',
    specimen: { part: 'device', letter: 'E' },
    noSpecimen: null,
  },
};

/** The same recorder with every foreign text hostile. */
export const hostileText = `<script>alert(1)</script>"' onload=x \u202egnp\u0000\u001b[2J\u009b31m{{product}}`;

export const hostileFixture: ReportInput = {
  ...recorderFixture,
  questions: Object.fromEntries(Object.keys(questions).map((key) => [key, hostileText])),
  scheme: {
    ...schemeFixture,
    title: hostileText,
    criteria: criteria.map((each) => ({
      ...each,
      title: hostileText,
      plain: hostileText,
      remedy: hostileText,
      settle: hostileText,
      sources: [
        { source: hostileText, clause: hostileText, url: `javascript:${hostileText}` },
        { source: 's', url: `https://x/"${hostileText}` },
      ],
    })),
  },
  assessment: {
    ...assessment,
    engine: hostileText,
    tables: { [hostileText]: hostileText },
    product: { name: hostileText, model: hostileText, maker: hostileText, type: 'device', category: hostileText, use: hostileText },
    evidence: assessment.evidence.map((each) => ({ ...each, name: hostileText, version: hostileText })),
    parts: [{ ...part, name: hostileText, versions: [{ version: hostileText, hardware: hostileText }], toCome: [hostileText] }],
    findings: assessment.findings.map((each) => ({
      ...each,
      scope: hostileText,
      evidence: each.evidence.map(() => hostileText),
      places: each.places.map(() => ({ at: `${hostileText}!/${hostileText}:7`, note: hostileText })),
    })),
  },
};
