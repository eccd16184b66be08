import { printable } from '../foundation/printable.ts';
import type { Answer } from '../model/finding.ts';
import type { ProbeInput, Subject } from '../model/probe.ts';
import { longestNote, no, unknown, yes } from './answer.ts';
import { documents } from './ask-documents.ts';

type RecordAnswer = { readonly probe: string; readonly is: 'yes' | 'no'; readonly place: string; readonly line: number };

/** A laboratory's test record as read: who tested which unit when, and what they answer. */
export type TestRecord = {
  readonly laboratory: string;
  readonly unit: string;
  readonly date: string;
  readonly answers: readonly RecordAnswer[];
};

/** What is wrong with a record, and in which line. */
export type RecordFault = { readonly line: number; readonly fault: string };

const mostLines = 10_000;

/** What laboratories' records say to a probe's question; basis `record`. A record that is not of the form is `unsupported`, with its line. */
export const recordAnswers = (probeId: string, input: ProbeInput): readonly Answer[] =>
  documents(input, 'test-record').flatMap((subject) => answersOf(probeId, subject, input.asOf));

function answersOf(probeId: string, { item, text }: Subject, asOf: string): readonly Answer[] {
  const { file } = item;
  if (text === null) return [unknown([{ reason: 'unread', at: file, note: 'not a text of at most 1 MiB' }], file, [file], 'record')];
  const record = readTestRecord(text);
  if ('fault' in record) {
    const at = `${file}:${record.line}`;
    return [unknown([{ reason: 'unsupported', at, note: record.fault }], `the test record ${file}`, [file], 'record')];
  }
  const scope = printable(`tested by ${record.laboratory} on ${record.unit}, ${record.date}`, longestNote);
  return record.answers
    .filter(({ probe }) => probe === probeId)
    .map(({ is, place, line }) => {
      const places = [{ at: `${file}:${line}`, note: place }];
      if (record.date > asOf)
        return unknown(
          [{ reason: 'conflict', at: `${file}:${line}`, note: `dated ${record.date}, after ${asOf}` }],
          scope,
          [file],
          'record',
        );
      return is === 'yes' ? yes(places, scope, [file], 'record') : no(scope, [file], 'record', places);
    });
}

/**
 * Reads `record/1`: `iqs`, `laboratory`, `unit`, `date` and `answers`, one `key: value` a line, then items of `- probe`, `is` and `place`.
 * Strict: an unknown, repeated or missing key, a tab, or a value that does not fit is a fault. `#` starts a comment line.
 */
export function readTestRecord(text: string): TestRecord | RecordFault {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  if (lines.length > mostLines) return { line: mostLines, fault: `more than ${mostLines} lines` };
  const head = new Map<string, string>();
  const items: { line: number; fields: Map<string, string> }[] = [];
  for (const [index, line] of lines.entries()) {
    if (/^\s*(?:#|$)/.test(line)) continue;
    const fault = readLine(line, index + 1, head, items);
    if (fault !== null) return { line: index + 1, fault };
  }
  return finished(head, items, lines.length);
}

const headValues: Readonly<Record<string, RegExp>> = {
  iqs: /^record\/1$/,
  laboratory: /^\S.*$/,
  unit: /^\S.*$/,
  date: /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/,
  answers: /^$/,
};
const itemValues: Readonly<Record<string, RegExp>> = { probe: /^[a-z0-9]+(?:-[a-z0-9]+)*$/, is: /^(?:yes|no)$/, place: /^\S.*$/ };

function readLine(
  line: string,
  number: number,
  head: Map<string, string>,
  items: { line: number; fields: Map<string, string> }[],
): string | null {
  const [, indent = '', dash, key = '', value = ''] = /^( *)(- )?([a-z]+):(?: +(\S.*?))? *$/.exec(line) ?? [];
  if (key === '') return 'not a line of the form `key: value`';
  const inItem = dash !== undefined || indent !== '';
  if (inItem && !head.has('answers')) return `${key} stands before answers`;
  if (!inItem && head.has('answers')) return `${key} stands after answers`;
  if (dash !== undefined) items.push({ line: number, fields: new Map() });
  const into = inItem ? items.at(-1)?.fields : head;
  const values = inItem ? itemValues : headValues;
  const form = Object.hasOwn(values, key) ? values[key] : undefined;
  if (into === undefined) return 'an answer starts with `- probe:`';
  if (form === undefined || (dash !== undefined && key !== 'probe')) return `${key} is not expected here`;
  if (into.has(key)) return `a second ${key}`;
  const plain = /^"([^"\\]*)"$|^'([^']*)'$/.exec(value);
  const unquoted = plain?.[1] ?? plain?.[2] ?? value;
  if (!form.test(unquoted)) return `${key} has a value that does not fit`;
  into.set(key, unquoted);
  return null;
}

function finished(
  head: ReadonlyMap<string, string>,
  items: readonly { readonly line: number; readonly fields: ReadonlyMap<string, string> }[],
  last: number,
): TestRecord | RecordFault {
  const missing = Object.keys(headValues).find((key) => !head.has(key));
  if (missing !== undefined) return { line: last, fault: `${missing} is missing` };
  const answers: RecordAnswer[] = [];
  for (const { line, fields } of items) {
    const [probe, is, place] = [fields.get('probe'), fields.get('is'), fields.get('place')];
    if (probe === undefined || is === undefined || place === undefined) return { line, fault: 'an answer needs probe, is and place' };
    answers.push({ probe, is: is === 'yes' ? 'yes' : 'no', place, line });
  }
  return { laboratory: head.get('laboratory') ?? '', unit: head.get('unit') ?? '', date: head.get('date') ?? '', answers };
}
