import { Chip } from '@/components/ui/chip';
import type { Effect } from '@/lib/vast/operation';
import { EFFECT } from './words';

export function EffectChip({ effect, atWorst }: { effect: Effect; atWorst: boolean }) {
  const { word, tone, says } = EFFECT[effect];
  return (
    <Chip tone={tone} title={says}>
      {word}
      {atWorst && ' at worst'}
    </Chip>
  );
}
