/** RFC 3339 in UTC, whole seconds. */
export const now = (): string => `${new Date().toISOString().slice(0, 19)}Z`;
