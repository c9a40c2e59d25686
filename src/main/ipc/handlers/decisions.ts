import { userInfo } from 'node:os';
import type { decisionRequests } from '#shared/ipc/requests/decisions.ts';
import type { RequestHandlers } from '../request-handlers.ts';
import type { DeskPart } from './desk-access.ts';

/** Decisions of persons, conflicts to settle, and the status maps of networks. */
export function decisionHandlers(
  desk: DeskPart<'decisions'>,
  author: () => string = userOfMachine,
): RequestHandlers<keyof typeof decisionRequests> {
  const read = () => desk.workspace().store.read;
  const decisions = () => desk.workspace().engine.decisions;
  return {
    'decisions.preview': (input) => decisions().preview(input),
    'decisions.carryOut': (input) => decisions().carryOut({ ...input, author: author() }),
    'decisions.undo': ({ id }) => decisions().undo(id),
    'decisions.acts': async (input) => [...(await read().decisionActs(input))],
    async 'decisions.conflicts'(input) {
      const { count, rows } = await read().decisionConflicts(input);
      return { count, rows: [...rows] };
    },
    'decisions.settle': (input) => decisions().settle({ ...input, author: author() }),
    async 'decisions.setRule'(input) {
      await desk.workspace().store.write.setConflictRule(input);
      desk.announce('conversions');
      return {};
    },
    'statusMaps.get': (input) => read().statusMap(input),
    'statusMaps.preview': (input) => decisions().previewMap(input),
    'statusMaps.change': (input) => decisions().changeMap({ ...input, author: author() }),
  };
}

/** The name a person has on this machine; who decided stands in the history under it. */
export function userOfMachine(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown user';
  }
}
