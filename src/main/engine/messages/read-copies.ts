import { z } from 'zod';
import { adCopyFaults } from '#shared/domain/ad-copy.ts';
import type { AdCopy } from '#shared/domain/ad-copy.ts';
import { DeskError } from '#shared/ipc/errors.ts';

const written = z.union([
  z.object({ label: z.string(), text: z.string(), weight: z.number().optional() }),
  z
    .object({ name: z.string(), text: z.string(), weight: z.number().optional() })
    .transform(({ name, text, weight }) => ({ label: name, text, weight })),
]);

const file = z.union([
  z.array(written),
  z.object({ copies: z.array(written) }).transform(({ copies }) => copies),
  z
    .record(z.string(), z.string())
    .transform((texts) => Object.entries(texts).map(([label, text]) => ({ label, text, weight: undefined }))),
]);

/**
 * Ad copies from a JSON file: `[{"label","text","weight"?}]`, or an object of texts by label. A weight that is not said is 1.
 * @throws DeskError invalid_input naming the first fault
 */
export function readCopies(text: string): readonly AdCopy[] {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw refused('The ad copies are not JSON.', cause);
  }
  const read = file.safeParse(json);
  if (!read.success)
    throw refused('The ad copies must be a list of objects with "label", "text" and, if wanted, "weight".');
  const copies = read.data.map(({ label, text: words, weight }) => ({
    label,
    text: words,
    weight: weight ?? 1,
  }));
  if (copies.length === 0) throw refused('There is no ad copy in the file.');
  for (const [place, faults] of adCopyFaults(copies).entries()) {
    const [fault] = faults;
    if (fault) throw refused(`Ad copy ${place + 1} (“${copies[place]?.label ?? ''}”): ${fault.message}`);
  }
  return copies;
}

function refused(message: string, cause?: unknown): DeskError {
  return new DeskError('invalid_input', message, { field: 'copies', cause });
}
