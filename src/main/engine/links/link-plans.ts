import { setImmediate as nextTurn } from 'node:timers/promises';
import { faultTexts, lintedLink } from '#shared/domain/linted-link.ts';
import { UNKNOWN_STANDING } from '#shared/domain/link-standing.ts';
import { nanpDigits } from '#shared/domain/phone.ts';
import { columnsOfFillings, fillingFaults, filledSubIds } from '#shared/domain/sub-id-filling.ts';
import type { SubIdFillings } from '#shared/domain/sub-id-filling.ts';
import { SUB_ID_NAMES } from '#shared/domain/sub-ids.ts';
import type { SubIdValues } from '#shared/domain/sub-ids.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { LinkField, LinkPlan, LinkPlanRows } from '#shared/ipc/link-bulk.ts';
import { linkDraft } from '#shared/ipc/links.ts';
import type { LinkDraft } from '#shared/ipc/links.ts';
import type { FileTable } from '../numbers/bulk/file-rows.ts';
import type { DeskReader, DeskStore } from '../ports/desk-store.ts';
import { guessedLinkFields, linkCells, linkMappingFaults, ownSubIds } from './link-columns.ts';

/** Links one file becomes at most. */
const MOST_LINKS = 200_000;
/** Rows whose standing is asked for at once. */
const ROWS_ASKED = 250;
/** The main thread is left free for others after so many links. */
const LINKS_A_TURN = 25;
const REGISTERED_AT_ONCE = 500;

/** How the rows of a file become links. */
export interface LinkFileInput {
  readonly fileName: string;
  readonly text: string;
  readonly mapping: readonly LinkField[] | null;
  readonly rules: SubIdFillings;
  readonly defaults: { readonly offerId: string; readonly partnerId: string };
}

/** A link of a plan, with the row of the file it was made of. */
export interface MadeLink {
  readonly line: number;
  readonly cells: readonly string[];
  readonly draft: LinkDraft;
  readonly link: string;
  readonly faults: readonly string[];
}

/** A plan with its links; the file's headings tell what stands in the cells. */
export interface KeptPlan {
  readonly plan: LinkPlan;
  readonly headings: readonly string[];
  readonly links: readonly MadeLink[];
}

/** Many links of a file: made and examined first, then saved to a file or kept in the register. */
export interface LinkPlans {
  /** @throws DeskError invalid_input when the text is no table, or the rules cannot be meant */
  planFile(input: LinkFileInput): Promise<LinkPlan>;
  /** @throws DeskError not_found when another plan took its place */
  rows(input: {
    readonly planId: string;
    readonly faultyOnly: boolean;
    readonly index: number;
    readonly limit: number;
  }): LinkPlanRows;
  /** @throws DeskError not_found when another plan took its place */
  find(planId: string): KeptPlan;
  /** Keeps the plan's links, those with a fault only when asked to. @throws DeskError invalid_input when none is left */
  register(input: {
    readonly planId: string;
    readonly note: string;
    readonly faultyToo: boolean;
    readonly now: number;
  }): Promise<{ readonly batchId: number; readonly links: number }>;
}

/** Keeps the plan made last, so that what is saved or registered is what the preview showed. */
export function linkPlans(
  store: Pick<DeskStore, 'write'> & { readonly read: Pick<DeskReader, 'linkStandings'> },
): LinkPlans {
  let current: KeptPlan | null = null;
  let count = 0;
  const find = (planId: string): KeptPlan => {
    if (current?.plan.planId === planId) return current;
    throw new DeskError('not_found', 'These links are not kept any more. Look at the file again.');
  };

  return {
    find,
    async planFile({ fileName, text, mapping, rules, defaults }) {
      const [wrong] = fillingFaults(rules);
      if (wrong)
        throw new DeskError('invalid_input', `${wrong.name}: ${wrong.message}`, { field: wrong.name });
      // Files are rare; what reads them is loaded with the first one.
      const { readTable } = await import('../numbers/bulk/file-rows.ts');
      const table = await readTable(text);
      const fields = mapping ?? guessedLinkFields(table.headings);
      const sample = table.rows[0]?.cells ?? [];
      const fileFaults = [...linkMappingFaults(table.headings, fields, columnsOfFillings(rules))];
      const links = await madeLinks(table, { fields, rules, defaults }, store.read);
      if (links.length >= MOST_LINKS) {
        fileFaults.push(`The file becomes more than ${MOST_LINKS} links. Divide it.`);
      }
      count += 1;
      const plan: LinkPlan = {
        planId: `links-${count}`,
        fileName,
        columns: table.headings.map((heading, place) => ({
          heading,
          field: fields[place] ?? 'ignore',
          sample: (sample[place] ?? '').slice(0, 80),
        })),
        rows: table.rows.length,
        links: links.filter(({ link }) => link !== '').length,
        faulty: links.filter(({ link, faults }) => link !== '' && faults.length > 0).length,
        unmade: links.filter(({ link }) => link === '').length,
        fileFaults,
      };
      current = { plan, headings: table.headings, links };
      return plan;
    },
    rows({ planId, faultyOnly, index, limit }) {
      const { links } = find(planId);
      const shown = faultyOnly ? links.filter(({ faults }) => faults.length > 0) : links;
      const rows = shown.slice(index, index + limit).map(({ line, draft, link, faults }) => ({
        line,
        offerId: draft.offerId,
        partnerId: draft.partnerId,
        number: draft.number,
        subIds: subIdsText(draft.subIds),
        link,
        faults: [...faults],
      }));
      return { index, count: shown.length, rows };
    },
    async register({ planId, note, faultyToo, now }) {
      const kept = find(planId);
      const chosen = kept.links.filter(
        ({ link, faults }) => link !== '' && (faultyToo || faults.length === 0),
      );
      if (chosen.length === 0) throw new DeskError('invalid_input', 'There is no link to register.');
      let batchId: number | null = null;
      for (let from = 0; from < chosen.length; from += REGISTERED_AT_ONCE) {
        const links = chosen.slice(from, from + REGISTERED_AT_ONCE).map(({ draft, link }) => ({
          draft: { ...draft, note: draft.note || note },
          link,
        }));
        ({ batchId } = await store.write.registerLinks({ batchId, links, now }));
      }
      if (batchId === null) throw new DeskError('internal', 'The links were not kept.');
      // Registered once: a second click finds no plan.
      if (current === kept) current = null;
      return { batchId, links: chosen.length };
    },
  };
}

async function madeLinks(
  table: FileTable,
  how: Pick<LinkFileInput, 'rules' | 'defaults'> & { readonly fields: readonly LinkField[] },
  read: Pick<DeskReader, 'linkStandings'>,
): Promise<readonly MadeLink[]> {
  const { fields, rules, defaults } = how;
  const made: MadeLink[] = [];
  const lineOf = new Map<string, number>();
  for (let from = 0; from < table.rows.length && made.length < MOST_LINKS; from += ROWS_ASKED) {
    const rows = table.rows.slice(from, from + ROWS_ASKED).map(({ line, cells }) => {
      const cell = linkCells(fields, cells);
      const typed = cell('number');
      return {
        line,
        cells,
        cell,
        key: {
          offerId: cell('offer_id') || defaults.offerId,
          partnerId: cell('aff_id') || defaults.partnerId,
          number: nanpDigits(typed) ?? typed,
        },
      };
    });
    const standings = await read.linkStandings({ links: rows.map(({ key }) => key) });
    for (const [place, { line, cells, cell, key }] of rows.entries()) {
      const standing = standings[place] ?? UNKNOWN_STANDING;
      const column = (heading: string): string => (cells[table.headings.indexOf(heading)] ?? '').trim();
      const parts = { ...key, base: cell('base') || standing.baseLink };
      for (const subIds of filledSubIds(rules, { row: from + place, own: ownSubIds(cell), cell: column })) {
        const linted = lintedLink({ ...parts, subIds }, standing);
        const faults = [...faultTexts(linted)];
        const earlier = linted.link === '' ? undefined : lineOf.get(linted.link);
        if (earlier !== undefined) faults.push(`duplicate-link: The same link as that of line ${earlier}.`);
        else if (linted.link !== '') lineOf.set(linted.link, line);
        const draft = draftOf(parts, subIds, cell('note'));
        const unkept = linted.link === '' ? null : whyNotKept(draft);
        if (unkept !== null) faults.push(`too-long-to-keep: ${unkept}`);
        made.push({ line, cells, draft, link: unkept === null ? linted.link : '', faults });
        if (made.length % LINKS_A_TURN === 0) await nextTurn();
        if (made.length >= MOST_LINKS) return made;
      }
    }
  }
  return made;
}

function draftOf(
  parts: Pick<LinkDraft, 'base' | 'offerId' | 'partnerId' | 'number'>,
  subIds: SubIdValues,
  note: string,
): LinkDraft {
  const { aff_sub2 = '', aff_sub3 = '', aff_sub4 = '', aff_sub5 = '', source = '' } = subIds;
  const { base, offerId, partnerId, number } = parts;
  return {
    base,
    offerId,
    partnerId,
    number,
    subIds: { aff_sub2, aff_sub3, aff_sub4, aff_sub5, source },
    note: note.slice(0, 500),
  };
}

function whyNotKept(draft: LinkDraft): string | null {
  const read = linkDraft.safeParse(draft);
  if (read.success) return null;
  const [issue] = read.error.issues;
  return `${issue?.path.join('.') ?? 'The row'}: ${issue?.message ?? 'it is too long.'}`;
}

/** The sub ids of a link in a line. */
function subIdsText(subIds: LinkDraft['subIds']): string {
  return SUB_ID_NAMES.filter((name) => subIds[name] !== '')
    .map((name) => `${name} ${subIds[name]}`)
    .join(' · ');
}
