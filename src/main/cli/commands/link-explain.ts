import { explainTrackingLink } from '#shared/domain/link-explanation.ts';
import { readWords, UsageError } from '../command.ts';
import type { Command } from '../command.ts';

/** `link explain`: any link layer by layer, with its parameters and its faults. */
export const linkExplainCommand: Command = {
  name: 'link explain',
  usage: 'link explain LINK',
  run(words) {
    const link = readWords(words, {}, 1).positionals[0];
    if (link === undefined) throw new UsageError('Give the link to explain.');
    const { layers, params, faults } = explainTrackingLink(link);
    return Promise.resolve({
      data: { layers, params, faults },
      text: [
        ...layers.map((layer) => `${layer.name}: ${layer.value}`),
        ...params.map((param) => `  ${param.name} = ${param.value}`),
        ...(faults.length === 0 ? ['No fault found.'] : faults.map((fault) => `Fault: ${fault.message}`)),
      ].join('\n'),
    });
  },
};
