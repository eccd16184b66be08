import { z } from 'zod';
import { defaultSettings, type ProgrammeSettings } from '../../programme/programme-settings.ts';

/** What stands in the documentation beside a key. `secret`: its value is in no message and no log, and may come from a file. `shown`: the default in words. */
type About = { readonly means: string; readonly secret?: true; readonly shown?: string };

const about = <T extends z.ZodType>(type: T, means: string, more: Omit<About, 'means'> = {}): T => type.meta({ means, ...more });
const secret = (means: string) => about(z.string().min(1).nullable().default(null), means, { secret: true });
const text = (means: string, more: Omit<About, 'means'> = {}) => about(z.string().min(1).nullable().default(null), means, more);
const port = z.int().min(0).max(65_535);
const list = (means: string) => about(z.array(z.string().min(1)).default([]), means);
const count = (least: number, most: number, usual: number, means: string) => about(z.int().min(least).max(most).default(usual), means);
const flag = (usual: boolean, means: string) => about(z.boolean().default(usual), means);

const privateNetworks = ['127.0.0.0/8', '::1/128', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'];

const settingsMean: Readonly<Record<keyof ProgrammeSettings, string>> = {
  certificateMonths: 'months a certificate lasts at most',
  renewalWindowMonths: 'months before its end from which it can be renewed',
  hearingWorkingDays: 'working days within which the holder is heard before a measure',
  remedyDays: 'days for a proposal how to remedy',
  suspensionDays: 'days a suspension lasts',
  longestSuspensionDays: 'days it can be lengthened to',
  correctionWorkingDays: 'working days to correct shops and pages',
  appealDays: 'days within which one may appeal',
  appealDecisionDays: 'days within which an appeal is decided',
  complaintReplyWorkingDays: 'working days within which a complaint is acknowledged',
  complaintDecisionDays: 'days within which it is decided',
  replyWorkingDays: 'working days within which a body, laboratory or committee takes up its turn',
  plausibleWorkingDays: 'working days to find a proposal of surveillance plausible',
  plausibleUrgentWorkingDays: 'the same when it is exploited and reachable',
  deltaDays: 'days for the evidence about a security update',
  samplePercent: 'per cent of the certificates drawn each year',
  recordYears: 'years records are kept',
  committeeSize: 'seats of a committee',
};

/** From a body's own numbers, each on its own; what is left out is the design's. */
const settings = z.strictObject(
  Object.fromEntries(
    Object.entries(settingsMean).map(([key, means]) => {
      const usual = defaultSettings[key as keyof ProgrammeSettings];
      return [key, count(1, key === 'samplePercent' ? 100 : 3660, usual, means)];
    }),
  ) as Record<keyof ProgrammeSettings, z.ZodDefault<z.ZodInt>>,
);

const section = <T extends z.ZodRawShape>(shape: T) => z.strictObject(shape).prefault({} as never);

/** Every key of `programme.yaml`; docs/spec/configuration.md is held against it. */
export const configSchema = z.strictObject({
  baseUrl: text('origin under which browsers reach the server, as `https://iqs.example`; no other host is answered', {
    shown: 'http, this machine, the port listened on',
  }),
  hosts: list('further host names (with a port where it is not the usual one) that are answered'),
  listen: section({
    host: about(z.string().min(1).default('127.0.0.1'), 'address to listen on', { shown: 'this machine only' }),
    port: about(port.default(8080), 'port to listen on; 0: a free one'),
  }),
  proxy: section({
    hops: count(0, 5, 0, 'proxies in front that add to the header below; 0: none, and the header is not believed'),
    header: about(
      z
        .string()
        .regex(/^[a-z][a-z-]*$/, 'a header in lower case')
        .default('x-forwarded-for'),
      'header they tell the address in',
    ),
    networks: about(
      z.array(z.string().min(1)).default(privateNetworks),
      'networks they stand in; from elsewhere the header is not believed',
      {
        shown: 'loopback and private networks',
      },
    ),
  }),
  data: section({
    folder: about(
      z.string().min(1).default('iqs-data'),
      'embedded database, evidence, uploads, authority; uploads are shared by all servers',
    ),
  }),
  database: section({
    url: secret('a PostgreSQL, `postgresql://user:password@host/database`; without it the embedded one in the data folder'),
  }),
  evidence: section({
    store: about(z.enum(['folder', 's3']).default('folder'), '`folder` (in the data folder) or `s3`'),
    endpoint: text('of S3: its address without the bucket'),
    bucket: text('of S3'),
    region: about(z.string().min(1).default('auto'), 'of S3'),
    accessKeyId: secret('of S3'),
    secretAccessKey: secret('of S3'),
  }),
  session: section({
    secret: secret('at least 32 random bytes, the same for all servers; on the embedded database one is made and kept in the data folder'),
    idleMinutes: count(1, 1440, 30, 'a session that nobody uses ends after so many minutes'),
    longestHours: count(1, 168, 12, 'and so many hours after it began'),
    makersSecondFactor: flag(
      true,
      'makers, too, have their roles only in a session with a second factor; false: a password is enough for them',
    ),
  }),
  mail: section({
    smtpUrl: secret('`smtps://user:password@host:465`'),
    folder: text('a folder that messages are written to instead', { shown: '`mail` in the data folder, without `smtpUrl`' }),
    from: about(z.string().min(3).default('iqs@example.invalid'), 'who messages are from'),
  }),
  log: section({
    level: about(z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'), '`debug`, `info`, `warn`, `error` or `silent`'),
    addresses: flag(false, 'also log the address of who asks, which is personal data'),
  }),
  worker: section({
    inProcess: flag(true, 'the server runs jobs itself; false: `iqs worker` does, on PostgreSQL'),
    concurrency: count(1, 64, 1, 'jobs of a kind at a time in one process'),
  }),
  programme: settings.prefault({} as never),
  agreement: section({
    version: about(z.string().min(1).default('1'), 'version of the agreement that applicants accept'),
    file: text('its text, plain', { shown: 'a short one of ours' }),
  }),
  join: section({ makers: flag(true, 'makers make their own organisation on a page that is open to everybody') }),
  limits: section({
    pagesPerMinute: count(1, 1_000_000, 600, 'requests for pages and files from one network'),
    signInPerMinute: count(1, 1_000_000, 60, 'requests about signing in from one network'),
    accountPerMinute: count(1, 1_000_000, 600, 'requests of one account, by pages or API'),
    anonymousApiPerMinute: count(1, 1_000_000, 120, 'API requests without a token from one network'),
    attemptsPerAddress: count(1, 10_000, 60, 'attempts to sign in from one address in 15 minutes'),
    shared: flag(false, 'count in the database, for several servers together'),
  }),
  uploads: section({
    maxBytes: count(1, Number.MAX_SAFE_INTEGER, 64 * 2 ** 30, 'largest file of evidence'),
    leastBytesPerSecond: count(0, 2 ** 20, 1024, 'a body that comes more slowly for half a minute is given up; 0: never'),
  }),
  webhooks: section({
    allowedHosts: list('hosts in your own network that may be told, also over plain http; others only where they are public'),
  }),
  identity: section({ internalIssuers: list('origins of identity providers inside your network') }),
  metrics: section({
    host: about(z.string().min(1).default('127.0.0.1'), 'address that metrics and health are also answered on', {
      shown: 'this machine only',
    }),
    port: about(port.nullable().default(null), 'port for it; without one and without a token there are no metrics'),
    token: secret('opens `/metrics` on the ordinary port, as `Authorization: Bearer`'),
  }),
  telemetry: section({ followCallers: flag(false, 'go on with the trace that a request names (`traceparent`)') }),
  shutdown: section({
    drainSeconds: count(0, 300, 0, 'keep answering so long after saying not ready, for a load balancer to notice'),
    graceSeconds: count(1, 3600, 30, 'then wait so long for requests and jobs that run'),
  }),
});

export type ConfigValues = z.infer<typeof configSchema>;
