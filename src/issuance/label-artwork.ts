import type { LabelFacts } from '../label/label-facts.ts';
import type { LabelForm } from '../label/label-form.ts';
import type { Language } from '../model/message.ts';

/** One form of a label in one language. */
export type LabelArtwork = { readonly form: LabelForm; readonly language: Language; readonly svg: string; readonly facts: LabelFacts };
