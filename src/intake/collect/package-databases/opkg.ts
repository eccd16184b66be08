import { purlOf } from '../components/component.ts';
import { controlStanzas, isInstalled, type Stanza } from './control-stanzas.ts';
import type { PackageRecord } from './package-record.ts';

const status = /\/(?:opkg|ipkg)\/status$/;
const control = /\/(?:opkg|ipkg)\/info\/[^/]+\.control$/;

/** The database of opkg and ipkg (OpenWrt, OpenEmbedded): one status file, else a control file for each package. */
export const opkgDatabase = (paths: readonly string[]): readonly string[] => {
  const whole = paths.filter((path) => status.test(path));
  return whole.length > 0 ? whole : paths.filter((path) => control.test(path));
};

export function opkgPackages(text: string): readonly PackageRecord[] {
  return controlStanzas(text).flatMap((stanza) => (isInstalled(stanza) ? toRecord(stanza) : []));
}

function toRecord(stanza: Stanza): readonly PackageRecord[] {
  const name = stanza.get('package');
  const full = stanza.get('version');
  if (!name || !full) return [];
  const { version, release } = splitVersion(full);
  return [{ name, version, release, purl: purlOf(`pkg:generic/${name}`, full) }];
}

/** OpenWrt writes `upstream-release`; snapshots of a repository carry a date or a commit instead of a version. */
function splitVersion(full: string): { readonly version: string | null; readonly release: string | null } {
  if (/^(?:19|20)\d\d-?[01]\d-?[0-3]\d(?!\d)|^(?:git|svn|r\d)/.test(full)) return { version: null, release: full };
  const match = /^(?:\d+:)?(?<version>[^-]+(?:-(?:rc|pre|beta|alpha)\d*)?)(?:-(?<release>.+))?$/.exec(full);
  return { version: match?.groups?.['version'] ?? full, release: match?.groups?.['release'] ?? null };
}
