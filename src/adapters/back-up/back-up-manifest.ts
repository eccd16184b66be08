import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { UserError } from '../../foundation/user-error.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const file = z.strictObject({ name: z.string(), rows: z.int().min(0), sha256: digest });

const schema = z.strictObject({
  format: z.literal('iqs-back-up-1'),
  /** Those the tables were shaped by, in their order. */
  migrations: z.array(z.strictObject({ id: z.string(), sha256: digest })),
  /** In an order in which they can be filled: none before one it refers to. */
  tables: z.array(file),
  jobs: file,
  evidence: file,
  /** The newest entry of the journal. */
  head: z.strictObject({ seq: z.int().min(0), hash: digest }),
});

/** What a back-up holds. It is written last: without it there is no back-up. */
export type BackUpManifest = z.infer<typeof schema>;

export const manifestFile = 'back-up.json';

/** `BACK_UP_INCOMPLETE` where there is none; `BACK_UP_DAMAGED` where it is not one. */
export async function readManifest(folder: string): Promise<BackUpManifest> {
  const path = join(folder, manifestFile);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new UserError('BACK_UP_INCOMPLETE', 'there is no finished back-up here', path, 'name the folder of one that was finished');
  }
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw new UserError('BACK_UP_DAMAGED', 'it is not what a back-up writes', path, 'take another back-up');
  }
}
