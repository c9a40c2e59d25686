import { partnersText } from '#renderer/app/messages/en/partners.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import type { SubIdName } from '#shared/domain/sub-ids.ts';

/** What a partner carries in a sub id, as a hint at its field; undefined where nobody said. */
export function useCarried(partnerId: string | null): (name: SubIdName) => string | undefined {
  const { data } = useRequest('partners.conventions', partnerId === null ? null : { partnerId });
  return (name) => {
    const said = partnerId === null ? undefined : data?.find((one) => one.name === name);
    if (!said) return undefined;
    const meaning = partnersText.meanings[said.meaning];
    return said.label === '' ? meaning : partnersText.theirWord(meaning, said.label);
  };
}
