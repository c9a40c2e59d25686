import type { EngineLog } from '#main/engine/ports/engine-log.ts';
import type { PixelTestDesk } from '#main/pixel-tests/pixel-test-desk.ts';
import { DeskError } from '#shared/ipc/errors.ts';

/** The pages that test pixels are loaded with the first test: most starts never have one. */
export function latePixelTests(parts: {
  readonly clock: () => number;
  readonly log: EngineLog;
  readonly onCall: () => void;
}): PixelTestDesk {
  let loading: Promise<PixelTestDesk> | null = null;
  let desk: PixelTestDesk | null = null;
  const load = async (): Promise<PixelTestDesk> => {
    const { pixelTestDesk } = await import('#main/pixel-tests/pixel-test-desk.ts');
    return pixelTestDesk(parts);
  };
  return {
    async open(plan) {
      desk = await (loading ??= load());
      return desk.open(plan);
    },
    view(testId) {
      if (!desk) throw new DeskError('not_found', 'This test is over. Open another one.');
      return desk.view(testId);
    },
    close: async (testId) => desk?.close(testId),
    stop: async () => (await loading)?.stop(),
  };
}
