import { CLICK_PATH } from '#shared/domain/tracking-link.ts';
import type { LinkExplanation, LinkLayerName } from '#shared/domain/link-explanation.ts';
import { type Mark, type MarkTone, marksIn, toneOf } from './link-marks.ts';

/** One row of the layers: which text, and what is coloured in it. */
export interface LayerRow {
  readonly key: 'network' | 'ids' | 'click' | 'value' | 'redirect';
  /** The parameter, where the row is one of its values. */
  readonly param: string | null;
  /** How many layers of encoding were taken off. */
  readonly decoded: number;
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** The marks of the link itself: the click it carries, and in it every value. */
export function linkMarks(explanation: LinkExplanation): readonly Mark[] {
  const us = explanation.layers.find(({ name }) => name === 'us')?.span;
  const click: readonly Mark[] = us ? [{ ...us, tone: 'click' }] : [];
  return [...click, ...marksIn('link', explanation.params)];
}

/** The rows of "layer by layer", from the outside in; a layer the link does not have is left out. */
export function layerRows(explanation: LinkExplanation): readonly LayerRow[] {
  const { layers, params, click, redirect } = explanation;
  const value = (name: LinkLayerName): string | undefined =>
    layers.find((layer) => layer.name === name)?.value;
  const plain = (key: LayerRow['key'], text: string): LayerRow => ({
    key,
    param: null,
    decoded: 0,
    text,
    marks: [],
  });
  const rows: LayerRow[] = [];
  const host = value('host');
  if (host !== undefined)
    rows.push(plain('network', [host, value('network') ?? ''].filter(Boolean).join(' · ')));
  const ids = [value('invoca_partner'), value('invoca_campaign'), value('invoca_number')];
  if (ids.every((id) => id !== undefined)) rows.push(plain('ids', ids.join(' – ')));
  if (click !== null && layers.some(({ name }) => name === 'us')) {
    rows.push({ key: 'click', param: null, decoded: 1, text: click, marks: marksIn('click', params) });
  }
  for (const param of params) {
    if (param.place !== 'click' || param.raw === param.value) continue;
    const tone: MarkTone = toneOf(param.name);
    rows.push({
      key: 'value',
      param: param.name,
      decoded: 2,
      text: param.value,
      marks: [{ start: 0, end: param.value.length, tone }],
    });
  }
  if (redirect !== null) {
    rows.push({
      key: 'redirect',
      param: null,
      decoded: 0,
      text: redirect,
      marks: marksIn('redirect', params),
    });
  }
  return rows;
}

/** Whether every value given to the composer comes back out of the link as it was typed. */
export function comesBack(explanation: LinkExplanation, given: Readonly<Record<string, string>>): boolean {
  if (!explanation.click?.includes(CLICK_PATH)) return false;
  return Object.entries(given).every(([name, typed]) => {
    const found = explanation.params.filter((param) => param.name === name && param.place === 'click');
    return typed === '' ? found.length === 0 : found.length === 1 && found[0]?.value === typed.toWellFormed();
  });
}
