import type { RegisterEntry } from '../model/register-entry.ts';
import type { HistoryFault } from './transition.ts';

/** Keys and schemes as the entries so far have them: few, so all of them are kept. */
export type KeyHistory = {
  readonly keys: Map<string, 'in-force' | 'retired' | 'compromised'>;
  readonly schemes: Set<string>;
};

export const noKeys = (): KeyHistory => ({ keys: new Map(), schemes: new Set() });

/** What an entry does to keys and schemes, and whether the key that it says signed was in force; a fault changes nothing. */
export function followKeys({ keys, schemes }: KeyHistory, entry: RegisterEntry): HistoryFault | null {
  switch (entry.event) {
    case 'issued':
    case 'component-issued':
    case 'reduced':
      return keys.get(entry.kid) === 'in-force' ? null : 'KEY_NOT_IN_FORCE';
    case 'key-added':
      if (keys.has(entry.kid)) return 'KEY_ADDED_TWICE';
      keys.set(entry.kid, 'in-force');
      return null;
    case 'key-retired':
      if (keys.get(entry.kid) !== 'in-force') return 'KEY_NOT_IN_FORCE';
      keys.set(entry.kid, 'retired');
      return null;
    case 'key-compromised': {
      const state = keys.get(entry.kid);
      if (state !== 'in-force' && state !== 'retired') return 'KEY_NOT_IN_FORCE';
      keys.set(entry.kid, 'compromised');
      return null;
    }
    case 'scheme-published': {
      const name = JSON.stringify([entry.scheme, entry.vintage]);
      if (schemes.has(name)) return 'VINTAGE_PUBLISHED_TWICE';
      schemes.add(name);
      return null;
    }
    default:
      return null;
  }
}
