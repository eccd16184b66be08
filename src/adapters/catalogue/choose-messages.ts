import { UserError } from '../../foundation/user-error.ts';
import type { Catalogue } from '../../model/catalogue.ts';
import type { Messages } from '../../model/message.ts';

/** The texts of a language, with English for what it lacks. Refuses a language that has no file with `LANGUAGE_UNKNOWN`. */
export function chooseMessages(catalogue: Catalogue, language: string): Messages {
  const find = (wanted: string): Messages | undefined => catalogue.messages.find((messages) => messages.language === wanted);
  const [found, english] = [find(language), find('en')];
  if (!found) {
    const known = catalogue.messages.map((messages) => messages.language).join(', ');
    throw new UserError('LANGUAGE_UNKNOWN', 'no texts in this language', language, `use one of: ${known}`);
  }
  return english && found !== english ? { ...found, fallback: english } : found;
}
