import { latin1 } from '../../../foundation/byte-reader.ts';
import type { CollectorContext } from '../../../model/collector.ts';
import type { ComponentExhibit } from '../../../model/exhibits.ts';
import type { Entry, Tree } from '../../../model/unpacked.ts';
import { fixedNeedles } from '../../needles.ts';
import { readable } from '../readable.ts';
import { cpeName, purlOf } from './component.ts';

/** The kernel's own banner (`linux_banner`, init/version.c): the parenthesis tells it from a mention. */
const banner = /^Linux version (?<version>\d+\.\d+(?:\.\d+)*)(?<release>[-+._~\w]{0,64}) \(/;
const magic = /^vermagic=(?<version>\d+\.\d+(?:\.\d+)*)(?<release>[-+._~\w]{0,64})[ \0]/;
const folder = /^\/(?:usr\/)?lib\/modules\/(?<version>\d+\.\d+(?:\.\d+)*)(?<release>[-+._~\w]{0,64})$/;

/** The Linux kernels whose image is `entry`. */
export function kernelImages(entry: Entry, read: () => Uint8Array, { needles }: CollectorContext): readonly ComponentExhibit[] {
  return stringsAt(entry, read, needles.indexOf(fixedNeedles.kernel), banner).map((match) => linux(match, entry.at));
}

/** The kernel that a tree's modules are made for: by the folder's name, else by the first module that says so; one for each version. */
export function kernelOfModules(tree: Tree, { needles }: CollectorContext): readonly ComponentExhibit[] {
  const found = new Map<string, ComponentExhibit>();
  for (const entry of tree.entries) {
    const match = entry.type === 'directory' ? folder.exec(entry.path) : null;
    if (match) note(found, linux(match, entry.at));
  }
  if (found.size > 0) return [...found.values()];
  const needle = needles.indexOf(fixedNeedles.moduleMagic);
  for (const entry of tree.entries) {
    if (entry.type !== 'file' || !entry.path.endsWith('.ko')) continue;
    for (const match of readable(entry, (read) => stringsAt(entry, read, needle, magic))) note(found, linux(match, entry.at));
  }
  return [...found.values()];
}

function note(found: Map<string, ComponentExhibit>, component: ComponentExhibit): void {
  const key = `${component.version}${component.release}`;
  if (!found.has(key)) found.set(key, component);
}

function stringsAt(entry: Entry, read: () => Uint8Array, needle: number, pattern: RegExp): readonly RegExpExecArray[] {
  const hits = entry.hits.filter((hit) => hit.needle === needle).slice(0, 16);
  return hits.flatMap(({ offset }) => {
    const match = pattern.exec(latin1(read().subarray(offset, offset + 160)));
    return match ? [match] : [];
  });
}

function linux(match: RegExpExecArray, at: string): ComponentExhibit {
  const version = match.groups?.['version'] ?? null;
  const release = (match.groups?.['release'] ?? '').replace(/^-/, '');
  return {
    name: 'linux',
    version,
    release: release === '' ? null : release,
    purl: purlOf('pkg:generic/linux', version),
    cpe: cpeName('linux:linux_kernel', version, 'o'),
    at,
    method: 'kernel',
  };
}
