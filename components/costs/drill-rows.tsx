import Link from 'next/link';
import { Chip } from '@/components/ui/chip';
import { Money, moneyText } from '@/components/ui/money';
import { dayLabel } from '@/components/ui/time';
import type { CostLine, CostSource } from '@/lib/queries/costs';

export const sourceName = ({ label, source }: Pick<CostSource, 'label' | 'source'>): string =>
  label || source;

type SourceRowProps = { source: CostSource; several: boolean; onOpen: () => void };

/** One contract's part: its name opens its lines, its number leads to the instance. */
export function SourceRow({ source, several, onOpen }: SourceRowProps) {
  const { firstDay, lastDay, gpuName, accountName, contractId, accountId, seen } = source;
  return (
    <li className="flex items-center gap-3 border-t border-line py-2 first:border-0">
      <div className="min-w-0 flex-1">
        <button
          type="button"
          onClick={onOpen}
          className="min-h-6 max-w-full truncate rounded-xs text-left font-semibold underline-offset-3 hover:underline"
        >
          {sourceName(source)}
        </button>
        <p className="truncate text-sm text-ink-3">
          {gpuName && `${gpuName}, `}
          {firstDay === lastDay ? dayLabel(firstDay) : `${dayLabel(firstDay)} – ${dayLabel(lastDay)}`}
          {several && `, ${accountName}`}
          {seen && (
            <>
              ,{' '}
              <Link href={`/instances/${accountId}/${contractId}`} className="link">
                instance {contractId}
              </Link>
            </>
          )}
        </p>
      </div>
      <Money amount={source.amount} className="font-semibold" />
    </li>
  );
}

/** One line as Vast.ai wrote it, with every digit it said. */
export function LineRow({ line, open }: { line: CostLine; open: boolean }) {
  return (
    <li className="grid grid-cols-[52px_minmax(0,1fr)_auto] gap-x-3 border-t border-line py-2 first:border-0">
      <span className="text-ink-3">{dayLabel(line.day)}</span>
      <span className="min-w-0">
        {line.itemName}
        <span className="block text-sm text-ink-3 [overflow-wrap:anywhere]">{line.description}</span>
        {(line.revisions > 1 || open) && (
          <span className="mt-0.5 flex gap-1.5">
            {line.revisions > 1 && (
              <Chip>restated {line.revisions === 2 ? 'once' : `${line.revisions - 1} times`}</Chip>
            )}
            {open && <Chip>may still change</Chip>}
          </span>
        )}
      </span>
      <span className="text-right whitespace-nowrap" title="Every digit Vast.ai said">
        {moneyText(line.amount, { places: placesOf(line.amount) })}
      </span>
    </li>
  );
}

/** Vast.ai rounds to three decimals; whatever it says beyond is shown, too. */
const VAST_PLACES = 3;
const placesOf = (amount: string): number => Math.max(VAST_PLACES, amount.split('.')[1]?.length ?? 0);
