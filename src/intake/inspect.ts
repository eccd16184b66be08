import type { Limits, Spent } from '../foundation/budget.ts';
import { hex } from '../foundation/hex.ts';
import { by } from '../foundation/order.ts';
import type { CollectorContext } from '../model/collector.ts';
import type { ExhibitLists, Exhibits, FileExhibit, Limitation, ProblemExhibit } from '../model/exhibits.ts';
import { noExhibits } from '../model/exhibits.ts';
import type { Format } from '../model/format.ts';
import type { Host } from '../model/host.ts';
import type { PasswordMemo } from '../model/password-memo.ts';
import type { Tables } from '../model/tables.ts';
import type { Unpacked } from '../model/unpacked.ts';
import { collectAccounts } from './collect/accounts.ts';
import { collectCertificates } from './collect/certificates.ts';
import { collectComponents } from './collect/components.ts';
import { collectKeys } from './collect/keys.ts';
import { collectPeers } from './collect/peers.ts';
import { collectSbomComponents } from './collect/sbom-components.ts';
import { collectSecrets } from './collect/secrets.ts';
import { collectServices } from './collect/services/services.ts';
import { collectSystems } from './collect/systems.ts';
import { collectUpdates } from './collect/updates.ts';
import { contentScanner } from './content-scanner.ts';
import { evidenceKind } from './evidence-kind.ts';
import { bannerNeedles } from './name-region.ts';
import { needlesFor } from './needles.ts';
import { collectScans } from './scan-report.ts';
import { sortedLists } from './sorted-lists.ts';
import type { EvidenceInput, UnpackContext, UnpackResult } from './unpack.ts';
import { unpack } from './unpack.ts';

export type Inspector = (input: EvidenceInput, options?: { readonly files?: boolean }) => Exhibits;

/** Readies everything that does not depend on the evidence: made once per worker. */
export function createInspector(parts: {
  readonly engine: string;
  readonly host: Host;
  readonly formats: readonly Format[];
  readonly tables: Tables;
  readonly limits: Limits;
  readonly kept?: PasswordMemo;
}): Inspector {
  const needles = [...new Set([...needlesFor(parts.tables.signatures), ...bannerNeedles])];
  const context: UnpackContext = { host: parts.host, limits: parts.limits, needles, scanner: contentScanner(parts.formats, needles) };
  const collecting = { host: parts.host, tables: parts.tables, needles, kept: parts.kept };
  return (input, options) => {
    const result = unpack(input, context);
    return { ...toExhibits(parts.engine, input, result, context, collecting), files: options?.files === true ? listFiles(result) : null };
  };
}

function toExhibits(
  engine: string,
  input: EvidenceInput,
  result: UnpackResult,
  context: UnpackContext,
  collecting: Omit<CollectorContext, 'note'>,
): Omit<Exhibits, 'files'> {
  const whole =
    input.content instanceof Uint8Array
      ? hex(context.host.hash('sha256', input.content))
      : result.containers.find((container) => container.at === input.name)?.tree;
  const notes: ProblemExhibit[] = [];
  const collected = collect(result, { ...collecting, note: (problem) => notes.push(problem) });
  const { identified, opaque, unread } = result.coverage;
  const bytes = identified + opaque + unread;
  return {
    engine,
    evidence: [{ name: input.name, sha256: whole ?? '', bytes, kind: evidenceKind(input.name, result) }],
    coverage: { bytes, identified, opaque, unread },
    limits: limitsOf(context.limits, result.spent),
    ...sortedLists({
      ...noExhibits,
      ...collected,
      containers: result.containers,
      opaque: result.opaque,
      problems: [...result.problems, ...notes],
    }),
  };
}

/** One collector per exhibit kind that is worked out from the unpacked evidence. */
function collect(unpacked: Unpacked, context: CollectorContext): Partial<ExhibitLists> {
  const scans = collectScans(unpacked, context);
  return {
    ...scans,
    systems: collectSystems(unpacked, context),
    accounts: collectAccounts(unpacked, context),
    services: collectServices(unpacked, context),
    components: [...collectComponents(unpacked, context), ...collectSbomComponents(unpacked, context)],
    keys: collectKeys(unpacked, context),
    certificates: [...collectCertificates(unpacked, context), ...scans.certificates],
    secrets: collectSecrets(unpacked, context),
    updates: collectUpdates(unpacked, context),
    peers: collectPeers(unpacked, context),
  };
}

function limitsOf(limits: Limits, spent: Spent): readonly Limitation[] {
  return (Object.keys(limits) as (keyof Limits)[]).map((limit) => ({ limit, allowed: limits[limit], spent: spent[limit] }));
}

/** Every entry of every tree, by place. */
function listFiles(unpacked: Unpacked): readonly FileExhibit[] {
  return unpacked.trees
    .flatMap((tree) => tree.entries.filter((entry) => !tree.implied.has(entry.path)))
    .map(({ at, type, mode, size, sha256, target }) => ({
      at,
      type,
      mode: mode === null ? null : mode.toString(8).padStart(4, '0'),
      size,
      sha256,
      target,
    }))
    .sort(by((file) => file.at));
}

/** The exhibits of several pieces of evidence as one document. */
export function mergeExhibits(all: readonly Exhibits[]): Exhibits {
  const [first] = all;
  if (!first) throw new TypeError('nothing to merge');
  const join = <K extends keyof ExhibitLists>(kind: K): ExhibitLists[K] =>
    all.flatMap((one) => one[kind] as readonly unknown[]) as unknown as ExhibitLists[K];
  const total = (key: keyof Exhibits['coverage']): number => all.reduce((sum, one) => sum + one.coverage[key], 0);
  const kinds = Object.keys(noExhibits) as (keyof ExhibitLists)[];
  return {
    engine: first.engine,
    evidence: all.flatMap((one) => one.evidence),
    coverage: { bytes: total('bytes'), identified: total('identified'), opaque: total('opaque'), unread: total('unread') },
    limits: first.limits.map((limit, index) => ({ ...limit, spent: Math.max(...all.map((one) => one.limits[index]?.spent ?? 0)) })),
    ...sortedLists(Object.fromEntries(kinds.map((kind) => [kind, join(kind)])) as unknown as ExhibitLists),
    files: all.some((one) => one.files !== null) ? all.flatMap((one) => one.files ?? []).sort(by((file) => file.at)) : null,
  };
}
