import type { DifferencesOf } from '../differences';

/** The document lists four fields of an edit and lets any other through; the official client sends them all. */
const EDITED = [
  ...['args_str', 'docker_login_pass', 'docker_login_repo', 'docker_login_user', 'env', 'extra_filters'],
  ...['href', 'jup_direct', 'jupyter_dir', 'onstart', 'private', 'readme', 'readme_visible', 'repo'],
  ...['runtype', 'ssh_direct', 'tag', 'use_jupyter_lab', 'use_ssh', 'volume_info'],
];

export const templates: DifferencesOf = {
  create_a_vast_ai_template: {
    request: { 'added: body readme_visible': 'The official client sends it, and the list answers it.' },
  },
  update_a_vast_ai_template_by_id: {
    request: Object.fromEntries(
      EDITED.map((field) => [`added: body ${field}`, 'An edit takes any field that a template has.']),
    ),
  },
};
