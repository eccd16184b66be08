import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const sizes = { desk: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } } as const;

/** Pages of the portal by who looks. */
const pages: readonly (readonly [who: string, path: string])[] = [
  ['', '/portal/sign-in'],
  ['', '/portal/sign-in/code'],
  ['', '/portal/forgot'],
  ['', '/portal/reset?token=x'],
  ['', '/portal/invitation?token=good'],
  ['anna', '/portal'],
  ['anna', '/portal/cases'],
  ['anna', '/portal/cases/new'],
  ['anna', '/portal/cases/draft'],
  ['anna', '/portal/cases/draft/description'],
  ['anna', '/portal/cases/draft/evidence'],
  ['anna', '/portal/cases/draft/submission'],
  ['anna', '/portal/cases/nonconformities-open/statements'],
  ['anna', '/portal/cases/nonconformities-open/bench'],
  ['anna', '/portal/cases/in-force/assessment'],
  ['anna', '/portal/cases/in-force/surveillance'],
  ['anna', '/portal/cases/in-force/history'],
  ['anna', '/portal/account'],
  ['anna', '/portal/nothing'],
  ['eva', '/portal/cases/bench/bench'],
  ['rob', '/portal/cases/submitted'],
  ['rob', '/portal/cases/in-review/review'],
  ['dora', '/portal/cases/decision-pending/decision'],
  ['dora', '/portal/cases/in-force/decision'],
  ['sam', '/portal/surveillance'],
  ['sam', '/portal/matters/matter-1'],
  ['anna', '/portal/matters'],
  ['sam', '/portal/cases/under-review/surveillance'],
  ['sam', '/portal/cases/new'],
  ['adam', '/portal/organisation'],
];

type Look = {
  readonly sizes: readonly (keyof typeof sizes)[];
  /** Pages whose address fits; all where it is left out. */
  readonly only?: RegExp;
  readonly album: string | undefined;
};

/** What axe complains of on each page in the sizes given, and what is wider than the screen in either. `album`: a folder for pictures. */
export async function lookAtPages(
  page: Page,
  open: (who: string, path: string) => Promise<void>,
  { sizes: judged, only, album }: Look,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [who, path] of pages.filter(([, path]) => only === undefined || only.test(path))) {
    await open(who, path);
    for (const size of ['desk', 'phone'] as const) {
      await page.setViewportSize(sizes[size]);
      if (judged.includes(size)) {
        const whole = new AxeBuilder({ page }).setLegacyMode().withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']);
        // The report's own parts are long, and looked at once.
        const { violations } = await (path.endsWith('/assessment') ? whole : whole.exclude('.report')).analyze();
        found.push(...violations.map(({ id, nodes }) => `${size} ${who} ${path}: ${id} ${nodes[0]?.html}`));
      }
      const over = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      if (over > 0) found.push(`${size} ${who} ${path}: ${over} px wider than the screen`);
      if (album !== undefined)
        await page.screenshot({ path: join(album, `${size}-${who}${path.replace(/[^a-z]/g, '-')}.png`), fullPage: true });
    }
  }
  return found;
}
