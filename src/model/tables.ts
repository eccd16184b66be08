import type { StatementMapping } from './component-statement.ts';
import type { ServiceProgram } from './service-program.ts';

/** A login somebody published: the Mirai list and public default-password lists (facts, with their source). */
export type KnownLogin = {
  /** null: the password is known for no particular user. */
  readonly user: string | null;
  readonly password: string;
  /** `mirai`, or the id of a list in the table's header. */
  readonly source: string;
};

/** How to tell a named component, with its version, by strings in its binaries. */
export type ComponentSignature = {
  /** e.g. `busybox`. */
  readonly name: string;
  /** e.g. `pkg:generic/busybox`; the version is appended. */
  readonly purl: string;
  /** `vendor:product` of the CPE dictionary; null where there is none. */
  readonly cpe: string | null;
  /** Tried in order: the first that yields a version is believed. */
  readonly rules: readonly SignatureRule[];
};

export type SignatureRule = {
  /** Literal ASCII strings: one must stand in the file before a pattern is tried near it. */
  readonly anchors: readonly string[];
  /** Literal ASCII strings that must all stand somewhere in the same file. */
  readonly requires: readonly string[];
  /** Regular expressions over Latin-1 text around the anchor, with the group `version`. Linear by construction: no nested repetition. */
  readonly patterns: readonly string[];
  /** Regular expressions; when there are any, only files whose path matches one are believed. */
  readonly paths: readonly string[];
  /** Bytes looked at on each side of the anchor. Beyond 4096 the file must hold one version only, else none is believed. */
  readonly reach: number;
};

/** A product line and when its maker stopped mending it. */
export type EndOfLife = {
  readonly component: string;
  /** A version prefix by whole parts: `1.0` covers `1.0.2k`, not `1.01`. */
  readonly line: string;
  /** RFC 3339 date. */
  readonly ended: string;
  readonly source: string;
};

/** The dated facts an assessment rests on; each table by the digest of its file. */
export type Tables = {
  readonly knownLogins: readonly KnownLogin[];
  readonly signatures: readonly ComponentSignature[];
  readonly endOfLife: readonly EndOfLife[];
  readonly servicePrograms: readonly ServiceProgram[];
  /** Owners of MAC prefixes, as the file has them: parsed by who needs them. */
  readonly vendors: string;
  /** What other schemes' certificates may satisfy; none where left out. */
  readonly statementMappings?: readonly StatementMapping[];
  /** Table name → SHA-256 of its file. */
  readonly digests: Readonly<Record<string, string>>;
};
