import type { Collector } from '../../model/collector.ts';
import type { AccountExhibit } from '../../model/exhibits.ts';
import { defaultXmlLogins } from './accounts/default-xml-logins.ts';
import { loginJudge } from './accounts/login-judge.ts';
import { looseAccounts, systemAccounts } from './accounts/system-accounts.ts';
import { webLogins } from './accounts/web-logins.ts';
import { commandLineLogins } from './command-line-logins.ts';

/**
 * Every login the evidence brings along: passwd and shadow files, web servers' and Samba's password files, factory settings, logins on
 * command lines. Each tree has its own; hashes are tried against the published logins (the Mirai test).
 */
export const collectAccounts: Collector<AccountExhibit> = (unpacked, context) => {
  const judge = loginJudge(context);
  const ofTrees = unpacked.trees.flatMap((tree) => [
    ...systemAccounts(tree, judge),
    ...webLogins(tree, judge),
    ...defaultXmlLogins(tree, judge),
    ...commandLineLogins(tree, judge),
  ]);
  return [...ofTrees, ...unpacked.pieces.flatMap((piece) => looseAccounts(piece, judge))];
};
