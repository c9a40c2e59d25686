import type { Hono } from 'hono';
import type { z } from 'zod';
import { bodyOf, ControlRefused } from '../control-body.ts';
import { tuneTime } from './conversions.ts';
import type { ClickSpoiling } from '../invoca/click-spoiling.ts';
import { clicksRequest, tuneConversionRequest, tuneSettingsRequest } from './tune-control-requests.ts';
import type { TuneService } from './tune-service.ts';
import type { TuneSettings } from './tune-settings.ts';

/** Where clicks on Invoca links lead: to the network's own TUNE host, or to the double's. */
export interface ClickGoal extends ClickSpoiling {
  leadTo: NonNullable<z.infer<typeof clicksRequest>['lead_to']>;
}

/** What the control of the double turns. */
export interface TunePanel {
  readonly tune: TuneService;
  readonly clicks: ClickGoal;
  readonly clock: () => number;
}

function applied(settings: TuneSettings, wish: z.infer<typeof tuneSettingsRequest>): void {
  settings.callsInTenSeconds = wish.calls_in_ten_seconds ?? settings.callsInTenSeconds;
  settings.rateWording = wish.rate_wording ?? settings.rateWording;
  settings.addressListed = wish.address_listed ?? settings.addressListed;
  settings.errorForm = wish.error_form ?? settings.errorForm;
  settings.emptyAs = wish.empty_as ?? settings.emptyAs;
  settings.importing = wish.importing ?? settings.importing;
  settings.limitByUniqueId = wish.limit_by_unique_id ?? settings.limitByUniqueId;
}

/** Adds the knobs of the TUNE double. */
export function serveTuneControl(app: Hono, { tune, clicks, clock }: TunePanel): void {
  const { tables, conversions, settings, sessions, impressions, invoca, keys } = tune;
  app.get('/control/tune/state', (context) => {
    invoca.catchUp();
    return context.json({
      partner_key: keys.partner,
      partner_id: keys.partnerId,
      conversions: tables.Conversion.size,
      ring_revenue: tables.RingRevenue.size,
      clicks: sessions.clicks.map(({ transactionId, offerId, partnerId, subIds, source, at }) => ({
        transaction_id: transactionId,
        offer_id: offerId,
        affiliate_id: partnerId,
        sub_ids: subIds,
        source,
        at,
      })),
      impressions: Object.fromEntries(impressions),
    });
  });
  app.post('/control/tune/settings', async (context) => {
    applied(settings, await bodyOf(context, tuneSettingsRequest));
    return context.json(settings);
  });
  app.post('/control/tune/import', (context) => context.json({ imported: invoca.run() }));
  app.post('/control/tune/conversions', async (context) => {
    const { at, payout, revenue, status_code: code, ...wish } = await bodyOf(context, tuneConversionRequest);
    if (!tables.Offer.has(wish.offer_id) || !tables.Affiliate.has(wish.affiliate_id))
      throw new ControlRefused(404, 'no such offer or partner');
    invoca.catchUp();
    const made = conversions.add({
      ...wish,
      status_code: String(code),
      payout: payout.toFixed(5),
      revenue: revenue.toFixed(5),
      datetime: tuneTime(at ?? clock()),
      is_adjustment: code === 52 ? '1' : '0',
    });
    return context.json({ tune_event_id: made['tune_event_id'] });
  });
  app.post('/control/clicks', async (context) => {
    const { lead_to: leadTo, lose, encode_again: encodeAgain } = await bodyOf(context, clicksRequest);
    clicks.leadTo = leadTo ?? clicks.leadTo;
    clicks.lose = lose ?? clicks.lose;
    clicks.encodeAgain = encodeAgain ?? clicks.encodeAgain;
    return context.json({ lead_to: clicks.leadTo, lose: clicks.lose, encode_again: clicks.encodeAgain });
  });
}
