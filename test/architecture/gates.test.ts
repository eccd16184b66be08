import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { runScript, type ToolRun } from '../../tools/gates/run-tool.ts';
import { type PlantedBreach, plantedBreaches } from './planted-breaches.ts';
import { repository, skeletonTree } from './skeleton-tree.ts';

const gates = ['types', 'imports', 'lint', 'format', 'dead-code', 'budgets', 'generated', 'third-party', 'glossary'];

const runGate = (gate: string, root: string): Promise<ToolRun> => runScript(root, join(repository, `tools/gates/${gate}.ts`), [root]);

/** Runs every gate alone on `root`, two at a time. */
async function runGates(root: string): Promise<ReadonlyMap<string, ToolRun>> {
  const runs = new Map<string, ToolRun>();
  const waiting = [...gates];
  const work = async (): Promise<void> => {
    for (let gate = waiting.shift(); gate !== undefined; gate = waiting.shift()) runs.set(gate, await runGate(gate, root));
  };
  await Promise.all([work(), work()]);
  return runs;
}

describe('a clean house', () => {
  const tree = skeletonTree();
  after(tree.remove);
  test('passes every gate', async () => {
    const { exitCode, output } = await runGate('all', tree.root);
    assert.equal(exitCode, 0, output);
    assert.equal(output.match(/^pass /gm)?.length, gates.length, output);
  });
});

describe('a planted breach', () => {
  const tree = skeletonTree(Object.fromEntries(plantedBreaches.map(({ path, text }) => [path, text])));
  let runs: ReadonlyMap<string, ToolRun> = new Map();
  before(async () => {
    runs = await runGates(tree.root);
  });
  after(tree.remove);

  for (const gate of gates) test(`makes ${gate} exit with 1`, () => assert.equal(runs.get(gate)?.exitCode, 1, runs.get(gate)?.output));

  const sees = ({ gate, says }: PlantedBreach): void => assert.match(runs.get(gate)?.output ?? '', says);
  for (const breach of plantedBreaches) test(`is seen by ${breach.gate}: ${breach.rule}`, () => sees(breach));

  test('of a licence is told from what is permitted', () => {
    const output = runs.get('third-party')?.output ?? '';
    assert.deepEqual(
      [...output.matchAll(/json: (\S+): licence/g)].map((match) => match[1]),
      ['copied-left', 'half-left'],
    );
  });
});

test('a tree without a generator is skipped aloud', async (t) => {
  const tree = skeletonTree();
  t.after(tree.remove);
  rmSync(join(tree.root, 'tools/generate.ts'));
  const { exitCode, output } = await runGate('generated', tree.root);
  assert.deepEqual([exitCode, /skipped/.test(output)], [0, true]);
});
