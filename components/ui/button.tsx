import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import { cx } from './cx';
import { Spinner } from './spinner';

export type ButtonTone = 'plain' | 'main' | 'quiet' | 'danger' | 'danger-main';
export type ButtonSize = 'small' | 'normal' | 'large';

const TONES: Record<ButtonTone, string> = {
  plain: 'border-line-strong bg-surface text-ink hover:bg-sunken',
  main: 'border-ink bg-ink text-on-ink hover:bg-ink/88',
  quiet: 'border-transparent text-ink-2 hover:bg-sunken hover:text-ink',
  danger: 'border-line-strong bg-surface text-bad hover:border-bad/50 hover:bg-bad-bg',
  'danger-main': 'border-bad bg-bad text-on-ink hover:bg-bad/88',
};
const SIZES: Record<ButtonSize, string> = {
  small: 'px-2 py-[2px] text-sm/[18px]',
  normal: 'px-[11px] py-[5px] text-base/[18px]',
  large: 'px-3.5 py-2 text-base/[18px]',
};

type Look = { tone?: ButtonTone; size?: ButtonSize; wide?: boolean };

/** The clothes alone, for parts that bring their own element (`render={<button className={buttonLook()} />}`). */
export const buttonLook = ({ tone = 'plain', size = 'normal', wide }: Look = {}): string =>
  cx(
    'hit inline-flex shrink-0 items-center justify-center gap-1.5 rounded-sm border font-medium whitespace-nowrap select-none',
    'transition-colors disabled:opacity-55 aria-disabled:opacity-55 [&_svg]:size-3.5 [&_svg]:shrink-0',
    SIZES[size],
    TONES[tone],
    wide && 'w-full',
  );

type ButtonProps = ComponentProps<'button'> & Look & { pending?: boolean; icon?: ReactNode };

/**
 * The label says what it will do, with the price where there is one ("Rent for $0.668 an hour").
 * Pending keeps focus and width: it stays a focusable button that no longer answers.
 */
export function Button({
  tone,
  size,
  wide,
  pending = false,
  icon,
  className,
  children,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={pending ? 'button' : type}
      className={cx(buttonLook({ tone, size, wide }), className)}
      aria-disabled={pending || rest['aria-disabled'] || undefined}
      aria-busy={pending || undefined}
      onClick={pending ? undefined : rest.onClick}
    >
      {pending ? <Spinner /> : icon}
      {children}
    </button>
  );
}

type LinkButtonProps = ComponentProps<typeof Link> & Look & { icon?: ReactNode };

/** Goes somewhere, dressed as a button. */
export function LinkButton({ tone, size, wide, icon, className, children, ...rest }: LinkButtonProps) {
  return (
    <Link {...rest} className={cx(buttonLook({ tone, size, wide }), className)}>
      {icon}
      {children}
    </Link>
  );
}
