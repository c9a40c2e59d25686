import { z } from 'zod';
import { openJsonFile } from './json-file.ts';
import type { JsonFile } from './json-file.ts';

const place = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().positive(),
  height: z.int().positive(),
  maximised: z.boolean(),
});

const deskMemory = z.object({
  /** Where the window was. */
  window: place.nullable(),
  /** The place of the window that was gone to last, such as `/conversions`; without its filter or anything opened there. */
  address: z.string().regex(/^\/[a-z-]*$/),
  /** The workspace to open at the next start. */
  workspaceId: z.string().nullable(),
  /** Names people gave their workspaces, by id. */
  workspaceNames: z.record(z.string(), z.string()),
  /** Whether the person was told once that closing leaves the app in the tray. */
  trayNoticeShown: z.boolean(),
  /** The practice network's port, kept so that links and templates stay good between starts. */
  practicePort: z.int().min(0).max(65_535),
  /** When, and by which Electron, no graphics card was found to draw with. */
  noCard: z.object({ electron: z.string(), at: z.number() }).nullable(),
});

/** What the app remembers of itself between starts. */
export type DeskMemory = z.infer<typeof deskMemory>;

/** Place and size of a window in display-independent pixels. */
export type WindowPlace = z.infer<typeof place>;

const NOTHING_YET: DeskMemory = {
  window: null,
  address: '/',
  workspaceId: null,
  workspaceNames: {},
  trayNoticeShown: false,
  practicePort: 0,
  noCard: null,
};

/** The app's own memory, in `desk.json` of the data folder. */
export function openDeskMemory(folder: string, now: () => number): JsonFile<DeskMemory> {
  return openJsonFile({ folder, name: 'desk', schema: deskMemory, defaults: NOTHING_YET, now });
}
