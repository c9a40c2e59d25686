import { z } from 'zod';

const customData = z.record(z.string(), z.string());

/** The custom data of a number from its stored text: values by name. */
export function customDataOf(text: string): Readonly<Record<string, string>> {
  return customData.parse(JSON.parse(text));
}
