'use client';

import { setSingleKeys, useSingleKeysOn } from '@/components/shell/shortcuts';
import { Checkbox } from '@/components/ui/checkbox';

export function SingleKeys() {
  const on = useSingleKeysOn();
  return (
    <Checkbox
      label="Single keys"
      hint="j, k, x and the like. Off, only combinations with Ctrl or Cmd answer; press ? on any screen for the list."
      checked={on}
      onChange={(event) => setSingleKeys(event.target.checked)}
    />
  );
}
