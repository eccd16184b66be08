import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { descriptionOf, filesOf, type SampleFile, type SampleProduct, statementsOf } from '../../samples/programme/products.ts';
import type { Case } from '../../src/model/case.ts';
import type { ActionInputs, ActionName } from '../../src/model/case-action.ts';
import type { Choice } from '../../src/model/choice.ts';
import { type Answer, type Api, ask, askOnce } from './ask.ts';
import type { SeededProgramme, Who } from './seed-programme.ts';

export const agreement = '2026-1';

/** An act that the programme said is done. */
export type Told = { readonly case: string; readonly act: ActionName; readonly by: string; readonly version: number };

/** What happens to a certificate in the end; `refused`: none comes. */
export const endings = ['in-force', 'suspended', 'reduced', 'withdrawn', 'terminated', 'refused'] as const;
export type Ending = (typeof endings)[number];

export type Played = {
  readonly id: string;
  readonly ending: Ending;
  readonly told: readonly Told[];
  /** SHA-256 of files that the programme said it has. */
  readonly files: readonly string[];
};

export type Player = {
  readonly api: Api;
  readonly seeded: SeededProgramme;
  /** A waiting signature after another of the same person: passkeys count their uses. */
  readonly turns: Map<Who, Promise<unknown>>;
};

type Playing = { readonly player: Player; readonly told: Told[]; readonly files: string[]; id: string };

const waitSeconds = 900;
const pollMs = 300;

/** Plays a case over the API from the draft to its ending, and asks again whenever no answer comes. Throws where the programme refuses what it should do. */
export async function certify(player: Player, name: string, ending: Ending): Promise<Played> {
  const playing: Playing = { player, told: [], files: [], id: '' };
  const product: SampleProduct = {
    name,
    model: name,
    category: 'camera',
    effort: 'looked-after',
    supportUntil: `${new Date().getUTCFullYear() + 5}-12-31`,
  };
  await draft(playing, product);
  await evaluate(playing);
  await decide(playing, ending === 'refused' ? { kind: 'refuse' } : { kind: 'confirm' });
  if (ending !== 'refused') await end(playing, ending);
  return { id: playing.id, ending, told: playing.told, files: playing.files };
}

async function draft(playing: Playing, product: SampleProduct): Promise<void> {
  const { maker, body, laboratory } = playing.player.seeded.organisations;
  await act(playing, 'anna', 'open', { applicant: maker, body, scheme: 'iqs-training', renews: null });
  await act(playing, 'anna', 'describe', { description: descriptionOf(product) });
  await act(playing, 'anna', 'state', { statements: [...statementsOf(product)] });
  for (const file of filesOf(product)) {
    await upload(playing, file);
    await act(playing, 'anna', 'add-evidence', { evidence: file.evidence });
  }
  await act(playing, 'anna', 'choose-laboratory', { laboratory });
}

async function evaluate(playing: Playing): Promise<void> {
  await act(playing, 'anna', 'submit', { agreement, earlierRefusals: 'None.' });
  await act(playing, 'rosa', 'accept', { words: 'Within the scope.' });
  await act(playing, 'eva', 'begin-evaluation', {});
  await act(playing, 'eva', 'request-assessment', { purpose: 'official' });
  await until(playing, 'assessed', ({ assessing }) => assessing === null);
  await act(playing, 'eva', 'complete-evaluation', { words: 'As handed in.' });
}

async function decide(playing: Playing, choice: Choice): Promise<void> {
  const { dora, dirk, dee } = playing.player.seeded.askers;
  await act(playing, 'rosa', 'take-up-review', {});
  await act(playing, 'rosa', 'recommend', { words: 'Complete.', members: [dora.person, dirk.person, dee.person], quorum: 2 });
  for (const who of ['dora', 'dirk', 'dee'] as const) await act(playing, who, 'vote', { choice, reason: 'By the evidence.' });
  for (const who of ['dora', 'dirk'] as const) await sign(playing, who);
  if (choice.kind === 'confirm') await until(playing, 'labelled', ({ certificate }) => certificate !== null);
}

async function end(playing: Playing, ending: Exclude<Ending, 'refused'>): Promise<void> {
  const reason = 'Units in shops run other software.';
  const announce = (kind: 'suspend' | 'reduce' | 'withdraw'): Promise<void> =>
    act(playing, 'sam', 'announce-measure', { kind, letter: kind === 'reduce' ? 'E' : null, reason, urgent: true });
  if (ending === 'in-force') return;
  if (ending === 'withdrawn') {
    await announce('withdraw');
    return act(playing, 'dora', 'withdraw', { reason });
  }
  await announce('suspend');
  await act(playing, 'sam', 'suspend', { reason });
  if (ending === 'suspended') return;
  await act(playing, 'sam', 'reinstate', { reason: 'Mended.' });
  if (ending === 'terminated') return act(playing, 'anna', 'terminate', { reason: 'No longer sold.' });
  await announce('reduce');
  await act(playing, 'dora', 'reduce', { letter: 'E', reason });
  await until(playing, 'reduced', ({ certificate }) => certificate?.letter === 'E');
}

async function act<Name extends ActionName>(playing: Playing, who: Who, name: Name, input: ActionInputs[Name]): Promise<void> {
  mustBeDone(playing, who, name, await send(playing, who, name, input));
}

/** The same request under the same key, until it is answered. */
function send<Name extends ActionName>({ player, id }: Playing, who: Who, name: Name, body: ActionInputs[Name]): Promise<Answer> {
  const path = name === 'open' ? '/cases' : `/cases/${id}/actions/${name}`;
  const headers = { 'idempotency-key': randomUUID() };
  return ask(player.api, { token: player.seeded.askers[who].token, method: 'POST', path, body, headers });
}

function mustBeDone(playing: Playing, who: Who, act: ActionName, { status, body }: Answer): void {
  if (status >= 300) throw new Error(`${playing.id} ${act} by ${who}: ${status} ${JSON.stringify(body)}`);
  playing.id = String(body['id']);
  playing.told.push({ case: playing.id, act, by: playing.player.seeded.askers[who].person, version: Number(body['version']) });
}

/** A proof of presence is good once: where it was spent and the act did not come to be, another is made. */
async function sign(playing: Playing, who: Who): Promise<void> {
  const { turns, seeded, api } = playing.player;
  const before = turns.get(who) ?? Promise.resolve();
  const own = before.then(async () => {
    const { passkey, token } = seeded.askers[who];
    const read = await ask(api, { token, method: 'GET', path: `/cases/${playing.id}` });
    const document = (read.body['document'] as { readonly sha256: string } | null)?.sha256 ?? '';
    for (;;) {
      const challenge = Buffer.from(document, 'hex').toString('base64url');
      const assertion = passkey.get({ challenge, rpId: new URL(api.at).hostname });
      const answer = await send(playing, who, 'sign', { document, method: 'passkey', assertion });
      if (answer.body['code'] !== 'PRESENCE_MISSING') return mustBeDone(playing, who, 'sign', answer);
    }
  });
  turns.set(
    who,
    own.catch(() => undefined),
  );
  await own;
}

/** Begin, chunks, finish; after a broken chunk it goes on where the programme says it stands. */
async function upload({ player: { api, seeded }, id, files }: Playing, { bytes, evidence: { sha256 } }: SampleFile): Promise<void> {
  const { token } = seeded.askers.anna;
  const chunkBytes = Math.ceil(bytes.length / 3);
  for (;;) {
    const begun = await ask(api, { token, method: 'POST', path: `/cases/${id}/uploads`, body: { sha256, bytes: bytes.length } });
    const path = `/uploads/${String(begun.body['id'])}`;
    for (let offset = Number(begun.body['received']); offset < bytes.length; ) {
      const chunk = bytes.slice(offset, offset + chunkBytes);
      const sent = await askOnce(api, { token, method: 'PATCH', path, body: chunk, headers: { 'upload-offset': String(offset) } });
      const stands = sent?.offset ?? Number((await ask(api, { token, method: 'GET', path })).body['received']);
      if (Number.isNaN(stands)) break;
      offset = stands;
    }
    const { status, body } = await ask(api, { token, method: 'POST', path: `${path}/finish` });
    if (status === 200 && body['sha256'] === sha256) break;
    if (!['UPLOAD_BUSY', 'UPLOAD_UNFINISHED', 'UPLOAD_UNKNOWN'].includes(String(body['code'])))
      throw new Error(`${id} upload: ${status} ${JSON.stringify(body)}`);
  }
  files.push(sha256);
}

async function until({ player: { api, seeded }, id }: Playing, what: string, is: (of: Case) => boolean): Promise<void> {
  for (const last = Date.now() + waitSeconds * 1000; Date.now() < last; await sleep(pollMs)) {
    const { body } = await ask(api, { token: seeded.askers.eva.token, method: 'GET', path: `/cases/${id}` });
    if (is(body['case'] as Case)) return;
  }
  throw new Error(`${id} is not ${what} after ${waitSeconds} s`);
}
