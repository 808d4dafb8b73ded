import Link from 'next/link';

/** Says on every screen that nothing here is real, and the way to what is. */
export function DemoBar({ linkHref = '/accounts' }: { linkHref?: string }) {
  return (
    <p className="border-b border-line bg-wait-bg px-4 py-[5px] text-sm text-wait md:px-6">
      Demo account: a simulated Vast.ai with 90 days of history. Nothing here costs money.{' '}
      <Link href={linkHref} className="link">
        Link your own account
      </Link>
    </p>
  );
}
