import { bootCarriers } from './boot-carriers.ts';
import {
  callFunction,
  emit,
  execute,
  follow,
  giveUp,
  isOpaque,
  isScript,
  lookUp,
  mayStand,
  runFolder,
  runText,
  source,
  truth,
  valueOf,
} from './boot-execute.ts';
import { type Call, goesOn, leave, type Outcome } from './boot-frame.ts';
import { accountFile } from './boot-redirects.ts';
import type { BootWalk } from './boot-walk.ts';
import { readDaemonStart, withoutWrapper } from './daemon-arguments.ts';
import { baseName, normalise } from './root-view.ts';
import type { Field } from './shell-expand.ts';
import { evaluateTest } from './shell-test.ts';
import type { UciSection } from './uci.ts';

type Builtin = (walk: BootWalk, call: Call) => Outcome;

const left = (how: number): Outcome => ({ status: 'true', leaves: how, may: 0 });

const test: Builtin = (walk, { fields }) => {
  const closed = fields[0]?.text.startsWith('[') === true;
  const operands = closed && /^\]\]?$/.test(fields.at(-1)?.text ?? '') ? fields.slice(1, -1) : fields.slice(1);
  return goesOn(evaluateTest(operands, (operator, path) => walk.view.test(operator, path)));
};

const wrapper: Builtin = (walk, call) => {
  const fields = withoutWrapper(call.fields);
  return fields.length === 0 ? goesOn('true') : walk.command(walk, { ...call, fields });
};

const exec: Builtin = (walk, call) => {
  let at = 1;
  for (; /^-[acl]+$/.test(call.fields[at]?.text ?? ''); at++) if (call.fields[at]?.text.includes('a')) at++;
  const fields = call.fields.slice(at);
  if (fields.length === 0) return goesOn('true');
  const tail = call.frame.tail;
  call.frame.tail = true;
  const { status } = walk.command(walk, { ...call, fields });
  call.frame.tail = tail;
  return { status, leaves: leave.exit, may: 0 };
};

/** `sh -c TEXT`, `sh SCRIPT ARGUMENTS`; a shell alone reads commands: at the console, or what it is fed. */
const shell: Builtin = (walk, call) => {
  const command = call.fields.findIndex((field, index) => index > 0 && /^-[a-z]*c$/.test(field.text));
  const text = call.fields[command + 1];
  if (command > 0 && text !== undefined) return text.known ? { ...runText(walk, call, text.text), leaves: 0, may: 0 } : giveUp(walk, call);
  const at = call.fields.findIndex((field, index) => index > 0 && !/^[-+]/.test(field.text));
  const script = at < 0 || call.fields.some((field) => field.text === '-s') ? undefined : call.fields[at];
  if (script === undefined || baseName(call.fields[0]?.text ?? '') === 'su') {
    if (call.frame.fed) return giveUp(walk, call);
    emit(walk, call, null, true, true);
    return goesOn('unknown');
  }
  if (!script.known) return giveUp(walk, call);
  const path = script.text.includes('/') || call.frame.folder === null ? script.text : `${call.frame.folder}/${script.text}`;
  const entry = lookUp(walk, call.frame, path) ?? lookUp(walk, call.frame, script.text);
  if (entry === null) return mayStand(walk, call.frame, path) ? giveUp(walk, call) : goesOn('unknown');
  if (entry.type === 'directory' || (entry.type === 'file' && entry.size === 0)) return goesOn('unknown');
  if (walk.view.text(entry) === null) return giveUp(walk, call);
  return follow(walk, entry, call.fields.slice(at + 1).map(valueOf), call.frame);
};

const dot: Builtin = (walk, call) => {
  const [, name, ...rest] = call.fields;
  return name === undefined ? goesOn('unknown') : source(walk, call, name, rest.map(valueOf));
};

const assign: Builtin = (walk, { fields, frame }) => {
  for (const field of fields.slice(1)) {
    const name = /^[A-Za-z_]\w{0,127}/.exec(field.text)?.[0];
    if (name === undefined) continue;
    if (field.text[name.length] === '=') walk.set(frame, name, field.known ? field.text.slice(name.length + 1) : null);
    else if (fields[0]?.text === 'local') walk.set(frame, name, null);
    if (fields[0]?.text === 'export') {
      if (frame.exported.size < 256) frame.exported.add(name);
      else walk.stop(frame.source, 'too many exported variables');
    }
  }
  return goesOn('true');
};

/** Names given become unknown: `read x`, `let x=…`, `getopts … x`. */
const forget: Builtin = (walk, { fields, frame }) => {
  for (const { text } of fields.slice(1)) {
    const name = /^[A-Za-z_]\w{0,127}/.exec(text)?.[0];
    if (name !== undefined) walk.set(frame, name, null);
  }
  return goesOn('unknown');
};

const shift: Builtin = (_walk, { fields, frame }) => {
  frame.parameters = frame.parameters.slice(Number(/^\d{1,4}$/.exec(fields[1]?.text ?? '1')?.[0] ?? 1));
  return goesOn('true');
};

const set: Builtin = (_walk, { fields, frame }) => {
  const at = fields.findIndex((field, index) => index > 0 && !/^[-+]\w/.test(field.text));
  if (at > 0) frame.parameters = fields.slice(fields[at]?.text === '--' ? at + 1 : at).map(valueOf);
  return goesOn('true');
};

const cd: Builtin = (_walk, { fields, frame }) => {
  const to = fields[1];
  if (to === undefined) frame.folder = '/root';
  else if (!to.known || to.text === '-') frame.folder = null;
  else frame.folder = to.text.startsWith('/') ? normalise(to.text) : frame.folder === null ? null : normalise(`${frame.folder}/${to.text}`);
  return goesOn('true');
};

/** What stands under a mount is not what the image holds there; the accounts too. */
function mounted(walk: BootWalk, call: Call, folder: string): void {
  const path = normalise(folder);
  if (path === '/etc' || accountFile.test(path) || !walk.view.mount(path)) walk.gap(call, 'mount');
}

const mount: Builtin = (walk, call) => {
  const { fields } = call;
  if (fields.some((field) => field.text === '-a')) {
    walk.spend(64);
    const fstab = walk.view.find('/etc/fstab');
    const text = fstab === null ? '' : walk.view.text(fstab);
    const lines = (text ?? '').slice(0, 1 << 15).split('\n');
    if (fstab !== null && (text === null || text.length > 1 << 15 || lines.length > 256)) walk.stop(fstab.at, 'not readable, or too long');
    for (const line of lines.slice(0, 256)) {
      const [device, folder] = line.trim().split(/\s+/);
      if (device !== undefined && !device.startsWith('#') && folder?.startsWith('/') === true) mounted(walk, call, folder);
    }
    return goesOn('true');
  }
  const last = fields.findLast(
    (field, index) => field.known && field.text.startsWith('/') && !/^-[ot]$/.test(fields[index - 1]?.text ?? ''),
  );
  if (last !== undefined && fields.length > 2) mounted(walk, call, last.text);
  return goesOn('true');
};

const daemon: Builtin = (walk, call) => {
  const { starts, fields } = readDaemonStart(call.fields);
  if (fields.length === 0 && !call.fields.some((field) => /^(?:-[A-Za-z]*K|--stop)$/.test(field.text))) return giveUp(walk, call);
  if (starts) startDaemon(walk, { ...call, fields });
  return goesOn('true');
};

/** `service_start`, `daemon`, `start_daemon`: a function that starts the rest of its words. */
const started: Builtin = (walk, call) => {
  const fields = withoutWrapper(call.fields);
  if (fields.length > 0) startDaemon(walk, { ...call, fields });
  return goesOn('true');
};

function startDaemon(walk: BootWalk, call: Call): void {
  const program = lookUp(walk, call.frame, call.fields[0]?.text ?? '');
  if (call.fields[0]?.known === false || (program !== null && isOpaque(program) && !isScript(walk, program))) walk.gap(call, '');
  else if (program !== null && isScript(walk, program)) execute(walk, { ...call, frame: { ...call.frame, kept: true } });
  else emit(walk, call, program, true);
}

/** `service NAME start` and `rc-service NAME start`, where NAME is a script of init.d. */
const service: Builtin = (walk, call) => {
  const [, name, ...rest] = call.fields;
  const entry = name?.known === true && /^[\w.-]+$/.test(name.text) ? walk.view.find(`/etc/init.d/${name.text}`) : null;
  if (name?.known === false) return giveUp(walk, call);
  if (entry === null || !isScript(walk, entry)) return execute(walk, call);
  return follow(walk, entry, rest.map(valueOf), call.frame);
};

const runParts: Builtin = (walk, call) => {
  const folder = call.fields.findLast((field) => field.known && field.text.startsWith('/'));
  return folder === undefined || !call.fields.every((field) => field.known)
    ? giveUp(walk, call)
    : runFolder(walk, folder.text, ['start'], call.frame, '*');
};

const procd: Builtin = (walk, call) => {
  const [name, parameter, ...words] = call.fields;
  if (parameter?.text !== 'command') return goesOn('true');
  const instance = call.frame.procd.instance;
  const open = instance === null ? undefined : walk.started[instance];
  if (name?.text === 'procd_append_param' && instance !== null && open !== undefined)
    walk.started[instance] = { ...open, words: [...open.words, ...words.map((word) => word.text)] };
  else if (words.length > 0) {
    call.frame.procd.instance = walk.started.length;
    startDaemon(walk, { ...call, fields: words });
  }
  return goesOn('true');
};

const configLoad: Builtin = (_walk, { fields, frame }) => {
  frame.uci.package = fields[1]?.known === true ? fields[1].text : null;
  return goesOn('true');
};

function sectionsOf(walk: BootWalk, call: Call): readonly UciSection[] | null {
  const name = call.frame.uci.package;
  return name === null ? null : walk.texts.configuration(name);
}

/** `config_foreach FUNCTION TYPE`: calls it for each section of that type. */
const configForeach: Builtin = (walk, call) => {
  const [, name, type] = call.fields;
  if (name?.known !== true) return giveUp(walk, call);
  const sections = sectionsOf(walk, call);
  if (sections === null) {
    const from = walk.started.length;
    callFunction(walk, call.frame, name.text, [null]);
    walk.doubt(from);
  } else
    for (const section of sections)
      if (type === undefined || type.text === section.type) callFunction(walk, call.frame, name.text, [section.name]);
  return goesOn('true');
};

/** `config_get VARIABLE SECTION OPTION [DEFAULT]`. */
const configGet: Builtin = (walk, call) => {
  const [command, variable, section, option, otherwise] = call.fields;
  if (variable?.known !== true || option === undefined) return goesOn('unknown');
  const sections = section?.known === true && option.known ? sectionsOf(walk, call) : null;
  const found = sections?.find((candidate) => candidate.name === section?.text);
  const value = found?.options.get(option.text) ?? (otherwise === undefined ? '' : valueOf(otherwise));
  const read = sections === null ? null : command?.text === 'config_get_bool' && value !== null ? asBoolean(value) : value;
  walk.set(call.frame, variable.text, read);
  return goesOn('true');
};

const asBoolean = (value: string): string => (/^(?:1|on|true|yes|enabled)$/.test(value) ? '1' : value === '' ? '' : '0');

/** `append VARIABLE VALUE [SEPARATOR]`. */
const append: Builtin = (walk, { fields, frame }) => {
  const [, variable, value, separator] = fields;
  if (variable?.known !== true) return goesOn('unknown');
  const before = frame.variables.get(variable.text) ?? '';
  walk.set(
    frame,
    variable.text,
    value?.known === true ? (before === '' ? value.text : `${before}${separator?.text ?? ' '}${value.text}`) : null,
  );
  return goesOn('true');
};

const evaluate: Builtin = (walk, call) => {
  const words = call.fields.slice(1);
  return words.every((word: Field) => word.known) ? runText(walk, call, words.map((word) => word.text).join(' ')) : giveUp(walk, call);
};

const succeeds: Builtin = () => goesOn('true');
const unknown: Builtin = () => goesOn('unknown');

/** Commands with a meaning of their own, by base name. Of those in `libraryNames` a script may have a function of its own. */
export const bootBuiltins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ...['test', '[', '[['].map((name): [string, Builtin] => [name, test]),
  ...[
    'busybox',
    'nohup',
    'nice',
    'ionice',
    'setsid',
    'env',
    'command',
    'builtin',
    'sudo',
    'time',
    'timeout',
    'stdbuf',
    'chrt',
    'taskset',
    'catchsegv',
    'respawn',
  ].map((name): [string, Builtin] => [name, wrapper]),
  ...['sh', 'ash', 'bash', 'dash', 'su'].map((name): [string, Builtin] => [name, shell]),
  ...['export', 'local', 'readonly', 'declare', 'typeset'].map((name): [string, Builtin] => [name, assign]),
  ...['read', 'let', 'getopts', 'unset'].map((name): [string, Builtin] => [name, forget]),
  ...['service_start', 'start_daemon', 'daemon'].map((name): [string, Builtin] => [name, started]),
  ...['procd_set_param', 'procd_append_param'].map((name): [string, Builtin] => [name, procd]),
  ...['config_get', 'config_get_bool'].map((name): [string, Builtin] => [name, configGet]),
  ...['service', 'rc-service'].map((name): [string, Builtin] => [name, service]),
  ['procd_open_instance', (_walk, { frame }) => ((frame.procd.instance = null), goesOn('true'))],
  ['procd_close_instance', succeeds],
  ['config_load', configLoad],
  ['config_foreach', configForeach],
  ['append', append],
  ['include', (walk, call) => runParts(walk, call)],
  ['exec', exec],
  ['eval', evaluate],
  ['.', dot],
  ['source', dot],
  ['set', set],
  ['shift', shift],
  ['cd', cd],
  ['mount', mount],
  ['start-stop-daemon', daemon],
  ['run-parts', runParts],
  ['true', succeeds],
  [':', succeeds],
  ['false', () => goesOn('false')],
  ['exit', (_walk, { fields }) => ({ status: truth((fields[1]?.text ?? '0') === '0'), leaves: leave.exit, may: 0 })],
  ['return', (_walk, { fields }) => ({ status: statusOf(fields[1]), leaves: leave.return, may: 0 })],
  ['break', () => left(leave.break)],
  ['continue', () => left(leave.continue)],
  ['which', unknown],
  ...bootCarriers,
]);

function statusOf(field: Field | undefined): 'true' | 'false' | 'unknown' {
  if (field === undefined || !field.known) return 'unknown';
  return truth(field.text === '0');
}

/** Functions of shell libraries, known here by name: a function that a script itself defines counts before them. */
export const libraryNames: ReadonlySet<string> = new Set(
  `service_start start_daemon daemon procd_set_param procd_append_param procd_open_instance procd_close_instance config_load config_foreach
config_get config_get_bool append include service respawn`.split(/\s+/),
);

/** Names that a shell knows itself: no file of that name counts. */
export const shellNames: ReadonlySet<string> = new Set(
  '. : [ [[ alias break builtin cd command continue declare eval exec exit export false getopts let local read readonly return set shift source test trap true typeset unset'.split(
    ' ',
  ),
);
