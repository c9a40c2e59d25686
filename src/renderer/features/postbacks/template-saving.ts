import { useState } from 'react';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault } from '#renderer/state/toasts.ts';
import type { PostbackTemplate, TemplateDraft } from '#shared/ipc/postbacks.ts';

/** A draft that would send deliveries at once, waiting for the person's word. */
export interface OwedAtOnce {
  readonly draft: TemplateDraft;
  readonly count: number;
}

export interface TemplateSaving {
  /** Saves the draft, after asking first where that would send deliveries at once. */
  readonly save: (draft: TemplateDraft) => Promise<void>;
  readonly asking: OwedAtOnce | null;
  readonly confirm: () => Promise<void>;
  readonly refuse: () => void;
  readonly busy: boolean;
}

/**
 * Saving a template, in the one way that cannot fire by surprise: a draft whose start lies in the past is counted
 * first, and when it would owe deliveries the person decides with the number before them.
 */
export function useTemplateSaving(onSaved: (template: PostbackTemplate) => void): TemplateSaving {
  const [asking, setAsking] = useState<OwedAtOnce | null>(null);
  const [busy, setBusy] = useState(false);

  const run = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    try {
      await work();
    } catch (fault) {
      reportFault(fault);
    } finally {
      setBusy(false);
    }
  };
  const store = async (draft: TemplateDraft): Promise<void> => {
    const saved = await ask('templates.save', draft);
    setAsking(null);
    onSaved(saved);
  };
  return {
    save: (draft) =>
      run(async () => {
        const count = owesAtOnce(draft) ? (await ask('templates.consequence', draft)).wouldOwe : 0;
        if (count > 0) setAsking({ draft, count });
        else await store(draft);
      }),
    asking,
    confirm: () => run(async () => (asking ? store(asking.draft) : undefined)),
    refuse: () => setAsking(null),
    busy,
  };
}

/** Whether a draft can owe deliveries the moment it is saved: it is on, and starts before now. */
export function owesAtOnce(draft: TemplateDraft): boolean {
  return draft.active && draft.startsAt !== null;
}
