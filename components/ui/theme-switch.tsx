'use client';

import { useState } from 'react';
import { Segmented } from './segmented';
import type { Theme } from './theme';

type Choice = Theme | 'system';

/** System, light or dark. The cookie is read by the server's next answer; the attribute changes this page at once. */
export function ThemeSwitch({ initial }: { initial?: Theme }) {
  const [choice, setChoice] = useState<Choice>(initial ?? 'system');
  const choose = (next: Choice) => {
    setChoice(next);
    const year = next === 'system' ? 0 : 31_536_000;
    document.cookie = `theme=${next}; path=/; max-age=${year}; samesite=lax`;
    if (next === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
  };
  return (
    <Segmented
      label="Theme"
      name="theme"
      value={choice}
      onChange={choose}
      options={[
        { value: 'system', label: 'System' },
        { value: 'light', label: 'Light' },
        { value: 'dark', label: 'Dark' },
      ]}
    />
  );
}
