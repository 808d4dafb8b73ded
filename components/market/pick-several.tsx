'use client';

import { ChevronDown } from 'lucide-react';
import type { ComponentProps } from 'react';
import type { Combobox } from '@/components/ui/combobox';
import { cx } from '@/components/ui/cx';
import { inputFrame } from '@/components/ui/input';
import { OnDemand } from './on-demand';

type PickSeveralProps = ComponentProps<typeof Combobox>;

const load = () => import('@/components/ui/combobox').then((file) => file.Combobox);

/** The combobox, fetched at the first press; closed, it says in a line what is chosen. */
export function PickSeveral(props: PickSeveralProps) {
  const { id, options, value, placeholder, 'aria-describedby': describedBy } = props;
  const labels = value.map((each) => options.find((option) => option.value === each)?.label ?? each);
  const says = labels.length > 2 ? `${labels.length} chosen` : labels.join(', ');
  return (
    <OnDemand load={load} props={props}>
      {(handlers) => (
        <button
          type="button"
          // As the part it stands for: who can't see it must not find another control after the first press.
          role="combobox"
          id={id}
          aria-describedby={describedBy}
          aria-haspopup="listbox"
          aria-expanded={false}
          {...handlers}
          className={cx(inputFrame, 'cursor-pointer text-left')}
        >
          <span className={cx('min-w-0 flex-1 truncate', !says && 'text-ink-3')}>{says || placeholder}</span>
          <ChevronDown aria-hidden="true" />
        </button>
      )}
    </OnDemand>
  );
}
