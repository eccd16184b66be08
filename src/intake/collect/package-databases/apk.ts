import { purlOf } from '../components/component.ts';
import type { PackageRecord } from './package-record.ts';

const installed = /\/(?:usr\/)?lib\/apk\/db\/installed$/;

/** The database of apk-tools (Alpine, OpenWrt since 24.10). */
export const apkDatabase = (paths: readonly string[]): readonly string[] => paths.filter((path) => installed.test(path));

/** Records of `X:value` lines parted by blank lines (apk-tools, installed database v2): `P` name, `V` version with `-rN`. */
export function apkPackages(text: string): readonly PackageRecord[] {
  return text.split(/\n\s*\n/).flatMap((record) => {
    const name = /^P:(.+)$/m.exec(record)?.[1]?.trim();
    const full = /^V:(.+)$/m.exec(record)?.[1]?.trim();
    if (!name || !full) return [];
    const match = /^(.+)-(r\d+)$/.exec(full);
    return [{ name, version: match?.[1] ?? full, release: match?.[2] ?? null, purl: purlOf(`pkg:apk/alpine/${name}`, full) }];
  });
}
