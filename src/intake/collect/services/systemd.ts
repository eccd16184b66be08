import type { ServiceExhibit } from '../../../model/exhibits.ts';
import { runText } from './boot-execute.ts';
import { newFrame } from './boot-frame.ts';
import type { BootWalk } from './boot-walk.ts';
import { baseName, type RootView } from './root-view.ts';
import type { ServiceLookup } from './service-lookup.ts';

/** In order of precedence: a unit of the same name in an earlier folder replaces the later one (systemd.unit(5)). */
const folders = ['/etc/systemd/system', '/lib/systemd/system', '/usr/lib/systemd/system'];
const mostUnits = 1024;

/**
 * systemd's services: `boot` where a `.wants` or `.requires` folder links the unit, `on-demand` where only its socket is linked,
 * else `disabled`. A unit that another names (`Wants=`) counts as linked. Drop-ins are taken for enabled; a generator is a gap. A template is looked at once. Only known daemons, and of the rest the enabled ones
 * that have a program in the tree.
 */
export function systemdServices(view: RootView, lookup: ServiceLookup, walk: BootWalk): readonly ServiceExhibit[] {
  const wanted = new Set<string>();
  for (const folder of folders) {
    for (const path of [...view.glob(`${folder}/*.wants/*`), ...view.glob(`${folder}/*.requires/*`)]) wanted.add(unitName(baseName(path)));
  }
  for (const name of wantedByText(view)) if (!wanted.has(name)) wanted.add(name);
  const seen = new Set<string>();
  const found: ServiceExhibit[] = [];
  const paths = folders.flatMap((folder) => view.glob(`${folder}/*.service`));
  if (paths.length > mostUnits) walk.stop(`${view.tree.at}!/lib/systemd/system`, 'too many units');
  otherStarts(view, walk);
  for (const path of paths.slice(0, mostUnits)) {
    const unit = unitName(baseName(path));
    const service = seen.has(unit) ? null : serviceOf(view, path, unit, wanted, lookup);
    if (service !== null) found.push(service);
    if (
      !seen.has(unit) &&
      (service === null ? wanted.has(unit) || wanted.has(unit.replace('.service', '.socket')) : service.starts !== 'disabled')
    )
      runUnit(view, path, walk);
    seen.add(unit);
  }
  return found;
}

function serviceOf(view: RootView, path: string, unit: string, wanted: ReadonlySet<string>, lookup: ServiceLookup): ServiceExhibit | null {
  const entry = view.find(path); // a masked unit links to /dev/null, and is not found
  const text = entry === null ? null : view.text(entry);
  const [line, command] = execStart(text ?? '');
  if (entry === null || command === null) return null;
  const words = command.split(/\s+/);
  const stem = unit.replace(/\.service$/, '');
  const starts = wanted.has(unit)
    ? 'boot'
    : wanted.has(`${stem}.socket`) || wanted.has(`${stem.replace(/@$/, '')}.socket`)
      ? 'on-demand'
      : 'disabled';
  const offered = lookup.offered(words);
  if (
    offered === null &&
    (starts === 'disabled' || /^\s*Type\s*=\s*oneshot/m.test(text ?? '') || view.program(words[0] ?? '')?.kind !== 'elf')
  )
    return null;
  if (offered === null && /\/systemd\//.test(words[0] ?? '')) return null;
  return {
    at: `${entry.at}:${line}`,
    name: baseName(words[0] ?? ''),
    command: command.slice(0, 1024),
    protocol: offered?.protocol ?? null,
    port: offered?.port ?? null,
    starts,
  };
}

/** `name@instance.service` is an instance of `name@.service`. */
const unitName = (name: string): string => name.replace(/@[^.]*\./, '@.');

function execStart(text: string): readonly [line: number, command: string | null] {
  for (const [index, line] of text.split('\n').slice(0, 1024).entries()) {
    const command = /^\s*ExecStart\s*=\s*[-@:+!]{0,4}\s*(\S.*)$/.exec(line.slice(0, 2048))?.[1];
    if (command !== undefined) return [index + 1, command.trim()];
  }
  return [0, null];
}

/** Units that others pull in: by a directive, a timer or a path unit. */
function wantedByText(view: RootView): ReadonlySet<string> {
  const found = new Set<string>();
  const paths = folders.flatMap((folder) =>
    ['service', 'target', 'timer', 'path', 'socket'].flatMap((type) => view.glob(`${folder}/*.${type}`)),
  );
  for (const path of paths.slice(0, 4 * mostUnits)) {
    const entry = view.find(path);
    const text = entry === null ? '' : (view.text(entry) ?? '');
    if (/\.(?:timer|path)$/.test(path)) found.add(unitName(baseName(path).replace(/\.\w+$/, '.service')));
    for (const [, names] of text
      .slice(0, 1 << 16)
      .matchAll(/^[ \t]*(?:Wants|Requires|Requisite|BindsTo|Upholds|OnFailure|OnSuccess|Unit)[ \t]*=[ \t]*(\S.*)$/gm))
      for (const name of (names ?? '').split(/\s+/).slice(0, 64)) found.add(unitName(name));
  }
  return found;
}

/** A started unit's scripts, and the commands before and after its main one. */
function runUnit(view: RootView, path: string, walk: BootWalk): void {
  const entry = view.find(path);
  const text = entry === null ? '' : view.text(entry);
  if (entry?.type === 'file' && text === null) walk.stop(entry.at, 'not readable');
  for (const [index, line] of (text ?? '').split('\n').entries()) {
    const [, directive, command] =
      /^\s*Exec(Start|StartPre|StartPost|Condition|Stop|StopPost|Reload)\s*=\s*[-@:+!]{0,4}\s*(\S.*)$/.exec(line.slice(0, 2048)) ?? [];
    if (entry === null || command === undefined) continue;
    const program = view.program(command.split(/\s+/)[0] ?? '');
    if (directive === 'Start' && program?.kind === 'elf' && /\/systemd\//.test(program.path)) continue;
    runText(walk, { line: index + 1, frame: newFrame(entry.at, entry.path, []), fields: [] }, command);
  }
}

/** Drop-ins, and generators beside systemd's own. */
function otherStarts(view: RootView, walk: BootWalk): void {
  for (const folder of folders) for (const path of view.glob(`${folder}/*.d/*.conf`)) runUnit(view, path, walk);
  for (const folder of ['/etc/systemd/system-generators', '/lib/systemd/system-generators', '/usr/lib/systemd/system-generators']) {
    for (const path of view.glob(`${folder}/*`)) {
      const entry = view.find(path);
      if (entry?.type === 'file' && !baseName(path).startsWith('systemd-')) walk.stop(entry.at, 'a generator');
    }
  }
}
