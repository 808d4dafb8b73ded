/** Logs are asynchronous: the answer names an object that can be fetched a moment later, without a key. */
import { given, number, text } from '../json';
import { done, type Handler, refuse } from '../reply';
import { type Route, route } from '../route';
import { hex } from '../world/random';
import { daemonLines, logLines } from '../world/telemetry';
import { named } from './mine';

/** The object store: a text is not there at the first look and is at the second, as an upload takes its time. */
export class ResultStore {
  readonly #texts = new Map<string, { text: string; looks: number }>();

  put(name: string, content: string): void {
    this.#texts.set(name, { text: content, looks: 0 });
    const oldest = this.#texts.keys().next();
    if (this.#texts.size > 200 && !oldest.done) this.#texts.delete(oldest.value);
  }

  get(name: string): string | null {
    const found = this.#texts.get(name);
    if (!found) return null;
    found.looks += 1;
    return found.looks > 1 ? found.text : null;
  }
}

export const RESULTS_PATH = '/instance_logs';
const DEFAULT_TAIL = 1000;

export const logs = (store: ResultStore): readonly Route[] => {
  let asked = 0;
  const requestLogs: Handler = (world, call) => {
    const contract = named(call);
    if (!contract) return refuse(404, 'invalid_id', 'Invalid instance id.');
    const daemon = call.body.daemon_logs === 'true' || call.body.daemon_logs === true;
    const lines = daemon ? daemonLines(world, contract, call.at) : logLines(world, contract, call.at);
    const wanted = text(given(call.body, 'filter'));
    const tail = number(given(call.body, 'tail')) ?? DEFAULT_TAIL;
    asked += 1;
    const name = `${hex(32, world.seed, 'result', contract.id, call.at, asked)}.log`;
    store.put(name, matching(lines, wanted).slice(-Math.max(1, tail)).join('\n').concat('\n'));
    const url = `${call.origin}${RESULTS_PATH}/${name}`;
    return { ...done({ result_url: url, msg: 'Logs are being uploaded.' }), accepted: false };
  };
  return [
    route(
      'update_a_vast_ai_instances_request_log_by_id',
      'PUT /api/v0/instances/request_logs/:id',
      'instance_read',
      1,
      requestLogs,
    ),
  ];
};

/** grep: a pattern where it is one, else plain text. */
function matching(lines: readonly string[], wanted: string | null): string[] {
  if (!wanted) return [...lines];
  try {
    const pattern = new RegExp(wanted);
    return lines.filter((one) => pattern.test(one));
  } catch {
    return lines.filter((one) => one.includes(wanted));
  }
}
