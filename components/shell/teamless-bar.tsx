import Link from 'next/link';

/** Says on every screen why all of them are empty, and who can change that. */
export function TeamlessBar() {
  return (
    <p className="border-b border-line bg-warn-bg px-4 py-[5px] text-sm text-ink md:px-6">
      <b className="text-warn">You belong to no team yet,</b> so there is nothing to see here. Ask an owner or
      an admin to add you to one:{' '}
      <Link href="/team" className="link">
        who they are
      </Link>
      .
    </p>
  );
}
