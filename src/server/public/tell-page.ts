import type { Context } from 'hono';
import { type Told, toldPage } from '../../reports/site/told-page.ts';
import type { SiteRenderer } from './site-renderer.ts';

const statuses = { 'not-found': 404, defect: 500, 'too-many': 429, refused: 400 } as const satisfies Record<Told, number>;

/** Answers with a page that says what went otherwise, in the language of the address, wherever the address is. */
export type TellPage = (c: Context, told: Told) => Promise<Response>;

export const tellPage =
  ({ frame, languages, messagesOf }: SiteRenderer): TellPage =>
  async (c, told) => {
    const folders = c.req.path.split('/').slice(1, -1);
    const language = languages.find((each) => each.language !== 'en' && each.language === folders.at(-1))?.language;
    const own = language === undefined ? folders : folders.slice(0, -1);
    const page = toldPage(await frame(), told, own.map((folder) => `${folder}/`).join(''), messagesOf(language), languages);
    return c.html(page, statuses[told], { 'cache-control': 'no-store' });
  };
