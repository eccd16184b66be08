import { writeFileSync } from 'node:fs';
import { madeEvidence } from './sample-evidence.ts';

// Makes the evidence of the two sample products from nothing but the text in this folder: the same bytes every time, nobody else's.
for (const [name, make] of Object.entries(madeEvidence)) writeFileSync(new URL(name, import.meta.url), make());
