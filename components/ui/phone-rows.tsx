import Link from 'next/link';
import type { ReactNode } from 'react';

type PhoneRowProps = {
  title: ReactNode;
  /** At the right, strong: the price. */
  figure: ReactNode;
  says: ReactNode;
  aside?: ReactNode;
  href?: string;
  onOpen?: () => void;
};

/** One object in two lines; the whole row is the target. */
export function PhoneRow({ title, figure, says, aside, href, onOpen }: PhoneRowProps) {
  const look =
    'grid w-full grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3 gap-y-0.5 px-4 py-2.5 text-left active:bg-sunken';
  const inside = (
    <>
      <span className="truncate">{title}</span>
      <span className="text-right font-semibold whitespace-nowrap">{figure}</span>
      <span className="flex items-center gap-2 truncate text-sm text-ink-2">{says}</span>
      <span className="text-right text-sm whitespace-nowrap text-ink-3">{aside}</span>
    </>
  );
  return (
    <li className="min-h-[59px] border-t border-line first:border-0">
      {href ? (
        // Not fetched ahead: a thumb that scrolls would ask for every row it passes.
        <Link href={href} prefetch={false} className={look}>
          {inside}
        </Link>
      ) : onOpen ? (
        <button type="button" onClick={onOpen} className={look}>
          {inside}
        </button>
      ) : (
        <div className={look}>{inside}</div>
      )}
    </li>
  );
}

/** The list a phone shows instead of a table. */
export function PhoneRows({ label, children }: { label: string; children: ReactNode }) {
  return <ul aria-label={label}>{children}</ul>;
}
