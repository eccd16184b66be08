import { emit, execute, follow, giveUp, isScript, lookUp, runText } from './boot-execute.ts';
import { type Call, goesOn, type Outcome } from './boot-frame.ts';
import { accountFile, wrote } from './boot-redirects.ts';
import type { BootWalk } from './boot-walk.ts';
import { baseName, normalise } from './root-view.ts';

type Carrier = (walk: BootWalk, call: Call) => Outcome;

/** Given up where an argument looks like what makes the command run another; else an ordinary command. */
const when =
  (pattern: RegExp): Carrier =>
  (walk, call) =>
    call.fields.slice(1).some((field) => pattern.test(field.text)) ? giveUp(walk, call) : execute(walk, call);

/** awk's programs can start commands: `system(…)`, `"command" | getline`, `print | "command"`. Only a constant one without either is believed. */
const awk: Carrier = (walk, call) => {
  const words = call.fields.slice(1);
  const program = words.find((field, index) => !field.text.startsWith('-') && !/^-[Fv]$/.test(words[index - 1]?.text ?? ''));
  const told = program?.known === true && !/system|getline|[^|]\|[^|]|^\|/.test(program.text.replace(/\/(?:[^/\\\n]|\\.)*\//g, ''));
  return told && !words.some((field) => /^(?:-f|-e|-i|--(?:file|exec|include|source))/.test(field.text))
    ? execute(walk, call)
    : giveUp(walk, call);
};

/** `trap ACTION SIGNAL…`: the action may be carried out at any time. */
const trap: Carrier = (walk, call) => {
  const [, action] = call.fields;
  if (action === undefined || (action.known && /^(?:-\w?|\d+|)$/.test(action.text))) return goesOn('true');
  if (!action.known) return giveUp(walk, call);
  const from = walk.started.length;
  runText(walk, { ...call, frame: { ...call.frame, variables: new Map(call.frame.variables), tail: false } }, action.text);
  walk.doubt(from);
  return goesOn('true');
};

const ofEtc = (path: string): boolean => accountFile.test(path) || path === '/etc' || path === '/';

/** `cp`, `mv`, `ln`, `install`: the last word is written. */
const copies: Carrier = (walk, call) => {
  const words = call.fields.slice(1).filter((field) => !field.text.startsWith('-'));
  const last = words.at(-1);
  const path = last?.known === true && last.text.startsWith('/') ? normalise(last.text) : null;
  const harmless = (text: string): boolean => /\.[\w-]+$|^\/(?:tmp|var|dev|proc)\//.test(text) && !/passwd|shadow/.test(text);
  if (path !== null && ofEtc(path) && !(path !== '/etc/passwd' && words.slice(0, -1).every((field) => field.known && harmless(field.text))))
    walk.gap(call, '');
  else if (path !== null && walk.view.find(path)?.type !== 'directory') wrote(walk, call, path);
  else if (path !== null) for (const word of words.slice(0, -1)) wrote(walk, call, `${path === '/' ? '' : path}/${baseName(word.text)}`);
  else if (last?.known === false && /passwd|shadow/.test(last.text)) walk.gap(call, '');
  return execute(walk, call);
};

/** `tee`, `touch`, `dd of=`, `sed -i`, `tar -C`: every path among the words may be written. */
const writes: Carrier = (walk, call) => {
  const name = baseName(call.fields[0]?.text ?? '');
  if (name === 'sed' && !call.fields.some((field) => /^-[a-zE]*i/.test(field.text))) return execute(walk, call);
  for (const { text } of call.fields.slice(1)) {
    const path = normalise(text.replace(/^of=/, ''));
    if (accountFile.test(path) || (name === 'tar' && ofEtc(path))) walk.gap(call, '');
    else if (name === 'touch' && text.startsWith('/')) wrote(walk, call, path);
  }
  return execute(walk, call);
};

/** A client unless it listens or hands the connection to a program. */
const netcat: Carrier = (walk, call) => {
  const words = call.fields.slice(1).map((field) => field.text);
  const serves = words.some((word) => /^-[a-z]*l|^--listen|listen/i.test(word));
  const hands = words.some((word) => /^-[a-z]*[ec]$|exec|system/i.test(word));
  if (!serves && (hands || !call.fields.every((field) => field.known))) return giveUp(walk, call);
  return execute(walk, call);
};

/** inetd(8): a word that is no option is its configuration, if not the usual one. */
const inetd: Carrier = (walk, call) => {
  const other = call.fields
    .slice(1)
    .find((field) => !field.known || (field.text.startsWith('/') && !/^\/etc\/x?inetd\.conf$/.test(field.text)));
  if (other !== undefined) walk.gap(call, baseName(other.text));
  return execute(walk, call);
};

/** A DHCP client runs a script at every lease: `-s SCRIPT`. */
const dhcpClient: Carrier = (walk, call) => {
  emit(walk, call, lookUp(walk, call.frame, call.fields[0]?.text ?? ''), true);
  const at = call.fields.findIndex((field) => /^(?:-s|-c|-sf|--script)$/.test(field.text));
  const script = at < 0 ? undefined : call.fields[at + 1];
  const entry = script?.known === true ? lookUp(walk, call.frame, script.text) : null;
  const from = walk.started.length;
  if (entry !== null && isScript(walk, entry)) follow(walk, entry, [null], { ...call.frame, kept: false, tail: false });
  else if (script !== undefined) walk.gap(call, baseName(script.text));
  walk.doubt(from);
  return goesOn('true');
};

/** `crond -c FOLDER`: crontabs elsewhere are not read (those of the usual folders are, later-starters.ts). */
const cron: Carrier = (walk, call) => {
  const at = call.fields.findIndex((field) => field.text.startsWith('-c'));
  const folder = at < 0 ? '' : call.fields[at]?.text.slice(2) || (call.fields[at + 1]?.text ?? '');
  if (at >= 0 && !/^\/(?:etc\/crontabs|var\/spool\/cron(?:\/crontabs)?)\/?$/.test(folder)) walk.gap(call, baseName(folder) || 'crond');
  return execute(walk, call);
};

/** The new root is another tree; without one, nobody knows. */
const switchRoot: Carrier = (walk, call) => (walk.view.alone ? giveUp(walk, call) : goesOn('unknown'));

/** `systemctl start UNIT`, `initctl`, `start`: units are looked at on their own. */
const unit: Carrier = (walk, call) => (call.fields.every((field) => field.known) ? execute(walk, call) : giveUp(walk, call));

const always: readonly string[] =
  `xargs parallel flock chroot watch script alias crontab at batch nsenter unshare cttyhack softlimit chpst runsv runsvdir svscan s6-svscan
s6-supervise tini dumb-init expect tclsh node nodejs ruby make strace ltrace setarch linux32 linux64 inotifyd ifplugd zcip uevent envdir
setuidgid envuidgid setpriv runuser doas start kexec dbclient ssh chpasswd passwd adduser useradd usermod deluser addgroup hush msh zsh ksh csh tcsh
perl perl5 python python2 python3 lua lua5.1 lua5.3 luajit micropython php php-cgi php-cli tcl wish gdb qemu-arm monit supervisord daemontools
fakeroot capsh unbuffer entr incrond autossh screen tmux ifup initctl telinit dbus-launch dbus-run-session openrc openrc-run rc-update`.split(
    /\s+/,
  );

/** Commands that run others, or change who may log in: followed where that is plain, else a gap. */
export const bootCarriers: readonly (readonly [string, Carrier])[] = [
  ...always.map((name): [string, Carrier] => [name, giveUp]),
  ...['awk', 'gawk', 'mawk', 'nawk'].map((name): [string, Carrier] => [name, awk]),
  ...['nc', 'ncat', 'netcat', 'socat'].map((name): [string, Carrier] => [name, netcat]),
  ...['cp', 'mv', 'ln', 'install'].map((name): [string, Carrier] => [name, copies]),
  ...['tee', 'touch', 'dd', 'sed', 'tar'].map((name): [string, Carrier] => [name, writes]),
  ...['inetd', 'xinetd'].map((name): [string, Carrier] => [name, inetd]),
  ...['udhcpc', 'udhcpc6', 'dhclient', 'dhcpcd'].map((name): [string, Carrier] => [name, dhcpClient]),
  ...['switch_root', 'pivot_root', 'run-init'].map((name): [string, Carrier] => [name, switchRoot]),
  ...['systemctl'].map((name): [string, Carrier] => [name, unit]),
  ['crond', cron],
  ['ntpd', when(/^-\w*S/)],
  ...['wpa_cli', 'hostapd_cli'].map((name): [string, Carrier] => [name, when(/^-a/)]),
  ['find', when(/^-(?:exec|ok)/)],
  ['openssl', when(/^(?:s_server|-engine)/)],
  ['vi', when(/^-c/)],
  ['trap', trap],
];
