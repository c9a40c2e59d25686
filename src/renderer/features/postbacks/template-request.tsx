import { postbacksText as text } from '#renderer/app/messages/en/postbacks.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import type { TemplateForm } from './template-form.ts';
import { receiverOfUrl } from './receiver-of-url.ts';
import { addressOfReceiver } from './receivers/receiver-address.ts';
import { Link } from 'wouter';

/** How the request is made: by GET or by POST, and how its receiver lets it be signed. */
export function TemplateRequest(props: {
  readonly form: TemplateForm;
  readonly onChange: (change: Partial<TemplateForm>) => void;
}) {
  const { form, onChange } = props;
  return (
    <div className="template-request">
      <h2 className="section-title">{text.method}</h2>
      <RadioGroup
        label={text.method}
        value={form.method}
        options={[
          { value: 'GET', label: text.methodGet, hint: text.methodGetHint },
          { value: 'POST', label: text.methodPost, hint: text.methodPostHint },
        ]}
        onValue={(method) => onChange({ method })}
      />
      <Signed form={form} />
    </div>
  );
}

/** What signing adds to the request, where its receiver has it switched on. */
function Signed({ form }: { readonly form: TemplateForm }) {
  const receiver = receiverOfUrl(form.url);
  const { data } = useRequest('receivers.list', receiver === '' ? null : {});
  const known = data?.find((each) => each.receiver === receiver);
  if (!known) return null;
  const { on, signatureParameter, timestampParameter } = known.settings.signing;
  const link = (
    <Link href={addressOfReceiver(receiver)} className="nowrap">
      {text.signingSettings}
    </Link>
  );
  if (!on) {
    return (
      <p className="muted">
        {text.notSigned} {link}
      </p>
    );
  }
  return (
    <div>
      <p>
        {text.signed(known.secrets.length)} {link}
      </p>
      <pre className="mono attempt-text">
        {form.method === 'POST'
          ? ['webhook-id: dlv_…', 'webhook-timestamp: …', 'webhook-signature: v1,…'].join('\n')
          : `&${timestampParameter}=…&${signatureParameter}=…`}
      </pre>
    </div>
  );
}
