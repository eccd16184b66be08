import type { Messages } from '../../model/message.ts';
import type { PagePlace } from './site-page.ts';

/** Where a server's page stands: `folder` from the root, with a slash at its end, '' for the root itself; other languages are a folder below it. */
export function servedPlace(folder: string, { language }: Pick<Messages, 'language'>, query = ''): PagePlace {
  const depth = folder.split('/').length - 1 + (language === 'en' ? 0 : 1);
  return { root: depth === 0 ? './' : '../'.repeat(depth), own: language === 'en' ? './' : '../', query };
}
