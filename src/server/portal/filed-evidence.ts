import type { Seat } from '../../adapters/programme/desk.ts';
import type { Case } from '../../model/case.ts';
import { type Faults, FormReader } from './form-reader.ts';
import type { PortalDeps } from './portal-deps.ts';
import { testRecord } from './test-record.ts';
import { type Typed, typedAll, typedText } from './typed.ts';

type Filed = { readonly typed: Typed; readonly faults: Faults };

/**
 * Puts what came with a form of evidence into the store: a file in one piece, one that went up in pieces before, or a test record that is written here. Digest, size and name are
 * the store's: what a form says of them is dropped, or somebody could name another case's file.
 */
export async function filedEvidence(
  { uploads }: Pick<PortalDeps, 'uploads'>,
  seat: Exclude<Seat, 'system'>,
  of: Case,
  form: FormData,
  typed: Typed,
): Promise<Filed> {
  const nothing: Typed = { ...typed, sha256: ['-'], bytes: ['0'], file: ['-'] };
  if (typedText(typed, 'record') !== '') return await filedRecord(uploads, seat, of, nothing);
  const given = form.get('upload');
  const before = typedText(typed, 'uploaded');
  if (before === '' && !(given instanceof File && given.size > 0)) return { typed: nothing, faults: { upload: 'file' } };
  const id = before !== '' ? before : (await stored(uploads, seat, of.id, given as File)).id;
  const { name } = await uploads.status(seat, of.id, id);
  const { sha256, bytes } = await uploads.finish(seat, of.id, id);
  return { typed: { ...typed, uploaded: [id], sha256: [sha256], bytes: [String(bytes)], file: [plainName(name)] }, faults: {} };
}

async function stored(
  uploads: PortalDeps['uploads'],
  seat: Exclude<Seat, 'system'>,
  id: string,
  file: File,
): Promise<{ readonly id: string }> {
  const upload = await uploads.begin(seat, id, { name: plainName(file.name), bytes: file.size });
  return await uploads.append(seat, id, upload.id, 0, file.stream());
}

/** The last step of a path, without controls: a name in the dossier. */
export const plainName = (name: string): string =>
  name
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .split(/[\\/]/)
    .filter((step) => step !== '' && step !== '.' && step !== '..')
    .at(-1)
    ?.slice(0, 200) ?? 'file';

async function filedRecord(uploads: PortalDeps['uploads'], seat: Exclude<Seat, 'system'>, of: Case, typed: Typed): Promise<Filed> {
  const form = new FormReader(typed);
  const facts = { laboratory: form.text('laboratory'), unit: form.text('unit'), date: form.date('date') };
  const answers = typedAll(typed, 'probe').flatMap((probe) => {
    const is = typedText(typed, `is.${probe}`);
    return is !== 'yes' && is !== 'no' ? [] : [{ probe, is, place: form.text(`place.${probe}`) } as const];
  });
  const first = typedAll(typed, 'probe')[0];
  if (answers.length === 0 && first !== undefined) form.fault(`is.${first}`, 'answers');
  const rest = { ...typed, is: ['test-record'], custody: ['sampled'], origin: [`${facts.laboratory}, ${facts.date}`], version: [''] };
  if (!form.isFit) return { typed, faults: form.faults };
  const bytes = new TextEncoder().encode(testRecord({ ...facts, answers }));
  const file = freeName(of, `test-record-${facts.date}`);
  const { id } = await stored(uploads, seat, of.id, new File([bytes], file));
  const kept = await uploads.finish(seat, of.id, id);
  return { typed: { ...rest, sha256: [kept.sha256], bytes: [String(kept.bytes)], file: [file] }, faults: {} };
}

function freeName({ evidence }: Case, stem: string): string {
  for (let number = 1; ; number += 1) {
    const name = `${stem}${number === 1 ? '' : `-${number}`}.yaml`;
    if (!evidence.some(({ file }) => file === name)) return name;
  }
}
