import { CircleAlert, X } from 'lucide-react';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { dismissToast, useToasts } from '#renderer/state/toasts.ts';
import { Button, IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import './toasts.css';

/** Where results of a person's own action are told, briefly; read out politely, faults at once. */
export function ToastRegion() {
  const toasts = useToasts();
  return (
    <section className="toasts" aria-label={uiText.notices}>
      <div role="status" aria-live="polite">
        {toasts.map((item) => (
          <div key={item.id} className={classNames('toast', item.fault && 'toast-fault')}>
            {item.fault && <CircleAlert size={16} aria-hidden />}
            <span className="wrap-anywhere">{item.text}</span>
            {item.action && (
              <Button
                size="small"
                onClick={() => {
                  item.action?.run();
                  dismissToast(item.id);
                }}
              >
                {item.action.label}
              </Button>
            )}
            <IconButton
              size="small"
              label={uiText.dismiss}
              icon={<X size={14} aria-hidden />}
              onClick={() => dismissToast(item.id)}
            />
          </div>
        ))}
      </div>
    </section>
  );
}
