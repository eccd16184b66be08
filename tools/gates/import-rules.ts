import type { IForbiddenRuleType } from 'dependency-cruiser';
import { floors, plugInFolders, pureRooms } from './floors.ts';

const tests = '(\\.test|-fixture|/fixture-writer)\\.ts$';
const generated = '\\.generated\\.ts$';
const roomsOf = (rooms: readonly string[]): string => `^src/(${rooms.join('|')})/`;

const down: readonly IForbiddenRuleType[] = floors.slice(0, -1).map((rooms, floor) => ({
  name: `down-only-from-floor-${floor}`,
  comment: 'imports go down only: move the thing to a lower floor, or pass it in',
  severity: 'error',
  from: { path: roomsOf(rooms), pathNot: tests },
  to: { path: roomsOf(floors.slice(floor + 1).flat()) },
}));

const apart: readonly IForbiddenRuleType[] = floors
  .filter((rooms) => rooms.length > 1)
  .map((rooms) => ({
    name: `rooms-apart-${rooms[0]}`,
    comment: 'rooms on one floor do not see each other: share it through model or foundation, or join them one floor up',
    severity: 'error',
    from: { path: roomsOf(rooms), pathNot: tests },
    to: { path: roomsOf(rooms), pathNot: '^src/$1/' },
  }));

const plugIns: readonly IForbiddenRuleType[] = plugInFolders.flatMap((folder) => [
  {
    name: `plug-ins-apart-${folder}`,
    comment: 'plug-ins do not see each other: what two need goes to foundation or comes in through the tools of the contract',
    severity: 'error',
    from: { path: `^${folder}/([^/]+)/`, pathNot: tests },
    to: { path: `^${folder}/[^/]+/`, pathNot: `^${folder}/$1/` },
  },
  {
    name: `plug-ins-by-registry-${folder}`,
    comment: 'only the generated registry names a plug-in: run `npm run generate` and import the registry',
    severity: 'error',
    from: { path: '^src/', pathNot: `${tests}|${generated}|^${folder}/[^/]+/` },
    to: { path: `^${folder}/[^/]+/` },
  },
]);

const others: readonly IForbiddenRuleType[] = [
  {
    name: 'no-package-below-the-host-line',
    comment: 'below the host line no package and no node: module: put it behind Host, in adapters',
    severity: 'error',
    from: { path: roomsOf(pureRooms), pathNot: tests },
    to: { path: '^(?!src/)', dependencyTypesNot: ['type-only'], couldNotResolve: false },
  },
  {
    name: 'no-cycle',
    comment: 'a cycle: move what both need to a file of its own',
    severity: 'error',
    from: { path: '^(src|tools|bench)/' },
    to: { circular: true },
  },
  {
    name: 'no-test-code-in-product',
    comment: 'product code does not import tests, fixtures, tools or benchmarks',
    severity: 'error',
    from: { path: '^src/', pathNot: tests },
    to: { path: `(${tests}|^(test|tools|bench)/)` },
  },
  {
    name: 'no-development-package-in-product',
    comment: 'a package the product needs stands in "dependencies"',
    severity: 'error',
    from: { path: '^src/', pathNot: tests },
    to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
  },
  { name: 'resolves', comment: 'no such module', severity: 'error', from: {}, to: { couldNotResolve: true } },
];

/** The floors of 2-house as dependency-cruiser's rules; a rule's comment is its mend. */
export const importRules: readonly IForbiddenRuleType[] = [...down, ...apart, ...plugIns, ...others];
