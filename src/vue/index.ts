import type { HTMLAttributes, ReservedProps } from 'vue';
import type { Attributes, CamelHandlers, Elements, Options } from '../frameworks/elements.ts';

export * from '../index.ts';

type Components = {
  [Tag in keyof Elements]: new () => Elements[Tag]['element'] & {
    $props: Options<Elements[Tag]['element']> &
      Attributes<Elements[Tag]['element']> &
      CamelHandlers<Elements[Tag]['events']> &
      Omit<HTMLAttributes, keyof Options<Elements[Tag]['element']>> &
      ReservedProps;
  };
};

declare module 'vue' {
  // oxlint-disable-next-line typescript/no-empty-object-type -- each tag comes from the map
  interface GlobalComponents extends Components {}
}
