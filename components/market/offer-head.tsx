import { Fact, Facts } from '@/components/ui/facts';
import type { OfferForRent } from '@/lib/queries/market-offer';
import { cardGb } from '@/lib/vast/units';
import { offerName } from './columns';
import { grouped, plural } from './words';

/** What it is, in a line: "Oslo, NO · datacenter · host 98,979 · up to 61 days". */
export function offerSays(offer: OfferForRent): string {
  return [
    offer.place ?? 'place not said',
    offer.datacenter ? 'datacenter' : null,
    offer.verification === 'verified' ? null : (offer.verification ?? 'unverified'),
    offer.hostId === null ? null : `host ${grouped(offer.hostId)}`,
    offer.days === null
      ? null
      : offer.days < 1
        ? 'less than a day'
        : `up to ${plural(Math.floor(offer.days), 'day')}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** "12 % below the usual RTX 4090": how the price stands to the median of the same model and memory. */
export function againstUsual({ vsMedian, gpu }: Pick<OfferForRent, 'vsMedian' | 'gpu'>): string | null {
  if (vsMedian === null) return null;
  const percent = Math.abs(Math.round(vsMedian));
  if (percent === 0) return `What an ${gpu} usually costs now.`.replace(/\ban (?=[^AEIOURLHX])/i, 'a ');
  return `${percent} % ${vsMedian < 0 ? 'below' : 'above'} the usual ${gpu} now.`;
}

export function OfferHead({ offer, title }: { offer: OfferForRent; title: boolean }) {
  return (
    <header>
      {title && (
        <h2 className="text-xl font-[620] tracking-[-0.01em]">
          Rent {offerName(offer)} <span className="font-normal text-ink-3">{cardGb(offer.vramMb)} GB</span>
        </h2>
      )}
      <p className="mt-0.5 text-ink-3">{offerSays(offer)}</p>
      <details className="group mt-1.5">
        <summary className="inline-flex min-h-6 list-none items-center gap-1.5 text-sm text-ink-2 hover:text-ink [&::-webkit-details-marker]:hidden">
          <span aria-hidden="true" className="transition-transform group-open:rotate-90">
            ›
          </span>
          The machine
        </summary>
        <div className="mt-1 text-sm">
          <Facts inset={false}>
            <Fact name="Processor">
              {[offer.vcpu && `${grouped(offer.vcpu)} vCPU`, offer.cpu].filter(Boolean).join(', ') ||
                'not said'}
            </Fact>
            <Fact name="RAM of the machine">
              {offer.ramMb === null ? 'not said' : `${grouped(offer.ramMb / 1000)} GB`}
            </Fact>
            <Fact name="Disk left">
              {offer.diskGb === null ? 'not said' : `${grouped(offer.diskGb)} GB`}
              {offer.diskSpeed !== null && `, ${grouped(offer.diskSpeed)} MB/s`}
            </Fact>
            <Fact name="Net, down and up">
              {offer.down === null
                ? 'not said'
                : `${grouped(offer.down)} and ${offer.up === null ? '–' : grouped(offer.up)} Mbit/s`}
            </Fact>
            <Fact name="CUDA, driver">
              {[offer.cuda?.toFixed(1), offer.driver].filter(Boolean).join(', ') || 'not said'}
            </Fact>
            <Fact name="Compute capability">{offer.capability?.toFixed(1) ?? 'not said'}</Fact>
            <Fact name="PCIe, NVLink">
              {offer.pcie === null ? 'not said' : `${offer.pcie.toFixed(1)} GB/s`}
              {offer.nvlink ? `, ${grouped(offer.nvlink)} GB/s` : ', none'}
            </Fact>
            <Fact name="Open ports">{offer.ports === null ? 'not said' : grouped(offer.ports)}</Fact>
            <Fact name="Reliability">
              {offer.reliability === null ? 'not said' : `${offer.reliability.toFixed(2)} %`}
            </Fact>
            <Fact name="DLPerf">{offer.dlperf === null ? 'not said' : offer.dlperf.toFixed(1)}</Fact>
            <Fact name="Machine">
              <span className="font-mono">{offer.machineId}</span>
            </Fact>
          </Facts>
        </div>
      </details>
    </header>
  );
}
