import type { Call, Frame } from './boot-frame.ts';
import { normalise, type RootView } from './root-view.ts';
import { expandText, type Scope } from './shell-expand.ts';
import type { Redirect } from './shell-reader.ts';

/** What of a walk redirections need. */
type RedirectWalk = {
  readonly view: RootView;
  readonly scope: (frame: Frame) => Scope;
  readonly gap: (call: Call, name: string) => void;
};

/** Files that decide who may log in. */
export const accountFile = /^\/etc\/(?:passwd|shadow)-?$/;
/** Files of the kernel that name a program for it to start. */
const kernelHelper = /^\/(?:proc\/sys\/kernel\/(?:hotplug|core_pattern|modprobe)|sys\/kernel\/uevent_helper)$/;
const console = /^\/dev\/(?:null|console|tty\w*)$/;

/** Notes what redirections may do: feed a shell, write the account files, reach the network or name a helper for the kernel. */
export function applyRedirects(walk: RedirectWalk, call: Call, redirects: readonly Redirect[]): void {
  for (const { operator, target } of redirects) {
    const { text, known } = expandText(target, walk.scope(call.frame));
    if (/^\/dev\/(?:tcp|udp)\//.test(text)) walk.gap(call, '/dev/tcp');
    if (operator.startsWith('<') && operator !== '<>') {
      if (!known || operator !== '<' || !console.test(text)) call.frame.fed = true;
    } else if (known && text.startsWith('/')) wrote(walk, call, normalise(text));
    else if (!known && /passwd|shadow/.test(text)) walk.gap(call, '');
  }
}

/** A file written while booting: what tests and programs find there is not what the image holds. */
export function wrote(walk: RedirectWalk, call: Call, path: string): void {
  if (accountFile.test(path)) walk.gap(call, '');
  else if (kernelHelper.test(path) && !call.fields.some((field) => field.text === '/sbin/mdev'))
    walk.gap(call, path.slice(path.lastIndexOf('/') + 1));
  else if (!walk.view.isRunTime(path) && !walk.view.mount(path)) walk.gap(call, '');
}
