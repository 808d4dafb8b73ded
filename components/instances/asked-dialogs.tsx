'use client';

import dynamic from 'next/dynamic';
import type { InstanceDialogsProps } from './instance-dialogs';

const InstanceDialogs = dynamic(() => import('./instance-dialogs').then((m) => m.InstanceDialogs), {
  ssr: false,
});

/** The dialogs, loaded with the first question: most visits only look. */
export function AskedDialogs(props: InstanceDialogsProps) {
  return props.open || props.acts.failed ? <InstanceDialogs {...props} /> : null;
}
