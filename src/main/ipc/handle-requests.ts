import { ipcMain } from 'electron';
import type { IpcMainInvokeEvent } from 'electron';
import { requestChannel } from '#shared/ipc/bridge.ts';
import type { NamedAnswerer } from './answer-request.ts';
import type { Sender } from './trusted-sender.ts';

/**
 * Registers one handler for each request of the contract. What is asked before there is somebody to answer waits; who asked is
 * looked at when it is asked.
 * @param names the names of the contract's requests
 */
export function handleRequests(
  names: readonly string[],
  answerer: Promise<NamedAnswerer>,
  ownsPage: (pageId: number) => boolean,
): void {
  for (const name of names) {
    ipcMain.handle(requestChannel(name), async (event, input: unknown) => {
      const sender = senderOf(event, ownsPage);
      const answer = await answerer;
      return answer(name, sender, input);
    });
  }
}

function senderOf(event: IpcMainInvokeEvent, ownsPage: (pageId: number) => boolean): Sender {
  const frame = event.senderFrame;
  return {
    ownWindow: ownsPage(event.sender.id),
    topFrame: frame !== null && frame.parent === null,
    address: frame?.url ?? '',
  };
}
