import { NetworkFault } from '#shared/domain/network-fault.ts';
import type { JobHandler, Tried, TryContext } from '../jobs/job-handler.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeskStore } from '../ports/desk-store.ts';
import type { JobEffect } from '../ports/job-effects.ts';
import type { ClaimedJob, JobOf, JobOutcome } from '../ports/job.ts';
import type { NumberTask } from '../ports/numbers-store.ts';
import type { Random } from '../ports/random.ts';
import type { CatalogueNumber } from '../ports/catalogue.ts';
import { tryInvoca } from './invoca-try.ts';
import { makeOnce, MakingFault } from './make-once.ts';
import type { NumberAccount, NumberAccounts } from './number-accounts.ts';

type Outcome = JobOutcome<JobEffect>;

/** What jobs about numbers, ring pools and campaigns are done with. */
export interface NumberJobParts {
  readonly store: Pick<DeskStore, 'read' | 'write'>;
  readonly accounts: NumberAccounts;
  readonly clock: Clock;
  readonly random: Random;
}

/** The handlers of every kind of job about promo numbers. */
export interface NumberJobs {
  readonly create: JobHandler<JobOf<'promo_number.create'>>;
  readonly update: JobHandler<JobOf<'promo_number.update'>>;
  readonly move: JobHandler<JobOf<'promo_number.move'>>;
  readonly remove: JobHandler<JobOf<'promo_number.remove'>>;
}

export function numberJobs(parts: NumberJobParts): NumberJobs {
  const { store, clock } = parts;

  const withTask = async (
    job: ClaimedJob & { readonly payload: { readonly numberId: number } },
    work: (task: NumberTask) => Promise<Tried>,
  ): Promise<Tried> => {
    const task = await store.read.numberTask({ numberId: job.payload.numberId });
    if (task) return work(task);
    return { outcome: failed('The desk does not know this number any more.'), contact: null };
  };

  return {
    create: (job, context) =>
      withTask(job, async (task) => {
        const { numberId } = job.payload;
        // A catalogue read meanwhile may have brought it.
        if (task.state === 'active') return { outcome: { kind: 'done', effect: null }, contact: null };
        const { place, invocaIds, idFromNetwork, order, quietUntil } = task;
        const at = { place, invocaIds, idFromNetwork, signal: context.signal };
        const work = ({ client }: NumberAccount): Promise<Outcome> =>
          makeOnce<CatalogueNumber>(
            {
              quietUntil,
              look: () => client.number(at),
              note: (until) => store.write.numberAsked({ numberId, quietUntil: until }),
              make: () => client.createNumber({ ...at, order }),
              given: (number) => ({ kind: 'number.given', numberId, number }),
              idTaken: { kind: 'number.id_taken', numberId },
              notMade: { kind: 'number.not_made', numberId },
              unanswered: (until) => ({ kind: 'number.unanswered', numberId, quietUntil: until }),
            },
            clock,
          );
        return tryMaking(job, context, parts, {
          work,
          surelyNot: quietUntil === null,
          failed: (reason, certain) => ({ kind: 'number.failed', numberId, reason, certain }),
        });
      }),

    update: (job, context) =>
      withTask(job, (task) => {
        const { numberId, description, mediaType, customData } = job.payload;
        const { place, invocaIds, idFromNetwork, order } = task;
        return tryInvoca(job, context, parts, async ({ client }) => {
          const number = await client.changeNumber({
            place,
            to: null,
            invocaIds,
            idFromNetwork,
            description,
            mediaType,
            customData: { ...takenAway(order.customData, customData), ...customData },
            signal: context.signal,
          });
          return { kind: 'done', effect: { kind: 'number.changed', numberId, number } };
        });
      }),

    move: (job, context) =>
      withTask(job, (task) => {
        const { numberId, to } = job.payload;
        const { idFromNetwork, order, place } = task;
        // The ids of the new offer and partner are read from the number's page in the answer.
        const there = {
          place: to,
          invocaIds: { offer: '', partner: '' },
          idFromNetwork,
          signal: context.signal,
        };
        const { description, mediaType, customData } = order;
        return tryInvoca(job, context, parts, async ({ client }) => {
          const change = { to, description, mediaType, customData };
          const number = await client
            .changeNumber({ ...there, place, ...change })
            .catch(async (error: unknown) => {
              // After a lost answer it is not where it was any more, but where it was to go.
              const gone = error instanceof NetworkFault && error.kind === 'not_found';
              const moved = gone ? await client.number(there) : null;
              if (moved === null) throw error;
              return moved;
            });
          return { kind: 'done', effect: { kind: 'number.changed', numberId, number } };
        });
      }),

    remove: (job, context) =>
      withTask(job, ({ place, idFromNetwork }) => {
        const { numberId } = job.payload;
        return tryInvoca(job, context, parts, async ({ client }) => {
          await client.removeNumber({ place, idFromNetwork, signal: context.signal });
          return { kind: 'done', effect: { kind: 'number.removed', numberId } };
        });
      }),
  };
}

/** Makes one try of something that must be made once, and keeps with every outcome what is known of it. */
export function tryMaking(
  job: ClaimedJob,
  context: TryContext,
  parts: NumberJobParts,
  making: {
    readonly work: (account: NumberAccount) => Promise<Outcome>;
    /** Whether no earlier request can have made it. */
    readonly surelyNot: boolean;
    readonly failed: (reason: string, certain: boolean) => JobEffect;
  },
): Promise<Tried> {
  let made: MakingFault | null = null;
  const work = async (account: NumberAccount): Promise<Outcome> => {
    try {
      return await making.work(account);
    } catch (error) {
      if (!(error instanceof MakingFault)) throw error;
      made = error;
      throw error.fault;
    }
  };
  return tryInvoca(job, context, parts, work, (outcome) => {
    const certain = made?.certain ?? making.surelyNot;
    if (outcome.kind === 'failed') return { ...outcome, effect: making.failed(outcome.reason, certain) };
    if (outcome.kind === 'done') return outcome;
    return { ...outcome, effect: made?.effect ?? null, maybeReached: !certain };
  });
}

/** Fields that were there and shall not be any more, as the network is told it. */
function takenAway(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): Record<string, null> {
  const gone = Object.keys(before).filter((name) => !Object.hasOwn(after, name));
  return Object.fromEntries(gone.map((name) => [name, null]));
}

function failed(reason: string): Outcome {
  return { kind: 'failed', reason, hold: null, effect: null };
}
