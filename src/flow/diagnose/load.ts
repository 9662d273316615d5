/** The work itself, in a chunk of its own: a page loads it only when it calls `diagnose()`. */
export const load = () => import('./diagnose.ts');
