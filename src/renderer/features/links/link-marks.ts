import type { LinkParam } from '#shared/domain/link-explanation.ts';
import type { Span } from '#shared/domain/percent.ts';

/** What a piece of a link's text is, which decides its colour: the same in every layer. */
export type MarkTone =
  | 'click'
  | 'offer'
  | 'partner'
  | 'number'
  | 'sub2'
  | 'sub3'
  | 'sub4'
  | 'sub5'
  | 'source'
  | 'other'
  | 'harmed';

/** A stretch of a text to be coloured; where two overlap, the later one wins. */
export interface Mark extends Span {
  readonly tone: MarkTone;
}

/** A piece of a text with the tone it is shown in. */
export interface MarkedPiece {
  readonly start: number;
  readonly text: string;
  readonly tone: MarkTone | null;
}

/** The layers of a link in which parameters are marked. */
export type MarkedLayer = 'link' | 'click' | 'redirect';

const TONES: Readonly<Record<string, MarkTone>> = {
  offer_id: 'offer',
  aff_id: 'partner',
  aff_sub: 'number',
  aff_sub1: 'number',
  PPCPN: 'number',
  aff_sub2: 'sub2',
  aff_sub3: 'sub3',
  aff_sub4: 'sub4',
  aff_sub5: 'sub5',
  source: 'source',
};

/** The tone of a parameter, by its name. The promo number has one, under whichever name it stands. */
export function toneOf(param: string): MarkTone {
  return (Object.hasOwn(TONES, param) ? TONES[param] : undefined) ?? 'other';
}

/** Where the values of the parameters stand in one layer. */
export function marksIn(layer: MarkedLayer, params: readonly LinkParam[]): readonly Mark[] {
  return params.flatMap(({ name, spans }) => {
    const span = spans[layer];
    return span && span.end > span.start ? [{ start: span.start, end: span.end, tone: toneOf(name) }] : [];
  });
}

/** Cuts a text at the bounds of its marks; the pieces together are the text, and each has one tone or none. */
export function piecesOf(text: string, marks: readonly Mark[]): readonly MarkedPiece[] {
  const bounds = new Set([0, text.length]);
  for (const { start, end } of marks) {
    bounds.add(Math.min(Math.max(start, 0), text.length));
    bounds.add(Math.min(Math.max(end, 0), text.length));
  }
  const cuts = [...bounds].toSorted((a, b) => a - b);
  const pieces: { start: number; text: string; tone: MarkTone | null }[] = [];
  cuts.slice(0, -1).forEach((start, index) => {
    const end = cuts[index + 1] ?? text.length;
    const tone = marks.findLast((mark) => mark.start <= start && mark.end >= end)?.tone ?? null;
    const last = pieces.at(-1);
    if (last && last.tone === tone) last.text += text.slice(start, end);
    else if (end > start) pieces.push({ start, text: text.slice(start, end), tone });
  });
  return pieces;
}
