export interface Stack {
  readonly name: string;
  /** Its folder in examples/. Default: its name. */
  readonly example?: string;
  /** A folder of test/hosts/variants whose files come over the example's. */
  readonly variant?: string;
  /** The script that starts it, without a build. Default: `build`, if there is one, and `start`. */
  readonly start?: string;
  /** Runs without being asked for by name: it is quick to install and to start. */
  readonly quick?: boolean;
  /** Where its page is. Default `/`. */
  readonly path?: string;
  /** A program that it runs and npm does not install: without it the example is skipped. */
  readonly needs?: string;
  /** Lines that are not about us: each with its reason. */
  readonly quiet?: readonly RegExp[];
  /** How the sign-in is known to have worked. Default `authenticated`. */
  readonly proof?: string;
  /** Whether its page also takes an API key. Default true. */
  readonly needsKey?: boolean;
}

/** Bundlers' development builds take Lit's development build, which says so. */
const litDevelopment = /Lit is in dev mode/;

export const stacks: readonly Stack[] = [
  { name: 'angular' },
  { name: 'bun' },
  { name: 'curl-token', needs: 'curl', proof: 'message', needsKey: false },
  { name: 'deno' },
  { name: 'express', quick: true },
  { name: 'fastify' },
  { name: 'hono-workerd' },
  { name: 'nest' },
  { name: 'next' },
  { name: 'next-base-path', example: 'next', variant: 'next-base-path', path: '/portal/' },
  { name: 'next-dev', example: 'next', variant: 'next-base-path', path: '/portal/', start: 'dev', quiet: [litDevelopment] },
  { name: 'nginx', quick: true, needs: 'nginx' },
  { name: 'python-token', quick: true, needs: 'python3', proof: 'message' },
  { name: 'react' },
  { name: 'strict-csp', quick: true },
  { name: 'sveltekit' },
  { name: 'vite-proxy', quiet: [litDevelopment] },
  { name: 'vue', quick: true, quiet: [litDevelopment] },
];

/** Those that HOSTS names (`HOSTS=next,vue`), all of them for `HOSTS=all`, else the quick ones. */
export const chosenStacks = (wanted = process.env['HOSTS'] ?? ''): readonly Stack[] => {
  if (wanted === 'all') return stacks;
  if (wanted === '') return stacks.filter(({ quick }) => quick);
  const names = wanted.split(',');
  const unknown = names.filter((name) => !stacks.some((stack) => stack.name === name));
  if (unknown.length > 0) throw new Error(`HOSTS names ${unknown.join(', ')}; there are ${stacks.map(({ name }) => name).join(', ')}.`);
  return stacks.filter(({ name }) => names.includes(name));
};
