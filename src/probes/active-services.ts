import type { ServiceExhibit } from '../model/exhibits.ts';
import type { Place } from '../model/finding.ts';
import type { Subject } from '../model/probe.ts';
import type { Obstacle } from './answer.ts';
import { protocolUse } from './protocols.ts';

/** The services of an image that run or may run as delivered: all but those that are installed and disabled. */
export const activeServices = ({ exhibits }: Subject): readonly ServiceExhibit[] =>
  exhibits.services.filter((service) => service.starts !== 'disabled');

/** A service surely started, at boot or at the first connection. A conditional start hangs on something that only the running device knows. */
export const isSurelyStarted = ({ starts }: ServiceExhibit): boolean => starts === 'boot' || starts === 'on-demand';

export const servicePlace = ({ at, name, protocol, port, starts }: ServiceExhibit, note = ''): Place => ({
  at,
  note: `${name}${protocol === null ? '' : ` (${protocol}${port === null ? '' : ` ${port}`})`}, starts: ${starts}${note === '' ? '' : `: ${note}`}`,
});

/** The programs that are started and may listen with a protocol that nobody told us. */
export const unknownServices = (services: readonly ServiceExhibit[]): readonly Obstacle[] =>
  services
    .filter((service) => protocolUse(service) === 'unknown')
    .map((service) => ({ ...servicePlace(service, 'what it offers on the network is not known'), reason: 'not-located' }));

/** A command's words; what the boot scripts left to a variable still holds its `$`. */
export const wordsOf = ({ command }: ServiceExhibit): readonly string[] => command.split(/\s+/).filter((word) => word !== '');

/** The value of a one-letter option that takes a path: `-l /bin/sh` or `-l/bin/sh`; undefined when it is not there. */
export function pathOption(words: readonly string[], option: string): string | undefined {
  const at = words.indexOf(option);
  if (at >= 0) return words[at + 1];
  return words.find((word) => word.startsWith(`${option}/`))?.slice(option.length);
}

export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const shells = new Set(['sh', 'ash', 'bash', 'dash', 'zsh', 'ksh', 'hush', 'msh', 'csh', 'tcsh']);
export const isShell = (program: string): boolean => shells.has(baseName(program));
