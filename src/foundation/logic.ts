/** Kleene's strong three-valued logic: an unknown stays unknown unless the rest decides. */
export type Truth = 'true' | 'false' | 'unknown';

export const not = (a: Truth): Truth => (a === 'unknown' ? 'unknown' : a === 'true' ? 'false' : 'true');

export function all(values: readonly Truth[]): Truth {
  if (values.includes('false')) return 'false';
  return values.includes('unknown') ? 'unknown' : 'true';
}

export function any(values: readonly Truth[]): Truth {
  if (values.includes('true')) return 'true';
  return values.includes('unknown') ? 'unknown' : 'false';
}
