import { recordsText as text } from '#renderer/app/messages/en/records.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { Select } from '#renderer/ui/select.tsx';

const SAID = 'said';

/** The status of a record: a person's own, or what the account says. A change takes effect at once and can be undone. */
export function StatusSelect<S extends string>(props: {
  readonly name: string;
  readonly own: S | null;
  /** What the account or TUNE says. */
  readonly said: string;
  readonly statuses: Readonly<Record<S, string>>;
  readonly words: readonly S[];
  readonly onStatus: (status: S | null) => Promise<unknown>;
}) {
  const { name, own, said, statuses, words, onStatus } = props;
  const change = async (status: S | null): Promise<void> => {
    try {
      await onStatus(status);
      const word = (status === null ? said : statuses[status]).toLowerCase();
      toast(text.statusChanged(name, word || text.anyStatus), {
        label: text.undo,
        run: () => void onStatus(own).catch(reportFault),
      });
    } catch (fault) {
      reportFault(fault);
    }
  };
  return (
    <Select<S | typeof SAID>
      label={text.setStatus}
      row
      value={own ?? SAID}
      options={[
        { value: SAID, label: text.asSaid(said) },
        ...words.map((word) => ({ value: word, label: statuses[word] })),
      ]}
      onValue={(value) => void change(words.find((word) => word === value) ?? null)}
    />
  );
}
