import { ipcMain } from 'electron';
import type { IpcMainInvokeEvent } from 'electron';
import { requestChannel } from '#shared/ipc/bridge.ts';
import { requests } from '#shared/ipc/contract.ts';
import type { RequestName } from '#shared/ipc/contract.ts';
import type { RequestAnswerer } from './answer-request.ts';
import type { Sender } from './trusted-sender.ts';

/** Registers one handler for each request of the contract. */
export function handleRequests(answer: RequestAnswerer, ownsPage: (pageId: number) => boolean): void {
  for (const name of Object.keys(requests).filter(isRequestName)) {
    ipcMain.handle(requestChannel(name), (event, input: unknown) =>
      answer(name, senderOf(event, ownsPage), input),
    );
  }
}

function isRequestName(name: string): name is RequestName {
  return Object.hasOwn(requests, name);
}

function senderOf(event: IpcMainInvokeEvent, ownsPage: (pageId: number) => boolean): Sender {
  const frame = event.senderFrame;
  return {
    ownWindow: ownsPage(event.sender.id),
    topFrame: frame !== null && frame.parent === null,
    address: frame?.url ?? '',
  };
}
