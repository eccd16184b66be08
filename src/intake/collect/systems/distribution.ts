import { DecodeError } from '../../../foundation/decode-error.ts';
import type { SystemExhibit } from '../../../model/exhibits.ts';
import type { Tree } from '../../../model/unpacked.ts';
import { resolve } from '../services/root-view.ts';

export type Distribution = Pick<SystemExhibit, 'distribution' | 'version'>;

const none: Distribution = Object.freeze({ distribution: null, version: null });
const decoder = new TextDecoder();

/** Which distribution a root file system was made from, by the files that say so, the most specific first. */
export function distributionOf(tree: Tree): Distribution {
  for (const read of readers) {
    const found = read(tree);
    if (found !== null) return found;
  }
  return none;
}

type Reader = (tree: Tree) => Distribution | null;

/** `/etc/openwrt_release` (OpenWrt and what is built from it). */
const openwrt: Reader = (tree) => {
  const values = settings(textOf(tree, '/etc/openwrt_release'));
  const plain = textOf(tree, '/etc/openwrt_version');
  const name = values.get('DISTRIB_ID');
  if (name === undefined && plain === null) return null;
  return made(name ?? 'openwrt', values.get('DISTRIB_RELEASE') ?? plain?.split('\n')[0] ?? null);
};

/** os-release(5), in both its places. */
const osRelease: Reader = (tree) => {
  const values = settings(textOf(tree, '/etc/os-release') ?? textOf(tree, '/usr/lib/os-release'));
  const name = values.get('ID') ?? values.get('NAME');
  if (name === undefined) return null;
  const version = values.get('VERSION_ID') ?? values.get('VERSION') ?? null;
  return made(name, name.toLowerCase() === 'debian' ? (firstLine(tree, '/etc/debian_version') ?? version) : version);
};

const lsb: Reader = (tree) => {
  const values = settings(textOf(tree, '/etc/lsb-release'));
  const name = values.get('DISTRIB_ID');
  return name === undefined ? null : made(name, values.get('DISTRIB_RELEASE') ?? null);
};

const oneLine =
  (path: string, name: string): Reader =>
  (tree) => {
    const line = firstLine(tree, path);
    return line === null ? null : made(name, line);
  };

/** The greeting before a login, where it names a distribution. */
const issue: Reader = (tree) => {
  const text = textOf(tree, '/etc/issue')?.slice(0, 512) ?? '';
  const [, name, version] =
    /\b(Debian|Ubuntu|OpenWrt|LEDE|DD-WRT|Tomato|Buildroot|Poky|Yocto|Raspbian|Alpine|Angstrom|OpenEmbedded|Arago|Armbian|Void)\b(?:[^\d\n\\]{0,40}(\d+(?:\.\d+)*\S{0,16}))?/i.exec(
      text,
    ) ?? [];
  return name === undefined ? null : made(name, version ?? null);
};

const readers: readonly Reader[] = [
  openwrt,
  osRelease,
  lsb,
  oneLine('/etc/alpine-release', 'alpine'),
  oneLine('/etc/br-version', 'buildroot'),
  oneLine('/etc/buildroot_version', 'buildroot'),
  oneLine('/etc/debian_version', 'debian'),
  issue,
];

const made = (name: string, version: string | null): Distribution => ({
  distribution: name.trim().toLowerCase().slice(0, 64),
  version: version?.trim().split(/\s/)[0]?.slice(0, 64) || null, // what follows is the release's nickname
});

/** `NAME=value` lines, with or without quotes. */
function settings(text: string | null): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const line of text?.split('\n').slice(0, 256) ?? []) {
    const found = /^\s*([A-Z_]+)=(?:"([^"]*)"|'([^']*)'|(\S*))/.exec(line.slice(0, 1024));
    const value = found?.[2] ?? found?.[3] ?? found?.[4];
    if (found?.[1] !== undefined && value !== undefined && value !== '') values.set(found[1], value);
  }
  return values;
}

const firstLine = (tree: Tree, path: string): string | null => textOf(tree, path)?.split('\n')[0]?.trim() || null;

function textOf(tree: Tree, path: string): string | null {
  const entry = resolve(tree, path);
  if (entry?.type !== 'file' || entry.size > 65536) return null;
  try {
    return decoder.decode(entry.read());
  } catch (error) {
    if (error instanceof DecodeError) return null;
    throw error;
  }
}
