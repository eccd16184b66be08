import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { UserError } from '../../foundation/user-error.ts';
import { readStrictYaml } from '../dossier/strict-yaml.ts';
import { checkTogether } from './check-together.ts';
import type { Config } from './config.ts';
import { type ConfigKey, configKeys } from './config-keys.ts';
import { configSchema } from './config-schema.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What was found, as a tree, and where each key came from. */
type Found = { readonly tree: Record<string, unknown>; readonly from: Map<string, string> };

const usualFile = 'programme.yaml';
const largestSecret = 64 * 1024;

/**
 * The configuration: `path`, or the file that `IQS_CONFIG` names, or `programme.yaml` where there is one; then the variables of the environment over it (`IQS_LISTEN_PORT`;
 * `DATABASE_URL`; of secrets also `…_FILE`, the file that holds it). Refused: `CONFIG_MISSING`, `CONFIG_YAML`, `CONFIG_AMBIGUOUS`, and, naming key and value (never that of a
 * secret), `CONFIG_INVALID`.
 */
export function readConfig(path: string | null, env: Environment): Config {
  const named = path ?? (env['IQS_CONFIG'] || null);
  const file = named ?? (existsSync(usualFile) ? usualFile : null);
  const found: Found = { tree: file === null ? {} : readFile(file), from: new Map() };
  readVariables(found, env);
  const parsed = configSchema.safeParse(found.tree);
  if (!parsed.success) throw invalid(parsed.error, found, file);
  const config: Config = {
    ...parsed.data,
    baseUrl: parsed.data.baseUrl ?? `http://localhost:${parsed.data.listen.port}`,
    // What a file names stands where the file stands.
    folder: file === null ? process.cwd() : dirname(resolve(file)),
  };
  checkTogether(config, (key) => placeOf(key, found, file));
  return config;
}

function readFile(file: string): Record<string, unknown> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new UserError('CONFIG_MISSING', `the configuration cannot be read (${code})`, file, 'correct --config or IQS_CONFIG');
  }
  const schema = z.record(z.string(), z.unknown()).nullable();
  return readStrictYaml(text, file, { schema, prefix: 'CONFIG', see: 'docs/spec/configuration.md' }).value ?? {};
}

function readVariables(found: Found, env: Environment): void {
  for (const key of configKeys) {
    const given = [key.variable, ...(key.variable === 'IQS_DATABASE_URL' ? ['DATABASE_URL'] : [])].flatMap((name) =>
      valueOf(name, key, env),
    );
    const [first] = given;
    if (first === undefined) continue;
    if (given.some(({ value }) => value !== first.value))
      throw new UserError(
        'CONFIG_INVALID',
        'two variables say different things',
        given.map(({ name }) => name).join(', '),
        'unset all but one',
      );
    put(found.tree, key.path, typed(first.value, key));
    found.from.set(key.path.join('.'), first.name);
  }
  refuseUnknown(env);
}

type Given = { readonly name: string; readonly value: string };

/** An empty variable is one that is not set. */
function valueOf(name: string, key: ConfigKey, env: Environment): readonly Given[] {
  const value = env[name];
  const file = key.isSecret ? env[`${name}_FILE`] : undefined;
  return [...(value ? [{ name, value }] : []), ...(file ? [{ name: `${name}_FILE`, value: readSecret(`${name}_FILE`, file) }] : [])];
}

/** As containers mount it: the line's end is not part of it. */
function readSecret(name: string, file: string): string {
  try {
    const value = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
    if (value.length > 0 && value.length <= largestSecret) return value;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    throw new UserError('CONFIG_INVALID', `'${file}' cannot be read (${code})`, name, 'name a file that holds the secret');
  }
  throw new UserError('CONFIG_INVALID', `'${file}' is empty or far too long`, name, 'name a file that holds the secret and nothing else');
}

/** What is no number or flag stays text, and the schema says so. */
function typed(value: string, { kind }: ConfigKey): unknown {
  if (kind === 'number') return /^-?\d+$/.test(value) ? Number(value) : value;
  if (kind === 'flag') return value === 'true' ? true : value === 'false' ? false : value;
  return kind === 'list' ? value.split(',').map((each) => each.trim()) : value;
}

function put(tree: Record<string, unknown>, [first = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    tree[first] = value;
    return;
  }
  const inner = tree[first];
  // What is no section is the schema's to refuse; a variable mends it.
  const branch = typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : {};
  tree[first] = branch;
  put(branch, rest, value);
}

/** A slip in a variable's name would be passed over in silence; other programs of ours have variables too, so only names that begin like a section count. */
function refuseUnknown(env: Environment): void {
  const known = new Set(configKeys.flatMap(({ variable, isSecret }) => (isSecret ? [variable, `${variable}_FILE`] : [variable])));
  const sections = new Set(configKeys.filter(({ path }) => path.length > 1).map(({ variable }) => variable.split('_')[1]));
  const slip = Object.keys(env).find((name) => {
    const [start, section, ...rest] = name.split('_');
    return start === 'IQS' && rest.length > 0 && sections.has(section) && !known.has(name);
  });
  if (slip === undefined) return;
  throw new UserError('CONFIG_INVALID', 'there is no such key', slip, 'docs/spec/configuration.md has them all');
}

function invalid({ issues }: z.ZodError, found: Found, file: string | null): UserError {
  const [issue] = issues;
  if (issue === undefined) throw new Error('no issue');
  const unknown = issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const path = [...issue.path.map(String), ...unknown];
  const key = configKeys.find((each) => each.path.every((step, at) => step === path[at]));
  const was =
    unknown.length > 0
      ? 'there is no such key'
      : `${key?.isSecret === true ? 'a secret value' : shown(at(found.tree, path))}: ${issue.message}`;
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  const mend = key === undefined ? 'docs/spec/configuration.md has all keys' : `give ${key.means}`;
  return new UserError('CONFIG_INVALID', `${was}${more}`, placeOf(path.join('.'), found, file), mend);
}

const at = (tree: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined),
    tree,
  );

const shown = (value: unknown): string => (value === undefined ? 'nothing' : `'${JSON.stringify(value).slice(0, 100)}'`);

const placeOf = (key: string, { from }: Found, file: string | null): string => {
  const source = from.get(key) ?? [...from].find(([each]) => key.startsWith(`${each}.`))?.[1] ?? file;
  return source === null ? key : `${key} (${source})`;
};
