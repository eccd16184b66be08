import { writeSync } from 'node:fs';
import { appendJournal } from '../database/append-journal.ts';
import { type DatabasePlace, openDatabase } from '../database/open-database.ts';
import { openQueue } from './open-queue.ts';

// A process that appends events, each with a job, and says the number of each once it is committed, until it is killed.
const [place = '', stream = ''] = process.argv.slice(2);
const database = await openDatabase(JSON.parse(place) as DatabasePlace);
const queue = await openQueue(database, [{ name: 'follow' }]);
for (let n = 1; ; n += 1) {
  const seq = await database.db.transaction().execute(async (transaction) => {
    const [entry] = await appendJournal(transaction, {
      stream,
      expectedVersion: n - 1,
      at: '2027-01-01T00:00:00Z',
      actor: 'system',
      events: [{ n }],
    });
    await queue.send(transaction, 'follow', { seq: entry?.seq });
    return entry?.seq;
  });
  writeSync(1, `${seq}\n`);
}
