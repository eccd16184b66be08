/** What the command's exit says (docs/spec/cli.md). */
export const exitCodes = { done: 0, internal: 1, usage: 2, notAllRead: 3, belowRequired: 4, checkFailed: 5 } as const;
