import { purlOf } from '../components/component.ts';
import { controlStanzas, isInstalled, type Stanza } from './control-stanzas.ts';
import type { PackageRecord } from './package-record.ts';

const status = /\/var\/lib\/dpkg\/(?:status|status\.d\/[^/]+)$/;

/** The database of dpkg; images without a package manager keep a file for each package in `status.d`. */
export const dpkgDatabase = (paths: readonly string[]): readonly string[] =>
  paths.filter((path) => status.test(path) && !path.endsWith('.md5sums'));

export function dpkgPackages(text: string): readonly PackageRecord[] {
  return controlStanzas(text).flatMap((stanza) => (isInstalled(stanza) ? toRecord(stanza) : []));
}

/** `[epoch:]upstream[-revision]` (deb-version(7)): the revision follows the last hyphen. */
function toRecord(stanza: Stanza): readonly PackageRecord[] {
  const name = stanza.get('package');
  const full = stanza.get('version');
  if (!name || !full) return [];
  const bare = full.replace(/^\d+:/, '');
  const dash = bare.lastIndexOf('-');
  const [version, release] = dash > 0 ? [bare.slice(0, dash), bare.slice(dash + 1)] : [bare, null];
  return [{ name, version, release, purl: purlOf(`pkg:deb/debian/${name}`, full) }];
}
