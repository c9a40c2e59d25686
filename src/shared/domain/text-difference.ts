/** A stretch of two texts laid over each other: in both, only in the earlier one, or only in the later one. */
export interface DifferencePiece {
  readonly kind: 'same' | 'gone' | 'added';
  readonly text: string;
}

/** The most single changes that are looked for; texts further apart differ as a whole between their common ends. */
const MOST_CHANGES = 400;

/** A run in common that is shorter than this between two changes only makes them hard to read. */
const SHORTEST_RUN = 3;

/**
 * What changed from one text to another, character by character (by code point, so that none is cut in half). All but
 * the added pieces joined give `before`, all but the gone ones give `after`; no two neighbours are of one kind, and a
 * gone piece stands before the added one at the same place.
 */
export function textDifference(before: string, after: string): DifferencePiece[] {
  const [a, b] = [Array.from(before), Array.from(after)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const middle = changesBetween(a.slice(start, a.length - end), b.slice(start, b.length - end));
  return tidied([
    { kind: 'same', text: a.slice(0, start).join('') },
    ...withoutShortRuns(middle),
    { kind: 'same', text: a.slice(a.length - end).join('') },
  ]);
}

/** The shortest way from one text to the other (Myers, 1986), a piece a character. */
function changesBetween(a: readonly string[], b: readonly string[]): DifferencePiece[] {
  const trace = shortestWay(a, b);
  if (trace === null) {
    return [
      { kind: 'gone', text: a.join('') },
      { kind: 'added', text: b.join('') },
    ];
  }
  const pieces: DifferencePiece[] = [];
  let [x, y] = [a.length, b.length];
  for (let step = trace.length - 1; step >= 0; step -= 1) {
    const reached = trace[step] ?? new Map<number, number>();
    const diagonal = x - y;
    const down = goesDown(reached, diagonal, step);
    const previous = down ? diagonal + 1 : diagonal - 1;
    const fromX = step === 0 ? 0 : (reached.get(previous) ?? 0);
    const fromY = step === 0 ? 0 : fromX - previous;
    while (x > fromX && y > fromY) {
      x -= 1;
      y -= 1;
      pieces.push({ kind: 'same', text: a[x] ?? '' });
    }
    if (step === 0) break;
    pieces.push(down ? { kind: 'added', text: b[fromY] ?? '' } : { kind: 'gone', text: a[fromX] ?? '' });
    [x, y] = [fromX, fromY];
  }
  return pieces.toReversed();
}

/** How far each diagonal is reached before each step; null when the texts are too far apart. */
function shortestWay(a: readonly string[], b: readonly string[]): ReadonlyMap<number, number>[] | null {
  const furthest = new Map<number, number>();
  const trace: ReadonlyMap<number, number>[] = [];
  for (let step = 0; step <= Math.min(MOST_CHANGES, a.length + b.length); step += 1) {
    trace.push(new Map(furthest));
    for (let diagonal = -step; diagonal <= step; diagonal += 2) {
      const down = goesDown(furthest, diagonal, step);
      let x =
        step === 0 ? 0 : down ? (furthest.get(diagonal + 1) ?? 0) : (furthest.get(diagonal - 1) ?? 0) + 1;
      let y = x - diagonal;
      while (x < a.length && y < b.length && a[x] === b[y]) {
        x += 1;
        y += 1;
      }
      furthest.set(diagonal, x);
      if (x >= a.length && y >= b.length) return trace;
    }
  }
  return null;
}

function goesDown(furthest: ReadonlyMap<number, number>, diagonal: number, step: number): boolean {
  if (diagonal === -step) return true;
  return diagonal !== step && (furthest.get(diagonal - 1) ?? -1) < (furthest.get(diagonal + 1) ?? -1);
}

/** Between two changes a run of a character or two in common is chance: it is told as changed too. */
function withoutShortRuns(pieces: readonly DifferencePiece[]): DifferencePiece[] {
  const runs = tidied(pieces);
  return runs.flatMap((piece, place): DifferencePiece[] => {
    const chance =
      piece.kind === 'same' && place > 0 && place < runs.length - 1 && piece.text.length < SHORTEST_RUN;
    return chance
      ? [
          { kind: 'gone', text: piece.text },
          { kind: 'added', text: piece.text },
        ]
      : [piece];
  });
}

/** Neighbours of one kind joined, what is gone before what was added, nothing empty. */
function tidied(pieces: readonly DifferencePiece[]): DifferencePiece[] {
  const tidy: DifferencePiece[] = [];
  let [gone, added] = ['', ''];
  const settle = (): void => {
    if (gone !== '') tidy.push({ kind: 'gone', text: gone });
    if (added !== '') tidy.push({ kind: 'added', text: added });
    [gone, added] = ['', ''];
  };
  for (const { kind, text } of pieces) {
    if (text === '') continue;
    if (kind === 'gone') gone += text;
    else if (kind === 'added') added += text;
    else {
      settle();
      const last = tidy.at(-1);
      if (last?.kind === 'same') tidy[tidy.length - 1] = { kind, text: last.text + text };
      else tidy.push({ kind, text });
    }
  }
  settle();
  return tidy;
}
