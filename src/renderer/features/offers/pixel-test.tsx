import { useEffect, useState } from 'react';
import { timeText } from '#renderer/app/format/instant.ts';
import { offersText as text } from '#renderer/app/messages/en/offers.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { asDeskFault, type DeskFault } from '#renderer/state/desk-fault.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { CopyButton } from '#renderer/ui/copy-button.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { TextArea, TextInput } from '#renderer/ui/field.tsx';
import { PlainTable } from '#renderer/ui/plain-table.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { SUB_ID_NAMES, type SubIdName } from '#shared/domain/sub-ids.ts';
import type { GoalView } from '#shared/ipc/goals.ts';
import type { OfferDetail } from '#shared/ipc/offers.ts';
import type { PixelTestView } from '#shared/ipc/pixel-tests.ts';

const COLUMNS = [{ title: text.columnAt }, { title: text.columnBy }, { title: text.columnUrl }] as const;
const NONE = 'none';
const OWN = 'own';
const SAMPLE: Readonly<Record<SubIdName, string>> = {
  aff_sub2: 'click-12345',
  aff_sub3: '',
  aff_sub4: '',
  aff_sub5: '',
  source: '',
};

/** Tries a goal's code on a page of this machine, with what a partner wants shown on it, and tells what was called. */
export function PixelTest({ detail, goal }: { readonly detail: OfferDetail; readonly goal: GoalView }) {
  const riders = detail.pixels.filter((pixel) => pixel.goal === goal.id && pixel.kind !== 'url');
  const [rider, setRider] = useState(NONE);
  const [code, setCode] = useState('');
  const [subIds, setSubIds] = useState(SAMPLE);
  const [test, setTest] = useState<PixelTestView | null>(null);
  const [fault, setFault] = useState<DeskFault>();
  const testId = test?.testId;
  useEffect(() => {
    if (testId === undefined) return;
    return () => void ask('pixelTests.close', { testId }).catch(() => undefined);
  }, [testId]);
  const chosen = riders[Number(rider)];
  const open = async (): Promise<void> => {
    setFault(undefined);
    try {
      if (goal.id === null) return;
      setTest(
        await ask('pixelTests.open', {
          offer: detail.row.id,
          goal: goal.id,
          rider: rider === NONE ? null : chosen ? riderOf(chosen) : { code },
          subIds,
        }),
      );
    } catch (thrown) {
      setFault(asDeskFault(thrown));
    }
  };
  return (
    <>
      {fault && <ErrorNote fault={fault} />}
      <p className="muted">{text.testHint}</p>
      {goal.protocol !== 'server' && (
        <Select
          label={text.rider}
          value={rider}
          options={[
            { value: NONE, label: text.riderNone },
            ...riders.map((pixel, place) => ({
              value: String(place),
              label: text.riderOf(pixel.partnerName || pixel.partnerId, text.kinds[pixel.kind]),
            })),
            { value: OWN, label: text.riderOwn },
          ]}
          onValue={setRider}
        />
      )}
      {rider === OWN && (
        <TextArea
          label={text.riderCode}
          hint={text.riderCodeHint}
          mono
          rows={3}
          maxLength={4000}
          value={code}
          onValue={setCode}
        />
      )}
      {rider !== NONE && (
        <fieldset className="records-rows">
          <legend>{text.sampleSubIds}</legend>
          <div className="records-five">
            {SUB_ID_NAMES.map((name) => (
              <TextInput
                key={name}
                label={name}
                value={subIds[name]}
                maxLength={500}
                mono
                onValue={(value) => setSubIds({ ...subIds, [name]: value })}
              />
            ))}
          </div>
        </fieldset>
      )}
      <div className="test-bar">
        <Button
          kind={test ? 'plain' : 'primary'}
          disabled={rider === OWN && code.trim() === ''}
          onClick={() => void open()}
        >
          {test ? text.openAgain : text.openTest}
        </Button>
        {test && (
          <>
            <span className="muted">{text.testAddress}</span>
            <span className="mono wrap-anywhere">{test.address}</span>
            <CopyButton text={test.address} what={text.theTestAddress} />
          </>
        )}
      </div>
      {test && <TestCalls key={test.testId} begun={test} />}
    </>
  );
}

/** What was called so far, as it happens. */
function TestCalls({ begun }: { readonly begun: PixelTestView }) {
  const zone = useTimeZone();
  const { data, fault } = useRequest('pixelTests.view', { testId: begun.testId });
  const { state, calls, expected } = data ?? begun;
  return (
    <>
      <p role="status">
        <b>{fault ? fault.message : text.testStates[state]}</b>
      </p>
      {calls.length > 0 && (
        <div className="test-calls" tabIndex={0} role="region" aria-label={text.callsLabel}>
          <PlainTable label={text.calls} columns={COLUMNS}>
            {calls.map((call, place) => (
              // Calls are never taken away or moved, so their place is what they are known by.
              <tr key={`${place} ${call.at}`}>
                <td className="number nowrap">{timeText(call.at, zone)}</td>
                <td>{text.calledBy[call.by]}</td>
                <td>
                  <span className="mono wrap-anywhere">{call.url}</span>
                  {call.faults.map((one) => (
                    <p key={one} className="import-fault">
                      {one}
                    </p>
                  ))}
                </td>
              </tr>
            ))}
          </PlainTable>
        </div>
      )}
      {expected.length > 0 && (
        <div>
          <h3 className="section-title">{text.expected}</h3>
          <ul className="record-list-short">
            {expected.map(({ by, url }) => (
              <li key={`${by} ${url}`}>
                <span className="muted">{text.calledBy[by]}</span>
                <span className="mono wrap-anywhere">{url}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function riderOf({ id, code }: OfferDetail['pixels'][number]): { pixel: number } | { code: string } {
  return id === null ? { code } : { pixel: id };
}
