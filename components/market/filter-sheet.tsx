'use client';

import { Button } from '@/components/ui/button';
import { Sheet } from '@/components/ui/sheet';
import type { MarketPage } from '@/lib/queries/market';
import { Filters } from './filters';
import type { MarketParams, SetParams } from './params';
import { plural } from './words';

type FilterSheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  params: MarketParams;
  set: SetParams;
  page: MarketPage;
};

/** The filters where there is no room for them beside the table; the button says what they let through. */
export function FilterSheet({ open, onOpenChange, params, set, page }: FilterSheetProps) {
  return (
    <Sheet
      open={open}
      onOpenChange={onOpenChange}
      title="Filters"
      footer={
        <Button tone="main" size="large" wide onClick={() => onOpenChange(false)}>
          Show {plural(page.total, 'offer')}
        </Button>
      }
    >
      <Filters params={params} set={set} page={page} />
    </Sheet>
  );
}
