/** Templates: one's own and Vast.ai's recommended ones. */

import { type Fields, given, isFields, type Json, number, text } from '../json';
import { BadQuery, byOrder, directionsOf, filterOf, jsonParam } from '../query';
import { answer, done, type Handler, refuse } from '../reply';
import { type Route, route } from '../route';
import { template as blank, hashOf, type Template, type TemplateContent } from '../world/templates';
import type { World } from '../world/world';

const row = ({ content, ...one }: Template): Fields => ({
  id: one.id,
  hash_id: one.hash,
  creator_id: one.creator,
  created_at: one.created,
  recent_create_date: one.lastUsed ?? one.created,
  count_created: one.used,
  name: content.name,
  image: content.image,
  tag: content.tag,
  default_tag: content.tag,
  env: content.env,
  onstart: content.onstart,
  runtype: content.runtype,
  args_str: content.argsStr,
  use_ssh: content.useSsh,
  ssh_direct: content.sshDirect,
  jup_direct: content.jupDirect,
  use_jupyter_lab: content.useJupyterLab,
  jupyter_dir: content.jupyterDir,
  docker_login_repo: content.dockerLoginRepo,
  // An object when written, JSON text when read.
  extra_filters: JSON.stringify(content.extraFilters),
  recommended_disk_space: content.diskGb,
  desc: content.desc,
  readme: content.readme,
  readme_visible: content.readmeVisible,
  href: content.href,
  repo: content.repo,
  private: content.private,
  recommended: one.creator === 0,
  volume_info: content.volumeInfo,
});

const FILTERABLE = new Set([
  'creator_id',
  'created_at',
  'count_created',
  'default_tag',
  'docker_login_repo',
  'id',
  'image',
  'jup_direct',
  'hash_id',
  'name',
  'private',
  'recent_create_date',
  'recommended_disk_space',
  'recommended',
  'ssh_direct',
  'tag',
  'use_ssh',
]);

const listTemplates: Handler = (world, { account, query }) => {
  const filters = jsonParam(query.select_filters, {});
  const test = filterOf(isFields(filters) ? filters : {}, (column) => FILTERABLE.has(column));
  const found = world.templates
    .filter((one) => one.creator === account.id || !one.content.private)
    .map(row)
    // A public template's `private` is null to a filter (the CLI's help: true for one's own, None for public ones).
    .filter((one) => test((column) => (column === 'private' ? one.private || null : one[column])));
  const directions = orderOf(query.order_by);
  const sorted = found.toSorted((a, b) =>
    byOrder(
      directions,
      (column) => a[column],
      (column) => b[column],
    ),
  );
  const columns = jsonParam(query.select_cols, ['*']);
  const all = !Array.isArray(columns) || columns.includes('*');
  const templates = all
    ? sorted
    : sorted.map((one) =>
        Object.fromEntries(columns.map((name) => [String(name), one[String(name)] ?? null])),
      );
  return answer({ success: true, templates_found: found.length, templates });
};

/** "Column to order the results by" (spec); the SDK sends the list that other searches take. */
function orderOf(sent: string | undefined) {
  if (!sent) return [];
  const directions = sent.startsWith('[')
    ? directionsOf(jsonParam(sent, []))
    : [{ column: sent, down: false }];
  const strange = directions.find(({ column }) => !FILTERABLE.has(column));
  if (!strange) return directions;
  throw new BadQuery(
    'invalid_request',
    `Error in query parameters: ${strange.column} is not a valid search key`,
  );
}

/** What a body says about a template; what it leaves out or sends as null stays as it is. */
function edited(before: TemplateContent, body: Fields): TemplateContent {
  const or = <T>(key: string, read: (value: Json) => T | null, kept: T): T => {
    const value = given(body, key);
    return value === undefined ? kept : (read(value) ?? kept);
  };
  const flag = (value: Json) => (typeof value === 'boolean' ? value : null);
  return {
    name: or('name', text, before.name),
    image: or('image', text, before.image),
    tag: or('tag', text, before.tag),
    env: or('env', text, before.env),
    onstart: or('onstart', text, before.onstart),
    runtype: or('runtype', text, before.runtype),
    argsStr: or('args_str', text, before.argsStr),
    useSsh: or('use_ssh', flag, before.useSsh),
    sshDirect: or('ssh_direct', flag, before.sshDirect),
    jupDirect: or('jup_direct', flag, before.jupDirect),
    useJupyterLab: or('use_jupyter_lab', flag, before.useJupyterLab),
    jupyterDir: or('jupyter_dir', text, before.jupyterDir),
    dockerLoginRepo: or('docker_login_repo', text, before.dockerLoginRepo),
    dockerLogin: loginOf(body) ?? before.dockerLogin,
    extraFilters: or('extra_filters', (value) => (isFields(value) ? value : null), before.extraFilters),
    diskGb: or('recommended_disk_space', number, before.diskGb),
    desc: or('desc', text, before.desc),
    readme: or('readme', text, before.readme),
    readmeVisible: or('readme_visible', flag, before.readmeVisible),
    href: or('href', text, before.href),
    repo: or('repo', text, before.repo),
    private: or('private', flag, before.private),
    volumeInfo: or('volume_info', (value) => (isFields(value) ? value : null), before.volumeInfo),
  };
}

function loginOf(body: Fields): readonly [string, string] | null {
  const [user, password] = [text(given(body, 'docker_login_user')), text(given(body, 'docker_login_pass'))];
  return user && password ? [user, password] : null;
}

const createTemplate: Handler = (world, { account, body, at }) => {
  const [name, image] = [text(given(body, 'name')), text(given(body, 'image'))];
  if (!name) return refuse(400, 'invalid_args', 'Template name is required');
  if (!image) return refuse(400, 'invalid_args', 'Template image is required');
  const content = edited(blank({ name, image }), body);
  const hash = hashOf(content);
  // "Template created or existing template found" (spec): a hash is one template's.
  const same = world.templates.find((one) => one.creator === account.id && one.hash === hash);
  if (same) return done({ msg: `Template Exists! Template ID: ${same.id}`, template: row(same) });
  const made: Template = {
    id: world.newId(),
    creator: account.id,
    created: at,
    content,
    hash,
    used: 0,
    lastUsed: null,
  };
  world.templates.push(made);
  return done({ msg: `Template Created Successfully! New Template ID: ${made.id}`, template: row(made) });
};

const own = (world: World, account: number, body: Fields): Template | undefined =>
  world.templates.find(
    (one) =>
      one.creator === account &&
      (one.hash === text(given(body, 'hash_id')) || one.id === number(given(body, 'template_id'))),
  );

const editTemplate: Handler = (world, { account, body }) => {
  const found = own(world, account.id, body);
  if (!found) return refuse(404, 'not_found', 'Template not found');
  found.content = edited(found.content, body);
  found.hash = hashOf(found.content);
  return done({ template: row(found) });
};

const deleteTemplate: Handler = (world, { account, body }) => {
  const found = own(world, account.id, body);
  if (!found) return refuse(404, 'not_found', 'Template not found');
  world.templates.splice(world.templates.indexOf(found), 1);
  return done({ msg: 'Template deleted.' });
};

export const templates: readonly Route[] = [
  route('list_all_vast_ai_templates', 'GET /api/v0/template', 'user_read', 3, listTemplates),
  route('create_a_vast_ai_template', 'POST /api/v0/template', 'user_write', 1, createTemplate),
  route('update_a_vast_ai_template_by_id', 'PUT /api/v0/template', 'user_write', 1, editTemplate),
  route('delete_a_vast_ai_template_by_id', 'DELETE /api/v0/template', 'user_write', 1, deleteTemplate),
];
