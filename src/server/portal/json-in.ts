/** A JSON object that a script put into a form; null: something else. What it holds is for its reader to look at. */
export function jsonIn<T extends object>(text: string): T | null {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as T) : null;
  } catch {
    return null;
  }
}
