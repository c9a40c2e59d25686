import { useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { registerText as text } from '#renderer/app/messages/en/link-register.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { wholeNumberOf } from '#renderer/features/settings/whole-number.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import type { NetworkLinkLimits } from '#shared/ipc/links.ts';

const VALUE = { least: 1, most: 10_000 } as const;
const LINK = { least: 100, most: 100_000 } as const;

/** How long values and links of each network may be. */
export function LimitsDialog({ onClose }: { readonly onClose: () => void }) {
  const { data } = useRequest('links.limits', {});
  return (
    <Dialog
      open
      onOpen={(open) => !open && onClose()}
      title={text.limitsTitle}
      foot={<Button onClick={onClose}>{uiText.close}</Button>}
    >
      <p className="muted">{text.limitsText}</p>
      {data?.length === 0 && <p>{text.limitsNone}</p>}
      {data?.map((limits) => (
        <NetworkLimits key={limits.networkId} limits={limits} />
      ))}
    </Dialog>
  );
}

function NetworkLimits({ limits }: { readonly limits: NetworkLinkLimits }) {
  const [value, setValue] = useState(String(limits.value));
  const [link, setLink] = useState(String(limits.link));
  const read = { value: wholeNumberOf(value, VALUE), link: wholeNumberOf(link, LINK) };
  const changed = read.value !== limits.value || read.link !== limits.link;
  const save = async (): Promise<void> => {
    if (read.value === null || read.link === null) return;
    try {
      await ask('links.setLimits', { networkId: limits.networkId, value: read.value, link: read.link });
      toast(text.limitsSaved);
    } catch (fault) {
      reportFault(fault);
    }
  };
  return (
    <form
      className="link-limits"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h3 className="section-title">{limits.networkName}</h3>
      <TextInput
        label={text.longestValue}
        error={read.value === null ? text.wholeNumber(countText(VALUE.least), countText(VALUE.most)) : null}
        inputMode="numeric"
        value={value}
        maxLength={6}
        onValue={setValue}
      />
      <TextInput
        label={text.longestLink}
        error={read.link === null ? text.wholeNumber(countText(LINK.least), countText(LINK.most)) : null}
        inputMode="numeric"
        value={link}
        maxLength={6}
        onValue={setLink}
      />
      <Button type="submit" disabled={!changed || read.value === null || read.link === null}>
        {text.save}
      </Button>
    </form>
  );
}
