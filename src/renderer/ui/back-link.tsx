import { ArrowLeft } from 'lucide-react';
import { hashHref } from '#renderer/app/hash-location.ts';
import { buttonClass } from './button.tsx';

/** The way back to the list a page belongs to; it stands among the actions of the page’s head. */
export function BackLink({ to, label }: { readonly to: string; readonly label: string }) {
  return (
    <a className={buttonClass('quiet')} href={hashHref(to)}>
      <ArrowLeft size={16} aria-hidden />
      {label}
    </a>
  );
}
