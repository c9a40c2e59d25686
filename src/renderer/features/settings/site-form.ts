import type { RequestInput } from '#shared/ipc/contract.ts';
import type { SiteView } from '#shared/ipc/visits.ts';

type SiteDraft = RequestInput<'visits.saveSite'>;

/** The form of a site as it is typed. */
export interface SiteForm {
  readonly name: string;
  /** The account's id; '' until one is chosen. */
  readonly account: string;
  readonly campaign: string;
  /** One a line. */
  readonly origins: string;
  readonly fallback: string;
  readonly release: boolean;
}

/** The form of a site as it is; of none, an empty one with the account there is. */
export function siteForm(site: SiteView | null, accountId: number | null): SiteForm {
  if (site === null) {
    const account = accountId === null ? '' : String(accountId);
    return { name: '', account, campaign: '', origins: '', fallback: '', release: true };
  }
  return {
    name: site.name,
    account: String(site.networkId),
    campaign: site.campaignId,
    origins: site.origins.join('\n'),
    fallback: site.fallback,
    release: site.releaseAtEnd,
  };
}

/** Whether enough is typed to be saved. */
export function isComplete(form: SiteForm): boolean {
  return form.name.trim() !== '' && form.account !== '' && form.campaign.trim() !== '';
}

/** What the form asks for; what it does not show stays as it was. */
export function draftOf(form: SiteForm, site: SiteView | null): SiteDraft {
  return {
    id: site?.id ?? null,
    name: form.name,
    networkId: Number(form.account),
    campaignId: form.campaign,
    ttlSeconds: site?.ttlSeconds ?? null,
    origins: form.origins
      .split(/[\s,]+/)
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    fallback: form.fallback,
    releaseAtEnd: form.release,
  };
}
