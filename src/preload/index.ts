import { contextBridge, ipcRenderer } from 'electron';
import {
  EVENT_NAMES_ARGUMENT,
  eventChannel,
  REQUEST_NAMES_ARGUMENT,
  requestChannel,
} from '#shared/ipc/bridge.ts';

const namesFrom = (argument: string): readonly string[] =>
  process.argv
    .find((word) => word.startsWith(argument))
    ?.slice(argument.length)
    .split(',') ?? [];

const requests = Object.fromEntries(
  namesFrom(REQUEST_NAMES_ARGUMENT).map((name) => [
    name,
    (input: unknown): Promise<unknown> => ipcRenderer.invoke(requestChannel(name), input),
  ]),
);

const on = Object.fromEntries(
  namesFrom(EVENT_NAMES_ARGUMENT).map((name) => [
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
