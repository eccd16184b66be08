import { DecodeError } from '../../foundation/decode-error.ts';
import type { Collector, CollectorContext } from '../../model/collector.ts';
import type { SystemExhibit } from '../../model/exhibits.ts';
import type { Entry, Tree, Unpacked } from '../../model/unpacked.ts';
import { isRoot } from '../evidence-kind.ts';
import { distributionOf } from './systems/distribution.ts';
import { type Machine, machineOf, nothingKnown } from './systems/machine.ts';
import { linuxVersion, namedSystem } from './systems/named-system.ts';

const longestPiece = 16 * 2 ** 20;
const mostPieces = 32;
const mostProgramsRead = 9;
/** So many programs of one kind settle it. */
const enoughVotes = 3;
const encoder = new TextEncoder();

/**
 * One entry per root file system; with none, one per partition that holds Linux programs or modules; with neither, one per operating
 * system that names itself in a piece of the evidence. `kernel` is the version of the only kernel in the evidence, else what the tree's modules are made for.
 */
export const collectSystems: Collector<SystemExhibit> = (unpacked, context) => {
  const roots = unpacked.trees.filter(isRoot);
  const versions = new Set(kernelsIn(unpacked, context));
  const [kernel] = versions.size === 1 ? versions : [];
  if (roots.length > 0) return roots.map((tree) => systemOf(tree, kernel ?? null, 'linux'));
  const partitions = unpacked.trees.filter((tree) => !isApp(tree) && holdsLinuxPrograms(tree));
  return partitions.length > 0 ? partitions.map((tree) => systemOf(tree, kernel ?? null, 'linux')) : systemsInPieces(unpacked);
};

function systemOf(tree: Tree, kernel: string | null, family: string): SystemExhibit {
  const { distribution, version } = distributionOf(tree);
  const machine = machineOfTree(tree);
  return {
    at: tree.at,
    family: family === 'linux' && hasFlatPrograms(tree) ? 'uclinux' : family,
    distribution,
    version,
    kernel: kernel ?? moduleFolder(tree) ?? vermagic(tree),
    ...machine,
  };
}

const isApp = (tree: Tree): boolean => tree.byPath.has('/AndroidManifest.xml') || tree.byPath.has('/Payload');

/** A partition that holds no root: shared objects or kernel modules tell whose programs they are. */
const holdsLinuxPrograms = (tree: Tree): boolean =>
  tree.entries.some(({ path, kind }) => kind === 'elf' && /\.(?:ko|so)(?:\.|$)/.test(path));

/** What most of the programs say; the smallest are asked, for reading one means decoding it. */
function machineOfTree(tree: Tree): Machine {
  const programs = tree.entries.filter(({ kind, size, path }) => kind === 'elf' && size >= 52 && !path.includes('/firmware/'));
  const asked = programs.sort((a, b) => a.size - b.size).slice(0, mostProgramsRead);
  const votes = new Map<string, { readonly machine: Machine; readonly count: number }>();
  for (const entry of asked) {
    const machine = machineOf(bytesOf(entry).subarray(0, 64));
    if (machine === null) continue;
    const key = `${machine.architecture}/${machine.endianness}/${machine.bits}`;
    const count = (votes.get(key)?.count ?? 0) + 1;
    if (count === enoughVotes) return machine;
    votes.set(key, { machine, count });
  }
  return [...votes.values()].sort((a, b) => b.count - a.count)[0]?.machine ?? nothingKnown;
}

/** The kernel's release by the folder of its modules; null where there are none or several. */
function moduleFolder(tree: Tree): string | null {
  const releases = new Set<string>();
  for (const { path } of tree.entries) {
    const release = /^(?:\/usr)?\/lib\/modules\/(\d+\.\d+[^/]*)/.exec(path)?.[1];
    if (release !== undefined) releases.add(release);
  }
  const [only] = releases;
  return releases.size === 1 ? (only ?? null) : null;
}

/** The first word of the `vermagic` that a kernel module carries (linux/vermagic.h); the smallest modules are asked. */
function vermagic(tree: Tree): string | null {
  const modules = tree.entries
    .filter(({ path, type, size }) => type === 'file' && path.endsWith('.ko') && size < 2 ** 21)
    .sort((a, b) => a.size - b.size);
  for (const entry of modules.slice(0, 3)) {
    const found = textAfter(bytesOf(entry), 'vermagic=');
    if (found !== null && /^\d+\.\d+/.test(found)) return found.split(' ')[0] ?? null;
  }
  return null;
}

function textAfter(bytes: Uint8Array, marker: string): string | null {
  const at = indexOf(bytes, encoder.encode(marker));
  if (at < 0) return null;
  const text = bytes.subarray(at + marker.length, at + marker.length + 128);
  const end = text.indexOf(0);
  return String.fromCharCode(...(end < 0 ? text : text.subarray(0, end)));
}

function indexOf(bytes: Uint8Array, wanted: Uint8Array): number {
  for (let at = bytes.indexOf(wanted[0] ?? 0); at >= 0; at = bytes.indexOf(wanted[0] ?? 0, at + 1)) {
    if (wanted.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return -1;
}

/** bFLT executables: programs for a kernel without an MMU. */
function hasFlatPrograms(tree: Tree): boolean {
  const candidates = tree.entries.filter(({ path, kind, type }) => type === 'file' && kind === 'data' && /^\/s?bin\//.test(path));
  return candidates.slice(0, 8).some((entry) => String.fromCharCode(...bytesOf(entry).subarray(0, 4)) === 'bFLT');
}

/** Releases of the Linux kernels that stand in the evidence outside a file system. */
function kernelsIn(unpacked: Unpacked, context: CollectorContext): readonly string[] {
  const needle = context.needles.indexOf('Linux version ');
  const releases: string[] = [];
  for (const piece of unpacked.pieces.filter(({ hits }) => hits.some((hit) => hit.needle === needle)).slice(0, mostPieces)) {
    const bytes = bytesOf(piece);
    for (const { offset } of piece.hits.filter((hit) => hit.needle === needle).slice(0, 16)) {
      const release = linuxVersion(bytes.subarray(offset, offset + 128));
      if (release !== null) releases.push(release);
    }
  }
  return releases;
}

function systemsInPieces(unpacked: Unpacked): readonly SystemExhibit[] {
  const files = unpacked.trees
    .filter((tree) => !isApp(tree))
    .flatMap((tree) => tree.entries.filter(({ type, kind }) => type === 'file' && isCode(kind)));
  const found = new Map<string, SystemExhibit>();
  for (const piece of [...unpacked.pieces.filter(({ kind }) => isCode(kind)), ...files]
    .sort((a, b) => b.size - a.size)
    .slice(0, mostPieces)) {
    const bytes = bytesOf(piece).subarray(0, longestPiece);
    const system = namedSystem(bytes);
    const machine = machineOf(bytes.subarray(0, 64)) ?? nothingKnown;
    const before = found.get(system?.family ?? '');
    if (system === null || (before !== undefined && (before.kernel !== null || system.kernel === null))) continue;
    found.set(system.family, { at: piece.at, distribution: null, ...system, ...machine });
  }
  return [...found.values()];
}

const isCode = (kind: Entry['kind']): boolean =>
  kind === 'elf' || kind === 'data' || kind === 'kernel' || kind === 'boot-loader' || kind === null;

/** Nothing where it cannot be read: the unpacker has said so already. */
function bytesOf(entry: Entry): Uint8Array {
  try {
    return entry.read();
  } catch (error) {
    if (error instanceof DecodeError) return new Uint8Array(0);
    throw error;
  }
}
