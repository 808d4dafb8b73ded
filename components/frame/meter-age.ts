import type { Meter } from '@/lib/queries/meter';

/** A reading this old is called old: instances are polled every few seconds, a fleet's once a minute or two. */
const OLD_MS = 180_000;

/**
 * Since when the figures are old: Gantry doesn't answer any more, or Vast.ai doesn't. By Gantry's clock alone: the
 * browser's may be wrong.
 */
export function staleSince(
  { answeredAt, readAt }: Pick<Meter, 'answeredAt' | 'readAt'>,
  failed: boolean,
): number | undefined {
  const answeredAtMs = Date.parse(answeredAt);
  if (failed) return answeredAtMs;
  if (readAt === null) return undefined;
  const readAtMs = Date.parse(readAt);
  return answeredAtMs - readAtMs > OLD_MS ? readAtMs : undefined;
}
