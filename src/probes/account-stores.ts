import type { AccountExhibit } from '../model/exhibits.ts';
import type { Place } from '../model/finding.ts';
import type { Subject } from '../model/probe.ts';
import { activeServices, baseName, servicePlace, unknownServices } from './active-services.ts';
import type { Obstacle } from './answer.ts';
import { isOneUnit } from './firmware-subjects.ts';
import { protocolUse } from './protocols.ts';

/** Who reads the file an account stands in: the system's login, a copy nobody reads, a web server, Samba, or one command line. */
export type AccountStore = 'system' | 'copy' | 'web' | 'smb' | 'command';

export function storeOf({ at }: AccountExhibit): AccountStore {
  const file = baseName(at.replace(/:\d+$/, ''));
  if (/^(?:(?:master\.)?passwd|shadow)$/.test(file)) return 'system';
  if (file === 'smbpasswd') return 'smb';
  if (/htpasswd|lighttpd|^httpd\.conf$|^defaultvalue\.xml$/.test(file)) return 'web';
  return /passwd|shadow/i.test(file) ? 'copy' : 'command';
}

/** Whether login(1) lets the account in at all. */
export const canLogIn = ({ shell }: AccountExhibit): boolean =>
  shell === null || !/(?:^|\/)(?:nologin|false|sync|halt|shutdown|null)$/.test(shell);

/**
 * Whether every unit has this password: `shared` when it is empty, a published one, or fixed in an image for all units; `own` when no
 * password opens the account; `unclear` when it was read from one unit only, or its text is not in the image.
 */
export function sharing({ password }: AccountExhibit, subject: Subject): 'shared' | 'own' | 'unclear' {
  if (password.state === 'locked') return 'own';
  if (password.state === 'none' || password.known !== null) return 'shared';
  if (isOneUnit(subject) || (password.scheme === 'plain' && password.tried === 0)) return 'unclear';
  return 'shared';
}

export function accountPlace({ at, user, password }: AccountExhibit, note?: string): Place {
  const state =
    password.state === 'none'
      ? 'no password'
      : password.known !== null
        ? 'a published password'
        : password.state === 'set'
          ? 'a fixed password'
          : 'locked';
  return { at, note: `${user}: ${note ?? state}` };
}

/**
 * Logins whose accounts the image does not show: without them no image is free of bad passwords. Services with logins of their own count
 * where no file of theirs was found; programs that nobody knows always do.
 */
export function unlocatedStores(subject: Subject): readonly Obstacle[] {
  const { accounts } = subject.exhibits;
  const services = activeServices(subject);
  const stores = new Set(accounts.map(storeOf));
  const hidden = services.filter((service) => {
    const use = protocolUse(service);
    if (use === 'shell' || service.protocol === 'ftp') return accounts.length === 0;
    if (use === 'administration') return !stores.has('web');
    if (use === 'content') return !stores.has(service.protocol === 'smb' ? 'smb' : 'web');
    return false;
  });
  const found =
    accounts.length > 0 ? [] : [{ reason: 'not-located' as const, at: subject.item.file, note: 'no file of accounts was found' }];
  return [
    ...found,
    ...hidden.map((service): Obstacle => ({ ...servicePlace(service, 'where its accounts stand was not found'), reason: 'not-located' })),
    ...unknownServices(services),
  ];
}
