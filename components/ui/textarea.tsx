import type { ComponentProps } from 'react';
import { cx } from './cx';
import { inputFrame } from './input';

type TextareaProps = ComponentProps<'textarea'> & { mono?: boolean };

/** Text of several lines: a script, a list with one a line. */
export function Textarea({ mono, className, rows = 3, ...rest }: TextareaProps) {
  return (
    <span className={cx(inputFrame, 'py-0', className)}>
      <textarea
        {...rest}
        rows={rows}
        className={cx(
          'min-w-0 flex-1 resize-y bg-transparent py-[5px] outline-none pointer-coarse:text-[16px]/[20px]',
          mono && 'font-mono text-sm',
        )}
      />
    </span>
  );
}
