import { openLog } from '../log/open-log.ts';
import { runUntilStopped } from './run-until-stopped.ts';

// A process with something that does not close, or not well.
setInterval(() => undefined, 1000);
const log = openLog({ level: 'info' });
setTimeout(() => log.info('begun'), 0);
process.exitCode = await runUntilStopped(log, [
  { what: 'first', close: () => Promise.reject(new Error('it did not close')) },
  { what: 'second', close: () => (process.argv[2] === 'hangs' ? new Promise(() => undefined) : Promise.resolve()) },
]);
