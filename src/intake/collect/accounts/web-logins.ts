import type { AccountExhibit } from '../../../model/exhibits.ts';
import type { Entry, Tree } from '../../../model/unpacked.ts';
import { classifyPassword } from '../../passwords/classify-password.ts';
import type { LoginJudge } from './login-judge.ts';
import { readText } from './read-text.ts';

const mostBytes = 2 ** 18;

/** A store of logins that a web, file or management server reads: which files, and what one line of it says. */
type LoginStore = {
  readonly path: RegExp;
  /** Whether every line is a login, so that one that cannot be read is worth a note. */
  readonly isOnlyLogins: boolean;
  readonly login: (line: string, judge: LoginJudge, at: string) => Pick<AccountExhibit, 'user' | 'uid' | 'password'> | null;
};

const stores: readonly LoginStore[] = [
  // Apache, nginx, mini_httpd: `user:hash`; a line whose second field is no hash is not believed.
  {
    isOnlyLogins: true,
    path: /(^|\/)\.?[^/]*htpasswd(\.[a-z]+)?$/,
    login: (line, judge, at) => {
      const [, user, field] = /^([^:\s]{1,64}):([^:\s]{4,256})$/.exec(line) ?? [];
      if (user === undefined || field === undefined || classifyPassword(field).scheme === 'unrecognised') return null;
      return { user, uid: null, password: judge.hashed(user, field, at) };
    },
  },
  // Digest authentication (Apache, lighttpd, and vendors' lighttpd.user): `user:realm:MD5`.
  {
    isOnlyLogins: false,
    path: /(^|\/)\.?([^/]*htdigest[^/]*|lighttpd\.user)$/,
    login: (line, judge, at) => {
      const user = /^([^:\s]{1,64}):[^:]{1,128}:[0-9A-Fa-f]{32}$/.exec(line)?.[1];
      return user === undefined ? null : { user, uid: null, password: judge.told(user, 'htdigest', line, at) };
    },
  },
  // lighttpd's auth.backend.plain.userfile under its usual names: `user:password` in clear.
  {
    isOnlyLogins: false,
    path: /(^|\/)(lighttpd[-_.](plain\.)?(user|users|passwd)|\.lighttpdpassword|lighttpd-plain\.user)$/,
    login: (line, judge, at) => {
      const [, user, password] = /^([^:\s]{1,64}):([^:]{0,128})$/.exec(line) ?? [];
      if (user === undefined || password === undefined) return null;
      const hashed = classifyPassword(password).scheme ?? 'unrecognised';
      return { user, uid: null, password: hashed === 'unrecognised' ? judge.plain(user, password) : judge.hashed(user, password, at) };
    },
  },
  // BusyBox httpd: `/path:user:password`, in clear or `$1$…`; `*` means the system's own accounts.
  {
    isOnlyLogins: false,
    path: /(^|\/)httpd\.conf$/,
    login: (line, judge, at) => {
      const [, user, password] = /^\/[^:\s]{0,128}:([^:\s]{1,64}):(\S{1,256})$/.exec(line) ?? [];
      if (user === undefined || password === undefined || password === '*') return null;
      return { user, uid: null, password: password.startsWith('$') ? judge.hashed(user, password, at) : judge.plain(user, password) };
    },
  },
  // Samba: `user:uid:LM:NT:[flags]:LCT-…`.
  {
    isOnlyLogins: true,
    path: /(^|\/)smbpasswd$/,
    login: (line, judge, at) => {
      const [, user, uid, nt = '', flags = ''] = /^([^:\s]{1,64}):(\d{1,10}):[^:]{32}:([^:]{32}):\[([^\]]*)\]/.exec(line) ?? [];
      if (user === undefined) return null;
      const none = { state: 'none', scheme: null, hash: null, known: null, tried: 0 } as const;
      const locked = { ...none, state: 'locked' } as const;
      const password = flags.includes('N') ? none : flags.includes('D') || nt.startsWith('XX') ? locked : judge.told(user, 'nt', nt, at);
      return { user, uid: Number(uid), password };
    },
  },
];

/** Logins of web servers and Samba, kept in files whose form is sure: nothing is guessed from names such as `password=`. */
export function webLogins(tree: Tree, judge: LoginJudge): readonly AccountExhibit[] {
  return tree.entries.flatMap((entry) => {
    if (entry.type !== 'file' || entry.kind === 'elf') return [];
    return stores.filter(({ path }) => path.test(entry.path)).flatMap((store) => storeLogins(entry, store, judge));
  });
}

function storeLogins(entry: Entry, store: LoginStore, judge: LoginJudge): readonly AccountExhibit[] {
  const unread: number[] = [];
  const found = (readText(entry, mostBytes, judge.note) ?? '').split('\n').flatMap((raw, index) => {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) return [];
    const at = `${entry.at}:${index + 1}`;
    const login = line.length > 1024 ? null : store.login(line, judge, at);
    if (login === null) unread.push(index + 1);
    return login === null || !judge.admits(at) ? [] : [{ at, shell: null, ...login }];
  });
  if (store.isOnlyLogins && unread.length > 0)
    judge.note({ code: 'malformed', at: `${entry.at}:${unread[0]}`, detail: `${unread.length} lines are no logins of a known form` });
  return found;
}
