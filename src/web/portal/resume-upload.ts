const piece = 8 * 1024 * 1024;
const tries = 5;

type Standing = { readonly id: string; readonly received: number; readonly bytes: number };

/**
 * Sends a file in pieces to `to` and gives the upload's id. What was sent before, also before a reload, is not sent again: the id is kept by name, size and date of the
 * file. A piece that fails is tried again from what the server has; refused after five failures in a row.
 */
export async function resumeUpload(to: string, file: File, onProgress: (received: number, isResumed: boolean) => void): Promise<string> {
  const key = `${to} ${file.name} ${file.size} ${file.lastModified}`;
  const found = await standing(to, localStorage.getItem(key), file.size);
  const { id, received } = found ?? (await begin(to, file));
  localStorage.setItem(key, id);
  let offset = received;
  let failures = 0;
  onProgress(offset, found !== null && offset > 0);
  while (offset < file.size) {
    try {
      const answer = await fetch(`${to}/${id}?offset=${offset}`, {
        method: 'PUT',
        body: file.slice(offset, offset + piece),
        headers: { 'content-type': 'application/octet-stream' },
      });
      if (!answer.ok) throw new Error(`answer ${answer.status}`);
      offset = ((await answer.json()) as Standing).received;
      failures = 0;
    } catch (error) {
      failures += 1;
      if (failures >= tries) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** failures));
      offset = (await standing(to, id, file.size))?.received ?? offset;
    }
    onProgress(offset, false);
  }
  localStorage.removeItem(key);
  return id;
}

async function begin(to: string, file: File): Promise<Standing> {
  const answer = await fetch(to, {
    method: 'POST',
    body: JSON.stringify({ name: file.name, bytes: file.size }),
    headers: { 'content-type': 'application/json' },
  });
  if (!answer.ok) throw new Error(`answer ${answer.status}`);
  return (await answer.json()) as Standing;
}

/** How far an upload is; null where there is none of that size any more. */
async function standing(to: string, id: string | null, bytes: number): Promise<Standing | null> {
  if (id === null) return null;
  const answer = await fetch(`${to}/${id}`).catch(() => null);
  if (answer === null || !answer.ok) return null;
  const found = (await answer.json()) as Standing;
  return found.bytes === bytes ? found : null;
}
