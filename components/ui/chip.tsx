import type { ComponentProps } from 'react';
import { cx } from './cx';
import type { Tone } from './status';

const LOOK: Record<Tone | 'plain', string> = {
  plain: 'bg-sunken text-ink-2',
  run: 'bg-run-bg text-run',
  wait: 'bg-wait-bg text-wait',
  warn: 'bg-warn-bg text-warn',
  bad: 'bg-bad-bg text-bad',
  off: 'bg-off-bg text-off',
};

/** A short property in its own box: a team, a project, "DC", "no end set". */
export function Chip({
  tone = 'plain',
  className,
  ...rest
}: ComponentProps<'span'> & { tone?: Tone | 'plain' }) {
  return (
    <span
      {...rest}
      className={cx(
        'inline-flex items-center gap-[5px] rounded-[4px] px-[7px] py-px text-sm whitespace-nowrap',
        LOOK[tone],
        className,
      )}
    />
  );
}
