import type { UnknownReason } from '../model/finding.ts';
import type { ContainerStatus } from '../model/format.ts';
import type { Subject } from '../model/probe.ts';
import type { Obstacle } from './answer.ts';

const byStatus: Readonly<Record<Exclude<ContainerStatus, 'unpacked'>, UnknownReason>> = {
  encrypted: 'unread',
  malformed: 'unread',
  partial: 'unread',
  unsupported: 'unsupported',
  limit: 'limit',
};

/** Small regions that come to this many times the size that blocks alone block too. */
const smallTogether = 4;

/**
 * What of a piece of evidence was not read and so blocks a `no` (3-assessment, Findings): a container that is encrypted, damaged,
 * unsupported or cut off by the budget, an unnamed region of at least `unaccountedBytes` that is not padding, a file that could not be
 * decoded, or a fault of our own.
 */
export function coverageObstacles({ exhibits }: Subject, unaccountedBytes: number): readonly Obstacle[] {
  const containers = exhibits.containers.flatMap(({ status, at, format }): readonly Obstacle[] =>
    status === 'unpacked' ? [] : [{ reason: byStatus[status], at, note: `${format}: ${status}` }],
  );
  const unnamed = exhibits.opaque.filter((region) => region.guess !== 'padding');
  // Many small regions hide as much as a large one.
  const together = unnamed.reduce((total, region) => total + region.bytes, 0) >= smallTogether * unaccountedBytes;
  const regions = unnamed
    .filter((region) => together || region.bytes >= unaccountedBytes)
    .map(
      (region): Obstacle => ({
        reason: 'unread',
        at: region.at,
        note: `${region.bytes} bytes at ${region.offset} that nothing accounts for`,
      }),
    );
  const problems = exhibits.problems.map(({ code, at }): Obstacle => ({ reason: reasonOf(code), at, note: code }));
  return [...containers, ...regions, ...problems];
}

function reasonOf(code: string): UnknownReason {
  if (code === 'internal') return 'tool-error';
  if (code === 'limit' || code === 'unsupported') return code;
  return 'unread';
}
