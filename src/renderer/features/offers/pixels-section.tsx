import { Plus } from 'lucide-react';
import { useState } from 'react';
import { offersText as text } from '#renderer/app/messages/en/offers.ts';
import { recordsText } from '#renderer/app/messages/en/records.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { PlainTable } from '#renderer/ui/plain-table.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { PixelView } from '#shared/ipc/goals.ts';
import type { OfferDetail } from '#shared/ipc/offers.ts';
import { toneOfStatus } from '#renderer/features/records/record-tone.ts';
import { PixelDialog } from './pixel-dialog.tsx';

const COLUMNS = [
  { title: text.columnPartner },
  { title: text.pixelGoal },
  { title: text.columnKind },
  { title: text.columnCode },
  { title: text.columnActions, unseen: true },
] as const;

/** What partners want shown when a goal of the offer is reached; those TUNE keeps are changed there. */
export function PixelsSection({ detail }: { readonly detail: OfferDetail }) {
  const { pixels, goals } = detail;
  const [asking, setAsking] = useState<PixelView | 'add' | null>(null);
  const canRide = goals.some(({ id, protocol }) => id !== null && protocol !== 'server');
  const remove = ({ id, goal, partner, kind, code, status }: PixelView): void => {
    if (id === null || goal === null || kind === 'url') return;
    const again = {
      id: null,
      goal,
      partner,
      kind,
      code,
      status: status === 'pending' ? ('pending' as const) : ('active' as const),
    };
    ask('pixels.remove', { id }).then(
      () =>
        toast(text.pixelRemoved, {
          label: recordsText.undo,
          run: () => void ask('pixels.save', again).catch(reportFault),
        }),
      reportFault,
    );
  };
  return (
    <Panel
      title={text.pixels}
      actions={
        canRide && (
          <Button size="small" onClick={() => setAsking('add')}>
            <Plus size={13} aria-hidden />
            {text.addPixel}
          </Button>
        )
      }
    >
      <p className="muted">{pixels.length === 0 ? text.noPixels : text.pixelsHint}</p>
      {pixels.length > 0 && (
        <div className="goal-table-wrap">
          <PlainTable label={text.pixelsLabel} columns={COLUMNS}>
            {pixels.map((pixel) => {
              const partner = pixel.partnerName || pixel.partnerId || text.allPartners;
              return (
                <tr key={`${pixel.id} ${pixel.tunePixelId}`}>
                  <td>
                    {partner}{' '}
                    {pixel.status !== 'active' && (
                      <Tag tone={toneOfStatus(pixel.status)}>{text.pixelStatuses[pixel.status]}</Tag>
                    )}
                  </td>
                  <td>{pixel.goalName || text.defaultGoal}</td>
                  <td>{text.kinds[pixel.kind]}</td>
                  <td className="mono wrap-anywhere">{pixel.code}</td>
                  <td className="row-actions">
                    {pixel.id === null ? (
                      <span className="muted">
                        {text.pixelOfTune} {pixel.tunePixelId}
                      </span>
                    ) : (
                      <>
                        <Button
                          size="small"
                          kind="quiet"
                          aria-label={text.editPixelOf(partner)}
                          onClick={() => setAsking(pixel)}
                        >
                          {text.editPixel}
                        </Button>
                        <Button
                          size="small"
                          kind="quiet"
                          aria-label={text.removePixelOf(partner)}
                          onClick={() => remove(pixel)}
                        >
                          {text.removePixel}
                        </Button>
                      </>
                    )}
                  </td>
                </tr>
              );
            })}
          </PlainTable>
        </div>
      )}
      {asking !== null && (
        <PixelDialog
          detail={detail}
          pixel={asking === 'add' ? null : asking}
          onClose={() => setAsking(null)}
        />
      )}
    </Panel>
  );
}
