/** What we call ourselves: the target's log can name who asked. */
export const sshIdentification = 'SSH-2.0-IQS_probe\r\n';

/** The server's identification, after other lines it may say first (RFC 4253, 4.2: at most 255 characters); how many bytes it takes, 0: not yet. */
export function identificationIn(bytes: Buffer): { readonly line: string; readonly taken: number } {
  const text = bytes.subarray(0, 8192).toString('latin1');
  for (let start = 0; ; ) {
    const end = text.indexOf('\n', start);
    if (end < 0) return { line: '', taken: 0 };
    if (text.startsWith('SSH-', start)) return { line: text.slice(start, end).trimEnd().slice(0, 255), taken: end + 1 };
    start = end + 1;
  }
}
