import type { SignInConfig } from './sign-in-config.ts';

/**
 * The portal's page that a link of a letter opens. The secret stands in the query and not after a #, because the pages work without script: it is good once, the
 * pages send no referrer to others, and a server's log has to leave queries out.
 */
export const linkTo = ({ baseUrl }: Pick<SignInConfig, 'baseUrl'>, page: 'reset' | 'invitation', secret: string): string =>
  `${baseUrl}/portal/${page}?token=${secret}`;
