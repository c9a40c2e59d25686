import { X } from 'lucide-react';
import { reconcileText as text } from '#renderer/app/messages/en/reconcile.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault } from '#renderer/state/toasts.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import { Select } from '#renderer/ui/select.tsx';
import type { RequestOutput } from '#shared/ipc/contract.ts';
import type { ChosenFile } from '#shared/ipc/reconcile.ts';
import { FileFields } from './file-fields.tsx';
import { roleOf, SIDE_KINDS, type SideForm, type SideKind } from './run-form.ts';

/** One side of a new reconciliation. */
export function SideFields(props: {
  readonly place: number;
  readonly side: SideForm;
  readonly accounts: RequestOutput<'reconcile.accounts'> | undefined;
  readonly onSide: (change: Partial<SideForm>) => void;
  readonly onFile: (file: ChosenFile) => void;
  readonly onPeriod: (firstDay: string, lastDay: string) => void;
  readonly onRemove: (() => void) | null;
}) {
  const { place, side, onSide, onRemove } = props;
  const role = roleOf(side.kind);
  const choose = async (): Promise<void> => {
    if (role === null) return;
    try {
      const file = await ask('reconcile.chooseFile', { role });
      if (file !== null) props.onFile({ ...file, role });
    } catch (thrown) {
      reportFault(thrown);
    }
  };
  const setKind = (kind: SideKind): void => {
    const [account] = accountsOf(kind, props.accounts);
    onSide({ kind, networkId: account?.id ?? null, ...(account?.zone ? { zone: account.zone } : {}) });
  };
  const accounts = accountsOf(side.kind, props.accounts);
  return (
    <fieldset className="reconcile-side">
      <legend>{text.sideTitle(place)}</legend>
      {onRemove && (
        <IconButton
          size="small"
          className="reconcile-side-remove"
          label={text.removeSide(place)}
          icon={<X size={14} aria-hidden />}
          onClick={onRemove}
        />
      )}
      <Select
        label={text.sideKind}
        value={side.kind}
        options={SIDE_KINDS.map((value) => ({ value, label: text.kinds[value] }))}
        hint={text.kindHint[role === null && !side.kind.startsWith('file') ? plainKind(side.kind) : 'file']}
        onValue={setKind}
      />
      {role === null ? (
        <>
          {side.kind !== 'desk' &&
            (accounts.length === 0 ? (
              <p className="field-error">{text.noAccount}</p>
            ) : (
              <Select
                label={text.account}
                value={String(side.networkId ?? '')}
                options={accounts.map(({ id, name }) => ({ value: String(id), label: name }))}
                onValue={(id) => onSide({ networkId: Number(id) })}
              />
            ))}
          <TextInput label={text.zone} value={side.zone} onValue={(zone) => onSide({ zone })} />
        </>
      ) : (
        <>
          <div className="reconcile-file">
            <span className={side.file ? 'strong wrap-anywhere' : 'muted'}>
              {side.file ? side.file.name : text.noFile}
            </span>
            <Button size="small" onClick={() => void choose()}>
              {side.file ? text.otherFile : text.chooseFile}
            </Button>
          </div>
          {side.file && side.mapping && (
            <FileFields
              file={side.file}
              role={role}
              mapping={side.mapping}
              onMapping={(mapping) => onSide({ mapping })}
              onReadable={(readable) => onSide({ readable })}
              onPeriod={props.onPeriod}
            />
          )}
        </>
      )}
    </fieldset>
  );
}

function plainKind(kind: SideKind): 'desk' | 'invoca' | 'tune' {
  return kind === 'invoca' || kind === 'tune' ? kind : 'desk';
}

function accountsOf(kind: SideKind, accounts: RequestOutput<'reconcile.accounts'> | undefined) {
  if (kind === 'invoca') return accounts?.invoca ?? [];
  return kind === 'tune' ? (accounts?.tune ?? []) : [];
}
