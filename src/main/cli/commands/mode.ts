import { DESK_MODES } from '#shared/domain/desk-mode.ts';
import { readWords, UsageError } from '../command.ts';
import type { Command } from '../command.ts';
import { withStore } from '../with-store.ts';

const iso = (instant: number | null): string | null =>
  instant === null ? null : new Date(instant).toISOString();

const WORDS = {
  desk: 'The desk owns conversions and tells partners.',
  observe: 'TUNE owns conversions and tells partners; the desk only observes.',
  write: 'The desk owns conversions, tells partners, and writes status and payout to TUNE.',
} as const;

/** `mode show`: who owns conversions, and what of TUNE stands beside it. */
export const modeShowCommand: Command = {
  name: 'mode show',
  usage: 'mode show',
  async run(words, context) {
    readWords(words, {});
    const [mode, states] = await withStore(
      context,
      (store) => Promise.all([store.read.deskMode(), store.read.tuneStates()]),
      { readOnly: true },
    );
    return {
      data: {
        mode,
        tune: states.map((state) => ({
          network: state.account.name,
          read_at: iso(state.readAt),
          differences: state.differences,
          unmatched: state.unmatched,
          told_twice: state.unsettled,
          held: state.held,
          newest_imported_at: iso(state.newestImportedAt),
          writes_since: iso(state.writesSince),
        })),
      },
      text: WORDS[mode],
    };
  },
};

/**
 * `mode set`: switches who owns conversions, behind the same guard as in the window. With `--preview` nothing is switched:
 * what would change and what stands in the way is told. Exit code 1 while something does.
 */
export const modeSetCommand: Command = {
  name: 'mode set',
  usage: `mode set --to ${DESK_MODES.join('|')} [--import-off] [--preview]`,
  async run(words, context) {
    const options = readWords(words, { to: 'text', 'import-off': 'flag', preview: 'flag' });
    const to = options.required('to');
    const mode = DESK_MODES.find((one) => one === to);
    if (mode === undefined)
      throw new UsageError(`--to is one of ${DESK_MODES.join(', ')}; “${to}” is none of them.`);
    const asked = { mode, importOff: options.flag('import-off'), now: context.now() };
    const onlyPreview = options.flag('preview');
    const preview = await withStore(context, async (store) => {
      const found = await store.read.modePreview(asked);
      if (!onlyPreview) await store.write.setDeskMode(asked);
      return found;
    });
    const { obstacles, ...counts } = preview;
    return {
      data: {
        from: counts.from,
        to: counts.to,
        switched: !onlyPreview,
        waiting: counts.waiting,
        held: counts.held,
        templates: counts.templates,
        tune_postbacks: counts.tunePostbacks,
        told_twice: counts.unsettled,
        would_write: counts.wouldWrite,
        would_cancel: counts.wouldCancel,
        newest_imported_at: iso(counts.newestImportedAt),
        obstacles: obstacles.map(({ text }) => text),
      },
      text: [
        ...(onlyPreview ? [] : [WORDS[mode]]),
        `${counts.waiting} deliveries wait, ${counts.templates} templates are active; TUNE has ${counts.tunePostbacks} active postbacks about calls.`,
        ...(mode === 'write'
          ? [`${counts.wouldWrite} conversions get the desk’s status and payout in TUNE.`]
          : []),
        ...obstacles.map(({ text }) => text),
      ].join('\n'),
      ...(obstacles.length > 0 ? { exitCode: 1 } : {}),
    };
  },
};
