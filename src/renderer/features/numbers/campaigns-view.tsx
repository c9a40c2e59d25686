import { useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { agoText } from '#renderer/app/format/duration.ts';
import { moneyText } from '#renderer/app/format/money.ts';
import { goTo, hashHref, useHashSearch } from '#renderer/app/hash-location.ts';
import { jobsText } from '#renderer/app/messages/en/jobs.ts';
import { promoText as text } from '#renderer/app/messages/en/promo.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { useNow } from '#renderer/state/now.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { useOfferChoices, usePartnerChoices } from '#renderer/state/use-choices.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Combobox } from '#renderer/ui/combobox.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { PlainTable } from '#renderer/ui/plain-table.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { CatalogueAge, PartnerCampaignRow } from '#shared/ipc/campaigns.ts';
import { NetworkChoice, NetworkNeeded } from './network-needed.tsx';
import { NumbersHead } from './numbers-head.tsx';
import { useInvoca } from './use-invoca.ts';

const COLUMNS = [
  { title: text.offer },
  { title: text.partner },
  { title: text.columnStatus },
  { title: text.columnPayout },
  { title: text.columnNumbers, end: true },
  { title: text.columnCan },
  { title: text.columnActions, unseen: true },
] as const;

/** What partners may promote: their standing, terms and payout, how old that knowledge is, and applying. */
export function CampaignsView() {
  const given = new URLSearchParams(useHashSearch());
  const { networks, network, choose } = useInvoca();
  const [partnerId, setPartner] = useState(given.get('partner') ?? '');
  const [offerId, setOffer] = useState(given.get('offer') ?? '');
  const partners = usePartnerChoices(partnerId);
  const offers = useOfferChoices(offerId);
  const partner = partners.recordOf(partnerId.trim()) ? partnerId.trim() : '';
  const offer = offers.recordOf(offerId.trim()) ? offerId.trim() : '';
  const { data, fault, reload } = useRequest(
    'campaigns.list',
    network && (partner !== '' || offer !== '')
      ? {
          networkId: network.id,
          ...(partner === '' ? {} : { partnerId: partner }),
          ...(offer === '' ? {} : { offerId: offer }),
        }
      : null,
  );
  const asked = partner !== '' || offer !== '';
  return (
    <div className="page numbers">
      <NumbersHead />
      <div className="page-scroll numbers-scroll">
        {networks.data?.length === 0 && <NetworkNeeded />}
        <Ages />
        {network && (
          <div className="numbers-choice">
            <NetworkChoice networks={networks.data ?? []} network={network} onChoose={choose} />
            <Combobox
              label={text.byPartner}
              options={partners.options}
              value={partnerId}
              onValue={setPartner}
            />
            <Combobox label={text.byOffer} options={offers.options} value={offerId} onValue={setOffer} />
          </div>
        )}
        {fault && <ErrorNote fault={fault} onRetry={reload} />}
        {network && !asked && <EmptyState title={text.choose}>{text.chooseText}</EmptyState>}
        {asked && data?.rows.length === 0 && <p className="muted">{text.nothingFound}</p>}
        {asked && data && data.rows.length > 0 && (
          <>
            <PlainTable label={text.campaignsLabel} columns={COLUMNS}>
              {data.rows.map((row) => (
                <Campaign key={`${row.offerId} ${row.partnerId}`} row={row} />
              ))}
            </PlainTable>
            {data.count > data.rows.length && (
              <p className="faint">{text.shownOf(countText(data.rows.length), countText(data.count))}</p>
            )}
          </>
        )}
      </div>
    </div>
  );
}

function Campaign({ row }: { readonly row: PartnerCampaignRow }) {
  const { networkId, offerId, partnerId } = row;
  const apply = (): void => {
    ask('campaigns.apply', { networkId, offerId, partnerId }).then(() => toast(text.applied), reportFault);
  };
  const name = `${row.offerName || offerId}, ${row.partnerName || partnerId}`;
  const pending = row.pending && row.pending.state !== 'done' ? row.pending : null;
  const reason = row.canRequest.can ? '' : row.canRequest.reason;
  return (
    <tr>
      <td>
        <b>{row.offerName || offerId}</b>
        <p className="muted">{termsText(row)}</p>
      </td>
      <td>{row.partnerName || partnerId}</td>
      <td>
        <Tag tone={row.status === 'Approved' ? 'ok' : row.status === '' ? 'plain' : 'wait'}>
          {row.status || text.notApplied}
        </Tag>
      </td>
      <td className="nowrap">{payoutText(row)}</td>
      <td className="table-number">
        <a
          href={hashHref(
            `/numbers/promo?${new URLSearchParams({ partner: partnerId, offer: offerId }).toString()}`,
          )}
        >
          {row.maxPromoNumbers === null
            ? countText(row.numbers)
            : text.numbersOf(countText(row.numbers), countText(row.maxPromoNumbers))}
        </a>
      </td>
      <td className="muted">
        {pending
          ? `${jobsText.kinds[pending.kind] ?? ''} ${jobsText.states[pending.state].toLowerCase()}`
          : reason}
      </td>
      <td className="row-actions">
        {row.canRequest.can && (
          <Button
            size="small"
            aria-label={text.requestOf(name)}
            onClick={() =>
              goTo(
                `/numbers/promo/request?${new URLSearchParams({ offer: offerId, partner: partnerId }).toString()}`,
              )
            }
          >
            {text.request}
          </Button>
        )}
        {row.canApply.can && !pending && (
          <Button
            size="small"
            aria-label={text.applyOf(name)}
            title={row.canApply.reason || undefined}
            onClick={apply}
          >
            {text.apply}
          </Button>
        )}
      </td>
    </tr>
  );
}

/** How old what is known of each network is; reading it again, with how far that is. */
function Ages() {
  const { data = [] } = useRequest('campaigns.ages', {});
  if (data.length === 0) return null;
  return (
    <div className="ages">
      <Section title={text.ages}>
        <ul>
          {data.map((age) => (
            <Age key={age.networkId} age={age} />
          ))}
        </ul>
      </Section>
    </div>
  );
}

function Age({ age }: { readonly age: CatalogueAge }) {
  const now = useNow(30_000);
  const { networkId, networkName, readAt, progress } = age;
  return (
    <li className="age">
      <b>{networkName}</b>
      <span className="muted number">
        {progress
          ? text.reading(countText(progress.done), countText(progress.known))
          : readAt === null
            ? text.neverRead
            : text.readAt(agoText(readAt, now))}
      </span>
      {progress && (
        <progress
          className="progress"
          aria-label={networkName}
          value={progress.done}
          max={Math.max(1, progress.known)}
        />
      )}
      {age.error !== null && <span className="session-reason">{age.error}</span>}
      <Button
        size="small"
        aria-label={progress ? text.cancelRefreshOf(networkName) : text.refreshOf(networkName)}
        onClick={() => {
          ask(progress ? 'campaigns.cancelRefresh' : 'campaigns.refresh', { networkId }).catch(reportFault);
        }}
      >
        {progress ? text.cancelRefresh : text.refresh}
      </Button>
    </li>
  );
}

function payoutText({ payout }: PartnerCampaignRow): string {
  if (!payout) return uiText.none;
  if (payout.range !== '') return payout.range;
  const amount = payout.min ?? payout.max;
  return amount === null ? payout.pricing || uiText.none : moneyText({ amount, currency: payout.currency });
}

function termsText({ terms, offerStatus, advertiserName }: PartnerCampaignRow): string {
  const parts = [
    advertiserName,
    offerStatus,
    terms?.country ?? '',
    terms?.visibility.replaceAll('_', ' ') ?? '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}
