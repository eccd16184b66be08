import { cleanText } from './clean-text.ts';

/** A name that may be empty. */
export const nameText = (raw: string): string => cleanText(raw) || '–';
