import type { Answer, Place } from '../../model/finding.ts';
import type { Probe, ProbeInput } from '../../model/probe.ts';
import { no } from '../answer.ts';
import { askDocuments, sentencesOf } from '../ask-documents.ts';
import { cra, en303645, psti, rfc9116 } from '../references.ts';
import { statedAnswers } from '../statements.ts';
import { denies } from '../support-end.ts';

export const disclosureContactPublished: Probe = {
  id: 'disclosure-contact-published',
  title: 'Does the maker publish a contact for reports of vulnerabilities?',
  references: [en303645('5.2-1'), cra('Part II (6)'), psti('Schedule 1, paragraph 2'), rfc9116('2.5.3')],
  limitations: ['That somebody answers there is not tried.', 'The signature of a security.txt is not checked.'],
  needs: ['disclosure-policy', 'test-record'],
  ask: (input) => [
    ...fromDocuments(input),
    ...statedAnswers(input, 'disclosure-contact', ({ value }) => (isContact(value) ? 'yes' : 'unknown')),
  ],
};

/** An expired security.txt is not to be used (RFC 9116, 2.5.5): what it says no longer counts, and that is a `no`. */
function fromDocuments(input: ProbeInput): readonly Answer[] {
  const expired = new Map<string, Place>();
  const answers = askDocuments(input, 'disclosure-policy', 'yes', (text, { item }) => {
    const lines = text.split(/\r?\n/);
    const past = lines.findIndex((line) => isPast(/^Expires:[ \t]*(\S+)/i.exec(line)?.[1], input.asOf));
    if (past >= 0) expired.set(item.file, { at: `${item.file}:${past + 1}`, note: 'expired' });
    const found = contactLines(text).map(({ line, text: note }) => ({ at: `${item.file}:${line}`, note }));
    const none = {
      reason: 'not-located' as const,
      at: item.file,
      note: past >= 0 ? 'expired' : 'no contact was found; a person must read it',
    };
    return { found: past >= 0 ? [] : found, obstacles: [none], scope: 'a contact' };
  });
  // Only where nothing but the expiry stands in the way.
  return answers.map((answer) => {
    const place = expired.get(answer.evidence[0] ?? '');
    return place !== undefined && answer.places.length === 1 && answer.reason === 'not-located'
      ? no(answer.scope, answer.evidence, 'evidence', [place])
      : answer;
  });
}

/** RFC 3339 instants: as text in order up to the day; an instant on the day itself is not past yet. */
const isPast = (instant: string | undefined, asOf: string): boolean =>
  instant !== undefined && /^\d{4}-\d{2}-\d{2}T/.test(instant) && instant.slice(0, 10) < asOf;

const email = /(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}\b/i;
const webAddress = /\bhttps:\/\/[^\s"'<>]{4,}/i;

const speaksOfReports = /report|security|vulnerab|disclos|psirt|\bflaws?\b/i;

type Line = { readonly line: number; readonly text: string };

/**
 * `Contact:` with a mailto, tel or https URI (RFC 9116, 2.5.3); else an e-mail or web address in a sentence that speaks of reports of
 * vulnerabilities, or behind one that does, and denies nothing.
 */
function contactLines(text: string): readonly Line[] {
  const fields = text
    .split('\n')
    .flatMap((line, index) => (isContactField(line.slice(0, 2000)) ? [{ line: index + 1, text: line.trim() }] : []));
  const sentences = sentencesOf(text);
  const named = sentences.filter(({ text: sentence }, index) => {
    if (/^Contact:/i.test(sentence) || denies(sentence) || !(email.test(sentence) || webAddress.test(sentence))) return false;
    const before = sentences[index - 1]?.text ?? '';
    return speaksOfReports.test(sentence) || (email.test(sentence) && speaksOfReports.test(before) && !denies(before));
  });
  return [...fields, ...named];
}

function isContactField(line: string): boolean {
  const value = /^Contact:[ \t]*(\S+)/i.exec(line)?.[1];
  return value !== undefined && (/^(?:mailto:\S+@\S|tel:\+?\d|https:\/\/\S{4})/i.test(value) || email.test(value));
}

const isContact = (value: string): boolean => email.test(value) || webAddress.test(value) || /^tel:\+?\d/.test(value);
