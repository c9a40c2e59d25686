import type { Context } from 'hono';
import { z } from 'zod';

/** Thrown for a control request that cannot be followed; its message says why. */
export class ControlRefused extends Error {
  override readonly name = 'ControlRefused';
  readonly status: 400 | 404;

  constructor(status: 400 | 404, message: string) {
    super(message);
    this.status = status;
  }
}

/** Reads a value by a schema; throws ControlRefused 400, naming what is wrong. */
export function parsed<Shape extends z.ZodType>(schema: Shape, value: unknown): z.infer<Shape> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new ControlRefused(400, z.prettifyError(result.error));
}

/** Reads the JSON body of a request by a schema, an empty one as `{}`; throws ControlRefused 400. */
export async function bodyOf<Shape extends z.ZodType>(
  context: Context,
  schema: Shape,
): Promise<z.infer<Shape>> {
  const text = await context.req.text();
  let value: unknown;
  try {
    value = text === '' ? {} : JSON.parse(text);
  } catch (error) {
    throw new ControlRefused(400, `the body is not JSON: ${String(error)}`);
  }
  return parsed(schema, value);
}
