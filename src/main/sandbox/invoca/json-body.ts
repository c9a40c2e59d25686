import { invalidInput } from './answers.ts';

/** The body of a request as JSON; throws 403 InvalidInput when it is none. */
export async function jsonBody(request: { text(): Promise<string> }): Promise<unknown> {
  const text = await request.text();
  try {
    return JSON.parse(text);
  } catch {
    throw invalidInput('The body is not valid JSON');
  }
}
