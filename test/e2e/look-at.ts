import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** A folder for the documentation's pictures; without one none are taken. */
const album = process.env['IQS_SCREENSHOTS'];

const sizes = { desk: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } } as const;

/** How a page is pictured for the documentation. */
export type Pictured = { readonly size?: keyof typeof sizes; readonly scheme?: 'light' | 'dark'; readonly from?: string };

/** Asks axe about a page, and takes its picture where it is wanted. `trouble`: told of what is serious or critical. */
export async function lookAt(page: Page, name: string, trouble: (what: string) => void, pictured?: Pictured): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  for (const { id, impact, nodes } of violations)
    if (impact === 'serious' || impact === 'critical') trouble(`${name}: ${id} ${nodes[0]?.html.slice(0, 200)}`);
  if (album === undefined || pictured === undefined) return;
  const { size = 'desk', scheme = 'light', from } = pictured;
  mkdirSync(album, { recursive: true });
  const before = page.viewportSize() ?? sizes.desk;
  await page.setViewportSize(sizes[size]);
  await page.emulateMedia({ colorScheme: scheme });
  if (from !== undefined)
    await page
      .locator(from)
      .first()
      .evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await page.screenshot({ path: join(album, `${name}.png`) });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(before);
}
