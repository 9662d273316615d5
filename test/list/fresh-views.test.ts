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

  it('are given once', () => {
    const views = createFreshViews();
    views.keep('1', 'one');
    expect([views.take('1'), views.take('1')]).to.deep.equal(['one', undefined]);
  });

  it('are released ten seconds after the first of them, though nothing asks for them', () => {
    const views = createFreshViews();
    views.keep('1', 'one');
    views.keep('2', 'two');
    expect(due.map(([, delay]) => delay)).to.deep.equal([10_000]);
    due[0]![0]();
    expect([views.take('1'), views.take('2')]).to.deep.equal([undefined, undefined]);
    views.keep('1', 'another');
    expect(due.length).to.equal(2);
    expect(views.take('1')).to.equal('another');
  });
});
