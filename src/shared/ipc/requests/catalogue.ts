import { z } from 'zod';
import { choiceRequest, numberChoice, offerChoice, partnerChoice } from '../desk.ts';
import { clickHostAnswer, clickHostRequest } from '../links.ts';

/** What the window may ask about the partners, offers and numbers there are to choose from. */
export const catalogueRequests = {
  'catalogue.partners': { input: choiceRequest, output: z.array(partnerChoice) },
  'catalogue.offers': { input: choiceRequest, output: z.array(offerChoice) },
  'catalogue.numbers': { input: choiceRequest, output: z.array(numberChoice) },
  'catalogue.clickHost': { input: clickHostRequest, output: clickHostAnswer },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
