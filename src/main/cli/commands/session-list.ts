import { isActive } from '#shared/domain/session-expiry.ts';
import type { SessionRow } from '#shared/ipc/sessions.ts';
import { readWords } from '../command.ts';
import type { Command } from '../command.ts';
import { withStore } from '../with-store.ts';

const PAGE = 200;

/** `session list`: the session numbers of the workspace, newest first. */
export const sessionListCommand: Command = {
  name: 'session list',
  usage: 'session list [--campaign C]',
  async run(words, context) {
    const campaign = readWords(words, { campaign: 'text' }).text('campaign');
    const filter = campaign === undefined ? {} : { campaignId: campaign };
    const listed = await withStore(
      context,
      async ({ read }) => {
        const clocks = new Map(
          (await read.spcNetworks()).map(({ id, clockDifferenceMs }) => [id, clockDifferenceMs]),
        );
        const rows: SessionRow[] = [];
        for (;;) {
          const page = await read.sessionPage({ filter, index: rows.length, limit: PAGE });
          rows.push(...page.rows);
          if (page.rows.length < PAGE) break;
        }
        return rows.map((row) => ({
          session_id: row.sessionId,
          number: row.number?.e164 ?? null,
          state: stateNow(row, context.now(), clocks.get(row.networkId) ?? null),
          expires_at: row.expiresAt === null ? null : new Date(row.expiresAt).toISOString(),
          version: row.version,
          keywords: row.information.keywords,
          fields: row.information.fields,
        }));
      },
      { readOnly: true },
    );
    const lines = listed.map((one) =>
      [one.session_id ?? '–', one.number ?? '–', one.state, one.expires_at ?? '–', `v${one.version}`].join(
        '  ',
      ),
    );
    return { data: listed, text: lines.length === 0 ? 'No session numbers yet.' : lines.join('\n') };
  },
};

/** Reading marks nothing, so a number whose time is over is told as what it will be marked. */
function stateNow(
  { state, expiresAt }: SessionRow,
  now: number,
  clockDifferenceMs: number | null,
): SessionRow['state'] {
  const over = state === 'active' && expiresAt !== null && !isActive({ expiresAt, now, clockDifferenceMs });
  return over ? 'expired' : state;
}
