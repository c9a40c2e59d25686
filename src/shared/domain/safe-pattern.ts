import { PatternFault, readPattern } from './pattern-syntax.ts';
import type { CharTest, PatternNode, PlaceTest } from './pattern-syntax.ts';

/** How long a pattern may be. */
export const LONGEST_PATTERN = 200;

/** How much of a text is searched, in characters. */
export const SEARCHED_LENGTH = 8_192;

/** Steps a pattern may come to once its counted repeats are written out. */
const MOST_STEPS = 600;

/** A pattern ready to be used. */
export interface SafePattern {
  /** Whether a match stands in the beginning of the text. */
  readonly found: (text: string) => boolean;
}

type Step =
  | { readonly kind: 'char'; readonly test: CharTest }
  | { readonly kind: 'place'; readonly test: PlaceTest }
  | { readonly kind: 'fork'; one: number; other: number }
  | { readonly kind: 'match' };

/**
 * Makes a pattern usable on what strangers send. It is followed over all its ways at once, one character after the other, so
 * that no pattern and no text take longer than their lengths multiplied: there is nothing to back-track.
 * @throws PatternFault when it is none, or too large
 */
export function compilePattern(pattern: string): SafePattern {
  if (pattern.length > LONGEST_PATTERN)
    throw new PatternFault(`it is longer than ${LONGEST_PATTERN} characters.`);
  const steps = stepsOf(readPattern(pattern));
  return { found: (text) => runs(steps, text) };
}

/** Why the pattern cannot be used, in a few words; null when it can. */
export function patternFault(pattern: string): string | null {
  if (pattern === '') return 'it is empty.';
  try {
    compilePattern(pattern);
    return null;
  } catch (cause) {
    if (cause instanceof PatternFault) return cause.message;
    throw cause;
  }
}

function stepsOf(tree: PatternNode): readonly Step[] {
  const steps: Step[] = [];
  const add = (step: Step): number => {
    if (steps.length >= MOST_STEPS) throw new PatternFault('it is too large; use fewer or smaller repeats.');
    return steps.push(step) - 1;
  };
  const fork = (): { readonly kind: 'fork'; one: number; other: number } => ({
    kind: 'fork',
    one: 0,
    other: 0,
  });

  const write = (node: PatternNode): void => {
    switch (node.kind) {
      case 'char':
      case 'place':
        add(node);
        return;
      case 'all':
        for (const part of node.parts) write(part);
        return;
      case 'any':
        writeAny(node.parts);
        return;
      case 'repeat':
        for (let count = 0; count < node.least; count += 1) write(node.part);
        if (node.most === null) writeLoop(node.part);
        else for (let count = node.least; count < node.most; count += 1) writeOptional(node.part);
    }
  };
  const writeAny = (parts: readonly PatternNode[]): void => {
    const ends: { one: number; other: number }[] = [];
    for (const [place, part] of parts.entries()) {
      const last = place === parts.length - 1;
      const way = fork();
      if (!last) way.one = add(way) + 1;
      write(part);
      if (last) continue;
      const end = fork();
      add(end);
      ends.push(end);
      way.other = steps.length;
    }
    for (const end of ends) end.one = end.other = steps.length;
  };
  const writeLoop = (part: PatternNode): void => {
    const way = fork();
    const start = add(way);
    way.one = start + 1;
    write(part);
    const back = fork();
    add(back);
    back.one = back.other = start;
    way.other = steps.length;
  };
  const writeOptional = (part: PatternNode): void => {
    const way = fork();
    way.one = add(way) + 1;
    write(part);
    way.other = steps.length;
  };

  write(tree);
  add({ kind: 'match' });
  return steps;
}

function runs(steps: readonly Step[], text: string): boolean {
  const codes = Array.from(text.slice(0, SEARCHED_LENGTH), (char) => char.codePointAt(0) ?? -1);
  // The round in which a step was reached last, so that each is followed once a round.
  const reached = new Int32Array(steps.length).fill(-1);
  let now: number[] = [];

  const follow = (first: number, place: number, into: number[]): boolean => {
    const open = [first];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (reached[at] === place) continue;
      reached[at] = place;
      const step = steps[at];
      if (step === undefined || step.kind === 'match') return true;
      if (step.kind === 'char') into.push(at);
      else if (step.kind === 'fork') open.push(step.other, step.one);
      else if (step.test(codes[place - 1] ?? -1, codes[place] ?? -1)) open.push(at + 1);
    }
    return false;
  };

  for (let place = 0; place <= codes.length; place += 1) {
    // A match may begin anywhere.
    if (follow(0, place, now)) return true;
    const code = codes[place];
    if (code === undefined) return false;
    const next: number[] = [];
    for (const at of now) {
      const step = steps[at];
      if (step?.kind === 'char' && step.test(code) && follow(at + 1, place + 1, next)) return true;
    }
    now = next;
  }
  return false;
}
