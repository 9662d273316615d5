import type { JSX } from 'solid-js';
import type { Attributes, Elements, Handlers, Options } from '../frameworks/elements.ts';

export * from '../index.ts';

type Prefixed<Prefix extends string, Values> = { [Name in keyof Values & string as `${Prefix}${Name}`]?: Values[Name] };

type Tags = {
  [Tag in keyof Elements]: Options<Elements[Tag]['element']> &
    Prefixed<'prop:', Options<Elements[Tag]['element']>> &
    Attributes<Elements[Tag]['element']> &
    Prefixed<'attr:', Attributes<Elements[Tag]['element']>> &
    Handlers<Elements[Tag]['events'], 'on:'> &
    Omit<JSX.HTMLAttributes<Elements[Tag]['element']>, keyof Options<Elements[Tag]['element']>>;
};

declare module 'solid-js' {
  // oxlint-disable-next-line typescript/no-namespace -- JSX's elements can be added to in no other way
  namespace JSX {
    // oxlint-disable-next-line typescript/no-empty-object-type -- each tag comes from the map
    interface IntrinsicElements extends Tags {}
  }
}
