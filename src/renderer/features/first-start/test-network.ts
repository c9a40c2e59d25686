import { ask } from '#renderer/state/desk-client.ts';
import { expectLetIn } from '#renderer/state/expect-let-in.ts';
import { draftOf, type InvocaForm } from './invoca-form.ts';

/** Asks the network whether what was typed lets the desk in. @throws DeskFault with the network's own sentence */
export async function testNetwork(form: InvocaForm): Promise<void> {
  expectLetIn(await ask('networks.test', draftOf(form)));
}
