import { DELIVERY_EVENTS } from '#shared/domain/delivery-event.ts';
import type { DeliveryEvent } from '#shared/domain/delivery-event.ts';
import type { PostbackMethod, PostbackTemplate, TemplateDraft } from '#shared/ipc/postbacks.ts';
import { inputOfInstant, instantOfInput } from './wall-clock-input.ts';

/**
 * From which calls on a template owes deliveries: those from the moment it is saved; those from the start it
 * already has; those from a moment the person chose.
 */
export type StartChoice = 'now' | 'kept' | 'chosen';

/** The fields of the template editor, each as typed; an empty scope field speaks for all. */
export interface TemplateForm {
  readonly id: number | null;
  readonly name: string;
  readonly url: string;
  readonly networkId: string;
  readonly partnerId: string;
  readonly offerId: string;
  readonly start: StartChoice;
  /** The start the stored template has, UTC milliseconds; null on a new one. */
  readonly keptStart: number | null;
  /** The chosen start as a `datetime-local` field holds it. */
  readonly chosenStart: string;
  readonly active: boolean;
  readonly method: PostbackMethod;
  readonly events: readonly DeliveryEvent[];
  readonly onlyWithPayout: boolean;
}

/** The editor for a new template. */
export const NEW_TEMPLATE: TemplateForm = {
  id: null,
  name: '',
  url: '',
  networkId: '',
  partnerId: '',
  offerId: '',
  start: 'now',
  keptStart: null,
  chosenStart: '',
  active: true,
  method: 'GET',
  events: ['approved'],
  onlyWithPayout: false,
};

/** The editor for a stored template; its start is kept unless the person chooses another. */
export function formOfTemplate(template: PostbackTemplate, timeZone: string): TemplateForm {
  const { scope } = template;
  return {
    id: template.id,
    name: template.name,
    url: template.url,
    networkId: scope.networkId === null ? '' : String(scope.networkId),
    partnerId: scope.partnerId ?? '',
    offerId: scope.offerId ?? '',
    start: 'kept',
    keptStart: template.startsAt,
    chosenStart: inputOfInstant(template.startsAt, timeZone),
    active: template.active,
    method: template.method,
    events: template.events,
    onlyWithPayout: template.onlyWithPayout,
  };
}

/** The events with one taken in or out, in the order screens list them. */
export function withEvent(
  events: readonly DeliveryEvent[],
  event: DeliveryEvent,
  wanted: boolean,
): DeliveryEvent[] {
  return DELIVERY_EVENTS.filter((each) => (each === event ? wanted : events.includes(each)));
}

/** What the form sends, or null while its chosen start is no date or it tells of nothing. */
export function draftOfForm(form: TemplateForm, timeZone: string): TemplateDraft | null {
  const startsAt = startOfForm(form, timeZone);
  if ((form.start === 'chosen' && startsAt === null) || form.events.length === 0) return null;
  return {
    id: form.id,
    name: form.name.trim(),
    url: form.url.trim(),
    scope: {
      networkId: form.networkId === '' ? null : Number(form.networkId),
      partnerId: form.partnerId.trim() || null,
      offerId: form.offerId.trim() || null,
    },
    startsAt,
    active: form.active,
    method: form.method,
    events: [...form.events],
    onlyWithPayout: form.onlyWithPayout,
  };
}

/** The start the form asks for in UTC milliseconds; null for "from now on" and for a date that is none. */
export function startOfForm(form: TemplateForm, timeZone: string): number | null {
  if (form.start === 'now') return null;
  return form.start === 'kept' ? form.keptStart : instantOfInput(form.chosenStart, timeZone);
}

/**
 * The draft with "from now on" written out, where the engine would keep the start a stored template has. `now` is
 * in UTC milliseconds.
 */
export function startingNow(draft: TemplateDraft, now: number): TemplateDraft {
  return draft.id !== null && draft.startsAt === null ? { ...draft, startsAt: now } : draft;
}

/** The stored template as the draft that only turns it on or off. */
export function draftWithActive(template: PostbackTemplate, active: boolean): TemplateDraft {
  const { id, name, url, scope, startsAt, method, events, onlyWithPayout } = template;
  return { id, name, url, scope, startsAt, active, method, events, onlyWithPayout };
}

/** The text with a macro put in place of the selection, and where the caret goes: behind it. */
export function withMacro(
  text: string,
  macro: string,
  selection: { readonly start: number; readonly end: number },
): { readonly text: string; readonly caret: number } {
  const inserted = `{${macro}}`;
  return {
    text: text.slice(0, selection.start) + inserted + text.slice(selection.end),
    caret: selection.start + inserted.length,
  };
}
