import type { AccountExhibit } from '../../../model/exhibits.ts';
import type { Entry, Tree } from '../../../model/unpacked.ts';
import { classifyPassword } from '../../passwords/classify-password.ts';
import type { LoginJudge } from './login-judge.ts';
import { readText } from './read-text.ts';

const mostBytes = 2 ** 18;

/** A store of logins that a web, file or management server reads: which files, and what one line of it says. */
type LoginStore = {
  readonly path: RegExp;
  readonly login: (line: string, judge: LoginJudge) => Pick<AccountExhibit, 'user' | 'uid' | 'password'> | null;
};

const stores: readonly LoginStore[] = [
  // Apache, nginx, mini_httpd: `user:hash`; a line whose second field is no hash is not believed.
  {
    path: /(^|\/)\.?[^/]*htpasswd(\.[a-z]+)?$/,
    login: (line, judge) => {
      const [, user, field] = /^([^:\s]{1,64}):([^:\s]{4,256})$/.exec(line) ?? [];
      if (user === undefined || field === undefined || classifyPassword(field).scheme === 'unrecognised') return null;
      return { user, uid: null, password: judge.hashed(user, field) };
    },
  },
  // Digest authentication (Apache, lighttpd, and vendors' lighttpd.user): `user:realm:MD5`.
  {
    path: /(^|\/)\.?([^/]*htdigest[^/]*|lighttpd\.user)$/,
    login: (line, judge) => {
      const user = /^([^:\s]{1,64}):[^:]{1,128}:[0-9A-Fa-f]{32}$/.exec(line)?.[1];
      return user === undefined ? null : { user, uid: null, password: judge.told(user, 'htdigest', line) };
    },
  },
  // lighttpd's auth.backend.plain.userfile under its usual names: `user:password` in clear.
  {
    path: /(^|\/)(lighttpd[-_.](plain\.)?(user|users|passwd)|\.lighttpdpassword|lighttpd-plain\.user)$/,
    login: (line, judge) => {
      const [, user, password] = /^([^:\s]{1,64}):([^:]{0,128})$/.exec(line) ?? [];
      if (user === undefined || password === undefined) return null;
      const hashed = classifyPassword(password).scheme ?? 'unrecognised';
      return { user, uid: null, password: hashed === 'unrecognised' ? judge.plain(user, password) : judge.hashed(user, password) };
    },
  },
  // BusyBox httpd: `/path:user:password`, in clear or `$1$…`; `*` means the system's own accounts.
  {
    path: /(^|\/)httpd\.conf$/,
    login: (line, judge) => {
      const [, user, password] = /^\/[^:\s]{0,128}:([^:\s]{1,64}):(\S{1,256})$/.exec(line) ?? [];
      if (user === undefined || password === undefined || password === '*') return null;
      return { user, uid: null, password: password.startsWith('$') ? judge.hashed(user, password) : judge.plain(user, password) };
    },
  },
  // Samba: `user:uid:LM:NT:[flags]:LCT-…`.
  {
    path: /(^|\/)smbpasswd$/,
    login: (line, judge) => {
      const [, user, uid, nt = '', flags = ''] = /^([^:\s]{1,64}):(\d{1,10}):[^:]{32}:([^:]{32}):\[([^\]]*)\]/.exec(line) ?? [];
      if (user === undefined) return null;
      const none = { state: 'none', scheme: null, hash: null, known: null, tried: 0 } as const;
      const locked = { ...none, state: 'locked' } as const;
      const password = flags.includes('N') ? none : flags.includes('D') || nt.startsWith('XX') ? locked : judge.told(user, 'nt', nt);
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
  return (readText(entry, mostBytes) ?? '').split('\n').flatMap((raw, index) => {
    const line = raw.trim();
    const login = line.startsWith('#') || line.length > 1024 ? null : store.login(line, judge);
    return login === null ? [] : [{ at: `${entry.at}:${index + 1}`, shell: null, ...login }];
  });
}
