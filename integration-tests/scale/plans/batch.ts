/** What is pruned at once. */
export const BATCH = { olderThanDays: 30, limit: 100 }
