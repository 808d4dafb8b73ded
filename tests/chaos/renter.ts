import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { exact, usd } from '@/lib/money';
import { offerHour } from '@/lib/vast/price';
import { OWNER } from '../support/app';
import { machineOffer, type Shop } from './market';

const DISK_GB = 16;

/** A person at the market: signed in over HTTP, renting through the same server action as the page's button. */
export class Renter {
  private constructor(
    private readonly url: string,
    private readonly cookie: string,
    private readonly actionId: string,
    private readonly accountId: string,
    private readonly emulator: Shop,
  ) {}

  static async signIn(url: string, db: pg.Pool, emulator: Shop): Promise<Renter> {
    const csrf = await fetch(`${url}/api/auth/csrf`);
    const { csrfToken } = (await csrf.json()) as { csrfToken: string };
    const answer = await fetch(`${url}/api/auth/callback/credentials`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: cookiesOf(csrf), 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ csrfToken, email: OWNER.email, password: OWNER.password }),
    });
    const cookie = [cookiesOf(csrf), cookiesOf(answer)].join('; ');
    const { rows } = await db.query<{ id: string }>('SELECT id FROM account');
    const [account] = rows;
    if (!account) throw new Error('no account was linked');
    return new Renter(url, cookie, rentActionId(), account.id, emulator);
  }

  /** Asks once; when the web server dies meanwhile, asks again under the same key, as a page that is reloaded would. */
  async rent(n: number): Promise<void> {
    const offer = await machineOffer(this.emulator, n, DISK_GB);
    const order = {
      accountId: this.accountId,
      offerId: offer.id,
      image: 'vastai/base-image:latest',
      diskGb: DISK_GB,
      label: `chaos-${n}`,
      teamId: null,
      project: null,
      ends: null,
      expectedHourUsd: exact(
        offerHour(
          { dphBase: usd(String(offer.dph_base)), storageCost: usd(String(offer.storage_cost)) },
          DISK_GB,
        ),
      ),
      idempotencyKey: randomUUID(),
    };
    for (let tries = 0; tries < 120; tries++) {
      try {
        const answer = await fetch(`${this.url}/market`, {
          method: 'POST',
          headers: {
            cookie: this.cookie,
            origin: this.url,
            'next-action': this.actionId,
            accept: 'text/x-component',
            'content-type': 'text/plain;charset=UTF-8',
          },
          body: JSON.stringify([order]),
        });
        await answer.text();
        if (answer.status === 200) return;
        if (answer.status < 500) throw new Error(`the action answered ${answer.status}`);
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
      }
      await sleep(500);
    }
    throw new Error('the web server never came back');
  }
}

/** The id under which the built server knows the rent action. */
function rentActionId(): string {
  const manifest = JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8')) as {
    node: Record<string, { exportedName: string; filename: string }>;
  };
  const found = Object.entries(manifest.node).find(
    ([, action]) => action.exportedName === 'rentOffer' && action.filename === 'lib/surfaces/actions/rent.ts',
  );
  if (!found) throw new Error('the build has no rent action');
  return found[0];
}

const cookiesOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
