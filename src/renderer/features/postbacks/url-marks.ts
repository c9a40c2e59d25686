import { macroNamed } from '#shared/domain/macros.ts';
import type { Span } from '#shared/domain/percent.ts';
import type { TemplateFault } from '#shared/domain/template-check.ts';

/** What a piece of a template's URL is shown as. */
export type UrlTone = 'macro' | 'refused' | 'warning';

/** A piece of a template's URL. */
export interface UrlPiece extends Span {
  readonly text: string;
  readonly tone: UrlTone | null;
}

const MACRO = /\{([^{}]*)\}/g;

/**
 * Cuts a template's URL into pieces for showing: its macros, and over them the places of its faults. A fault that
 * is about the whole URL marks nothing.
 */
export function urlPieces(url: string, faults: readonly TemplateFault[]): readonly UrlPiece[] {
  const marks = [
    ...[...url.matchAll(MACRO)]
      .filter((match) => macroNamed(match[1] ?? '') !== undefined)
      .map((match) => mark(match.index, match.index + match[0].length, 'macro')),
    ...faults.filter(({ severity }) => severity === 'warning').map((fault) => placed(fault, url)),
    ...faults.filter(({ severity }) => severity === 'refused').map((fault) => placed(fault, url)),
  ].filter(({ start, end }) => end > start);
  const bounds = new Set([0, url.length, ...marks.flatMap(({ start, end }) => [start, end])]);
  const cuts = [...bounds].toSorted((a, b) => a - b);
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1] ?? url.length;
    const tone = marks.findLast((each) => each.start <= start && each.end >= end)?.tone ?? null;
    return { start, end, text: url.slice(start, end), tone };
  });
}

/** Whether a fault is about a place in the URL and not about all of it. */
export function hasPlace(fault: Span, url: string): boolean {
  return fault.end > fault.start && !(fault.start === 0 && fault.end >= url.length);
}

interface UrlMark extends Span {
  readonly tone: UrlTone;
}

function placed(fault: TemplateFault, url: string): UrlMark {
  return hasPlace(fault, url) ? mark(fault.start, fault.end, fault.severity) : mark(0, 0, fault.severity);
}

function mark(start: number, end: number, tone: UrlTone): UrlMark {
  return { start, end, tone };
}
