import { jsonReply, type WireReply } from '../wire.ts';

/** A parameter that is wrong, with its values. */
export interface WrongParameter {
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  readonly message: string;
}

const PROBLEMS = 'https://api.twitter.com/2/problems';
const TYPES: Readonly<Record<string, string>> = { 'Invalid Request': `${PROBLEMS}/invalid-request` };
const DETAILS: Readonly<Record<string, string>> = {
  'Invalid Request': 'One or more parameters to your request was invalid.',
};

/** A parameter that is wrong. */
export function wrongParameter(name: string, values: readonly string[], why: string): WrongParameter {
  const message = `The \`${name}\` query parameter value [${values.join(',')}] ${why}`;
  return { parameters: { [name]: values }, message };
}

/** A refusal in the shape of the X API v2: a title, a detail and a type; those without an own type are `about:blank`. */
export function problem(status: number, title: string, errors?: readonly WrongParameter[]): WireReply {
  return jsonReply(status, {
    ...(errors === undefined ? {} : { errors }),
    title,
    detail: DETAILS[title] ?? title,
    type: TYPES[title] ?? 'about:blank',
    ...(status === 400 ? {} : { status }),
  });
}

/** A user that does not exist, or is no number: 200 with errors and no data for the one, 400 for the other. */
export function notFoundUser(id: string): WireReply {
  if (!/^\d{1,19}$/.test(id))
    return problem(400, 'Invalid Request', [wrongParameter('id', [id], 'is not valid')]);
  return jsonReply(200, {
    errors: [
      {
        value: id,
        detail: `Could not find user with id: [${id}].`,
        title: 'Not Found Error',
        resource_type: 'user',
        parameter: 'id',
        resource_id: id,
        type: `${PROBLEMS}/resource-not-found`,
      },
    ],
  });
}
