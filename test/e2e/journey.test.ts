// One product's whole journey through the programme, in a browser, by the people whose work it is: from the application to the label in a buyer's hand, and to its suspension.
// IQS_SCREENSHOTS=folder: also takes the pictures of docs/tour/programme.md.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import type { Browser, Locator, Page } from 'playwright-core';
import type { PersonKey } from '../../samples/programme/people.ts';
import { seedOrganisations } from '../../samples/programme/seed-sample.ts';
import { databaseFixture } from '../../src/adapters/database/database-fixture.ts';
import { type Buyer, buyer } from './buyer.ts';
import { addFile, describeProduct, states } from './hand-in.ts';
import { lookAt } from './look-at.ts';
import { openBrowser } from './open-browser.ts';
import { type PortalPerson, portalPerson } from './portal-person.ts';
import { type RunningProgramme, runProgramme } from './run-programme.ts';

const opened = await openBrowser();
const skip = 'skip' in opened ? opened.skip : false;
const browser = opened as Browser;
const fixture = databaseFixture();
/** What a member of the committee may not read before the vote is closed. */
const names = /lumen|LC-1|halden|lindqvist|visser/i;

/** The page looks by itself whether the assessment is there, and comes anew: not while it is looked at. */
async function lookAtRunning(page: Page, trouble: (what: string) => void): Promise<void> {
  let goOn = (): void => undefined;
  const looked = new Promise<void>((done) => (goOn = done));
  await page.route('**/status', (route) => looked.then(() => route.continue()));
  await lookAt(page, 'running', trouble);
  goOn();
  await page.unroute('**/status');
}

/** Every page of the case that a member has, and the report: none of them says whose it is. */
async function withoutNames({ page, openCase, section }: PortalPerson): Promise<void> {
  await openCase(/camera/);
  const tabs = await page.getByRole('navigation', { name: 'Sections of this case' }).getByRole('link').allInnerTexts();
  const report = await page.context().newPage();
  for (const tab of tabs) {
    await section(tab);
    assert.doesNotMatch(await page.content(), names, `${tab} names somebody`);
  }
  await section('Decision');
  await report.goto(new URL((await page.getByRole('link', { name: 'The whole report' }).getAttribute('href')) ?? '', page.url()).href);
  assert.doesNotMatch(await report.content(), names, 'the report names somebody');
  await report.close();
}

/** With an authenticator that Chromium plays. */
async function addPasskey({ page, context, press }: PortalPerson): Promise<void> {
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
  } as const;
  await devtools.send('WebAuthn.addVirtualAuthenticator', { options: { ...options, automaticPresenceSimulation: true } });
  await page.getByRole('link', { name: 'Account' }).click();
  await page.getByLabel('Name of the passkey').fill('laptop');
  await press('Add a passkey');
}

/** The product in a list on the page. */
const listed = (page: Page): Locator =>
  page
    .locator('main')
    .getByRole('link', { name: /Lumen Cam 1/ })
    .first();

async function downloaded(page: Page, link: string | RegExp): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: link }).click()]);
  return readFileSync(await download.path());
}

async function waitFor(isDone: () => Promise<boolean>): Promise<void> {
  for (const until = Date.now() + 40_000; !(await isDone()); await new Promise((wake) => setTimeout(wake, 300)))
    assert.ok(Date.now() < until, 'it did not come about within 40 seconds');
}

describe('the whole journey', { skip, concurrency: false }, () => {
  const troubles: string[] = [];
  let programme: RunningProgramme;
  let isLost = false;
  let number = '';
  let shop: Buyer;
  let picture: Buffer;
  let credential = '';
  const people = new Map<PersonKey, PortalPerson>();
  const trouble = (what: string): void => void troubles.push(what);

  /** What follows on a step that failed cannot be tried. */
  const step = (name: string, walk: () => Promise<void> | void): void =>
    void test(name, async (t) => {
      if (isLost) return t.skip('an earlier step failed');
      isLost = true;
      await walk();
      isLost = false;
    });

  /** Signed in at the first call. */
  async function person(key: PersonKey): Promise<PortalPerson> {
    const known = people.get(key);
    if (known !== undefined) return known;
    const made = await portalPerson(browser, programme, key, trouble);
    people.set(key, made);
    await made.signIn();
    return made;
  }

  before(async () => {
    programme = await runProgramme(fixture);
    await seedOrganisations(programme.services, programme.access);
    shop = await buyer(browser, programme.address, trouble);
  });
  after(async () => {
    await browser.close();
    await programme.stop();
  });

  /** Asks for an assessment and waits, as the page does, until it is there. */
  async function assessed({ page, section }: PortalPerson, letter: string): Promise<void> {
    await section('Assessment');
    await page.getByRole('button', { name: 'Ask for an assessment' }).click();
    await page.getByText('An assessment is running.').waitFor();
    if (letter === 'G') await lookAtRunning(page, trouble);
    await page.getByText('An assessment is running.').waitFor({ state: 'detached' });
    assert.equal(await page.locator('.report .tile').first().innerText(), letter);
  }

  step('a maker applies, and the preview says G and why', async () => {
    const anna = await person('anna');
    const { page } = anna;
    await lookAt(page, 'work', trouble);
    await page.getByRole('link', { name: 'New case' }).click();
    await page.getByLabel('IQS training').check();
    await lookAt(page, 'new-case', trouble);
    await anna.press('Open the case');
    await describeProduct(anna, 'lumen-cam');
    await addFile(anna, 'lumen-cam/firmware.bin', { is: 'update image', part: 'Lumen Cam 1', version: '1.4' });
    await addFile(anna, 'lumen-cam/sbom.cdx.json', { is: 'software bill of materials', part: 'Lumen Cam 1', version: '1.4' });
    await addFile(anna, 'lumen-cam/home.pcap', { is: 'network capture', phases: ['setting up', 'idle'] });
    await lookAt(page, 'evidence', trouble, { from: 'h1' });
    await states(anna, 'lumen-cam');
    await assessed(anna, 'G');
    assert.match(await page.locator('.report').innerText(), /What decided/i);
    await lookAt(page, 'preview-g', trouble, { size: 'phone', from: '.report' });
    await anna.section('Statements');
    await page.getByRole('heading', { name: 'We see' }).first().waitFor();
    assert.match(await page.locator('main').innerText(), /The evidence contradicts this\./);
    await lookAt(page, 'say-see', trouble, { from: '.say-see' });
  });

  step('mended, it is a D; the maker submits under the agreement', async () => {
    const anna = await person('anna');
    const { page } = anna;
    await describeProduct(anna, 'lumen-cam-mended');
    await anna.section('Evidence');
    for (const file of ['firmware.bin', 'sbom.cdx.json', 'home.pcap']) await anna.press(`Remove ${file}`);
    const published = { custody: 'published by the maker', origin: 'https://www.lumen.example/, fetched 2026-11-16' };
    const camera = { ...published, part: 'Lumen Cam 1' };
    await addFile(anna, 'lumen-cam-mended/firmware.bin', { ...camera, is: 'update image', version: '2.0' });
    await addFile(anna, 'lumen-cam-mended/sbom.cdx.json', { ...camera, is: 'software bill of materials', version: '2.0' });
    await addFile(anna, 'lumen-cam-mended/security.txt', { ...published, is: 'vulnerability disclosure policy' });
    await addFile(anna, 'lumen-cam-mended/disclosure-policy.txt', { ...published, is: 'vulnerability disclosure policy' });
    await addFile(anna, 'lumen-cam-mended/support.txt', { ...camera, is: 'statement of the support period' });
    await states(anna, 'lumen-cam-mended');
    await assessed(anna, 'D');
    await lookAt(page, 'preview-d', trouble);
    await anna.section('Submission');
    await page.getByLabel('Halden Test Laboratory').check();
    await anna.press('Choose a laboratory');
    await page.getByLabel('Earlier refusals').fill('None.');
    await page.getByLabel('I accept this agreement for my organisation.').check();
    await lookAt(page, 'submission', trouble, { size: 'phone', from: 'h1' });
    await anna.press('Submit the application');
    await page.getByText('It is the turn of: Reviewer').waitFor();
  });

  step('the reviewer accepts; the laboratory tests what needs a person, and it is a C', async () => {
    const rosa = await person('rosa');
    await rosa.openCase('Lumen Cam 1');
    await rosa.page.locator('#act-accept').getByLabel('In your words').fill('A camera: within the scope.');
    await lookAt(rosa.page, 'application', trouble);
    await rosa.press('Accept the application');
    const eva = await person('eva');
    const { page } = eva;
    await eva.openCase('Lumen Cam 1');
    await eva.section('Evaluation');
    await eva.press('Begin the evaluation');
    await assessed(eva, 'D');
    await eva.section('Evaluation');
    await page.getByLabel('Unit tested').fill('LC-1, rev B, serial LC1-000317, bought in a shop');
    const guessing = page.locator('.probe').filter({ hasText: 'without a delay or a lock' });
    await guessing.getByLabel('No', { exact: true }).check();
    await guessing
      .getByLabel('What you did and saw')
      .fill('SSH and web page, 500 wrong passwords each; closed for ten minutes after the tenth');
    await lookAt(page, 'bench', trouble, { from: '#act-add-evidence-yes' });
    await eva.press('Write the test record');
    await page.getByRole('link', { name: 'Attach photographs, logs or other files' }).click();
    await addFile(
      eva,
      { name: 'login-log.txt', text: 'attempt 1 … 10: refused at once; 11: closed' },
      { is: 'other document', custody: 'taken from a bought unit' },
    );
    await assessed(eva, 'C');
    await eva.section('Evaluation');
    await page.getByLabel('What was evaluated').fill('One bought unit, revision B; login guessing tried over SSH and the web page.');
    await eva.press('Complete the evaluation');
  });

  step('a committee votes on an anonymised case, learns whose it is, and signs', async () => {
    const rosa = await person('rosa');
    await rosa.openCase('Lumen Cam 1');
    await rosa.section('Review');
    await rosa.press('Take up the review');
    await rosa.page.getByLabel('Recommendation', { exact: true }).fill('Complete, and the evidence bears it.');
    assert.equal(await rosa.page.getByRole('checkbox', { checked: true }).count(), 3);
    assert.equal(await rosa.page.getByLabel('How many must agree').inputValue(), '2');
    await lookAt(rosa.page, 'review', trouble, { from: '.casehead' });
    await rosa.press('Recommend, and name the committee');
    for (const key of ['dora', 'dirk', 'dee'] as const) {
      const member = await person(key);
      await withoutNames(member);
      const vote = member.page.locator('#act-vote');
      await vote.getByLabel('Confirm C').check();
      await vote.getByLabel('Reason').fill('The evidence bears the letter.');
      if (key === 'dora') await lookAt(member.page, 'vote', trouble, { size: 'phone', scheme: 'dark', from: '#act-vote' });
      await member.press('Vote');
    }
    const dirk = await person('dirk');
    await addPasskey(dirk);
    await dirk.openCase('Lumen Cam 1');
    await dirk.section('Decision');
    assert.match(await dirk.page.locator('main').innerText(), /The applicant is Lumen Example B\.V\./);
    await lookAt(dirk.page, 'signing', trouble, { from: '.outcome-card' });
    await dirk.press('Sign with a passkey');
    const dora = await person('dora');
    await dora.openCase('Lumen Cam 1');
    await dora.section('Decision');
    await dora.page.getByLabel('Code').fill(await dora.code());
    await dora.press('Sign with a code');
  });

  step('the label is issued, and a buyer finds it and takes it along', async () => {
    const anna = await person('anna');
    await anna.page.getByRole('navigation', { name: 'Portal' }).getByRole('link', { name: 'Cases' }).click();
    await listed(anna.page).click();
    await waitFor(async () => {
      await anna.page.reload();
      number = /IQS-TRAIN-\d{7}/.exec(await anna.page.locator('.casehead').innerText())?.[0] ?? '';
      return number !== '' && (await anna.page.locator('.casehead .state').innerText()) === 'In force';
    });
    await lookAt(anna.page, 'issued', trouble);
    const { page } = shop;
    await page.reload();
    await page.getByRole('searchbox').fill('lumen cam');
    await page.getByRole('button', { name: 'Search' }).click();
    await lookAt(page, 'register', trouble);
    await listed(page).click();
    await lookAt(page, 'product', trouble, { size: 'phone' });
    picture = await downloaded(page, /Label as a picture \(full/);
    credential = (await downloaded(page, 'Signed credential (JWT)')).toString('utf8');
    assert.match(picture.toString('utf8'), /^<svg|<\?xml/);
  });

  step('without a network the label is seen to be genuine and in force', async () => {
    const { page, context } = shop;
    await page.locator('main a[data-check]').click();
    await page.getByText('Ready for use without a network.').waitFor();
    await context.setOffline(true);
    await page.goto(`${programme.address}/verify/`);
    await page.getByLabel('Choose a picture of the label').setInputFiles({ name: 'label.svg', mimeType: 'image/svg+xml', buffer: picture });
    await page.getByText('Genuine, and in force').waitFor();
    assert.match(await page.locator('#verdict').innerText(), /offline: from the copy kept on this device/);
    await lookAt(page, 'offline', trouble, { size: 'phone', scheme: 'dark', from: '#verdict' });
    await page.reload();
    await page.getByLabel('Or paste the text of the code, or a credential').fill(credential);
    await page.locator('#ask').getByRole('button', { name: 'Check', exact: true }).click();
    await page.getByText('Genuine, and in force').waitFor();
    await context.setOffline(false);
  });

  step('an officer suspends it, and the buyer sees that', async () => {
    const sam = await person('sam');
    await sam.page.getByRole('navigation', { name: 'Portal' }).getByRole('link', { name: 'Surveillance' }).click();
    await lookAt(sam.page, 'desk', trouble);
    await listed(sam.page).click();
    await sam.section('Surveillance');
    const announce = sam.page.locator('#act-announce-measure');
    await sam.page.locator('summary', { hasText: 'Announce a measure' }).click();
    await announce.getByLabel('Suspension').check();
    await announce.getByLabel('Reason').fill('A way in is being exploited, and no update is out.');
    await announce.getByLabel('Urgent: waiting would harm users').check();
    await sam.press('Announce a measure');
    await sam.page.locator('#act-suspend').getByLabel('Reason').fill('A way in is being exploited, and no update is out.');
    await lookAt(sam.page, 'measure', trouble, { from: '.casehead' });
    await sam.press('Suspend the certificate');
    const { page } = shop;
    await waitFor(async () => {
      await page.goto(`${programme.address}/products/${number}/`);
      return /does not hold for now/.test(await page.locator('main').innerText());
    });
    await lookAt(page, 'suspended', trouble, { size: 'phone' });
    await page.locator('main a[data-check]').click();
    await page.getByText('Genuine, but suspended').waitFor();
    await lookAt(page, 'verdict-suspended', trouble);
  });

  step('on the way no browser complained, and nothing shut anybody out', () => assert.deepEqual(troubles, []));
});
