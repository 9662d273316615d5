/** The work itself, in a chunk of its own: nobody who only signs in ever loads it. */
export const load = () => import('./diagnose.ts');
