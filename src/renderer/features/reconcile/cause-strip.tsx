import { countText } from '#renderer/app/format/count.ts';
import { reconcileText as text } from '#renderer/app/messages/en/reconcile.ts';
import { classNames } from '#renderer/ui/class-names.ts';
import type { ReconcileRun } from '#shared/ipc/reconcile.ts';
import { ALL_DIFFERENT, type LineView } from './line-view.ts';
import { CAUSES, causeWord } from './run-words.ts';

/** What is shown of the lines: every cause with its count is a switch. */
export function CauseStrip(props: {
  readonly run: ReconcileRun;
  readonly names: readonly string[];
  readonly view: LineView;
  readonly onView: (view: LineView) => void;
}) {
  const { run, names, view, onView } = props;
  const { summary, changes } = run;
  if (!summary) return null;
  const [first = '', ...others] = names;
  const plain = view.moves === null && view.since === null;
  const all = plain && !view.equal && view.cause === null && view.accepted === null;
  const rest = { text: view.text, order: view.order };
  const show = (change: Partial<LineView>): void => onView({ ...ALL_DIFFERENT, ...rest, ...change });
  const zones = summary.zones;
  return (
    <div className="reconcile-causes" role="group" aria-label={text.causeFilter}>
      <Choice on={all} count={summary.lines.unequal} onPick={() => show({})}>
        {text.allDifferent}
      </Choice>
      {summary.results.flatMap(({ causes }, place) =>
        CAUSES.filter((cause) => (causes[cause] ?? 0) > 0).map((cause) => {
          const on = view.cause === cause && (others.length === 1 || view.side === place + 1);
          const word = causeWord(cause, first, others[place] ?? '');
          const missing = cause === 'missing_here' || cause === 'missing_there';
          return (
            <Choice
              key={`${place} ${cause}`}
              on={plain && on}
              count={causes[cause] ?? 0}
              title={text.causeHint[cause]}
              onPick={() => show(on ? {} : { cause, side: place + 1 })}
            >
              {others.length > 1 && !missing ? `${word} · ${others[place] ?? ''}` : word}
            </Choice>
          );
        }),
      )}
      {run.accepted > 0 && (
        <Choice on={view.accepted === true} count={run.accepted} onPick={() => show({ accepted: true })}>
          {text.acceptedRows}
        </Choice>
      )}
      {run.accepted > 0 && (
        <Choice
          on={view.accepted === false}
          count={summary.lines.unequal - run.accepted}
          onPick={() => show({ accepted: false })}
        >
          {text.openRows}
        </Choice>
      )}
      {changes &&
        (['new', 'changed', 'gone', 'same'] as const).map((since) => (
          <Choice
            key={since}
            on={view.since === since}
            count={since === 'new' ? changes.added : changes[since]}
            onPick={() => show(view.since === since ? {} : { since })}
          >
            {text.sinceKind[since]}
          </Choice>
        ))}
      {!run.repeated && (
        <Choice
          on={view.equal}
          count={summary.lines.equal}
          onPick={() => show(view.equal ? {} : { equal: true })}
        >
          {text.equalRows}
        </Choice>
      )}
      {view.moves && (
        <Choice on count={null} onPick={() => show({})}>
          {text.moves(zones[view.moves.in]?.zone ?? '', zones[view.moves.notIn]?.zone ?? '')}
        </Choice>
      )}
    </div>
  );
}

function Choice(props: {
  readonly on: boolean;
  readonly count: number | null;
  readonly title?: string;
  readonly onPick: () => void;
  readonly children: string;
}) {
  return (
    <button
      type="button"
      className={classNames('reconcile-cause', props.on && 'reconcile-cause-on')}
      aria-pressed={props.on}
      title={props.title}
      onClick={props.onPick}
    >
      {props.children}
      {props.count !== null && <span className="number strong">{countText(props.count)}</span>}
    </button>
  );
}
