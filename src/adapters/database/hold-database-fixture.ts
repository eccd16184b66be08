import { type DatabasePlace, openDatabase } from './open-database.ts';

// A process that opens a database, says so, and keeps it until it is killed.
await openDatabase(JSON.parse(process.argv[2] ?? '') as DatabasePlace);
console.log('open');
setInterval(() => undefined, 1000);
