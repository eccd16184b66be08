// Makes the test vectors of evidence bundles in docs/spec/vectors/bundle (or the folder named): the same bytes every time. Each differs from good.tar in one thing.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '../src/foundation/canonical-json.ts';
import { bundleVectors } from './bundle-vectors/bundle-vectors.ts';

const folder = process.argv[2] ?? 'docs/spec/vectors/bundle';
mkdirSync(join(folder, 'fixtures'), { recursive: true });
for (const name of readdirSync(join(folder, 'fixtures'))) rmSync(join(folder, 'fixtures', name));
const vectors = await bundleVectors();
for (const { file, bytes } of vectors) writeFileSync(join(folder, file), bytes);
const listed = vectors.map(({ bytes, ...vector }) => ({ ...vector, sha256: createHash('sha256').update(bytes).digest('hex') }));
writeFileSync(join(folder, 'vectors.json'), canonicalJson(listed));
