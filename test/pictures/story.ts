import { expect, type Page } from 'playwright/test';
import { SHOWCASE, syncAll } from '#test/support/practice-desk.ts';
import type { PracticeControl } from '#test/support/practice.ts';
import type { DeliveryState } from '#shared/ipc/postbacks.ts';

/** What the pictures show is found again by these. */
export interface Story {
  /** A call on the showcase number that was pending first and is approved now; its postback was accepted. */
  readonly approvedCallId: string;
}

/** A partner with a number of its own for an offer. */
interface Line {
  readonly partnerId: string;
  readonly promoNumberId: string;
}

/**
 * Lets a plausible hour pass on the practice network: calls that are approved, corrected, pending and rejected, one
 * result nobody knows, and postbacks that are accepted, refused with 200 and not delivered.
 */
export async function tellStory(page: Page, control: PracticeControl): Promise<Story> {
  const lines = await otherLines(page);
  const [refusing, failing] = new Set(lines.map(({ partnerId }) => partnerId));
  if (refusing === undefined || failing === undefined) throw new Error('Too few partners have numbers.');
  await control.setAnswer(refusing, { body: 'success=false&message=unknown+click' });
  await control.setAnswer(failing, { status: 503, body: 'Service Unavailable' });

  for (const [index, { promoNumberId }] of lines.entries()) {
    await callOn(control, promoNumberId, ['paid', 'nosale', 'paid', 'repeat', 'paid'][index % 5] ?? 'paid');
  }
  for (const { partnerId, promoNumberId } of lines) {
    if (partnerId === refusing || partnerId === failing) await callOn(control, promoNumberId, 'paid');
  }
  await callOn(control, SHOWCASE.promoNumberId, 'Under Quality Review');
  await callOn(control, SHOWCASE.promoNumberId, 'paid');
  const laterRejected = await callOn(control, SHOWCASE.promoNumberId, 'nosale');
  const approvedCallId = await callOn(control, SHOWCASE.promoNumberId, 'nosale');
  await syncAll(page, control);
  await control.correct(approvedCallId, { result: 'paid', payout: 21, payin: 32 });
  await control.correct(laterRejected, { result: 'repeat' });
  await syncAll(page, control);

  await expect.poll(() => deliveriesOf(page, 'accepted'), { timeout: 30_000 }).toBeGreaterThan(3);
  await expect.poll(() => deliveriesOf(page, 'refused'), { timeout: 30_000 }).toBeGreaterThan(0);
  await expect.poll(() => deliveriesOf(page, 'sending'), { timeout: 30_000 }).toBe(0);
  return { approvedCallId };
}

/** Up to three numbers of each other partner, each for another offer. */
async function otherLines(page: Page): Promise<readonly Line[]> {
  const reply = await page.evaluate(() => window.switchboard.requests['catalogue.numbers']({}));
  if (!reply.ok) throw new Error(reply.error.message);
  const offers = new Map<string, Set<string>>();
  for (const { partnerId, offerId } of reply.value) {
    if (partnerId === '' || offerId === '' || partnerId === SHOWCASE.partnerId) continue;
    offers.set(partnerId, (offers.get(partnerId) ?? new Set()).add(offerId));
  }
  return [...offers].flatMap(([partnerId, ids]) =>
    [...ids]
      .slice(0, 3)
      .map((offerId) => ({ partnerId, promoNumberId: `tune-${offerId}-${partnerId}-0001` })),
  );
}

async function callOn(control: PracticeControl, promoNumberId: string, result: string): Promise<string> {
  const [call] = await control.addCalls({ result, promo_number_id: promoNumberId });
  if (!call) throw new Error('No call arrived.');
  return call.complete_call_id;
}

async function deliveriesOf(page: Page, state: DeliveryState): Promise<number> {
  const reply = await page.evaluate(
    (wanted) =>
      window.switchboard.requests['deliveries.page']({ filter: { states: [wanted] }, index: 0, limit: 1 }),
    state,
  );
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value.count;
}
