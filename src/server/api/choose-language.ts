import { chooseMessages } from '../../adapters/catalogue/choose-messages.ts';
import type { Catalogue } from '../../model/catalogue.ts';
import type { Messages } from '../../model/message.ts';

/** The texts of the best language that an Accept-Language header (RFC 9110, 12.5.4) names and the catalogue has; English otherwise. */
export function chooseLanguage({ messages }: Pick<Catalogue, 'messages'>, header: string | undefined): Messages {
  const wanted = (header ?? '')
    .slice(0, 1000)
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
      const quality = parameters.map((each) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(each)?.[1]).find((each) => each !== undefined);
      return { language: tag.split('-')[0] ?? '', quality: Number(quality ?? 1) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  const found = wanted.find(({ language }) => messages.some((each) => each.language === language));
  return chooseMessages({ messages } as Catalogue, found?.language ?? 'en');
}
