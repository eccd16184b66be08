/** A part of our own page by its id; that it is missing is a defect of ours. */
export function pagePart<Part extends HTMLElement>(id: string, kind: new () => Part): Part {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`no ${id} in the page`);
}
