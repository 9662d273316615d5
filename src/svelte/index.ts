import type { HTMLAttributes } from 'svelte/elements';
import type { Attributes, Elements, Handlers, Options } from '../frameworks/elements.ts';

export * from '../index.ts';

/** `onconnected` for Svelte 5, `on:connected` for Svelte 4. */
type Tags = {
  [Tag in keyof Elements]: Options<Elements[Tag]['element']> &
    Attributes<Elements[Tag]['element']> &
    Handlers<Elements[Tag]['events'], 'on' | 'on:'> &
    Omit<HTMLAttributes<Elements[Tag]['element']>, keyof Options<Elements[Tag]['element']>>;
};

declare module 'svelte/elements' {
  // oxlint-disable-next-line typescript/no-empty-object-type -- each tag comes from the map
  interface SvelteHTMLElements extends Tags {}
}
