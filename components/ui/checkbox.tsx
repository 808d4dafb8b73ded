'use client';

import { type ComponentProps, type ReactNode, useEffect, useRef } from 'react';
import { cx } from './cx';

/** The box alone: native, drawn by us. In tables give it an aria-label. */
export const checkboxLook =
  'size-3.5 shrink-0 appearance-none rounded-xs border-[1.5px] border-control bg-surface transition-colors ' +
  'checked:border-ink checked:bg-ink checked:shadow-[inset_0_0_0_2px_var(--surface)] ' +
  'indeterminate:border-ink indeterminate:bg-[linear-gradient(var(--ink),var(--ink))] indeterminate:bg-[length:6px_2px] indeterminate:bg-center indeterminate:bg-no-repeat ' +
  'disabled:opacity-50 forced-colors:appearance-auto';

type CheckboxProps = Omit<ComponentProps<'input'>, 'type'> & { label: ReactNode; hint?: ReactNode };

export function Checkbox({ label, hint, className, ...rest }: CheckboxProps) {
  return (
    <label className={cx('flex min-h-6 items-start gap-2 text-ink-2 has-disabled:opacity-60', className)}>
      <input {...rest} type="checkbox" className={cx(checkboxLook, 'mt-[3px]')} />
      <span>
        {label}
        {hint && <span className="block text-sm text-ink-3">{hint}</span>}
      </span>
    </label>
  );
}

/** The head of a column of boxes: some, all or none. */
export function MixedCheckbox({
  mixed,
  ...rest
}: Omit<ComponentProps<'input'>, 'type' | 'ref'> & { mixed: boolean }) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = mixed;
  }, [mixed]);
  return <input {...rest} ref={box} type="checkbox" className={checkboxLook} />;
}
