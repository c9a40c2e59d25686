/**
 * Whether a process of this machine is still there.
 *
 * @param {number} pid
 * @returns {boolean} true also for one that belongs to somebody else
 */
export function processAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
