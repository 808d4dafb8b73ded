/** `ls`, `du` and `rm` on an instance's disk. What they print is fetched a moment later, as logs are. */
import { given, text } from '../json';
import { done, type Handler, refuse } from '../reply';
import { type Route, route } from '../route';
import { lastStretch } from '../world/contracts';
import { hex } from '../world/random';
import { commandOf, run } from '../world/shell';
import { RESULTS_PATH, type ResultStore } from './logs';
import { named } from './mine';

const LONGEST = 512;
const PATH = '/workspace';

export const execute = (store: ResultStore): readonly Route[] => {
  let asked = 0;
  const executeCommand: Handler = (world, call) => {
    const contract = named(call);
    if (!contract) return refuse(400, 'invalid_container_id', 'Invalid instance id.');
    const words = text(given(call.body, 'command')) ?? '';
    const command = words.length <= LONGEST ? commandOf(words) : null;
    if (!command) return refuse(400, 'invalid_args', 'Invalid command given.');
    if (!contract.pulled) return refuse(400, 'invalid_container', 'The container is not created yet.');
    asked += 1;
    const name = `${hex(32, world.seed, 'command', contract.id, call.at, asked)}.log`;
    // A host that is away answers nobody: the text never comes.
    const away = lastStretch(contract).state === 'offline';
    if (!away) store.put(name, run(world, contract, command, call.at));
    const result_url = `${call.origin}${RESULTS_PATH}/${name}`;
    const msg = 'Command is executing, wait a few seconds and then view the result_url';
    return {
      ...done({ writeable_path: PATH, result_url, msg }, contract.id),
      accepted: command.name === 'rm' && !away,
    };
  };
  return [
    route(
      'update_a_vast_ai_instances_command_by_id',
      'PUT /api/v0/instances/command/:id',
      'instance_write',
      1.5,
      executeCommand,
    ),
  ];
};
