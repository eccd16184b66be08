import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Gate } from './gate.ts';
import { refusedLicences } from './licences.ts';
import { lockGaps } from './lock-gaps.ts';
import { runAlone } from './run-alone.ts';
import { treeFiles } from './tree-files.ts';

const largest = 256 * 1024;
/** The registry of MAC prefixes is as large as the world of makers. */
const largestTable = 1024 * 1024;

/** Pictures of pages, taken by a test. */
const isPicture = (path: string): boolean => /^docs\/tour\/pictures\/[a-z-]+\.png$/.test(path);
const largestPicture = 200 * 1024;

const mayBeBinary = (path: string): boolean => /(^|\/)(fixtures|samples)\//.test(path) || isPicture(path);

/** There, `/tmp` and `/root` are folders of the devices we look at. */
const isAboutDevices = (path: string): boolean => /^(src|test|catalogue|samples)\//.test(path) || /(^|\/)fixtures(\/|\.json$)/.test(path);

const workPlace = /(?<![\w.!/-])\/work\/\w/;
const anyPlace = /(?<![\w.!/*<>-])\/(home|root|tmp)\/\w/;
const registry = /registry\.npmjs|^\s*registry\s*=|"resolved": "https?:/m;

function breachOfText(path: string, text: string): readonly string[] {
  const place = workPlace.exec(text) ?? (isAboutDevices(path) ? null : anyPlace.exec(text));
  const line = (index: number): number => text.slice(0, index).split('\n').length;
  const address = registry.exec(text);
  return [
    ...(place === null ? [] : [`${path}:${line(place.index)}: a path of one machine: make it relative, or use os.tmpdir()`]),
    ...(address === null ? [] : [`${path}:${line(address.index)}: a registry's address: leave it out (for the lock: \`npm run lock\`)`]),
  ];
}

function breachesOf(root: string, path: string): readonly string[] {
  const limit = path.startsWith('catalogue/tables/') ? largestTable : isPicture(path) ? largestPicture : largest;
  if (!path.endsWith('package-lock.json') && statSync(join(root, path)).size > limit) {
    return [`${path}: larger than ${limit / 1024} KiB: generate it, or leave it out`];
  }
  const bytes = readFileSync(join(root, path));
  if (!bytes.subarray(0, 8192).includes(0)) return breachOfText(path, bytes.toString('utf8'));
  return mayBeBinary(path) ? [] : [`${path}: a binary file: only fixtures/, samples/ and the tour’s pictures hold those`];
}

/** Nothing large or binary, nothing of one machine or one registry; a lock that `npm ci` takes, without a licence that we may not ship with. */
export const thirdParty: Gate = {
  name: 'third-party',
  check: async (root) => ({
    breaches: [...treeFiles(root).flatMap((path) => breachesOf(root, path)), ...lockGaps(root), ...refusedLicences(root)],
  }),
};

if (import.meta.main) await runAlone(thirdParty);
