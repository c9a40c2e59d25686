import { DeskError } from '#shared/ipc/errors.ts';
import type { OpenWorkspace } from './open-workspace.ts';

/**
 * Switches whether the practice TUNE takes over calls by itself, as TUNE's account manager would; at its next start it
 * does again.
 * @throws DeskError conflict outside of the practice workspace; network_fault when the practice network says no
 */
export async function switchPracticeImport(
  { practice }: Pick<OpenWorkspace, 'practice'>,
  importing: boolean,
): Promise<void> {
  if (practice === null) {
    throw new DeskError('conflict', 'Only the practice network can be switched from here.');
  }
  const answer = await fetch(`${practice.addresses.controlUrl}/tune/settings`, {
    method: 'POST',
    body: JSON.stringify({ importing }),
  }).catch((cause: unknown) => {
    throw new DeskError('network_fault', 'The practice network does not answer.', { cause });
  });
  if (!answer.ok) throw new DeskError('network_fault', `The practice network said ${answer.status}.`);
}
