import { dateText, type Messages, text } from '../../model/message.ts';
import type { ReminderParts } from '../programme/reminder-job.ts';

/** The words of a reminder in a person's language; one that is not known or not there: the first of `languages`. `product`: what is signed in to; `baseUrl`: where. */
export const writeReminder =
  (languages: readonly Messages[], product: string, baseUrl: string): ReminderParts['write'] =>
  ({ case: id, kind, due }, language) => {
    const messages = languages.find((each) => each.language === language) ?? languages[0];
    if (messages === undefined) throw new Error('reminders without a language');
    const values = { what: text(messages, `programme.clock.${kind}`), date: dateText(messages, due), product };
    const paragraphs = [
      text(messages, 'mail.reminder.text', values),
      `${baseUrl}/portal/cases/${id}`,
      text(messages, 'mail.reminder.once'),
    ];
    return {
      subject: text(messages, 'mail.reminder.subject', values),
      text: [text(messages, 'mail.greeting'), ...paragraphs, product].join('\n\n'),
    };
  };
