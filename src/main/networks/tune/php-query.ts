/** A parameter as TUNE's server reads it: a value, a list, or an object of parameters. */
export type PhpParameter = string | readonly string[] | PhpParameters;

/** Parameters by name. */
export interface PhpParameters {
  readonly [name: string]: PhpParameter;
}

function pairs(name: string, value: PhpParameter): string[] {
  if (typeof value === 'string') return [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`];
  if (isList(value)) return value.flatMap((item) => pairs(`${name}[]`, item));
  return Object.entries(value).flatMap(([inner, parameter]) => pairs(`${name}[${inner}]`, parameter));
}

function isList(value: readonly string[] | PhpParameters): value is readonly string[] {
  return Array.isArray(value);
}

/** Writes parameters in brackets, as tune.md 9.3 shows them: `fields[]=id&filters[status]=active`, percent-encoded. */
export function phpQuery(parameters: PhpParameters): string {
  return Object.entries(parameters)
    .flatMap(([name, value]) => pairs(name, value))
    .join('&');
}
