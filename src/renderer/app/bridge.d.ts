import type { SwitchboardBridge } from '#shared/ipc/bridge.ts';

declare global {
  interface Window {
    readonly switchboard: SwitchboardBridge;
  }
}
