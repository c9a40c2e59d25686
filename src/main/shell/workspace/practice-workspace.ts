import { randomUUID } from 'node:crypto';
import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import type { NetworkRecord } from '#main/engine/ports/network-record.ts';
import { newSiteKey } from '#main/visit-endpoint/site-keys.ts';
import { DEFAULT_INVOCA_VERSIONS } from '#shared/domain/invoca-versions.ts';
import { SPC_NAMESPACE } from '#shared/domain/spc-endpoint.ts';
import type { TemplateDraft } from '#shared/ipc/postbacks.ts';
import type { PracticeAddresses } from './practice-process.ts';

/** How often the practice network is polled; a real one is never asked this often. */
const PRACTICE_POLL_MS = 5000;

/** How long a workspace waits between two rounds of syncing, in milliseconds. */
export function pollInterval(workspace: { readonly practice: boolean }, pollMinutes: number): number {
  return workspace.practice ? PRACTICE_POLL_MS : pollMinutes * 60_000;
}

/** Same partners, offers and numbers at every start, so that what was learnt stays true. */
const SEED = 20_131_107;
const CALLS_BEFORE = 200;
const CALLS_A_MINUTE = 20;

/** Every partner has a receiver of its own; the conversion is named by the click it came from and by the Invoca id. */
const POSTBACK = '/{affiliate_id}/conversion?id={aff_sub2}&call={invoca_id}&payout={payout}';

/**
 * What the practice network is started with. Its memory ends with its process, so that a later start goes on right
 * after the last call this workspace has seen.
 * @param port the port of last time, 0 for any
 */
export function practiceArguments(
  port: number,
  known: Pick<NetworkRecord, 'cursor'> | null,
): readonly string[] {
  const words = ['--port', port, '--seed', SEED, '--pace', CALLS_A_MINUTE, '--clicks-arrive'];
  const past =
    known === null || known.cursor === '' ? ['--calls', CALLS_BEFORE] : ['--resume-after', known.cursor];
  return [...words, ...past].map(String);
}

/** The practice account of the workspace, if it was connected before. */
export async function practiceNetwork(store: DeskStore): Promise<NetworkRecord | null> {
  return (await store.read.networks()).find((network) => network.practice) ?? null;
}

/**
 * Makes a workspace ready to practise: the account, partners' receivers on this machine, and a template that tells
 * partners of approved conversions. What is there already stays as the person left it, but for the address.
 */
export async function preparePractice(
  store: DeskStore,
  addresses: PracticeAddresses,
  now: number,
): Promise<void> {
  if ((await practiceNetwork(store)) === null) {
    await store.write.addNetwork({
      now,
      network: {
        kind: 'invoca',
        name: 'Practice network',
        baseUrl: addresses.invocaUrl,
        organisationId: addresses.networkId,
        user: 'network',
        currency: 'USD',
        versions: DEFAULT_INVOCA_VERSIONS,
        token: { keeping: 'session' },
        practice: true,
      },
    });
    await store.write.saveTemplate({ draft: firstTemplate(addresses), now });
  }
  await prepareNumbers(store, addresses, now);
  await prepareFollowers(store, addresses, now);
  await prepareTune(store, addresses, now);
  await followReceivers(store, addresses, now);
  await store.write.setReceiverAllowLocal({
    receiver: new URL(addresses.receiverUrl).host,
    allowLocal: true,
  });
}

/** The practice account for session numbers; its address is that of its process now. */
async function prepareNumbers(store: DeskStore, addresses: PracticeAddresses, now: number): Promise<void> {
  const known = (await store.read.spcNetworks()).find((network) => network.practice);
  const settings = {
    name: known?.name ?? 'Practice numbers',
    endpoint: addresses.spcUrl,
    apiUser: addresses.spcUser,
    customerId: addresses.spcCustomer,
    namespace: SPC_NAMESPACE,
    authentication: 'username_token',
    extensions: true,
  } as const;
  if (!known) {
    const network = { ...settings, kind: 'spc', token: { keeping: 'session' }, practice: true } as const;
    const { id } = await store.write.addSpcNetwork({ network, now });
    await store.write.saveSite({ ...practiceSite(id), now });
  } else if (known.endpoint !== settings.endpoint) {
    await store.write.changeSpcNetwork({ id: known.id, change: settings });
  }
}

/** The practice account whose followers can be read into send lists. */
async function prepareFollowers(store: DeskStore, addresses: PracticeAddresses, now: number): Promise<void> {
  if ((await store.read.followerAccounts()).some(({ practice }) => practice)) return;
  const { followersUrl: baseUrl, followersUserId: userId } = addresses;
  const token = { keeping: 'session' } as const;
  const account = { name: 'Practice followers', baseUrl, userId, token, practice: true };
  await store.write.addFollowerAccount({ account, now });
}

/** The practice TUNE network, which counts the practice account's calls. */
async function prepareTune(store: DeskStore, addresses: PracticeAddresses, now: number): Promise<void> {
  if ((await store.read.tuneAccounts()).some(({ practice }) => practice)) return;
  const { tuneUrl: baseUrl, tuneNetworkId: networkId } = addresses;
  await store.write.addTuneAccount({
    now,
    account: {
      name: 'Practice TUNE',
      baseUrl,
      networkId,
      timeZone: null,
      currency: 'USD',
      callsNetworkId: (await practiceNetwork(store))?.id ?? null,
      token: { keeping: 'session' },
      practice: true,
    },
  });
}

/** A site to play visits to; whoever wants to speak for it from elsewhere gives it a key of his own in Settings. */
function practiceSite(networkId: number): Omit<Parameters<DeskStore['write']['saveSite']>[0], 'now'> {
  const draft = {
    id: null,
    name: 'Garden shop',
    networkId,
    campaignId: 'site-drilldown',
    ttlSeconds: null,
    origins: [],
    fallback: 'Call our desk',
    releaseAtEnd: true,
  };
  return { draft, fresh: { ...newSiteKey().kept, reference: randomUUID().replaceAll('-', '').slice(0, 16) } };
}

/** Templates of an earlier start whose port was taken since then follow the receivers to where they are now. */
async function followReceivers(store: DeskStore, addresses: PracticeAddresses, now: number): Promise<void> {
  const { host } = new URL(addresses.receiverUrl);
  for (const template of await store.read.templates()) {
    const moved = movedTo(template.url, host);
    if (moved === template.url) continue;
    const { id, name, scope, startsAt, active } = template;
    await store.write.saveTemplate({ draft: { id, name, scope, startsAt, active, url: moved }, now });
  }
}

/** The template's URL with the practice receivers' host of now, if it goes to practice receivers at all. */
export function movedTo(url: string, host: string): string {
  return url.replace(/^http:\/\/127\.0\.0\.1:\d+(?=\/receiver\/)/, `http://${host}`);
}

function firstTemplate(addresses: PracticeAddresses): TemplateDraft {
  return {
    id: null,
    name: 'Practice partners',
    url: `${addresses.receiverUrl}${POSTBACK}`,
    scope: { networkId: null, partnerId: null, offerId: null },
    startsAt: null,
    active: true,
  };
}
