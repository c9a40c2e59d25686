import { type ComponentProps, type ReactNode, useId } from 'react';
import './field.css';
import { classNames } from './class-names.ts';

/** What a control inside a field must carry so that label, hint and error belong to it. */
export interface FieldControl {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean;
}

export interface FieldProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode | undefined;
  readonly error?: string | null | undefined;
  /** Label beside the control instead of above it. */
  readonly row?: boolean;
  readonly className?: string;
  readonly children: (control: FieldControl) => ReactNode;
}

/** A label, a control, and what is wrong with its value or what it is for. */
export function Field({ label, hint, error, row = false, className, children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const hasNote = Boolean(error) || hint !== undefined;
  return (
    <div className={classNames('field', row && 'field-row', className)}>
      <label className="field-label" id={labelIdOf(id)} htmlFor={id}>
        {label}
      </label>
      {children({ id, 'aria-describedby': hasNote ? noteId : undefined, 'aria-invalid': Boolean(error) })}
      {error ? (
        <p className="field-error" id={noteId} role="alert">
          {error}
        </p>
      ) : (
        hint !== undefined && (
          <p className="field-hint" id={noteId}>
            {hint}
          </p>
        )
      )}
    </div>
  );
}

/** The id of the label of a control, for what must name it while the rest of the window is hidden from readers. */
export const labelIdOf = (controlId: string): string => `${controlId}-label`;

interface LabelledProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode | undefined;
  readonly error?: string | null | undefined;
  readonly row?: boolean;
  readonly mono?: boolean;
  readonly onValue: (value: string) => void;
}

/** What a field for text says of itself, apart from what goes to its control. */
function textParts<P extends LabelledProps & { readonly className?: string | undefined }>(props: P) {
  const { label, hint, error, row = false, mono = false, onValue, className, ...control } = props;
  return {
    field: { label, hint, error, row },
    control: {
      spellCheck: false,
      autoComplete: 'off',
      ...control,
      className: classNames('input', mono && 'mono', className),
      onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
        onValue(event.currentTarget.value),
    },
  };
}

export interface TextInputProps
  extends LabelledProps, Omit<ComponentProps<'input'>, 'onChange' | 'onInput' | 'id'> {}

/** A field of one line of text. `onValue` is called with every change. */
export function TextInput(props: TextInputProps) {
  const { field, control } = textParts(props);
  return <Field {...field}>{(given) => <input {...control} {...given} />}</Field>;
}

export interface TextAreaProps
  extends LabelledProps, Omit<ComponentProps<'textarea'>, 'onChange' | 'onInput' | 'id'> {}

/** A field of several lines of text. */
export function TextArea(props: TextAreaProps) {
  const { field, control } = textParts(props);
  return (
    <Field {...field}>
      {(given) => (
        <textarea {...control} {...given} className={classNames('input-area', control.className)} />
      )}
    </Field>
  );
}
