import { useState } from 'react';
import { tuneText as text } from '#renderer/app/messages/en/tune.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { DESK_MODES, type DeskMode } from '#shared/domain/desk-mode.ts';
import { ModeDialog } from './mode-dialog.tsx';

/** Who owns conversions now, and the guarded way to another mode. */
export function ModePanel() {
  const mode = useRequest('tune.mode', {}).data?.mode;
  const [wanted, setWanted] = useState<DeskMode | null>(null);
  return (
    <Panel title={text.mode}>
      <ul className="tune-modes">
        {DESK_MODES.map((each) => (
          <li key={each} className="tune-mode" aria-current={each === mode ? 'true' : undefined}>
            <div className="grow">
              <p>
                <b>{text.modes[each]}</b> {each === mode && <Tag tone="ok">{text.modeNow}</Tag>}
              </p>
              <p className="muted">{text.modeHints[each]}</p>
            </div>
            {mode !== undefined && each !== mode && (
              <Button size="small" aria-label={text.change(text.modes[each])} onClick={() => setWanted(each)}>
                {text.switchTo}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {wanted && <ModeDialog mode={wanted} onClose={() => setWanted(null)} />}
    </Panel>
  );
}
