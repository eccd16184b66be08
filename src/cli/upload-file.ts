import { open } from 'node:fs/promises';
import { UserError } from '../foundation/user-error.ts';
import type { ApiClient } from './api-client.ts';
import type { LocalFile } from './measure-file.ts';

type Upload = { readonly id: string; readonly bytes: number; readonly received: number; readonly complete: boolean };

const chunkBytes = 8 * 2 ** 20;
/** Chunks in a row that came to nothing. */
const patience = 5;

/** Uploads a file into a case, from where an earlier upload of it stopped. `show`: told of bytes done and in all. */
export async function uploadFile(api: ApiClient, caseId: string, file: LocalFile, show: (done: number, of: number) => void): Promise<void> {
  const { sha256, bytes } = file;
  let { body: upload } = await api.call<Upload>('POST', `/cases/${caseId}/uploads`, { json: { sha256, bytes } });
  const handle = await open(file.path);
  try {
    for (let failures = 0; !upload.complete && upload.received < bytes; ) {
      show(upload.received, bytes);
      const room = new Uint8Array(Math.min(chunkBytes, bytes - upload.received));
      const { bytesRead } = await handle.read(room, 0, room.length, upload.received);
      if (bytesRead === 0) throw new UserError('EVIDENCE_CHANGED', 'it became shorter while it was sent', file.path, 'run it again');
      try {
        await api.call('PATCH', `/uploads/${upload.id}`, { chunk: { offset: upload.received, bytes: room.subarray(0, bytesRead) } });
        failures = 0;
      } catch (error) {
        const isPassing = error instanceof UserError && ['SERVER_UNREACHABLE', 'OFFSET_WRONG', 'UPLOAD_BUSY'].includes(error.code);
        if (!isPassing || ++failures === patience) throw error;
      }
      // Asked, not counted: what was lost on the way is sent again.
      upload = (await api.call<Upload>('GET', `/uploads/${upload.id}`)).body;
    }
  } finally {
    await handle.close();
  }
  if (!upload.complete) await api.call('POST', `/uploads/${upload.id}/finish`);
  show(bytes, bytes);
}
