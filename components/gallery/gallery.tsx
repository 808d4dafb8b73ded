'use client';

import { useEffect } from 'react';
import { ClockProvider } from '@/components/ui/clock';
import { Page, PageHead } from '@/components/ui/page-head';
import type { Theme } from '@/components/ui/theme';
import { type Example, NOW_MS, type State } from './example';
import { EXAMPLES } from './examples';

const THEMES: readonly Theme[] = ['light', 'dark'];

/** Every component in every state, in both themes beside each other. */
export function Gallery() {
  useThemeOfPane();
  return (
    <ClockProvider nowMs={NOW_MS}>
      <Page>
        <PageHead title="Gallery" sub="every component, every state, both themes" />
        {EXAMPLES.map(({ title, examples }) => (
          <section key={title} aria-label={title} className="mb-8">
            <h2 className="mb-3 text-xl font-[620]">{title}</h2>
            {examples.map((each) => (
              <Shown key={each.of} example={each} />
            ))}
          </section>
        ))}
      </Page>
    </ClockProvider>
  );
}

function Shown({ example: { of, states } }: { example: Example }) {
  return (
    <article aria-label={of} data-shows={of} className="mb-6">
      <h3 className="mb-1.5 font-mono text-sm text-ink-2">{of}</h3>
      <div className="grid gap-3 xl:grid-cols-2">
        {THEMES.map((theme) => (
          <div
            key={theme}
            data-theme={theme}
            data-pane
            className="grid min-w-0 content-start gap-4 rounded-lg border border-line bg-paper p-4 text-ink"
          >
            {states.map((state) => (
              <Drawn key={state.name} state={state} theme={theme} />
            ))}
          </div>
        ))}
      </div>
    </article>
  );
}

function Drawn({ state, theme }: { state: State; theme: Theme }) {
  return (
    <div className="min-w-0">
      <p className="mb-1.5 text-xs text-ink-3">{state.name}</p>
      <div className="flex min-w-0 flex-wrap items-center gap-2.5">{state.show(theme)}</div>
    </div>
  );
}

/** What floats is drawn at the end of the page, so the page takes the theme of the pane that is being used. */
function useThemeOfPane() {
  useEffect(() => {
    const page = document.documentElement;
    const before = page.dataset.theme;
    const follow = ({ target }: Event) => {
      const pane = target instanceof Element ? target.closest<HTMLElement>('[data-pane]') : null;
      if (pane?.dataset.theme) page.dataset.theme = pane.dataset.theme;
    };
    document.addEventListener('pointerdown', follow);
    document.addEventListener('focusin', follow);
    return () => {
      document.removeEventListener('pointerdown', follow);
      document.removeEventListener('focusin', follow);
      if (before === undefined) delete page.dataset.theme;
      else page.dataset.theme = before;
    };
  }, []);
}
