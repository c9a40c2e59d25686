import type { ReactNode } from 'react';
import { visitsText as text } from '#renderer/app/messages/en/visits.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import { CopyButton } from '#renderer/ui/copy-button.tsx';
import { ConfirmDialog, Dialog } from '#renderer/ui/dialog.tsx';
import { Note } from '#renderer/ui/error-note.tsx';
import type { SpcNetworkView } from '#shared/ipc/spc-networks.ts';
import type { SiteView } from '#shared/ipc/visits.ts';
import { EditSite } from './edit-site.tsx';

/** What is asked, or shown, about a site. */
export type SiteAsking =
  | { readonly kind: 'edit'; readonly site: SiteView | null }
  | { readonly kind: 'rotate' | 'remove'; readonly site: SiteView }
  | { readonly kind: 'key'; readonly site: SiteView; readonly key: string }
  | { readonly kind: 'play'; readonly site: SiteView; readonly address: string }
  | null;

/** The dialogs about sites: one at a time. */
export function SiteDialogs(props: {
  readonly asking: SiteAsking;
  readonly accounts: readonly SpcNetworkView[];
  readonly onAsk: (asking: SiteAsking) => void;
}) {
  const { asking, onAsk } = props;
  const close = (): void => onAsk(null);
  switch (asking?.kind) {
    case undefined:
      return null;
    case 'edit':
      return (
        <EditSite
          site={asking.site}
          accounts={props.accounts}
          onClose={close}
          onKey={(site, key) => onAsk({ kind: 'key', site, key })}
        />
      );
    case 'rotate':
      return (
        <ConfirmDialog
          title={text.rotateTitle(asking.site.name)}
          confirm={text.rotateConfirm}
          onClose={close}
          onConfirm={() => {
            ask('visits.rotateKey', { id: asking.site.id }).then(
              ({ site, key }) => onAsk(key === null ? null : { kind: 'key', site, key }),
              reportFault,
            );
          }}
        >
          <p>{text.rotateText}</p>
        </ConfirmDialog>
      );
    case 'remove':
      return (
        <ConfirmDialog
          title={text.removeTitle(asking.site.name)}
          confirm={text.removeConfirm}
          danger
          onClose={close}
          onConfirm={() => {
            ask('visits.removeSite', { id: asking.site.id }).then(() => {
              toast(text.removed(asking.site.name));
              close();
            }, reportFault);
          }}
        >
          <p>{text.removeText}</p>
        </ConfirmDialog>
      );
    case 'key':
      return (
        <Secret title={text.keyTitle(asking.site.name)} label={text.key} value={asking.key} onClose={close}>
          <Note>{text.keyText}</Note>
        </Secret>
      );
    case 'play':
      return (
        <Secret
          title={text.playTitle(asking.site.name)}
          label={text.playAddress}
          value={asking.address}
          onClose={close}
        >
          <p className="muted">{text.playText}</p>
        </Secret>
      );
  }
}

/** Something to be copied from here, and where it is shown only as long as this is open. */
function Secret(props: {
  readonly title: string;
  readonly label: string;
  readonly value: string;
  readonly children: ReactNode;
  readonly onClose: () => void;
}) {
  return (
    <Dialog
      open
      onOpen={(open) => !open && props.onClose()}
      title={props.title}
      foot={
        <Button kind="primary" onClick={props.onClose}>
          {text.keyDone}
        </Button>
      }
    >
      <div className="dialog-form">
        {props.children}
        <p className="drill-down-secret">
          <output className="mono wrap-anywhere grow" aria-label={props.label}>
            {props.value}
          </output>
          <CopyButton text={props.value} what={props.label.toLowerCase()} />
        </p>
      </div>
    </Dialog>
  );
}
