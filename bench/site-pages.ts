// What a product's page costs as the register grows: `node bench/site-pages.ts [MOST]`, after `npm run build`. Labels without pictures, four languages, everything written to disk.
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { currentSigner, logSigner } from '../src/adapters/authority/authority.ts';
import { initAuthority } from '../src/adapters/authority/init-authority.ts';
import { publishLists } from '../src/adapters/authority/publish-lists.ts';
import { chooseMessages } from '../src/adapters/catalogue/choose-messages.ts';
import { loadCatalogue } from '../src/adapters/catalogue/load-catalogue.ts';
import { appendEntries } from '../src/adapters/register/append-entries.ts';
import { issued } from '../src/adapters/register/register-fixture.ts';
import { exportSite } from '../src/adapters/site/export-site.ts';
import { siteAssets } from '../src/adapters/site/site-assets.ts';

const most = Number(process.argv[2] ?? 10_000);
const now = '2027-03-02T09:30:00Z';
const home = mkdtempSync(join(tmpdir(), 'iqs-bench-site-'));
process.on('exit', () => rmSync(home, { recursive: true, force: true }));
const catalogue = await loadCatalogue();
const languages = ['en', 'nl', 'fr', 'de'].map((language) => chooseMessages(catalogue, language));
const authority = await initAuthority(join(home, 'authority'), {
  name: 'Bench',
  body: 'TRAIN',
  base: 'https://register.example/',
  training: true,
  issuerKey: null,
  now,
});
const { kid } = await currentSigner(authority);
const signer = await logSigner(authority);
let size = 0;
for (let wanted = 100; wanted <= most; wanted *= 10) {
  const events = Array.from({ length: wanted - size }, (_, at) => ({ ...issued(size + at), kid }) as ReturnType<typeof issued>);
  await appendEntries(authority.register, signer, events, { now: () => now });
  size = wanted;
  await publishLists(authority, now);
  const out = join(home, 'site');
  const start = performance.now();
  await exportSite(out, authority, { languages, assets: siteAssets(), now });
  const spent = performance.now() - start;
  const number = readdirSync(join(out, 'products'))[0] ?? '';
  const bytes = statSync(join(out, 'products', number, 'index.html')).size;
  console.log(
    `${wanted} labels: ${(spent / 1000).toFixed(1)} s, ${(spent / wanted).toFixed(2)} ms a label (four pages, receipts, records), a page ${bytes} bytes, index ${statSync(join(out, 'index.html')).size} bytes, peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`,
  );
}
