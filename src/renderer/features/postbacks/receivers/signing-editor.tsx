import { useState } from 'react';
import { instantText } from '#renderer/app/format/instant.ts';
import { receiversText as text } from '#renderer/app/messages/en/receivers.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import { Switch } from '#renderer/ui/switch.tsx';
import type { ReceiverView } from '#shared/ipc/postbacks.ts';
import type { ReceiverSecretView } from '#shared/ipc/receivers.ts';
import { AddSecret } from './add-secret.tsx';
import { isParameterName } from './receiver-form.ts';
import type { ReceiverForm } from './receiver-form.ts';

/** Whether requests are signed, by which secrets, and where a GET carries it. */
export function SigningEditor(props: {
  readonly view: ReceiverView;
  readonly form: ReceiverForm;
  readonly onChange: (change: Partial<ReceiverForm>) => void;
}) {
  const { view, form, onChange } = props;
  const [adding, setAdding] = useState(false);
  const wrong = (name: string): string | null => (isParameterName(name) ? null : text.parameterWrong);
  return (
    <div className="signing">
      <Switch
        label={text.sign}
        hint={text.signHint}
        checked={form.sign}
        onChecked={(sign) => onChange({ sign })}
      />
      {form.sign && (
        <div className="template-scope">
          <TextInput
            label={text.signatureParameter}
            mono
            error={wrong(form.signatureParameter)}
            value={form.signatureParameter}
            onValue={(signatureParameter) => onChange({ signatureParameter })}
          />
          <TextInput
            label={text.timestampParameter}
            mono
            error={wrong(form.timestampParameter)}
            value={form.timestampParameter}
            onValue={(timestampParameter) => onChange({ timestampParameter })}
          />
        </div>
      )}
      {(form.sign || view.secrets.length > 0) && (
        <section aria-label={text.secrets}>
          <p className="part-title">{text.secrets}</p>
          {view.secrets.length === 0 && <p>{text.noSecrets}</p>}
          <ul className="secrets">
            {view.secrets.map((secret) => (
              <li key={secret.id}>
                <Secret receiver={view.receiver} secret={secret} />
              </li>
            ))}
          </ul>
          <Button size="small" onClick={() => setAdding(true)}>
            {text.addSecret}
          </Button>
        </section>
      )}
      {adding && <AddSecret view={view} onClose={() => setAdding(false)} />}
    </div>
  );
}

function Secret(props: { readonly receiver: string; readonly secret: ReceiverSecretView }) {
  const zone = useTimeZone();
  const { receiver, secret } = props;
  const since = instantText(secret.createdAt, zone);
  const end = (): void => {
    ask('receivers.endSecret', { receiver, id: secret.id }).then(() => toast(text.ended), reportFault);
  };
  return (
    <div className="secret">
      <p className="grow">
        <b>{text.secretFrom(since)}</b>,{' '}
        {secret.endsAt === null ? text.secretStays : text.secretEnds(instantText(secret.endsAt, zone))}
        <span className="muted">; {text.keeping[secret.keeping]}</span>
      </p>
      <Button size="small" aria-label={text.endSecretOf(since)} onClick={end}>
        {text.endSecret}
      </Button>
    </div>
  );
}
