import { readWords, wholeNumberOption } from '../command.ts';
import type { Command } from '../command.ts';

const MOST_CALLS = 500_000;

/** `sandbox`: the practice network on this machine until it is stopped; its addresses are the first line. */
export const sandboxCommand: Command = {
  name: 'sandbox',
  usage: 'sandbox --port P --seed S [--calls N] [--pace N] [--clicks-arrive]',
  async run(words, context) {
    const options = readWords(words, {
      port: 'text',
      seed: 'text',
      calls: 'text',
      pace: 'text',
      'clicks-arrive': 'flag',
    });
    const port = wholeNumberOption('port', options.required('port'), 0, 65_535);
    const seed = wholeNumberOption('seed', options.required('seed'), 0, 4_294_967_295);
    const calls = wholeNumberOption('calls', options.text('calls') ?? '200', 0, MOST_CALLS);
    const pace = wholeNumberOption('pace', options.text('pace') ?? '0', 0, 6000);
    const { startPracticeNetwork } = await import('#main/sandbox/practice-network.ts');
    const practice = await startPracticeNetwork({
      port,
      seed,
      initialCalls: calls,
      pace,
      clicksLeadTo: options.flag('clicks-arrive') ? 'practice' : 'network',
    });
    context.write(`${JSON.stringify(practice.addresses)}\n`);
    await stopped(context.signal);
    await practice.stop();
    return { data: { stopped: true }, text: 'The practice network has stopped.' };
  },
};

function stopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
