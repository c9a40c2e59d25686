import { useMemo, useRef } from 'react';
import { linksText } from '#renderer/app/messages/en/links.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { copyText } from '#renderer/ui/copy-button.tsx';
import { useShortcut } from '#renderer/ui/shortcut.ts';
import { explainTrackingLink } from '#shared/domain/link-explanation.ts';
import { ComposeFields } from './compose-fields.tsx';
import { ComposedLink } from './composed-link.tsx';
import { composeForm, digitsOf, draftOfForm } from './composer-form.ts';
import { rememberTry, useComposer } from './composer-state.ts';
import { fieldFaults } from './field-faults.ts';
import { comesBack } from './link-layers.ts';
import { useClickHost } from './use-click-host.ts';
import { useStanding } from './use-standing.ts';

/** The composer: the fields on the left, on the right the link they make, layer by layer. */
export function ComposeView() {
  const { form, tried } = useComposer();
  const fields = useRef<HTMLDivElement>(null);
  const composed = useMemo(() => composeForm(form), [form]);
  const link = composed.ok ? composed.link : null;
  const clickHost = useClickHost(form.base);
  const { faults: standing, limits } = useStanding({ ...form, number: digitsOf(form.number) });
  const explanation = useMemo(
    () => (link === null ? null : explainTrackingLink(link, { ...clickHost, limits })),
    [link, clickHost, limits],
  );
  const faults = useMemo(
    () => fieldFaults(form, composed, explanation?.faults ?? [], tried),
    [form, composed, explanation, tried],
  );
  const wholeAgain =
    explanation !== null &&
    comesBack(explanation, {
      offer_id: form.offerId.trim(),
      aff_id: form.partnerId.trim(),
      aff_sub: digitsOf(form.number),
      PPCPN: digitsOf(form.number),
      ...form.subIds,
    });

  /** Runs the action with the link, or shows what keeps it from being made. */
  const withLink = (action: (link: string) => void): void => {
    if (link !== null) {
      action(link);
      return;
    }
    rememberTry();
    requestAnimationFrame(() => {
      fields.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    });
  };
  const copy = (): void => withLink((text) => void copyText(text, linksText.copyWhat));
  const save = (): void =>
    withLink(() => {
      ask('links.save', draftOfForm(form)).then(() => toast(linksText.savedToast), reportFault);
    });
  useShortcut('mod+enter', copy);
  useShortcut('mod+s', save);

  return (
    <div className="page-scroll compose">
      <div className="compose-fields" ref={fields}>
        <ComposeFields form={form} said={faults.said} />
      </div>
      <ComposedLink
        composed={composed}
        explanation={explanation}
        missing={faults.missing}
        wholeAgain={wholeAgain}
        standing={standing}
        onCopy={copy}
        onSave={save}
      />
    </div>
  );
}
