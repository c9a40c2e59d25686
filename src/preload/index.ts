import { contextBridge, ipcRenderer } from 'electron';
import { eventNames, requestNames } from 'switchboard:contract-names';
import { eventChannel, requestChannel } from '#shared/ipc/bridge.ts';

const requests = Object.fromEntries(
  requestNames.map((name) => [
    name,
    (input: unknown): Promise<unknown> => ipcRenderer.invoke(requestChannel(name), input),
  ]),
);

const on = Object.fromEntries(
  eventNames.map((name) => [
    name,
    (listener: (payload: unknown) => void): (() => void) => {
      // The page gets the payload only: the event object would hand it the sender.
      const pass = (_event: unknown, payload: unknown): void => listener(payload);
      ipcRenderer.on(eventChannel(name), pass);
      return () => {
        ipcRenderer.off(eventChannel(name), pass);
      };
    },
  ]),
);

contextBridge.exposeInMainWorld('switchboard', { requests, on });
