import { create } from 'zustand';
import { type ComposerForm, EMPTY_FORM } from './composer-form.ts';

interface ComposerState {
  readonly form: ComposerForm;
  /** Whether the person tried to copy or save, so that what is still missing is said under its field. */
  readonly tried: boolean;
}

const store = create<ComposerState>()(() => ({ form: EMPTY_FORM, tried: false }));

/** What stands in the composer; kept while the person is at another place. */
export function useComposer(): ComposerState {
  return store();
}

/** Changes fields of the composer. */
export function changeComposer(change: Partial<ComposerForm>): void {
  store.setState(({ form }) => ({ form: { ...form, ...change } }));
}

/** Puts a whole form into the composer. */
export function fillComposer(form: ComposerForm): void {
  store.setState({ form, tried: false });
}

/** Remembers that the person wanted the link, so that empty fields are named. */
export function rememberTry(): void {
  store.setState({ tried: true });
}

/** Empties the composer. */
export function clearComposer(): void {
  fillComposer(EMPTY_FORM);
}
