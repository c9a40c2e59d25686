import { goTo } from '#renderer/app/hash-location.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault } from '#renderer/state/toasts.ts';

/**
 * Makes a workspace, connects its first account there and shows what it is for. Once the workspace is open the form
 * is gone: what goes wrong from then on is told where networks are connected.
 * @throws DeskFault when the workspace cannot be made
 */
export async function connectInNewWorkspace(
  name: string,
  connect: () => Promise<unknown>,
  address: string,
): Promise<void> {
  await ask('desk.createWorkspace', { name: name.trim() });
  try {
    await connect();
    goTo(address);
  } catch (thrown) {
    reportFault(thrown);
    goTo('/settings/networks');
  }
}
