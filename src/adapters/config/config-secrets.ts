import type { Config } from './config.ts';
import { configKeys } from './config-keys.ts';

/** Values that stand nowhere in a log, and the passwords within their addresses. */
export function configSecrets(config: Config): readonly string[] {
  const values = configKeys
    .filter(({ isSecret }) => isSecret)
    .flatMap(({ path }) => {
      const value = path.reduce<unknown>((inner, step) => (inner as Record<string, unknown>)[step], config);
      return typeof value === 'string' ? [value] : [];
    });
  const inside = values.flatMap((value) => {
    const password = URL.canParse(value) ? new URL(value).password : '';
    return password === '' ? [] : [password, decodeURIComponent(password)];
  });
  return [...values, ...inside];
}
