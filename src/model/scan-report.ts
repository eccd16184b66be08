import type { CertificateExhibit, ProblemExhibit } from './exhibits.ts';
import type { Host } from './host.ts';
import type { CheckExhibit, HostExhibit, InterfaceExhibit, SshExhibit, SweepExhibit, TlsExhibit } from './network-exhibits.ts';
import type { Reference } from './reference.ts';

/** What a scan of endpoints says. `at` is a place inside the report (`#/ports/2`, `:14`), before which the evidence's name is put. */
export type ScanLists = {
  readonly hosts: readonly HostExhibit[];
  readonly interfaces: readonly InterfaceExhibit[];
  /** Which ports were tried: without it nobody knows that there are no more. */
  readonly sweeps: readonly SweepExhibit[];
  readonly tls: readonly TlsExhibit[];
  readonly ssh: readonly SshExhibit[];
  readonly certificates: readonly CertificateExhibit[];
  readonly checks: readonly CheckExhibit[];
  readonly problems: readonly ProblemExhibit[];
};

/** In the order in which they are written. */
export const scanListNames = [
  'hosts',
  'interfaces',
  'sweeps',
  'tls',
  'ssh',
  'certificates',
  'checks',
  'problems',
] as const satisfies readonly (keyof ScanLists)[];

/** A form in which a scanner writes what it found: the plug-in contract of src/scans (open world; the folder is the registration). */
export type ScanReport = {
  /** e.g. `nmap`; the folder's name too. */
  readonly id: string;
  readonly title: string;
  readonly references: readonly Reference[];
  /** What this reader cannot do; an empty list is the claim of full support. */
  readonly limitations: readonly string[];
  /** Whether a text is such a report: cheap, looks at the first 4 KiB or so; never throws. */
  readonly recognise: (text: string) => boolean;
  /** Throws `DecodeError` only when nothing could be read; what is wrong with a part of it is a problem. */
  readonly read: (text: string, tools: { readonly host: Host }) => ScanLists;
};
