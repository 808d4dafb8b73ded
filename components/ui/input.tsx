import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx';

/** The frame shared by everything one types into; the outline is the frame's, so a unit sits inside it. */
export const inputFrame =
  'flex w-full min-w-0 items-center gap-2 rounded-sm border border-control bg-surface px-[9px] py-[5px] text-base/[20px] transition-colors ' +
  'hover:border-ink-3 focus-within:outline-2 focus-within:outline-offset-1 focus-within:outline-focus ' +
  'has-aria-invalid:border-bad has-disabled:bg-sunken has-disabled:text-ink-3 [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:text-ink-3';
export const inputBare = 'min-w-0 flex-1 bg-transparent outline-none pointer-coarse:text-[16px]/[20px]';

type InputProps = Omit<ComponentProps<'input'>, 'size'> & {
  unit?: ReactNode;
  icon?: ReactNode;
  large?: boolean;
  /** Names and ids are easier to compare in the mono face. */
  mono?: boolean;
};

export function Input({ unit, icon, large, mono, className, ...rest }: InputProps) {
  return (
    <span className={cx(inputFrame, large && 'py-[7px]', className)}>
      {icon}
      <input {...rest} className={cx(inputBare, mono && 'font-mono text-sm')} />
      {unit && <span className="shrink-0 text-ink-3">{unit}</span>}
    </span>
  );
}
