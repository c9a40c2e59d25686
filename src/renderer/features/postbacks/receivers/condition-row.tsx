import { X } from 'lucide-react';
import { receiversText as text } from '#renderer/app/messages/en/receivers.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import { Select } from '#renderer/ui/select.tsx';
import type { AnswerCondition } from '#shared/domain/acceptance-rule.ts';
import { emptyCondition } from './receiver-form.ts';

const TESTS = ['body_contains', 'json', 'pattern', 'header', 'status'] as const;

/** One thing an answer is looked at for. */
export function ConditionRow(props: {
  readonly condition: AnswerCondition;
  readonly onCondition: (condition: AnswerCondition) => void;
  readonly onRemove: () => void;
}) {
  const { condition, onCondition } = props;
  return (
    <div className="condition">
      <Select
        label={<span className="visually-hidden">{text.conditionKind}</span>}
        value={condition.test}
        options={TESTS.map((value) => ({ value, label: text.tests[value] }))}
        onValue={(test) => onCondition(emptyCondition(test))}
      />
      <div className="condition-fields">
        <ConditionFields condition={condition} onCondition={onCondition} />
      </div>
      <IconButton
        size="small"
        label={text.removeCondition(text.tests[condition.test])}
        icon={<X size={14} aria-hidden />}
        onClick={props.onRemove}
      />
    </div>
  );
}

function ConditionFields(props: {
  readonly condition: AnswerCondition;
  readonly onCondition: (condition: AnswerCondition) => void;
}) {
  const { condition, onCondition } = props;
  switch (condition.test) {
    case 'status':
      return (
        <>
          <Words
            label={text.statusFrom}
            value={String(condition.from)}
            most={3}
            onValue={(typed) => onCondition({ ...condition, from: statusOf(typed) })}
          />
          <Words
            label={text.statusTo}
            value={String(condition.to)}
            most={3}
            onValue={(typed) => onCondition({ ...condition, to: statusOf(typed) })}
          />
        </>
      );
    case 'header':
      return (
        <>
          <Words
            label={text.headerName}
            value={condition.name}
            most={100}
            onValue={(name) => onCondition({ ...condition, name })}
          />
          <Words
            label={text.headerContains}
            value={condition.contains}
            most={200}
            onValue={(contains) => onCondition({ ...condition, contains })}
          />
        </>
      );
    case 'body_contains':
      return (
        <Words
          label={text.bodyText}
          value={condition.text}
          most={200}
          onValue={(typed) => onCondition({ ...condition, text: typed })}
        />
      );
    case 'json':
      return (
        <>
          <Words
            label={text.jsonPath}
            value={condition.path}
            most={200}
            onValue={(path) => onCondition({ ...condition, path })}
          />
          <Words
            label={text.jsonEquals}
            value={condition.equals}
            most={200}
            onValue={(equals) => onCondition({ ...condition, equals })}
          />
        </>
      );
    case 'pattern':
      return (
        <Words
          label={text.pattern}
          value={condition.pattern}
          most={200}
          onValue={(pattern) => onCondition({ ...condition, pattern })}
        />
      );
  }
}

function Words(props: {
  readonly label: string;
  readonly value: string;
  readonly most: number;
  readonly onValue: (value: string) => void;
}) {
  return (
    <TextInput
      mono
      label={<span className="visually-hidden">{props.label}</span>}
      placeholder={props.label}
      value={props.value}
      maxLength={props.most}
      onValue={props.onValue}
    />
  );
}

function statusOf(typed: string): number {
  return Number(typed.replaceAll(/\D/g, ''));
}
