import { type ElementPart, noChange } from 'lit';
import { Directive, directive, type DirectiveResult } from 'lit/directive.js';

class ElementEffect extends Directive {
  override render(_run: (element: Element) => void): typeof noChange {
    return noChange;
  }

  override update({ element }: ElementPart, [run]: [(element: Element) => void]): typeof noChange {
    run(element);
    return noChange;
  }
}

const effect = directive(ElementEffect);

/** In a tag: runs with the element at each drawing, for what no attribute can set. Not on a server. */
export const withElement = <Found extends Element>(run: (element: Found) => void): DirectiveResult =>
  effect(run as (element: Element) => void);
