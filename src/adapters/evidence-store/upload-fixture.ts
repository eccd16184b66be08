import { join } from 'node:path';
import { folderStore } from './folder-store.ts';
import { openUploads } from './uploads.ts';

// A process that goes on with an upload: megabyte n is full of n modulo 251. It says when a quarter is there, and in the end what is stored and the memory it took.
const [root = '', id = '', size = ''] = process.argv.slice(2);
const megabyte = 1_048_576;
const store = await folderStore(join(root, 'store'));
const uploads = openUploads(join(root, 'uploads'), store, { maxBytes: Number(size) });
const { offset } = await uploads.status(id);

async function* rest(): AsyncIterable<Uint8Array> {
  for (let at = offset; at < Number(size); ) {
    const end = Math.min(at - (at % megabyte) + megabyte, Number(size));
    yield Buffer.alloc(end - at, Math.floor(at / megabyte) % 251);
    at = end;
    if (at === Number(size) / 4) console.log('a quarter');
  }
}

await uploads.append(id, offset, rest());
const stored = await uploads.finish(id);
console.log(JSON.stringify({ resumedAt: offset, stored, peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024) }));
