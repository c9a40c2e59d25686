import type { Reply } from '#shared/ipc/bridge.ts';
import type { RequestInput, RequestName, RequestOutput } from '#shared/ipc/contract.ts';

/** A question that was asked ahead, and its answer once there is one. */
interface Question<N extends RequestName> {
  readonly reply: Promise<Reply<RequestOutput<N>>>;
  answer: Reply<RequestOutput<N>> | undefined;
}

type Questions<N extends RequestName> = Map<string, Question<N>>;

/** What was asked ahead, by request and input; each is given once. */
const ahead: { [N in RequestName]?: Questions<N> } = {};
const replies: Promise<unknown>[] = [];
let changed = false;

/**
 * Asks for what is about to be needed, so that it is under way while the page still gets itself ready. Whoever asks the same
 * next is given this answer, unless it is that there is none, records have changed meanwhile, or another workspace was opened.
 */
export function askAhead<N extends RequestName>(name: N, input: RequestInput<N>): void {
  if (replies.length === 0) window.switchboard.on.changed(forgetAsked);
  const question: Question<N> = { reply: window.switchboard.requests[name](input), answer: undefined };
  const questions: Questions<N> = ahead[name] ?? new Map();
  const key = JSON.stringify(input);
  questions.set(key, question);
  Object.assign(ahead, { [name]: questions });
  const answered = (answer: Reply<RequestOutput<N>>): void => {
    question.answer = answer;
    // What could not be answered at the start may be answered when it is needed.
    if (!answer.ok) questions.delete(key);
  };
  replies.push(question.reply.then(answered));
}

/** The answer to this if it was asked ahead, and to nobody else. */
export function askedAhead<N extends RequestName>(
  name: N,
  input: RequestInput<N>,
): Promise<Reply<RequestOutput<N>>> | undefined {
  return take(name, input)?.reply;
}

/** The answer to this if it was asked ahead and is there already; then it is given to nobody else. */
export function answeredAhead<N extends RequestName>(
  name: N,
  input: RequestInput<N>,
): RequestOutput<N> | undefined {
  const questions: Questions<N> | undefined = ahead[name];
  const answer = questions?.get(JSON.stringify(input))?.answer;
  if (!answer?.ok) return undefined;
  take(name, input);
  return answer.value;
}

/** Settles when all that was asked ahead is answered, however. */
export async function allAnswered(): Promise<void> {
  await Promise.allSettled(replies);
}

/** Whether records have changed since the first question: what was taken is old by then. */
export function changedSinceAsked(): boolean {
  return changed;
}

function take<N extends RequestName>(name: N, input: RequestInput<N>): Question<N> | undefined {
  const questions: Questions<N> | undefined = ahead[name];
  const key = JSON.stringify(input);
  const question = questions?.get(key);
  questions?.delete(key);
  return question;
}

/** Lets go of all answers: they speak of records as they were, or of another workspace. */
export function forgetAsked(): void {
  changed = true;
  for (const questions of Object.values(ahead)) questions.clear();
}
