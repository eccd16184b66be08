import { instant } from './instant.ts';

/** RFC 3339 in UTC with whole seconds of seconds since 1970. */
export const instantText = (seconds: number): string => `${instant(seconds * 1_000_000).slice(0, 19)}Z`;

/** RFC 3339 date of days since 1970. */
export const dayText = (days: number): string => instantText(days * 86_400).slice(0, 10);
