import { Copy } from 'lucide-react';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { IconButton } from './button.tsx';

/** Copies the text and says so; `what` names it, such as "the Invoca id". */
export async function copyText(text: string, what: string): Promise<void> {
  try {
    await ask('desk.copyText', { text });
    toast(uiText.copied(what));
  } catch (fault) {
    reportFault(fault);
  }
}

/** A small button beside something worth copying. */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  return (
    <IconButton
      size="small"
      label={uiText.copy(what)}
      icon={<Copy size={13} aria-hidden />}
      onClick={() => void copyText(text, what)}
    />
  );
}
