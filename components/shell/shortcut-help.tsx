'use client';

import { Checkbox } from '../ui/checkbox';
import { Dialog } from '../ui/dialog';
import { Kbd } from '../ui/kbd';
import { setOverlay } from './palette-state';
import { setSingleKeys, useAllShortcuts, useSingleKeysOn } from './shortcuts';

const WORDS: Record<string, string> = { mod: 'Ctrl', shift: 'Shift', enter: 'Enter' };

/** Every key that answers on this screen, from the registry itself. */
export function ShortcutHelp() {
  const all = useAllShortcuts();
  const on = useSingleKeysOn();
  const groups = [...new Set(all.map((shortcut) => shortcut.group))];
  return (
    <Dialog open onOpenChange={() => setOverlay(undefined)} title="Keys" wide>
      <div className="grid gap-x-8 gap-y-4 md:grid-cols-2">
        {groups.map((group) => (
          <section key={group}>
            <h3 className="mb-1 text-sm font-medium text-ink-3">{group}</h3>
            <dl>
              {all
                .filter((shortcut) => shortcut.group === group)
                .map((shortcut) => (
                  <div
                    key={`${shortcut.keys} ${shortcut.label}`}
                    className="flex justify-between gap-4 py-[3px]"
                  >
                    <dt>{shortcut.label}</dt>
                    <dd className="flex gap-1 whitespace-nowrap">
                      {shortcut.keys.split(/[ +]/).map((key) => (
                        <Kbd key={key}>{WORDS[key] ?? key.toUpperCase()}</Kbd>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <div className="mt-4 border-t border-line pt-3">
        <Checkbox
          label="Single keys"
          hint="Off, only combinations with Ctrl or Cmd answer. Kept in this browser."
          checked={on}
          onChange={(event) => setSingleKeys(event.target.checked)}
        />
      </div>
    </Dialog>
  );
}
