import { readFileSync } from 'node:fs';

/** The engine as assessments name it: `iqs/<version of this package>`. */
export const engineVersion = `iqs/${(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version}`;
