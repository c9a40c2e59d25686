import type { InformationUpdate, SessionInformation } from './session-information.ts';

/** Custom fields that hold an address of a page, of which only origin and path are sent (mongoose-spc.md 5). */
const PAGE_FIELDS: readonly string[] = ['landing_page', 'referrer'];

/** Text as it is stored with a session: tabs and line breaks become spaces (mongoose-spc.md 5). */
export function oneLineText(text: string): string {
  return text.replace(/\r\n|[\t\n\r]/g, ' ');
}

/** An identifier as it is compared: one line, without space at its ends. */
export function identifierText(text: string): string {
  return oneLineText(text).trim();
}

/**
 * The address of a page without what may be personal: credentials, query and fragment. Text that is no web address
 * is cut at its first `?` or `#`.
 */
export function pageWithoutQuery(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol === 'https:' || url?.protocol === 'http:') return `${url.origin}${url.pathname}`;
  return address.replace(/[?#].*$/su, '').replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/]*@/i, '$1');
}

/** The value of a custom field as it is sent and stored. */
export function fieldText(name: string, value: string): string {
  const text = oneLineText(value);
  return PAGE_FIELDS.includes(name) ? pageWithoutQuery(text) : text;
}

/** Information as it is sent and stored; what was sent may be compared with what is stored after this. */
export function storedInformation(information: SessionInformation): SessionInformation {
  return {
    keywords: information.keywords.map(oneLineText),
    fields: storedFields(information.fields),
  };
}

/** An update as it is sent; a list that is left out stays left out. */
export function storedUpdate(update: InformationUpdate): InformationUpdate {
  const keywords = update.keywords?.map(oneLineText);
  const fields = update.fields && storedFields(update.fields);
  return update.mode === 'replace'
    ? { mode: 'replace', keywords, fields }
    : { mode: 'merge', keywords, fields, remove: update.remove?.map(identifierText) };
}

function storedFields(fields: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields).map(([typed, value]) => {
      const name = identifierText(typed);
      return [name, fieldText(name, value)];
    }),
  );
}
