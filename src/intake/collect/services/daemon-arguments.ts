import type { Field } from './shell-expand.ts';

/** What `start-stop-daemon` (Debian's and BusyBox's) would run. */
export type DaemonStart = { readonly starts: boolean; readonly fields: readonly Field[] };

const withValue = new Set([
  '-x',
  '-a',
  '-n',
  '-p',
  '-u',
  '-c',
  '-g',
  '-N',
  '-d',
  '-r',
  '-s',
  '-R',
  '-I',
  '-P',
  '-k',
  '-O',
  '-1',
  '-2',
  '-e',
  '-w',
]);
const longWithValue = new Set(
  'exec startas name pidfile user chuid group nicelevel chdir chroot signal retry iosched procsched umask output env wait stdout stderr'
    .split(' ')
    .map((name) => `--${name}`),
);

/** Reads the arguments of `start-stop-daemon`: options up to `--` or the first other word, then the daemon's own arguments. */
export function readDaemonStart(fields: readonly Field[]): DaemonStart {
  let program: Field | undefined;
  let starts = true;
  let at = 1;
  for (; at < fields.length; at++) {
    const field = fields[at];
    const text = field?.text ?? '';
    if (text === '--') {
      at++;
      break;
    }
    if (!text.startsWith('-')) break;
    if (text === '--stop' || text === '--test' || text === '--status' || /^-[A-Za-z]*[KtT]$/.test(text)) starts = false;
    const [name, inline] = text.startsWith('--') ? splitOnce(text) : [text];
    const last = text.startsWith('--') ? name : `-${text.at(-1) ?? ''}`;
    if (!withValue.has(last) && !longWithValue.has(last)) continue;
    const value: Field | undefined = inline !== undefined ? { text: inline, known: field?.known === true } : fields[++at];
    if (last === '-a' || last === '--startas' || ((last === '-x' || last === '--exec') && program === undefined)) program = value;
  }
  return { starts: starts && program !== undefined, fields: program === undefined ? [] : [program, ...fields.slice(at)] };
}

function splitOnce(text: string): readonly [string, string?] {
  const equals = text.indexOf('=');
  return equals < 0 ? [text] : [text.slice(0, equals), text.slice(equals + 1)];
}

/** Takes off a command in front of a command (`nohup`, `nice -n 5`, `busybox`, `env A=b` …) with its own options. */
export function withoutWrapper(fields: readonly Field[]): readonly Field[] {
  const wrapper = fields[0]?.text ?? '';
  const takesValue = wrapper.endsWith('nice') ? '-n' : wrapper.endsWith('env') ? '-u' : wrapper.endsWith('timeout') ? '-s' : '';
  let at = 1;
  for (; at < fields.length; at++) {
    const text = fields[at]?.text ?? '';
    if (text === takesValue) at++;
    else if (!text.startsWith('-') && !/^[A-Za-z_]\w*=/.test(text)) break;
  }
  const numeric = /(?:^|\/)(?:timeout|chrt|taskset)$/.test(wrapper) ? 1 : 0;
  return fields.slice(at + numeric);
}
