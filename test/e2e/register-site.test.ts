// The exported register in a real browser: pages, and the page that checks labels, with and without a network.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { renderPng } from '../../src/adapters/render-png.ts';
import { exportSite } from '../../src/adapters/site/export-site.ts';
import { builtAssets, filledAuthority, languages, published } from '../../src/adapters/site/site-fixture.ts';
import { openBrowser } from './open-browser.ts';
import { serveFolder } from './serve-folder.ts';

const opened = await openBrowser();
const skip = 'skip' in opened ? opened.skip : false;
const browser = opened as Browser;
const desktop = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };
/** Where to put pictures of the pages, for somebody to look at. */
const album = process.env['IQS_SCREENSHOTS'];

/** A film of one picture, in grey, as the browser's make-believe camera takes it (YUV4MPEG2). */
function filmOf(picture: Uint8Array): Buffer {
  const { width, height, data } = PNG.sync.read(Buffer.from(picture));
  const [w, h] = [width & ~1, height & ~1];
  const frame = Buffer.alloc((w * h * 3) / 2, 128);
  for (let y = 0; y < h; y += 1) for (let x = 0; x < w; x += 1) frame[y * w + x] = 16 + ((data[(y * width + x) * 4 + 1] ?? 0) * 219) / 255;
  const frames = Array.from({ length: 5 }, () => [Buffer.from('FRAME\n'), frame]).flat();
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${w} H${h} F10:1 Ip A1:1 C420\n`), ...frames]);
}

describe('the register in a browser', { skip, concurrency: false }, () => {
  const home = mkdtempSync(join(tmpdir(), 'iqs-browser-'));
  const site = join(home, 'site');
  const cleanUp: (() => void)[] = [() => rmSync(home, { recursive: true, force: true })];
  let address = '';

  before(async () => {
    const t = { after: (task: () => void) => void cleanUp.push(task) };
    const authority = await filledAuthority(t);
    await exportSite(site, authority, { languages, assets: await builtAssets(t), now: published });
    const server = await serveFolder(site);
    cleanUp.push(server.close);
    address = server.address;
  });
  after(async () => {
    await browser.close();
    cleanUp.toReversed().forEach((task) => task());
  });

  const codeOf = (serial: number): string => readFileSync(join(site, `labels/IQS-TRAIN-000000${serial}/code.txt`), 'utf8').trim();

  /** A page at the day of the test's labels; whatever it complains of fails the test. */
  async function open(options: BrowserContextOptions = {}, now = '2027-03-02T12:00:00Z'): Promise<{ page: Page; context: BrowserContext }> {
    const context = await browser.newContext({ viewport: desktop, locale: 'en-GB', ...options });
    const page = await context.newPage();
    await page.clock.setFixedTime(now);
    page.on('pageerror', (error) => assert.fail(error));
    return { page, context };
  }

  async function check(page: Page, text: string): Promise<void> {
    await page.fill('#text', text);
    await page.click('#ask button[type=submit]');
    await page.waitForSelector('[data-outcome]');
  }

  const outcome = (page: Page): Promise<(string | null)[]> =>
    Promise.all(['data-outcome', 'data-standing', 'data-code'].map((name) => page.locator('[data-outcome]').getAttribute(name)));

  async function snap(page: Page, name: string): Promise<void> {
    if (album === undefined) return;
    mkdirSync(album, { recursive: true });
    await page.screenshot({ path: join(album, `${name}.png`), fullPage: true });
  }

  test('without a network, after one visit: genuine, then an altered code, then an expired clock', async () => {
    const { page, context } = await open();
    await page.goto(`${address}verify/index.html`);
    await page.waitForSelector('#ready:visible');
    await context.setOffline(true);
    await page.reload();
    await check(page, codeOf(1));
    assert.deepEqual(await outcome(page), ['genuine', 'in-force', null]);
    assert.match(await page.locator('.as-of').innerText(), /2 March 2027.*offline/);
    const altered = codeOf(1).replace(/[A-Z2-7]{5}$/, (end) => (end === 'AAAAA' ? 'BBBBB' : 'AAAAA'));
    await check(page, altered);
    assert.equal((await outcome(page))[0], 'refused');
    assert.ok((await page.locator('.verdict p').first().innerText()).length > 20);
    await page.clock.setFixedTime('2031-01-01T00:00:00Z');
    await check(page, codeOf(1));
    assert.deepEqual(await outcome(page), ['genuine', 'expired', null]);
    assert.equal(await page.locator('.stale').count(), 1);
    await context.close();
  });

  test('a label looked at with a network is known in full without one', async () => {
    const { page, context } = await open();
    await page.goto(`${address}verify/index.html`);
    await page.waitForSelector('#ready:visible');
    await check(page, codeOf(1));
    await page.waitForFunction("document.querySelector('.hand img')?.complete");
    await context.setOffline(true);
    await page.reload();
    await check(page, codeOf(1));
    await page.fill('#version', '2.1');
    await page.click('#cover button');
    await page.waitForSelector('[data-cover=covered]');
    assert.equal(await page.evaluate("document.querySelector('.hand img').naturalWidth > 0"), true);
    await context.close();
  });

  test('a copy saved to a disk verifies with no network at all', async () => {
    const saved = join(home, 'iqs-verify.html');
    writeFileSync(saved, readFileSync(join(site, 'verify/index.html')));
    const { page, context } = await open({ offline: true });
    await page.goto(pathToFileURL(saved).href);
    await check(page, codeOf(1));
    assert.deepEqual(await outcome(page), ['genuine', 'in-force', null]);
    await check(page, codeOf(2));
    assert.deepEqual(await outcome(page), ['genuine', 'suspended', null]);
    await check(page, 'HTTPS://REGISTER.EXAMPLE/C/AAAA');
    assert.equal((await outcome(page))[0], 'refused');
    await context.close();
  });

  test('pictures: PNG, JPEG and SVG of a label are read; others are said not to be', async () => {
    const { page, context } = await open();
    const svg = readFileSync(join(site, 'labels/IQS-TRAIN-0000001/label-full-de.svg'), 'utf8');
    await page.goto(`${address}verify/index.html`);
    const upload = async (name: string, mimeType: string, buffer: Buffer): Promise<void> => {
      await page.evaluate("document.getElementById('verdict').replaceChildren()");
      await page.setInputFiles('#picture', { name, mimeType, buffer });
      await page.waitForSelector('[data-outcome],[data-told]');
    };
    const png = Buffer.from(renderPng(svg));
    await upload('label.png', 'image/png', png);
    assert.deepEqual(await outcome(page), ['genuine', 'in-force', null]);
    const jpeg = await page.evaluate<string>(`(async () => {
      const image = new Image();
      image.src = 'data:image/png;base64,${png.toString('base64')}';
      await image.decode();
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [700, Math.round((700 * image.naturalHeight) / image.naturalWidth)];
      canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
      return canvas.toDataURL('image/jpeg', 0.7).split(',')[1];
    })()`);
    await upload('label.jpg', 'image/jpeg', Buffer.from(jpeg, 'base64'));
    assert.deepEqual(await outcome(page), ['genuine', 'in-force', null]);
    await upload('label.svg', 'image/svg+xml', Buffer.from(svg));
    assert.deepEqual(await outcome(page), ['genuine', 'in-force', null]);
    await upload('none.svg', 'image/svg+xml', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'));
    assert.equal(await page.locator('[data-told]').getAttribute('data-told'), 'check.file.none');
    await upload('label.pdf', 'application/pdf', Buffer.from('%PDF-1.7'));
    assert.equal(await page.locator('[data-told]').getAttribute('data-told'), 'check.file.unread');
    await context.close();
  });

  test('the camera: a label held before it is read', async (t) => {
    const film = join(home, 'label.y4m');
    const svg = readFileSync(join(site, 'labels/IQS-TRAIN-0000001/label-small-en.svg'), 'utf8');
    writeFileSync(film, filmOf(renderPng(svg, 1100)));
    const flags = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
    const filming = await openBrowser(flags);
    if ('skip' in filming) return t.skip(filming.skip);
    try {
      const page = await filming.newPage();
      await page.clock.setFixedTime('2027-03-02T12:00:00Z');
      await page.goto(`${address}verify/index.html`);
      await page.click('#camera');
      await page.waitForSelector('[data-outcome]');
      assert.deepEqual(await outcome(page), ['genuine', 'in-force', null]);
      assert.ok(await page.locator('#finder').isHidden());
    } finally {
      await filming.close();
    }
    const { page, context } = await open();
    await page.goto(`${address}verify/index.html`);
    await page.click('#camera');
    await page.waitForSelector('[data-told="check.camera.refused"]');
    await context.close();
  });

  test('a credential is checked as text', async () => {
    const { page, context } = await open();
    await page.goto(`${address}verify/index.html`);
    await check(page, `${readFileSync(join(site, 'labels/IQS-TRAIN-0000001/credential.jwt'), 'utf8')}\n`);
    assert.deepEqual(await outcome(page), ['genuine', 'in-force', null]);
    await context.close();
  });

  test('standing: suspended, withdrawn, reduced, and a clock that is behind', async () => {
    const { page, context } = await open();
    await page.goto(`${address}verify/index.html`);
    for (const [serial, standing] of [
      [2, 'suspended'],
      [4, 'withdrawn'],
      [5, 'reduced'],
    ] as const) {
      await check(page, codeOf(serial));
      assert.deepEqual(await outcome(page), ['genuine', standing, null]);
    }
    await page.clock.setFixedTime('2026-01-01T00:00:00Z');
    await check(page, codeOf(1));
    assert.deepEqual(await outcome(page), ['genuine', 'not-yet', null]);
    await context.close();
  });

  test('versions: covered, update now, not covered; by name and by file', async () => {
    const { page, context } = await open();
    await page.goto(`${address}verify/index.html`);
    await check(page, codeOf(1));
    for (const [version, cover] of [
      ['2.1', 'covered'],
      ['2.0', 'update-now'],
      ['1.9', 'update-now'],
      ['3.0', 'not-covered'],
    ] as const) {
      await page.fill('#version', version);
      await page.click('#cover button');
      await page.waitForSelector(`[data-cover="${cover}"]`);
    }
    await page.setInputFiles('#firmware', { name: 'firmware.bin', mimeType: 'application/octet-stream', buffer: Buffer.from('other') });
    await page.waitForSelector('[data-cover="not-covered"]');
    await context.close();
  });

  test('languages: the browser’s first, and any by choice, with the verdict said again', async () => {
    const { page, context } = await open({ locale: 'nl-NL' });
    await page.goto(`${address}verify/index.html#${codeOf(2)}`);
    await page.waitForSelector('[data-outcome]');
    const heads: string[] = [];
    for (const language of ['nl', 'fr', 'de', 'en']) {
      if (language !== 'nl') await page.click(`#languages button[lang=${language}]`);
      assert.equal(await page.getAttribute('html', 'lang'), language);
      heads.push(`${await page.locator('.training').innerText()} ${await page.locator('.verdict h3').innerText()}`);
      assert.ok(!/⟦/.test(await page.locator('body').innerText()), language);
    }
    assert.equal(new Set(heads).size, 4);
    await context.close();
  });

  test('from the printed code to the product, in the reader’s language, and on to the check with that very code', async () => {
    const { page, context } = await open({ locale: 'fr-FR', viewport: phone });
    const path = codeOf(1).slice('HTTPS://REGISTER.EXAMPLE/'.length);
    await page.goto(`${address}${path}`);
    await page.waitForURL(/products\/IQS-TRAIN-0000001\/fr\/index\.html/);
    await page.click('.ask a[data-check]');
    await page.waitForSelector('[data-outcome]');
    assert.deepEqual(await outcome(page), ['genuine', 'in-force', null]);
    await context.close();
    const plain = await open({ javaScriptEnabled: false });
    await plain.page.goto(`${address}${path}`);
    await plain.page.waitForURL(/products\/IQS-TRAIN-0000001\/index\.html/);
    assert.match(await plain.page.locator('h1').innerText(), /Lumen Cam 1/);
    await plain.context.close();
  });

  test('the list is searched and filtered', async () => {
    const { page, context } = await open();
    await page.goto(address);
    const shown = (): Promise<number> => page.locator('#labels > li:visible').count();
    assert.equal(await shown(), 6);
    await page.fill('[name=search]', 'halo');
    assert.equal(await shown(), 1);
    await page.fill('[name=search]', '');
    await page.selectOption('[name=standing]', 'withdrawn');
    assert.equal(await shown(), 1);
    await page.selectOption('[name=letter]', 'E');
    assert.equal(await shown(), 0);
    assert.ok(await page.locator('#none').isVisible());
    await context.close();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`nothing in the way of a screen reader, ${colorScheme}; no page is wider than a phone`, async () => {
      const { page, context } = await open({ colorScheme, viewport: phone });
      const pages = [
        ['index', ''],
        ['product', 'products/IQS-TRAIN-0000001/index.html'],
        ['suspended', 'products/IQS-TRAIN-0000002/de/index.html'],
        ['hostile', 'products/IQS-TRAIN-0000003/index.html'],
        ['resting', 'products/IQS-TRAIN-0000006/index.html'],
        ['check', 'verify/index.html'],
        ['genuine', `verify/index.html?g#${codeOf(1)}`],
        ['taken-back', `verify/index.html?w#${codeOf(4)}`],
        ['refused', `verify/index.html?r#HTTPS://REGISTER.EXAMPLE/C/AAAA`],
      ] as const;
      for (const [name, path] of pages) {
        await page.setViewportSize(phone);
        await page.goto(address + path);
        if (path.includes('#')) await page.waitForSelector('[data-outcome]');
        assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), `${name} is wider than a phone`);
        const { violations } = await new AxeBuilder({ page }).analyze();
        const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
        assert.deepEqual(
          grave.map(({ id, nodes }) => `${name} ${id} ${nodes[0]?.html}`),
          [],
        );
        await snap(page, `${name}-phone-${colorScheme}`);
        await page.setViewportSize(desktop);
        await snap(page, `${name}-desktop-${colorScheme}`);
      }
      await context.close();
    });
  }
});
