/** How bytes are accounted for: named, unnamed, or in something that could not be read. Whole bytes; the three add up to the content's size. */
export type Split = { readonly identified: number; readonly opaque: number; readonly unread: number };

export const identified = (bytes: number): Split => ({ identified: bytes, opaque: 0, unread: 0 });
export const opaque = (bytes: number): Split => ({ identified: 0, opaque: bytes, unread: 0 });
export const unread = (bytes: number): Split => ({ identified: 0, opaque: 0, unread: bytes });

export const sum = (parts: readonly Split[]): Split => ({
  identified: parts.reduce((total, part) => total + part.identified, 0),
  opaque: parts.reduce((total, part) => total + part.opaque, 0),
  unread: parts.reduce((total, part) => total + part.unread, 0),
});

/** What a container's bytes come to when its contents come to `inside`: the same shares, rounded so that nothing unread or opaque vanishes. */
export function scale(inside: Split, bytes: number): Split {
  const total = inside.identified + inside.opaque + inside.unread;
  if (total === 0) return identified(bytes);
  const unreadBytes = Math.min(bytes, Math.ceil((inside.unread / total) * bytes));
  const opaqueBytes = Math.min(bytes - unreadBytes, Math.ceil((inside.opaque / total) * bytes));
  return { identified: bytes - unreadBytes - opaqueBytes, opaque: opaqueBytes, unread: unreadBytes };
}
