/** A value with every string hidden by `hide`, but those under `kept` keys, whose values are of a closed list, a date or a digest. A new field is hidden until somebody keeps it. */
export function hideTexts<T>(value: T, hide: (text: string) => string, kept: ReadonlySet<string>): T {
  const walk = (each: unknown, key: string): unknown => {
    if (typeof each === 'string') return kept.has(key) ? each : hide(each);
    if (Array.isArray(each)) return each.map((item) => walk(item, key));
    if (each === null || typeof each !== 'object') return each;
    return Object.fromEntries(Object.entries(each).map(([name, item]) => [name, walk(item, name)]));
  };
  return walk(value, '') as T;
}
