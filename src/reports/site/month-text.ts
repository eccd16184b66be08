import { type Messages, text } from '../../model/message.ts';

/** `2027-11` in words: November 2027. */
export const monthText = (messages: Messages, month: string): string =>
  `${text(messages, `month.${Number(month.slice(5))}`)} ${month.slice(0, 4)}`;
