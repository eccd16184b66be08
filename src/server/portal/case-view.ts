import type { Organisation, Seat, SeenCase } from '../../adapters/programme/desk.ts';
import type { Assessment } from '../../model/assessment.ts';
import type { CaseAssessment } from '../../model/case.ts';
import type { Scheme } from '../../model/scheme.ts';
import type { CaseEvent } from '../../programme/case-event.ts';
import type { Faults } from './form-reader.ts';
import type { Member } from './organisation-port.ts';
import type { Frame } from './portal-page.ts';
import type { Typed } from './typed.ts';
import type { Upload } from './upload-port.ts';

export const caseSections = [
  'overview',
  'description',
  'evidence',
  'statements',
  'assessment',
  'submission',
  'bench',
  'review',
  'decision',
  'surveillance',
  'history',
] as const;
export type CaseSection = (typeof caseSections)[number];

/** An act that was tried and did not come about: the form comes again with it. */
export type Tried = {
  readonly action: string;
  readonly typed: Typed;
  readonly faults: Faults;
  readonly refusal: { readonly code: string; readonly detail: string } | null;
  /** What others did since the form was drawn, where that is why. */
  readonly meanwhile: readonly CaseEvent[];
};

/** What a page about a case is drawn from. */
export type CaseView = {
  readonly frame: Frame;
  readonly seat: Exclude<Seat, 'system'>;
  readonly seen: SeenCase;
  readonly events: readonly CaseEvent[];
  readonly chain: readonly string[];
  readonly tried: Tried | null;
  readonly scheme: Scheme | null;
  readonly questions: Readonly<Record<string, string>>;
  /** The newest assessment that the seat may read, with what the case keeps of it. */
  readonly assessed: { readonly kept: CaseAssessment; readonly assessment: Assessment } | null;
  readonly laboratories: readonly Organisation[];
  readonly deciders: readonly Pick<Member, 'person' | 'name'>[];
  readonly agreement: { readonly version: string; readonly text: string };
  readonly committeeSize: number;
  readonly upload: Upload | null;
  readonly hasSecondFactor: boolean;
  readonly hasPasskey: boolean;
};

/** A name that the seat may know, else its id; the programme itself has one too. */
export const nameOf = ({ seen, frame }: CaseView, id: string): string =>
  id === frame.visitor?.person ? frame.visitor.name : (seen.names.get(id) ?? id);

/** Name of a part, or of the whole product. */
export const partName = ({ seen }: CaseView, id: string | null): string | null =>
  id === null ? null : (seen.case.description?.parts.find((part) => part.id === id)?.name ?? id);
