import { jsonReply, type WireReply } from '../wire.ts';
import { echoOf, type PhpMap } from './php-parameters.ts';
import type { TuneRefusal } from './tune-refusal.ts';
import type { TuneSettings } from './tune-settings.ts';

/** A successful answer. The request is echoed with everything in it, the token too. */
export function success(request: PhpMap, data: unknown): WireReply {
  const response = { status: 1, httpStatus: 200, data, errors: [], errorMessage: null };
  return jsonReply(200, { request: echoOf(request), response });
}

/** A refusal, which is HTTP 200 all the same. */
export function failure(
  request: PhpMap,
  refusal: TuneRefusal,
  { errorForm }: Pick<TuneSettings, 'errorForm'>,
): WireReply {
  const text = refusal.message;
  const form = refusal.validation ? 'data' : errorForm;
  const told = {
    'public-message': { data: '', errors: [{ publicMessage: text }], errorMessage: text },
    'err-msg': { data: '', errors: [{ err_msg: text }], errorMessage: null },
    object: { data: '', errors: { publicMessage: text }, errorMessage: null },
    data: { data: { error_code: 1, errors: { error: text } }, errors: [], errorMessage: null },
  }[form];
  return jsonReply(200, { request: echoOf(request), response: { status: -1, httpStatus: 200, ...told } });
}

/** Nothing, where a map belongs, as PHP writes it or as other servers do. */
export function nothing({ emptyAs }: Pick<TuneSettings, 'emptyAs'>): unknown {
  return { list: [], object: {}, null: null, text: '' }[emptyAs];
}
