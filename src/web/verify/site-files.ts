/** A file of the register's site; `isKept`: not fresh, but the copy that the service worker kept. */
export type SiteFile = { readonly text: string; readonly isKept: boolean };

const patienceMs = 6000;

/** Reads a file of the site by its path below the site's address; null where it cannot be had. */
export async function readSiteFile(site: string, path: string): Promise<SiteFile | null> {
  try {
    const answer = await fetch(siteAddress(site, path), { signal: AbortSignal.timeout(patienceMs), credentials: 'omit' });
    if (!answer.ok) return null;
    return { text: await answer.text(), isKept: answer.headers.has('x-iqs-kept') };
  } catch {
    return null;
  }
}

/** A page opened from a disk asks the register's own address; one that is served asks the server it came from, which may be a mirror. */
export const siteAddress = (site: string, path: string): string =>
  location.protocol === 'file:' ? `${site}${path}` : new URL(`../${path}`, location.href.replace(/#.*$/s, '')).href;
