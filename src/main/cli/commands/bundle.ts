import { isTimeZone } from '#shared/domain/wall-clock.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { exportBundle } from '#main/engine/bundle/export-bundle.ts';
import { readWords, UsageError } from '../command.ts';
import type { Command } from '../command.ts';
import { withSealedHistory } from '../with-sealed-history.ts';

/** `bundle`: everything about one conversion as one file that a browser opens. */
export const bundleCommand: Command = {
  name: 'bundle',
  usage: 'bundle --invoca-id ID --out FILE [--network NAME] [--zone ZONE]',
  async run(words, context) {
    const options = readWords(words, { 'invoca-id': 'text', out: 'text', network: 'text', zone: 'text' });
    const invocaId = options.required('invoca-id');
    const file = options.required('out');
    const network = options.text('network');
    const zone = options.text('zone') ?? 'UTC';
    if (!isTimeZone(zone))
      throw new UsageError(`--zone takes a name such as America/New_York, not “${zone}”.`);
    await withSealedHistory(context, async (store) => {
      const found = await store.read.conversionsOfCall({ invocaId });
      const wanted =
        network === undefined ? found : found.filter(({ networkName }) => networkName === network);
      const [one] = wanted;
      if (!one) throw new DeskError('not_found', `There is no conversion with the Invoca id “${invocaId}”.`);
      if (wanted.length > 1) {
        const names = wanted.map(({ networkName }) => networkName).join(', ');
        throw new UsageError(`Several networks have this call; name one of them with --network: ${names}.`);
      }
      await exportBundle({ reader: store.read, id: one.id, zone, file, now: context.now() });
    });
    return {
      data: { file, invoca_id: invocaId },
      text: `Wrote the dispute bundle of ${invocaId} to ${file}.`,
    };
  },
};
