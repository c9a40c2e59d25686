import { type Macro, MACROS } from '#shared/domain/macro-names.ts';

/** The macros whose name or description holds the text, in the order of the list. */
export function macrosMatching(typed: string): readonly Macro[] {
  const wanted = typed.trim().toLowerCase().replace(/[{}]/g, '');
  if (wanted === '') return MACROS;
  return MACROS.filter(
    ({ name, description }) => name.includes(wanted) || description.toLowerCase().includes(wanted),
  );
}
