'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Sheet } from '@/components/ui/sheet';
import { LinkForm } from './link-form';

/** The way to one more account. */
export function LinkSheet() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button tone="main" icon={<Plus />} onClick={() => setOpen(true)}>
        Link an account
      </Button>
      <Sheet
        open={open}
        onOpenChange={setOpen}
        title="Link a Vast.ai account"
        sub="Its instances, credit and 90 days of costs appear here."
      >
        <LinkForm onLinked={() => setOpen(false)} />
      </Sheet>
    </>
  );
}
