import Link from 'next/link';
import { BrandMark } from '@/components/ui/brand';

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <div className="max-w-[336px]">
        <p className="mb-6 flex items-center gap-2.5 text-[1.1875rem]/tight font-[650]">
          <BrandMark /> Gantry
        </p>
        <h1 className="text-2xl font-[620] tracking-[-0.018em]">Nothing is at this address</h1>
        <p className="mt-1 text-ink-2">
          It may have been mistyped, or what it named is gone.{' '}
          <Link href="/" className="link">
            Go to the overview
          </Link>
        </p>
      </div>
    </main>
  );
}
