import type { HTMLAttributes } from 'preact';
import type { Attributes, Elements, Handlers, Options } from '../frameworks/elements.ts';

export * from '../index.ts';

type Tags = {
  [Tag in keyof Elements]: Options<Elements[Tag]['element']> &
    Attributes<Elements[Tag]['element']> &
    Handlers<Elements[Tag]['events'], 'on'> &
    Omit<HTMLAttributes<Elements[Tag]['element']>, keyof Options<Elements[Tag]['element']>>;
};

declare module 'preact' {
  // oxlint-disable-next-line typescript/no-namespace -- JSX's elements can be added to in no other way
  namespace JSX {
    // oxlint-disable-next-line typescript/no-empty-object-type -- each tag comes from the map
    interface IntrinsicElements extends Tags {}
  }
}
