import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as playwright } from 'playwright-core';

const unpackedWithinMs = 60_000;

/** The package unpacks its browser once for all processes; one that comes while another unpacks finds a file still being written. */
async function onceUnpacked(launch: () => Promise<Browser>): Promise<Browser> {
  for (const end = Date.now() + unpackedWithinMs; ; await pause(500)) {
    try {
      return await launch();
    } catch (error) {
      if (!String(error).includes('ETXTBSY') || Date.now() > end) throw error;
    }
  }
}

/** A browser from npm, else one of the machine; or why there is none. */
export async function openBrowser(flags: readonly string[] = []): Promise<Browser | { readonly skip: string }> {
  const why: string[] = [];
  const tries: readonly (() => Promise<Browser>)[] = [
    async () =>
      playwright.launch({
        executablePath: await chromium.executablePath(),
        args: ['--no-sandbox', '--use-angle=swiftshader', '--disable-gpu', ...flags],
        headless: true,
      }),
    async () => {
      const found = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((path) => existsSync(path));
      if (found === undefined) throw new Error('no browser on this machine');
      return playwright.launch({ executablePath: found, args: ['--no-sandbox', ...flags], headless: true });
    },
  ];
  for (const launch of tries) {
    try {
      return await onceUnpacked(launch);
    } catch (error) {
      why.push(String((error as Error).message).split('\n')[0] ?? '');
    }
  }
  return { skip: `no browser starts: ${why.join('; ')}` };
}
