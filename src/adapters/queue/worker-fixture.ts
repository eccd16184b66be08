import { type DatabasePlace, openDatabase } from '../database/open-database.ts';
import { openQueue } from './open-queue.ts';

// A worker process that begins a job, says so, and never ends it.
const queue = await openQueue(await openDatabase(JSON.parse(process.argv[2] ?? '') as DatabasePlace), [
  { name: 'assess', leaseSeconds: 10 },
]);
await queue.work('assess', { concurrency: 1 }, async () => {
  console.log('begun');
  await new Promise(() => setInterval(() => undefined, 1000));
});
