import type { Catalogue } from '../../model/catalogue.ts';
import type { Messages } from '../../model/message.ts';
import { chooseMessages } from './choose-messages.ts';

/** Every language of the catalogue, English first, each with English behind it. */
export const languagesOf = (catalogue: Catalogue): readonly Messages[] =>
  ['en', ...catalogue.messages.map(({ language }) => language).filter((language) => language !== 'en')].map((language) =>
    chooseMessages(catalogue, language),
  );
