import { countText, type Messages, text } from '../../model/message.ts';
import type { Letter } from '../sign-in/letter.ts';
import type { SignInConfig } from '../sign-in/sign-in-config.ts';

/** The words of sign-in's letters in a person's language; one that is not known or not there: the first of `languages`. `product`: what the person signs in to. */
export const writeLetter =
  (languages: readonly Messages[], product: string): SignInConfig['write'] =>
  (letter, language) => {
    const messages = languages.find((each) => each.language === language) ?? languages[0];
    if (messages === undefined) throw new Error('letters without a language');
    const { key, paragraphs } = wordsOf(messages, letter, product);
    const subject = text(messages, `mail.${key}.subject`, { ...letter, product });
    return { subject, text: [text(messages, 'mail.greeting'), ...paragraphs, product].join('\n\n') };
  };

function wordsOf(messages: Messages, letter: Letter, product: string): { readonly key: string; readonly paragraphs: readonly string[] } {
  switch (letter.kind) {
    case 'invitation': {
      const plain = text(messages, 'mail.invitation.text', { organisation: letter.organisation, product });
      return { key: 'invitation', paragraphs: [plain, letter.url, countText(messages, 'mail.hours', letter.hours)] };
    }
    case 'password-reset': {
      const ends = [countText(messages, 'mail.hours', letter.hours), text(messages, 'mail.reset.ignore')];
      return { key: 'reset', paragraphs: [text(messages, 'mail.reset.text'), letter.url, ...ends] };
    }
    case 'password-changed':
      return { key: 'changed', paragraphs: [text(messages, 'mail.changed.text')] };
  }
}
