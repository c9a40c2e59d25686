import { ask } from '#renderer/state/desk-client.ts';
import { DeskFault } from '#renderer/state/desk-fault.ts';
import { draftOf, type InvocaForm } from './invoca-form.ts';

/**
 * Asks the network whether what was typed lets the desk in.
 * @throws DeskFault with the network's own sentence, and the field it speaks of where it speaks of one
 */
export async function testNetwork(form: InvocaForm): Promise<void> {
  const result = await ask('networks.test', draftOf(form));
  if (result.ok) return;
  throw new DeskFault({
    code: 'rejected_by_network',
    message: result.message,
    ...(result.field === null ? {} : { field: result.field }),
  });
}
