import { uiText } from '#renderer/app/messages/en/ui.ts';
import type { ConversionStatus } from '#shared/domain/status.ts';
import './marks.css';

/** The status of a conversion: a shape, a word and a colour. */
export function StatusMark({ status }: { readonly status: ConversionStatus }) {
  return <span className={`status status-${status}`}>{uiText.status[status]}</span>;
}
