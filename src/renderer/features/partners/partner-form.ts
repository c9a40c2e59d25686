import { SUB_ID_NAMES, type SubIdName } from '#shared/domain/sub-ids.ts';
import type { PartnerDetail, PartnerDraft, SubIdConvention, SubIdMeaning } from '#shared/ipc/partners.ts';

/** What a sub id carries as the form has it; nothing said is its own choice. */
export interface Carried {
  readonly meaning: SubIdMeaning | 'nothing';
  readonly label: string;
}

/** What a person types of a partner. */
export interface PartnerForm {
  readonly networkId: number | null;
  readonly partnerId: string;
  readonly name: string;
  readonly refId: string;
  readonly timeZone: string;
  readonly contactName: string;
  readonly contactEmail: string;
  readonly contactPhone: string;
  readonly note: string;
  readonly carried: Readonly<Record<SubIdName, Carried>>;
}

/** The form of a partner, or of a new one. */
export function formOf(detail: PartnerDetail | null): PartnerForm {
  const carried = (name: SubIdName): Carried => {
    const said = detail?.conventions.find((one) => one.name === name);
    return { meaning: said?.meaning ?? 'nothing', label: said?.label ?? '' };
  };
  return {
    networkId: null,
    partnerId: detail?.row.partnerId ?? '',
    name: detail?.row.name ?? '',
    refId: detail?.row.refId ?? '',
    timeZone: detail?.row.timeZone ?? '',
    contactName: detail?.row.contactName ?? '',
    contactEmail: detail?.contactEmail ?? '',
    contactPhone: detail?.contactPhone ?? '',
    note: detail?.note ?? '',
    carried: {
      aff_sub2: carried('aff_sub2'),
      aff_sub3: carried('aff_sub3'),
      aff_sub4: carried('aff_sub4'),
      aff_sub5: carried('aff_sub5'),
      source: carried('source'),
    },
  };
}

/** The draft a form makes. */
export function draftOf(form: PartnerForm, detail: PartnerDetail | null): PartnerDraft {
  return {
    id: detail?.row.id ?? null,
    networkId: form.networkId,
    partnerId: form.partnerId.trim(),
    name: form.name.trim(),
    status: detail?.ownStatus ?? null,
    refId: form.refId.trim(),
    timeZone: form.timeZone.trim(),
    contactName: form.contactName.trim(),
    contactEmail: form.contactEmail.trim(),
    contactPhone: form.contactPhone.trim(),
    note: form.note.trim(),
    conventions: SUB_ID_NAMES.flatMap((name): SubIdConvention[] => {
      const { meaning, label } = form.carried[name];
      return meaning === 'nothing' ? [] : [{ name, meaning, label: label.trim() }];
    }),
  };
}
