// Made by `npm run docs` from the operations themselves.

/** Make template. Keeps an image with its settings under a name, so that rents can begin from it. The same settings again are the same template. A public template shows everything in it to everybody: tokens and passwords belong into the account’s environment variables. */
export type Input = {
  /** The template’s name. For example "vLLM server". */
  name: string;
  /** The Docker image, with or without its tag. For example "vllm/vllm-openai". */
  image: string;
  /** The image’s tag; “latest” when left out. For example "v0.11.0". */
  tag?: string;
  /** Variables and ports as options of docker run. For example "-e MODEL=small -p 8000:8000". */
  env?: string;
  /** Commands that run when the instance starts. For example "echo up". */
  onstart?: string;
  /** How it is started: with SSH, with Jupyter and SSH, or with the image’s own entry point. For example "ssh". */
  runtype?: "ssh" | "jupyter" | "args";
  /** SSH without Vast.ai’s proxy: faster, on machines with open ports. For example true. */
  ssh_direct?: boolean;
  /** Jupyter without Vast.ai’s proxy. For example false. */
  jup_direct?: boolean;
  /** Where Jupyter begins. For example "/workspace". */
  jupyter_dir?: string;
  /** JupyterLab in place of the notebook. For example false. */
  use_jupyter_lab?: boolean;
  /** SSH is offered. For example true. */
  use_ssh?: boolean;
  /** The private registry that the image is in. For example "docker.io". */
  docker_login_repo?: string;
  /** Who signs in there. For example "northwind". */
  docker_login_user?: string;
  /** Token or password for it. For example "dckr_example". */
  docker_login_pass?: string;
  /** Conditions on offers, as in a search. For example {"cuda_max_good":{"gte":12.6}}. */
  extra_filters?: Record<string, unknown>;
  /** Disk that a rent from it gets, GB; 8 when left out. For example 32. */
  recommended_disk_space?: number;
  /** What it is, in a sentence. For example "OpenAI-compatible server". */
  desc?: string;
  /** What there is to know, as Markdown. For example "# How to use it". */
  readme?: string;
  /** The readme is shown. For example true. */
  readme_visible?: boolean;
  /** Arguments for the image’s entry point. For example "--port 8000". */
  args_str?: string;
  /** Where the image is described. For example "https://hub.docker.com/r/vllm/vllm-openai". */
  href?: string;
  /** The image’s name in its registry. For example "vllm/vllm-openai". */
  repo?: string;
  /** Only this account finds it. For example true. */
  private?: boolean;
  /** A hint for Vast.ai’s own page; a rent doesn’t read it. For example {}. */
  volume_info?: Record<string, unknown>;
  /** Vast.ai’s hash of a template’s content; it makes a new one. For example "5915f1dc1ce881defb57". */
  hash_id?: string;
};

export type Output = {
  template: {
    id: number;
    hash_id: string;
    name: string | null;
    [field: string]: unknown;
  } | null;
  [field: string]: unknown;
};

export const call = {
  "method": "POST",
  "path": "template",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
