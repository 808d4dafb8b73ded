'use client';

import type { ComponentProps } from 'react';
import { useFormStatus } from 'react-dom';
import { Button } from './button';

/** A form's own button: pending while its action runs. */
export function Submit(props: ComponentProps<typeof Button>) {
  const { pending } = useFormStatus();
  return <Button tone="main" {...props} type="submit" pending={pending || props.pending} />;
}
