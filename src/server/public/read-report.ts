import { storable } from '../../adapters/register-index/search-words.ts';
import { isCertificateNumber } from '../../model/certificate-number.ts';
import { type MatterKind, type MatterReport, reportKinds } from '../../model/matter.ts';
import { type ReportDraft, type ReportFault, reportLimits } from '../../reports/site/report-page.ts';

export type ReadReport =
  | { readonly outcome: 'sound'; readonly report: MatterReport }
  | { readonly outcome: 'faulty'; readonly draft: ReportDraft; readonly faults: readonly ReportFault[] }
  /** The field that no person sees was filled in. */
  | { readonly outcome: 'machine' };

/** A report from a form. Nothing of it is believed; what is missing or too long is said field by field, and what was written stands in the form again. */
export function readReport(form: Readonly<Record<string, unknown>>, language: string): ReadReport {
  const given = (name: string): string => {
    const value = Object.hasOwn(form, name) ? form[name] : '';
    return typeof value === 'string' ? storable(value).trim() : '';
  };
  if (given('website') !== '') return { outcome: 'machine' };
  const draft: ReportDraft = {
    kind: given('kind'),
    number: given('number').toUpperCase(),
    words: given('words'),
    name: given('name').slice(0, reportLimits.name),
    email: given('email'),
  };
  const kind = reportKinds.find((each) => each === draft.kind);
  const faults = faultsOf(draft, kind);
  if (faults.length > 0 || kind === undefined) return { outcome: 'faulty', draft, faults };
  const { number, words, name, email } = draft;
  return { outcome: 'sound', report: { kind, number: number || null, words, name: name || null, email: email || null, language } };
}

function faultsOf({ number, words, email }: ReportDraft, kind: MatterKind | undefined): readonly ReportFault[] {
  const faults: ReportFault[] = [];
  if (kind === undefined) faults.push({ field: 'kind', code: 'missing' });
  if (number !== '' && !isCertificateNumber(number)) faults.push({ field: 'number', code: 'not-a-number' });
  if (words === '') faults.push({ field: 'words', code: 'missing' });
  if (words.length > reportLimits.words) faults.push({ field: 'words', code: 'too-long' });
  // Whether it is somebody's only a message to it shows.
  if (email !== '' && (email.length > reportLimits.email || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)))
    faults.push({ field: 'email', code: 'not-an-address' });
  return faults;
}
