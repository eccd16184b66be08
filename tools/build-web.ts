import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { SiteAssets } from '../src/adapters/site/site-assets.ts';

const scripts = [
  'src/main/check-page.ts',
  'src/web/verify/service-worker.ts',
  'src/web/register/register-page.ts',
  'src/web/portal/portal-page.ts',
];

/** Bundles the scripts of the pages into a folder, one file each: plain scripts, for a page that was saved to a disk loads no modules. */
export async function buildWeb(folder: string): Promise<SiteAssets> {
  await build({
    entryPoints: scripts,
    outdir: folder,
    entryNames: '[name]',
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2023',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
  });
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
  return { checkPage: read('check-page.js'), registerPage: read('register-page.js'), serviceWorker: read('service-worker.js') };
}
