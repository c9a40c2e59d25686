import { z } from 'zod';
import type { DeliveryEvent } from '#shared/domain/delivery-event.ts';
import { deliveryEvent } from '#shared/ipc/postbacks.ts';

const stored = z.array(deliveryEvent);

/** The events a template tells of, read from the column they are kept in. */
export function eventsOf(text: string): readonly DeliveryEvent[] {
  return stored.parse(JSON.parse(text));
}
