export interface Stack {
  readonly name: string;
  /** Its folder in examples/. Default: its name. */
  readonly example?: string;
  /** Folders of test/hosts/variants whose files come over the example's. */
  readonly variants?: readonly string[];
  /** What installs it. Default `npm`. */
  readonly installer?: 'npm' | 'pnpm';
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

/** Next 16 says so of every edge route; the runtime still works, and is tested for that reason. */
const edge = [/Edge Runtime is deprecated/, /edge runtime on a page currently disables/];
/** A plug-in of Nuxt's own, at every build. */
const nuxtSourceMap = /nuxt:module-preload-polyfill/;

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
  { name: 'next-base-path', example: 'next', variants: ['next-base-path'], path: '/portal/' },
  { name: 'next-dev', example: 'next', variants: ['next-base-path'], path: '/portal/', start: 'dev', quiet: [litDevelopment] },
  { name: 'next-edge', example: 'next', variants: ['next-base-path', 'next-edge'], path: '/portal/', quiet: edge },
  { name: 'next-standalone', example: 'next', variants: ['next-standalone'] },
  { name: 'nginx', quick: true, needs: 'nginx' },
  { name: 'nuxt', quiet: [nuxtSourceMap] },
  { name: 'nuxt-dev', example: 'nuxt', start: 'dev', quiet: [litDevelopment] },
  { name: 'python-token', quick: true, needs: 'python3', proof: 'message' },
  { name: 'react' },
  { name: 'strict-csp', quick: true },
  { name: 'sveltekit' },
  { name: 'sveltekit-dev', example: 'sveltekit', start: 'dev', quiet: [litDevelopment] },
  { name: 'vite-proxy', quiet: [litDevelopment] },
  { name: 'vue-pnpm', example: 'vue', installer: 'pnpm', quiet: [litDevelopment] },
  { name: 'vue', quick: true, quiet: [litDevelopment] },
];
