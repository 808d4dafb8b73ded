'use client';

import { useState } from 'react';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { namesOf } from './facts';
import { type DialogProps, FormDialog } from './parts';

const LABEL_MAX = 1024; // Vast.ai's own limit for a rename

export function LabelDialog({ rows, onClose, onLabel }: DialogProps & { onLabel: (label: string) => void }) {
  const [only] = rows.length === 1 ? rows : [];
  const [label, setLabel] = useState(only?.label ?? '');
  return (
    <FormDialog
      title={only ? 'Label' : `Label ${rows.length} instances`}
      says={only ? undefined : namesOf(rows)}
      action={only ? 'Save' : `Label ${rows.length}`}
      ready={label.trim() !== (only?.label ?? '')}
      onClose={onClose}
      onSubmit={() => onLabel(label.trim())}
    >
      <Field
        label="Label"
        hint="Teams can be found by label, and Vast.ai renames past charges too; Gantry remembers the old one."
      >
        {(control) => (
          <Input
            {...control}
            value={label}
            maxLength={LABEL_MAX}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setLabel(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  );
}
