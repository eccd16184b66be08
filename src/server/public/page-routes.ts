import type { Context, Hono } from 'hono';
import type { Messages } from '../../model/message.ts';
import type { SiteRenderer } from './site-renderer.ts';

/** What a page's route is given besides the request: the language its address asks for. */
export type PageHandler = (c: Context, messages: Messages) => Promise<Response> | Response;

/**
 * Puts a page at its address in every language: English at the folder, the others in a folder of their tag below it, as in an exported site. An address without the slash at its
 * end, and one with `index.html`, lead there too. `folder`: begins and ends with a slash.
 */
export function pageRoutes(
  app: Hono,
  { languages, messagesOf }: Pick<SiteRenderer, 'languages' | 'messagesOf'>,
  folder: string,
  handler: PageHandler,
): void {
  for (const { language } of languages) {
    const place = language === 'en' ? folder : `${folder}${language}/`;
    const handle = (c: Context): Promise<Response> | Response => handler(c, messagesOf(language));
    app.get(place, handle);
    app.get(`${place}index.html`, handle);
    if (place !== '/') app.get(place.slice(0, -1), (c) => c.redirect(`${c.req.path}/${new URL(c.req.url).search}`, 301));
  }
}
