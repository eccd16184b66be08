import type { RegisterEntry } from '../../model/register-entry.ts';
import { readEntry } from '../../register/read-entry.ts';
import type { RegisterReader } from '../../register/register-reader.ts';
import { tileWidth } from '../../register/tile-path.ts';
import { readBundleEntries, readHead } from '../register/read-log.ts';
import { type Authority, logSigner } from './authority.ts';

/** Every entry of the authority's own register under its signed head, in order, a bundle at a time. */
export async function* readRegister(authority: Authority, reader: RegisterReader): AsyncGenerator<RegisterEntry> {
  const { key } = await logSigner(authority);
  const { size } = await readHead(reader, { logKey: key, witnesses: [], quorum: 0 }, authority.register);
  for (let bundle = 0; bundle * tileWidth < size; bundle += 1) {
    for (const bytes of await readBundleEntries(reader, bundle, size)) yield readEntry(bytes);
  }
}
