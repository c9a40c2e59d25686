/** A duration condition in Invoca's words: 90 seconds are `duration > 1 min 30 sec`. */
export function longerThan(seconds: number): string {
  const rest = seconds % 60;
  return `duration > ${Math.floor(seconds / 60)} min${rest > 0 ? ` ${rest} sec` : ''}`;
}
