import type { ReactNode } from 'react';
import { DemoBar } from './demo-bar';
import { Overlays, type OverlaysProps } from './overlays';
import { PhoneTabs } from './phone-tabs';
import { Rail } from './rail';
import { TeamlessBar } from './teamless-bar';
import { TopBar } from './top-bar';

export type ShellProps = OverlaysProps & {
  /** `<Meter data=… />`, or a client component that keeps its data live. */
  meter: ReactNode;
  /** The workspace is the demo's: said on every screen. */
  demo?: boolean;
  /** They belong to no team, and their role sees nothing without one. */
  teamless?: boolean;
  children: ReactNode;
};

/** What stands around every signed-in screen. Data comes as props; nothing here asks the store. */
export function Shell({ meter, demo, teamless, children, ...rest }: ShellProps) {
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[56px_minmax(0,1fr)] lg:grid-cols-[212px_minmax(0,1fr)]">
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-sm bg-ink px-3 py-1.5 text-on-ink focus-visible:translate-y-0"
      >
        Skip to the content
      </a>
      <Rail {...rest} />
      <div className="min-w-0">
        <header>
          <TopBar meter={meter} />
          {demo && <DemoBar />}
          {teamless && <TeamlessBar />}
        </header>
        <main id="content" tabIndex={-1} className="outline-none">
          {children}
        </main>
      </div>
      <PhoneTabs nav={rest.nav} />
      <Overlays {...rest} />
    </div>
  );
}
