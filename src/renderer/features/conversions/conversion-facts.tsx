import { durationText } from '#renderer/app/format/duration.ts';
import { instantText } from '#renderer/app/format/instant.ts';
import { moneyText } from '#renderer/app/format/money.ts';
import { phoneText } from '#renderer/app/format/phone.ts';
import { conversionsText as text } from '#renderer/app/messages/en/conversions.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { CopyButton } from '#renderer/ui/copy-button.tsx';
import { StatusMark } from '#renderer/ui/status-mark.tsx';
import { Tag, type Tone } from '#renderer/ui/tag.tsx';
import { SUB_ID_NAMES, type SubIdOrigin } from '#shared/domain/sub-ids.ts';
import type { ConversionDetail, ConversionRow } from '#shared/ipc/conversions.ts';
import { Fact } from '#renderer/ui/fact.tsx';
import { SectionTitle } from '#renderer/ui/section-title.tsx';

/** What the conversion is called: the call it came from. */
export function conversionTitle({ row }: ConversionDetail): string {
  return row.number === '' ? text.callWithoutNumber : text.callOn(phoneText(row.number));
}

/** What it is and why it has this status. */
export function ConversionFacts({ detail }: { readonly detail: ConversionDetail }) {
  const zone = useTimeZone();
  const { row } = detail;
  return (
    <>
      <p className="facts-lead">
        <StatusMark status={row.status} />
        <span className="muted">
          {text.goesTo(moneyOf(row, row.payout), moneyOf(row, row.revenue), row.partnerName || row.partnerId)}
        </span>
      </p>
      <p className="muted">{whyText(row)}</p>
      <dl className="facts">
        <Fact label={text.invocaId}>
          <span className="mono wrap-anywhere">{row.invocaId}</span>
          <CopyButton text={row.invocaId} what={text.theInvocaId} />
        </Fact>
        <Fact label={text.called}>{calledText(detail, zone)}</Fact>
        <Fact label={text.caller}>{callerText(detail)}</Fact>
        <Fact label={text.partner}>
          {row.partnerName} <span className="faint mono">{row.partnerId}</span>
        </Fact>
        <Fact label={text.offer}>
          {row.offerName} <span className="faint mono">{row.offerId}</span>
        </Fact>
        {row.number !== '' && (
          <Fact label={text.number}>
            <span className="mono">{phoneText(row.number)}</span>
            <CopyButton text={row.number} what={text.theNumber} />
          </Fact>
        )}
        <Fact label={text.network}>{row.networkName}</Fact>
        {detail.advertiserId !== '' && (
          <Fact label={text.advertiser}>
            <span className="mono wrap-anywhere">{detail.advertiserId}</span>
          </Fact>
        )}
        {detail.virtualLineId !== '' && (
          <Fact label={text.virtualLine}>
            <span className="mono wrap-anywhere">{detail.virtualLineId}</span>
          </Fact>
        )}
      </dl>
      <SubIds detail={detail} />
    </>
  );
}

function SubIds({ detail }: { readonly detail: ConversionDetail }) {
  const told = SUB_ID_NAMES.filter((name) => detail.subIds[name].origin !== 'none');
  return (
    <>
      <SectionTitle>{text.subIds}</SectionTitle>
      {told.length === 0 && <p className="muted">{text.noSubIds}</p>}
      <dl className="facts">
        {told.map((name) => {
          const { value, origin } = detail.subIds[name];
          return (
            <Fact key={name} label={<span className="mono">{name}</span>}>
              {value !== '' && (
                <>
                  <span className="wrap-anywhere">{value}</span>
                  <CopyButton text={value} what={text.subId(name)} />
                </>
              )}
              <Tag tone={originTone(origin)}>{text.origin[origin]}</Tag>
            </Fact>
          );
        })}
      </dl>
    </>
  );
}

const originTone = (origin: SubIdOrigin): Tone => (origin === 'ambiguous' ? 'wait' : 'info');

const moneyOf = (row: ConversionRow, amount: number): string => moneyText({ amount, currency: row.currency });

function whyText(row: ConversionRow): string {
  if (row.rawResult === '') return text.why.noResult;
  return row.knownResult ? text.why.known(row.rawResult) : text.why.unknown(row.rawResult);
}

function calledText({ row, connectSeconds }: ConversionDetail, zone: string): string {
  const parts = [
    row.callStartedAt === null ? uiText.none : instantText(row.callStartedAt, zone),
    row.durationSeconds === null ? '' : text.talk(durationText(row.durationSeconds)),
    connectSeconds === null ? '' : text.connected(durationText(connectSeconds)),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

function callerText({ callerNumber, city, region }: ConversionDetail): string {
  const place = [city, region].filter((part) => part !== '').join(' ');
  const parts = [callerNumber === '' ? '' : phoneText(callerNumber), place].filter((part) => part !== '');
  return parts.length === 0 ? text.noCaller : parts.join(' · ');
}
