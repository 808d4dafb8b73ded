import Link from 'next/link';
import type { ReactNode } from 'react';
import { Changed } from '../ui/changed';
import { cx } from '../ui/cx';
import { moneyText } from '../ui/money';
import { span, utc } from '../ui/time';
import { meterTone } from './meter-tone';
import type { MeterData } from './types';

type MeterProps = {
  data: MeterData;
  /** Where each part leads: its reason. */
  links?: { burn: string; gpus: string; credit: string; left: string };
};

const LINKS = { burn: '/instances', gpus: '/instances', credit: '/accounts', left: '/accounts' };
const TONE = { fine: '', warn: 'text-warn', bad: 'text-bad' } as const;

/** What runs, what it costs an hour, and how long the money lasts: on every screen, and the header of a phone's. */
export function Meter({ data, links = LINKS }: MeterProps) {
  const { burnPerHour, gpus, credit, secondsLeft, staleSinceMs } = data;
  const tone = meterTone(secondsLeft);
  return (
    <ul
      aria-label="Meter"
      className="flex min-w-0 items-center overflow-x-auto whitespace-nowrap [scrollbar-width:none] max-md:w-full max-md:text-sm md:ml-auto"
    >
      <Part href={links.burn} name="Burn">
        <Dollars amount={burnPerHour} fits={8} />
        <span className="text-ink-3">/h</span>
      </Part>
      <Part href={links.gpus} name="Running" wide={staleSinceMs !== undefined}>
        <Figure text={gpus?.toLocaleString('en-US')} /> {gpus === 1 ? 'GPU' : 'GPUs'}
      </Part>
      <Part href={links.credit} name="Credit">
        <Dollars amount={credit} fits={9} /> <span className="text-ink-3">credit</span>
      </Part>
      <Part
        href={links.left}
        name={tone === 'fine' ? 'Time' : tone === 'warn' ? 'Time, low' : 'Time, very low'}
        className={TONE[tone]}
      >
        {secondsLeft === null ? (
          <span className="text-ink-3">no end in sight</span>
        ) : (
          <>
            {tone !== 'fine' && (
              <i
                aria-hidden="true"
                className={cx(
                  'mr-1.5 inline-block size-[7px] rounded-[1px] bg-current',
                  tone === 'warn' && 'rotate-45',
                )}
              />
            )}
            <Figure text={secondsLeft === undefined ? undefined : span(secondsLeft * 1000)} /> left
          </>
        )}
      </Part>
      {staleSinceMs !== undefined && (
        <Part href={links.credit} name="Age" className="text-warn">
          as of {utc(staleSinceMs).slice(-9, -4)}
          <span className="max-md:hidden"> UTC</span>
        </Part>
      )}
    </ul>
  );
}

type PartProps = {
  href: string;
  name: string;
  className?: string;
  /** Gives its place on a phone to what matters more. */
  wide?: boolean;
  children: ReactNode;
};

function Part({ href, name, className, wide, children }: PartProps) {
  return (
    <li className={cx('border-l border-line leading-[18px] first:border-0', wide && 'max-md:hidden')}>
      <Link
        href={href}
        className={cx(
          'block rounded-xs px-[9px] py-[3px] underline-offset-3 hover:underline focus-visible:-outline-offset-2 md:px-3.5',
          className,
        )}
      >
        <span className="sr-only">{name} </span>
        {children}
      </Link>
    </li>
  );
}

/** An amount of more than so many signs leaves no room for its cents on a phone. */
function Dollars({ amount, fits }: { amount: string | undefined; fits: number }) {
  if (amount === undefined) return <b>–</b>;
  const text = moneyText(amount);
  const [whole, cents] = text.split('.');
  return (
    <b>
      <Changed value={text}>
        {whole}
        <span className={cx(text.length > fits && 'max-md:hidden')}>.{cents}</span>
      </Changed>
    </b>
  );
}

const Figure = ({ text }: { text: string | undefined }) => (
  <b>{text === undefined ? '–' : <Changed value={text} />}</b>
);
