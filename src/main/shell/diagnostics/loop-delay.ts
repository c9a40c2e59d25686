const SLOW_MS = 50;
const RESOLUTION_MS = 20;
const WINDOW_MS = 5000;

/**
 * Notes every five seconds in which the main loop stood still for more than 50 ms, once the start is over: what measures
 * is itself part of what a start would wait for. Returns how to stop.
 */
export function watchLoopDelay(note: (message: string) => void, started: Promise<void>): () => void {
  let stopped = false;
  let stop = (): void => {
    stopped = true;
  };
  const watch = async (): Promise<void> => {
    await started;
    const { monitorEventLoopDelay } = await import('node:perf_hooks');
    if (stopped) return;
    const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
    delays.enable();
    const timer = setInterval(() => {
      const longest = delays.max / 1e6 - RESOLUTION_MS;
      if (delays.max > 0 && longest > SLOW_MS)
        note(`The main loop stood still for ${Math.round(longest)} ms.`);
      delays.reset();
    }, WINDOW_MS);
    timer.unref();
    stop = () => {
      clearInterval(timer);
      delays.disable();
    };
  };
  void watch();
  return () => stop();
}
