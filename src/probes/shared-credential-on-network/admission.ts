import type { AccountExhibit, ServiceExhibit } from '../../model/exhibits.ts';
import { canLogIn, storeOf } from '../account-stores.ts';
import { baseName, pathOption, wordsOf } from '../active-services.ts';
import { protocolUse } from '../protocols.ts';

/** The accounts a service admits by password, as far as the image shows; `doubt` says what is not shown, and then `accounts` are those it may admit. */
export type Admission = { readonly accounts: readonly AccountExhibit[]; readonly doubt: string | null };

const nobody: Admission = { accounts: [], doubt: null };
const hidden: Admission = { accounts: [], doubt: 'where its accounts stand was not found' };

export function admission(service: ServiceExhibit, accounts: readonly AccountExhibit[]): Admission {
  const use = protocolUse(service);
  if (service.protocol === 'ftp') return ftp(service, accounts);
  if (use === 'shell') return shellLogin(service, accounts);
  if (use === 'administration' || use === 'content')
    return ownLogin(accounts.filter((account) => storeOf(account) === (service.protocol === 'smb' ? 'smb' : 'web')));
  // A debug service asks for no credential at all: that is another question.
  return nobody;
}

const ownLogin = (own: readonly AccountExhibit[]): Admission => (own.length === 0 ? hidden : { accounts: own, doubt: null });

const ofSystem = (accounts: readonly AccountExhibit[]): readonly AccountExhibit[] =>
  accounts.filter((account) => storeOf(account) === 'system' && canLogIn(account));

const hasPassword = ({ password }: AccountExhibit): boolean => password.state !== 'none';

/** login(1) admits empty passwords; SSH servers refuse them unless told otherwise. */
function shellLogin(service: ServiceExhibit, accounts: readonly AccountExhibit[]): Admission {
  if (service.protocol === 'telnet') return telnet(service, accounts);
  if (!accounts.some((account) => storeOf(account) === 'system')) return hidden;
  if (service.protocol !== 'ssh') return { accounts: ofSystem(accounts), doubt: null };
  return /dropbear/.test(baseName(wordsOf(service)[0] ?? '')) || /\bdropbear/.test(service.command)
    ? dropbear(service, accounts)
    : sshd(accounts);
}

/** Some vendors' telnetd takes `-u user:password`; `-l` names what asks for the password instead of login(1). */
function telnet(service: ServiceExhibit, accounts: readonly AccountExhibit[]): Admission {
  const words = wordsOf(service);
  const login = pathOption(words, '-l');
  if (words.some((word, index) => word === '-u' && /.:./.test(words[index + 1] ?? ''))) {
    const given = accounts.filter((account) => storeOf(account) === 'command');
    const own = given.filter(({ at }) => at === service.at);
    return ownLogin(own.length > 0 ? own : given);
  }
  if (login !== undefined && baseName(login) !== 'login')
    return { accounts: [], doubt: 'what asks for the password is a program of its own' };
  return accounts.some((account) => storeOf(account) === 'system') ? { accounts: ofSystem(accounts), doubt: null } : hidden;
}

/** dropbear(8): `-s` no passwords, `-g` none and `-w` no login for root, `-B` empty ones too. */
function dropbear(service: ServiceExhibit, accounts: readonly AccountExhibit[]): Admission {
  const words = wordsOf(service);
  if (hasFlag(words, 's')) return nobody;
  const rootless = hasFlag(words, 'g') || hasFlag(words, 'w');
  const admitted = ofSystem(accounts).filter((account) => (hasPassword(account) || hasFlag(words, 'B')) && !(rootless && isRoot(account)));
  return { accounts: admitted, doubt: service.command.includes('$') ? 'its options are not all told in the image' : null };
}

const isRoot = ({ user, uid }: AccountExhibit): boolean => uid === 0 || user === 'root';

const withValue = 'bcdDGIKpPrW';

/** Whether a flag is given, alone or in a cluster; not the value of an option. */
const hasFlag = (words: readonly string[], flag: string): boolean =>
  words.some((word, index) => {
    const isValue = new RegExp(`^-[${withValue}]$`).test(words[index - 1] ?? '');
    return !isValue && new RegExp(`^-[^${withValue}\\W\\d]{0,8}${flag}[A-Za-z]{0,8}$`).test(word);
  });

function sshd(accounts: readonly AccountExhibit[]): Admission {
  const admitted = ofSystem(accounts).filter((account) => hasPassword(account) && account.password.state !== 'locked');
  return admitted.length === 0
    ? nobody
    : { accounts: admitted, doubt: 'whether it admits passwords stands in its settings, which are not read' };
}

/** BusyBox's ftpd asks the system's accounts; of the others only the settings say whom they admit. */
function ftp(service: ServiceExhibit, accounts: readonly AccountExhibit[]): Admission {
  if (!accounts.some((account) => storeOf(account) === 'system')) return hidden;
  const plain = wordsOf(service).some((word) => /^(?:in\.)?ftpd$/.test(baseName(word)));
  return {
    accounts: ofSystem(accounts).filter(hasPassword),
    doubt: plain ? null : 'whom it admits stands in its settings, which are not read',
  };
}
