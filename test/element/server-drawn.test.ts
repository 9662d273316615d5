import { expect, fixture, html } from '@open-wc/testing';
import type { LitElement } from 'lit';
import '../../src/index.ts';
import '../../src/list/index.ts';
import { waitUntil } from '../support/wait-until.ts';

/** What Lit's server rendering sends: the shadow root in a template, with its styles and its marks. */
const drawByServer = (tag: string): string => `<${tag} lang="de"><template shadowrootmode="open">
    <style>.card { color: red }</style>
    <!--lit-part AEmR7W+R0Ak=--><div class="card">drawn by another version</div><!--/lit-part-->
  </template></${tag}>`;

describe('a card that a server drew', () => {
  for (const tag of ['cyclr-connect', 'cyclr-connect-list']) {
    it(`${tag}: is drawn once, with its own styles`, async () => {
      const host = await fixture<HTMLElement>(html`<div></div>`);
      host.setHTMLUnsafe(drawByServer(tag));
      const element = host.firstElementChild as LitElement;
      // Firefox upgrades what came from a text in a later task.
      await waitUntil(() => element.hasUpdated, 'never drawn');
      const root = element.shadowRoot!;
      expect(root.querySelectorAll('.card')).to.have.length(1);
      expect(root.textContent).not.to.contain('another version');
      expect(root.querySelectorAll('style')).to.have.length(0);
      expect(root.adoptedStyleSheets.length).to.be.greaterThan(0);
    });
  }
});
