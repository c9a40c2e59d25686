import './marks.css';
import { onMac, type Shortcut, shortcutText } from './shortcut.ts';

/** A shortcut, shown where it acts. Readers hear it from the control's `aria-keyshortcuts`, not from here. */
export function Kbd({ keys }: { readonly keys: Shortcut }) {
  return (
    <kbd className="kbd" aria-hidden>
      {shortcutText(keys, onMac())}
    </kbd>
  );
}
