/**
 * Lets connections of different threads share a database in memory, which SQLite names by an address. SQLite reads this
 * setting once, when its first connection is opened, from the environment of the process; so it is set where threads are
 * started from, before that. Without it pages are not read ahead.
 */
export function allowSharedMemory(): void {
  process.env['SQLITE_USE_URI'] = '1';
}
