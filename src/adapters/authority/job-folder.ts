import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { compactJson } from '../../foundation/compact-json.ts';
import { UserError } from '../../foundation/user-error.ts';
import { replaceFile } from './replace-file.ts';
import { syncPath } from './sync-path.ts';

/** What one issuance has stored so far: a file a step, whole or not there. */
export class JobFolder {
  readonly #folder: string;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
  }

  has(name: string): boolean {
    return existsSync(join(this.#folder, name));
  }

  /** Parsed content; null where the file is not there. */
  read(name: string): unknown {
    return this.has(name) ? JSON.parse(readFileSync(join(this.#folder, name), 'utf8')) : null;
  }

  write(name: string, content: unknown): void {
    replaceFile(join(this.#folder, name), compactJson(content));
  }

  /** Uses a one-use file up and gives its content: a second one that tries finds none (`TOKEN_USED`). */
  consume(name: string): unknown {
    const [path, used] = [join(this.#folder, name), join(this.#folder, `${name}.used`)];
    try {
      renameSync(path, used);
    } catch {
      throw new UserError('TOKEN_USED', 'its token is used up', this.#folder, 'run the command again: it goes on from what is stored');
    }
    syncPath(this.#folder);
    return JSON.parse(readFileSync(used, 'utf8'));
  }
}
