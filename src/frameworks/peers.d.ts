// As much of each framework as the types for it name. None needs to be installed to compile this project, and this file
// is not in the package: there, the framework's own types are found. `HOSTS=types npm run test:hosts` tests with those.

declare module 'vue' {
  export interface HTMLAttributes {
    class?: unknown;
  }
  export interface ReservedProps {
    key?: unknown;
  }
}

declare module 'svelte/elements' {
  export interface HTMLAttributes<Target extends EventTarget> {
    onclick?: ((event: MouseEvent & { currentTarget: Target }) => void) | null;
  }
}

declare module 'solid-js' {
  export namespace JSX {
    interface HTMLAttributes<Target> {
      ref?: Target | ((element: Target) => void);
    }
  }
}

declare module 'preact' {
  export interface HTMLAttributes<Target extends EventTarget> {
    ref?: ((element: Target | null) => void) | { current: Target | null } | null;
  }
}
