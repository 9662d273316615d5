import { expect } from '@open-wc/testing';
import { defineOnce } from '../../src/element/define-once.ts';
import { version } from '../../src/element/version.ts';

const make = (version: string) =>
  class extends HTMLElement {
    static readonly version = version;
  };

/** What the console is warned of while something runs. */
const warningsOf = (run: () => void): string[] => {
  const { warn } = console;
  const warnings: string[] = [];
  console.warn = (text: string) => {
    warnings.push(text);
  };
  try {
    run();
  } finally {
    console.warn = warn;
  }
  return warnings;
};

describe('defineOnce', () => {
  it('lets the first class stay, in silence where both are of one version', () => {
    const first = make(version);
    const warnings = warningsOf(() => {
      defineOnce('twice-same', first);
      defineOnce('twice-same', make(version));
    });
    expect(customElements.get('twice-same')).to.equal(first);
    expect(warnings).to.deep.equal([]);
  });

  it('names both versions where they differ, and which one is in use', () => {
    const first = make('0.0.9');
    customElements.define('twice-other', first);
    const warnings = warningsOf(() => {
      defineOnce('twice-other', make(version));
    });
    expect(customElements.get('twice-other')).to.equal(first);
    expect(warnings).to.deep.equal([
      `cyclr-connect: this page loads two versions. <twice-other> is of version 0.0.9, loaded first; ${version} is not used.`,
    ]);
  });

  it('says so too if the first class has no version', () => {
    customElements.define('twice-unknown', class extends HTMLElement {});
    const warnings = warningsOf(() => {
      defineOnce('twice-unknown', make(version));
    });
    expect(warnings.join()).to.contain('of version unknown');
  });
});
