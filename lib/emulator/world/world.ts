/** The world: everything there is, and the one way to move it on. */
import type { Account, ApiKey } from './accounts';
import type { Ask } from './asks';
import type { AuditRow } from './audit';
import type { Books } from './billing';
import type { Clock, Seconds } from './clock';
import type { Cluster, Overlay } from './clusters';
import type { Contract } from './contracts';
import type { Cloud } from './copies';
import type { Hosted } from './hosted';
import type { PriceIncrease } from './increases';
import { chunksOf, type Machine } from './machines';
import type { Conditions, Market } from './market';
import { Market as SeededMarket } from './market';
import { Notifications } from './notifications';
import type { ScheduledJob } from './scheduled';
import type { Deployment, Endpoint } from './serverless';
import { Storage } from './storage';
import type { Template } from './templates';
import { Timeline } from './timeline';

export class World {
  readonly timeline = new Timeline();
  readonly market: Market;
  readonly books: Books;
  readonly machines = new Map<number, Machine>();
  readonly asks = new Map<number, Ask>();
  /** Machines that somebody in this world hosts, by machine. */
  readonly hosted = new Map<number, Hosted>();
  readonly accounts: Account[] = [];
  readonly audit: AuditRow[] = [];
  readonly contracts = new Map<number, Contract>();
  readonly templates: Template[] = [];
  readonly endpoints: Endpoint[] = [];
  readonly deployments: Deployment[] = [];
  readonly storage = new Storage();
  readonly scheduled: ScheduledJob[] = [];
  readonly clusters: Cluster[] = [];
  readonly overlays: Overlay[] = [];
  readonly increases: PriceIncrease[] = [];
  readonly notifications: Notifications;
  readonly clouds: Cloud[] = [];
  /** Live contracts by machine, in the order they were made. */
  readonly tenants = new Map<number, Contract[]>();
  /** The next planned look at a machine. */
  readonly wakes = new Map<number, Seconds>();
  #nextId = 27_000_000;

  constructor(
    readonly name: string,
    readonly seed: number,
    readonly epoch: Seconds,
    readonly clock: Clock,
    conditions: Conditions,
  ) {
    this.market = new SeededMarket(seed, conditions);
    this.books = { seed, restatements: [] };
    this.notifications = new Notifications(seed);
  }

  /** Lets everything happen that is due, and says what time it is. */
  settle(): Seconds {
    const now = this.clock.now();
    this.timeline.run(now);
    return now;
  }

  /** Ids only grow; nobody's next id tells how many there are. */
  newId(): number {
    this.#nextId += 7;
    return this.#nextId;
  }

  add(machine: Machine): void {
    this.machines.set(machine.id, machine);
    for (const chunk of chunksOf(machine)) this.asks.set(chunk.askId, { machine, chunk });
  }

  *asksOf(machine: Machine): Iterable<Ask> {
    for (let id = machine.askBase; ; id += 1) {
      const ask = this.asks.get(id);
      if (ask?.machine !== machine) return;
      yield ask;
    }
  }

  sign(account: Account, contract: Contract): void {
    this.contracts.set(contract.id, contract);
    account.contracts.push(contract);
    // A network volume is on no machine: a host that goes away doesn't take it along.
    if (contract.destroyed === null && !contract.space?.offer?.disk) this.occupy(contract);
  }

  /** On the machine; a host's background jobs are in no list of instances. */
  occupy(contract: Contract): void {
    this.tenants.set(contract.machine.id, [...this.tenantsOf(contract.machine), contract]);
  }

  /** Nobody can rent the machine any more; who rents it stays. */
  withdraw(machine: Machine): void {
    for (const { chunk } of [...this.asksOf(machine)]) this.asks.delete(chunk.askId);
  }

  leave(contract: Contract): void {
    this.tenants.set(
      contract.machine.id,
      this.tenantsOf(contract.machine).filter((one) => one !== contract),
    );
  }

  tenantsOf(machine: Machine): readonly Contract[] {
    return this.tenants.get(machine.id) ?? [];
  }

  account(id: number): Account {
    const found = this.accounts.find((one) => one.id === id);
    if (!found) throw new Error(`no account ${id}`);
    return found;
  }

  keyOf(secret: string): { account: Account; key: ApiKey } | null {
    return this.#caller((key) => key.secret === secret);
  }

  callerOf(keyId: number | null): { account: Account; key: ApiKey } | null {
    return this.#caller((key) => key.id === keyId);
  }

  #caller(is: (key: ApiKey) => boolean): { account: Account; key: ApiKey } | null {
    for (const account of this.accounts) {
      const key = account.keys.find(is);
      if (key) return { account, key };
    }
    return null;
  }
}
