import { NO_FILLINGS, type SubIdFilling, type SubIdFillings } from '#shared/domain/sub-id-filling.ts';
import { SUB_ID_NAMES, type SubIdName } from '#shared/domain/sub-ids.ts';
import type { LinkTemplateDraft } from '#shared/ipc/link-bulk.ts';

/** How one sub id is filled, as typed; what belongs to another kind is kept while the person looks around. */
export interface FillingForm {
  readonly kind: SubIdFilling['kind'];
  readonly value: string;
  /** One value a line. */
  readonly values: string;
  readonly take: 'in_turn' | 'each';
  readonly column: string;
  readonly otherwise: string;
}

/** How every sub id is filled, as typed. */
export type FillingsForm = Readonly<Record<SubIdName, FillingForm>>;

/** The form of fillings. */
export function formOfFillings(fillings: SubIdFillings = NO_FILLINGS): FillingsForm {
  return {
    aff_sub2: formOf(fillings.aff_sub2),
    aff_sub3: formOf(fillings.aff_sub3),
    aff_sub4: formOf(fillings.aff_sub4),
    aff_sub5: formOf(fillings.aff_sub5),
    source: formOf(fillings.source),
  };
}

/** What the typed form means. */
export function fillingsOf(form: FillingsForm): LinkTemplateDraft['rules'] {
  return {
    aff_sub2: fillingOf(form.aff_sub2),
    aff_sub3: fillingOf(form.aff_sub3),
    aff_sub4: fillingOf(form.aff_sub4),
    aff_sub5: fillingOf(form.aff_sub5),
    source: fillingOf(form.source),
  };
}

/**
 * The sub ids a template gives one link: fixed values, and the first of each list. What was typed stays, and what comes
 * from a column is left as it is.
 */
export function subIdsFromTemplate(
  typed: Readonly<Record<SubIdName, string>>,
  fillings: SubIdFillings,
): Record<SubIdName, string> {
  const filled = { ...typed };
  for (const name of SUB_ID_NAMES) {
    const filling = fillings[name];
    if (filling.kind === 'fixed') filled[name] ||= filling.value;
    else if (filling.kind === 'list') filled[name] ||= filling.values[0] ?? '';
  }
  return filled;
}

function formOf(filling: SubIdFilling): FillingForm {
  const empty = { value: '', values: '', take: 'in_turn', column: '', otherwise: '' } as const;
  switch (filling.kind) {
    case 'none':
      return { ...empty, kind: 'none' };
    case 'fixed':
      return { ...empty, kind: 'fixed', value: filling.value };
    case 'list':
      return { ...empty, kind: 'list', values: filling.values.join('\n'), take: filling.take };
    case 'column':
      return { ...empty, kind: 'column', column: filling.column, otherwise: filling.otherwise };
  }
}

function fillingOf(form: FillingForm): LinkTemplateDraft['rules']['source'] {
  switch (form.kind) {
    case 'none':
      return { kind: 'none' };
    case 'fixed':
      return { kind: 'fixed', value: form.value.trim() };
    case 'list': {
      const values = form.values.split('\n').map((line) => line.trim());
      return { kind: 'list', values: values.filter((value) => value !== ''), take: form.take };
    }
    case 'column':
      return { kind: 'column', column: form.column.trim(), otherwise: form.otherwise.trim() };
  }
}
