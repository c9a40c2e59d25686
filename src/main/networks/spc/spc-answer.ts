import type { HttpAnswer } from '../http/http-send.ts';
import { XmlRefused } from '../xml/element.ts';
import type { ReadElement } from './element-sequence.ts';
import { isFault, soapBody } from './soap-answer.ts';
import { readFault } from './soap-fault.ts';
import type { ToldFault } from './soap-fault.ts';

/** What an HTTP answer turned out to be; `why` it cannot be read ends "The answer cannot be read: …". */
export type AnswerOutcome<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'fault'; readonly told: ToldFault }
  | { readonly kind: 'foreign'; readonly why: string };

/**
 * Reads an answer. A fault may come with any status but a redirect; anything else only with 200, and only as the
 * element expected (mongoose-spc.md 2, 9).
 */
export function readAnswer<T>(
  answer: HttpAnswer,
  namespace: string,
  expected: string,
  read: ReadElement<T>,
): AnswerOutcome<T> {
  if (answer.status >= 300 && answer.status < 400) return { kind: 'foreign', why: 'it is a redirect' };
  try {
    checkCharset(answer.headers['content-type'] ?? '');
    const element = soapBody(answer.body);
    if (isFault(element)) return { kind: 'fault', told: readFault(element, namespace) };
    if (element.name !== expected) {
      throw new XmlRefused(`it holds <${element.name}> where <${expected}> belongs`);
    }
    if (element.namespace !== namespace) {
      throw new XmlRefused(`it is in the namespace ${element.namespace || '(none)'}, not the account’s`);
    }
    if (answer.status !== 200) throw new XmlRefused('it is no fault');
    return { kind: 'value', value: read(element, expected) };
  } catch (error) {
    if (error instanceof XmlRefused) return { kind: 'foreign', why: error.message };
    throw error;
  }
}

function checkCharset(contentType: string): void {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(contentType)?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) {
    throw new XmlRefused(`it says it is in ${charset}, not UTF-8`);
  }
}
