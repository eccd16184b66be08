import { latin1 } from '../../../foundation/byte-reader.ts';
import type { CollectorContext } from '../../../model/collector.ts';
import type { ComponentExhibit } from '../../../model/exhibits.ts';
import type { Entry } from '../../../model/unpacked.ts';
import { fixedNeedles } from '../../needles.ts';
import { purlOf } from './component.ts';

/** What a distribution writes into an ELF file's `.note.package` (systemd, ELF Package Metadata; UAPI Group specification). */
const note = /^\{"type":"(?<type>rpm|deb|apk)",[^\0\n{}]{1,600}\}/;

/** The package a binary says it comes from. */
export function packageNote(entry: Entry, read: () => Uint8Array, { needles }: CollectorContext): readonly ComponentExhibit[] {
  const needle = needles.indexOf(fixedNeedles.packageNote);
  const hit = entry.hits.find((one) => one.needle === needle);
  if (hit === undefined) return [];
  const match = note.exec(latin1(read().subarray(hit.offset, hit.offset + 640)));
  const { name, version: full } = fields(match?.[0] ?? '{}');
  if (match === null || name === null || full === null) return [];
  const dash = full.lastIndexOf('-');
  const [version, release] = dash > 0 ? [full.slice(0, dash).replace(/^\d+:/, ''), full.slice(dash + 1)] : [full, null];
  const purl = purlOf(`pkg:${match.groups?.['type'] ?? 'generic'}/${name}`, full);
  return [{ name, version, release, purl, cpe: null, at: entry.at, method: 'package-database' }];
}

function fields(json: string): { readonly name: string | null; readonly version: string | null } {
  try {
    const { name, version } = JSON.parse(json) as { readonly name?: unknown; readonly version?: unknown };
    return {
      name: typeof name === 'string' && /^[\w.+-]+$/.test(name) ? name : null,
      version: typeof version === 'string' ? version : null,
    };
  } catch {
    return { name: null, version: null };
  }
}
