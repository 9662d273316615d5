import { expect, fixture, html } from '@open-wc/testing';
import '../../src/index.ts';

it('says one clear sentence when the connector id is missing', async () => {
  const failed: CustomEvent[] = [];
  const host = await fixture(html`<div @failed=${(event: CustomEvent) => failed.push(event)}><cyclr-connect endpoint="/x"></cyclr-connect></div>`);
  expect(host).to.be.ok;
  await new Promise((resolve) => { setTimeout(resolve, 50); });
  expect(failed).to.have.length(1);
  expect(failed[0]?.detail).to.include({ code: 'misconfigured', stage: 'loading' });
});
