import type { ComponentProps, ReactNode } from 'react';
import './button.css';
import { classNames } from './class-names.ts';

export type ButtonKind = 'plain' | 'primary' | 'quiet' | 'danger';

export interface ButtonProps extends ComponentProps<'button'> {
  readonly kind?: ButtonKind;
  readonly size?: 'small' | 'medium' | 'large';
}

/** A button. One `primary` a screen; `quiet` for what is rarely needed; `danger` for what cannot be undone. */
export function Button({
  kind = 'plain',
  size = 'medium',
  className,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={classNames('button', kindClass(kind), sizeClass(size), className)}
    />
  );
}

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'aria-label' | 'title'> {
  /** What it does: its accessible name and its tooltip. */
  readonly label: string;
  readonly icon: ReactNode;
}

/** A button that shows only an icon; the label is its name and tooltip. */
export function IconButton({ label, icon, className, kind = 'quiet', ...rest }: IconButtonProps) {
  return (
    <Button
      {...rest}
      kind={kind}
      className={classNames('button-icon', className)}
      aria-label={label}
      title={label}
    >
      {icon}
    </Button>
  );
}

/** The class names of a link that looks like a button. */
export function buttonClass(
  kind: ButtonKind = 'plain',
  size: 'small' | 'medium' | 'large' = 'medium',
): string {
  return classNames('button', kindClass(kind), sizeClass(size));
}

const kindClass = (kind: ButtonKind): string | undefined => (kind === 'plain' ? undefined : `button-${kind}`);

const sizeClass = (size: 'small' | 'medium' | 'large'): string | undefined =>
  size === 'medium' ? undefined : `button-${size}`;
