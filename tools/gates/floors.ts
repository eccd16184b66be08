/** The floors of the house, lowest first: imports go down only, and rooms on one floor do not see each other. */
export const floors: readonly (readonly string[])[] = [
  ['foundation'],
  ['model'],
  ['formats', 'protocols', 'scans'],
  ['intake', 'probes', 'assessment', 'reports', 'label', 'credential', 'register', 'programme', 'surveillance'],
  ['engine', 'issuance', 'verifier'],
  ['adapters'],
  ['server', 'worker', 'cli', 'web'],
  ['main'],
];

/** Floors below this one have no I/O and no ambient state. */
const hostFloor = 5;

export const pureRooms: readonly string[] = floors.slice(0, hostFloor).flat();

export const hostRooms: readonly string[] = floors.slice(hostFloor).flat();

/** Folders whose sub-folders are plug-ins: they do not see each other, and only a generated registry sees them. */
export const plugInFolders: readonly string[] = [
  'src/formats',
  'src/protocols',
  'src/scans',
  'src/probes',
  'src/label/lints',
  'src/issuance/rules',
];

/** Code that only tests run; the rules of the floors do not hold there. */
export const isTestFile = (path: string): boolean => /(\.test|-fixture|(^|\/)fixture-writer)\.ts$/.test(path);

export const isPure = (path: string): boolean => pureRooms.some((room) => path.startsWith(`src/${room}/`));
