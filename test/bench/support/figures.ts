/** One line of the report: what was measured beside its floor from the same run, and the goal for their ratio. */
export interface Figure {
  readonly name: string;
  readonly measured: number;
  readonly unit: string;
  readonly floor: number | null;
  /** The goal as design.md states it, in words. */
  readonly goal: string;
  readonly met: boolean;
}

/** The value below which the share of the sorted samples lies. @param share between 0 and 1 */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const index = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1));
  return sorted[index] ?? Number.NaN;
}

/** The middle of the samples. */
export function median(samples: readonly number[]): number {
  return quantile(samples, 0.5);
}

/** The report as a table for a terminal or a Markdown page. */
export function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    `${rounded(figure.measured)} ${figure.unit}`,
    figure.floor === null ? '–' : `${rounded(figure.floor)} ${figure.unit}`,
    figure.floor === null ? '–' : `${(figure.measured / figure.floor).toFixed(2)}×`,
    figure.goal,
    figure.met ? 'met' : 'not met',
  ]);
  const head = ['what', 'measured', 'floor', 'ratio', 'goal', ''];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function rounded(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toPrecision(3);
}
