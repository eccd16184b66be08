// The contract of formats under a hundred times as many mutations (npm run test:long).
process.env['IQS_FUZZ_ROUNDS'] = '15000';
await import('./formats.test.ts');
