// In this order: later ones name the earlier ones too, for old pages' sake.
const browsers = [
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['Firefox', 'Firefox'],
  ['FxiOS', 'Firefox'],
  ['CriOS', 'Chrome'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const;
const systems = [
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Android', 'Android'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['CrOS', 'ChromeOS'],
  ['Linux', 'Linux'],
] as const;

/** A browser by its `User-Agent`, as a person knows it: `Firefox · Linux`. One that is not known stands as the first 60 characters of what it says. */
export function seenDevice(userAgent: string): string {
  const named = (list: readonly (readonly [string, string])[]): string | undefined => list.find(([mark]) => userAgent.includes(mark))?.[1];
  const found = [named(browsers), named(systems)].filter((name) => name !== undefined);
  return found.length > 0 ? found.join(' · ') : userAgent.slice(0, 60) || '–';
}
