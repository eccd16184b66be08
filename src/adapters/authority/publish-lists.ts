import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { jwsSigningInput } from '../../credential/jws.ts';
import { bitsOf, statusListPayload } from '../../credential/status-list.ts';
import { statusBits, statusListUrl, statusPlace, statusPurposes } from '../../credential/status-place.ts';
import { trustListPayload } from '../../credential/trust-list.ts';
import { canonicalJson } from '../../foundation/canonical-json.ts';
import { epochSeconds } from '../../foundation/epoch-seconds.ts';
import { instantText } from '../../foundation/instant-text.ts';
import { signJws } from '../../issuance/sign-jws.ts';
import { statusSets } from '../../issuance/status-sets.ts';
import type { RegisterEntry } from '../../model/register-entry.ts';
import { formatVerifierKey } from '../../register/verifier-key.ts';
import { folderReader } from '../register/folder-reader.ts';
import { takeLock } from '../register/register-lock.ts';
import type { TrustAnchor } from '../trust-anchor.ts';
import { type Authority, currentSigner, issuerOf, logSigner, signerAt } from './authority.ts';
import { readRegister } from './read-register.ts';
import { replaceFile } from './replace-file.ts';

/** Hours that a status list speaks for, and days after which the next trust list is due. */
const statusHours = 24;
const trustDays = 30;
const lockWaitMs = 30_000;

/**
 * Signs the trust list and the status lists anew from the register and puts them into public/. `now`: RFC 3339 in UTC, whole seconds. The register is read once; a body's
 * lists are as many as its serials need.
 */
export async function publishLists(authority: Authority, now: string): Promise<void> {
  // Of two workers at once, the one that read the register before the other's entry must not be the one whose lists stay.
  const lock = await takeLock(join(authority.folder, 'lists.lock'), lockWaitMs);
  try {
    await publishUnderLock(authority, now);
  } finally {
    lock.release();
  }
}

async function publishUnderLock(authority: Authority, now: string): Promise<void> {
  const entries: RegisterEntry[] = [];
  const compromises = new Map<string, { at: string; index: number }>();
  let index = 0;
  let highest = 0;
  for await (const entry of readRegister(authority, folderReader(authority.register))) {
    if (entry.event === 'key-compromised') compromises.set(entry.kid, { at: entry.at, index });
    if ('number' in entry && entry.event !== 'issued' && entry.event !== 'version-added') entries.push(entry);
    if ('number' in entry) highest = Math.max(highest, Number(entry.number.split('-')[2]));
    index += 1;
  }
  const issuer = await issuerOf(authority, compromises);
  const signer = await currentSigner(authority);
  const sets = statusSets(authority.file.body, entries);
  const until = later(now, statusHours * 3600);
  for (const purpose of statusPurposes) {
    for (let list = 0; list <= statusPlace(highest).list; list += 1) {
      const own = [...sets[purpose]].filter((serial) => statusPlace(serial).list === list).map((serial) => serial % statusBits);
      const id = statusListUrl(issuer.statusLists, purpose, list);
      const payload = statusListPayload({ id, issuer: issuer.id, purpose, from: now, until, packed: gzipSync(bitsOf(own)) });
      replaceFile(
        join(authority.publicFolder, 'status', authority.file.body.toLowerCase(), purpose, `${list}.jwt`),
        await signJws(jwsSigningInput('vc+jwt', signer.kid, payload), signer),
      );
    }
  }
  await publishTrustList(authority, issuer, now);
}

async function publishTrustList(authority: Authority, issuer: Awaited<ReturnType<typeof issuerOf>>, now: string): Promise<void> {
  const { file, publicFolder } = authority;
  const root = await signerAt(authority, file.root);
  const path = join(publicFolder, 'trust-list.jwt');
  const payload = trustListPayload({
    iqs: 'trust-list/1',
    name: file.name,
    sequence: lastSequence(path) + 1,
    issuedAt: now,
    nextUpdate: later(now, trustDays * 86_400),
    issuers: [issuer],
    log: formatVerifierKey((await logSigner(authority)).key),
    witnesses: file.witnesses,
    quorum: file.quorum,
  });
  const trustList = await signJws(jwsSigningInput('iqs-trust-list+jwt', root.kid, payload), root);
  replaceFile(path, trustList);
  replaceFile(join(publicFolder, 'root.jwk'), JSON.stringify(root.jwk));
  replaceFile(
    join(publicFolder, 'trust.json'),
    canonicalJson({ iqs: 'trust-anchor/1', site: file.base, roots: [root.jwk], trustList } satisfies TrustAnchor),
  );
}

const later = (instant: string, seconds: number): string => instantText((epochSeconds(instant) ?? 0) + seconds);

function lastSequence(path: string): number {
  try {
    const payload = readFileSync(path, 'utf8').split('.')[1] ?? '';
    return (JSON.parse(Buffer.from(payload, 'base64url').toString()) as { sequence: number }).sequence;
  } catch {
    return 0;
  }
}
