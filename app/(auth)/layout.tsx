import type { ReactNode } from 'react';
import { BrandMark } from '@/components/ui/brand';

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    // A little above the middle: there the eye looks for it, and there it stays above a phone’s keyboard.
    <main className="grid min-h-dvh place-items-center p-6 pb-[16dvh]">
      <div className="w-full max-w-[336px]">
        <p className="mb-[38px] flex items-center gap-2.5 text-[1.1875rem]/tight font-[650] tracking-[-0.01em]">
          <BrandMark />
          Gantry
        </p>
        {children}
      </div>
    </main>
  );
}
