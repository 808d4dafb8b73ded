// What a browser would be sent: everything that a 'use client' file reaches by imports that still exist at run
// time. A 'use server' file ends the walk, because Next replaces it by a remote call.
import { onlyTypes } from './imports.mjs';

const SERVER_ROOMS = /^lib\/(store|gateway|auth|log|watch|sync|automation|emulator|queries|live\/server)\b/;

/** @returns {string[]} one sentence per client file that reaches the server, with the way it takes */
export function bordersCrossed(modules, text) {
  const bySource = new Map(modules.map((module) => [module.source, module]));
  const ours = (source) =>
    bySource.has(source) && /\.(ts|tsx)$/.test(source) && !source.startsWith('node_modules/');
  const clients = modules
    .map((module) => module.source)
    .filter((source) => ours(source) && says(text(source), 'use client'));
  return clients.flatMap((client) => crossing(client));

  function crossing(client) {
    const cameFrom = new Map([[client, undefined]]);
    const queue = [client];
    while (queue.length > 0) {
      const source = queue.shift();
      for (const { resolved, module, coreModule } of bySource.get(source).dependencies) {
        if (cameFrom.has(resolved) || onlyTypes(text(source), module)) continue;
        cameFrom.set(resolved, source);
        if (coreModule || SERVER_ROOMS.test(resolved)) return [sentence(way(resolved, cameFrom))];
        if (ours(resolved) && !says(text(resolved), 'use server')) queue.push(resolved);
      }
    }
    return [];
  }
}

const says = (text, directive) =>
  new RegExp(`^(\\s|//[^\\n]*\\n|/\\*[\\s\\S]*?\\*/)*['"]${directive}['"]`).test(text);

function way(end, cameFrom) {
  const steps = [];
  for (let at = end; at !== undefined; at = cameFrom.get(at)) steps.unshift(at);
  return steps;
}

const sentence = (steps) =>
  `${steps.join(' → ')}\n    a client component never reaches the server's rooms: pass the data down from a page, or call an action`;
