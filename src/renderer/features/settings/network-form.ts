import { isSameServer, networkAddress } from '#shared/domain/network-address.ts';
import type { NetworkView } from '#shared/ipc/networks.ts';

/** What can be changed of a network, each as typed. */
export interface NetworkForm {
  readonly name: string;
  readonly baseUrl: string;
  readonly organisationId: string;
  readonly token: string;
}

/** The form of a network with what was typed over it. */
export function networkForm(network: NetworkView | null, typed: Partial<NetworkForm>): NetworkForm {
  return {
    name: network?.name ?? '',
    baseUrl: network?.baseUrl ?? '',
    organisationId: network?.organisationId ?? '',
    token: '',
    ...typed,
  };
}

/** What saving a changed form involves. */
export interface ChangeSteps {
  /** The account is asked before anything is saved. */
  readonly test: boolean;
  /** The token must be given again, since it would go to another server. */
  readonly token: boolean;
  /** Another id: the calls are read from the beginning. */
  readonly otherAccount: boolean;
}

/** What saving the form would involve. An address that cannot be one moves nothing yet. */
export function stepsOf(network: NetworkView | null, form: NetworkForm): ChangeSteps {
  const address = networkAddress(form.baseUrl);
  const moved = network !== null && address.ok && address.baseUrl !== network.baseUrl;
  const otherAccount = network !== null && form.organisationId.trim() !== network.organisationId;
  return {
    test: moved || otherAccount || !address.ok,
    token: moved && !isSameServer(network.baseUrl, form.baseUrl),
    otherAccount,
  };
}

/** Whether everything that saving takes is there. */
export function isComplete(form: NetworkForm, steps: ChangeSteps): boolean {
  const needed = [form.name, form.baseUrl, form.organisationId, ...(steps.token ? [form.token] : [])];
  return needed.every((value) => value.trim() !== '');
}
