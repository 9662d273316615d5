import { expect } from '@open-wc/testing';
import { createFreshViews } from '../../src/list/fresh-views.ts';

describe('the views of a list that no row has taken', () => {
  const realTimeout = window.setTimeout.bind(window);
  let due: [work: () => void, delay: number][] = [];
  beforeEach(() => {
    due = [];
    window.setTimeout = ((work: () => void, delay: number) => due.push([work, delay])) as typeof window.setTimeout;
  });
  afterEach(() => {
    window.setTimeout = realTimeout;
  });

  it('are given once, and only for ten seconds', () => {
    let now = 0;
    const views = createFreshViews(() => now);
    views.keep('1', 'one');
    views.keep('2', 'two');
    expect([views.take('1'), views.take('1')]).to.deep.equal(['one', undefined]);
    now = 10_000;
    expect(views.take('2')).to.equal(undefined);
  });

  it('are let go ten seconds after the last answer, though nothing asks for them', () => {
    const views = createFreshViews(() => 0);
    views.keep('1', 'one');
    const [work, delay] = due.at(-1)!;
    expect(delay).to.equal(10_000);
    work();
    expect(views.take('1')).to.equal(undefined);
  });
});
