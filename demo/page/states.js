import { buildNode } from './build-node.js';
import { applySettings } from './state-settings.js';
import { playScene, scenes } from './scenes.js';

const looks = { card: 'Card', compact: 'Row', button: 'Button' };
const stage = document.querySelector('#states');
const form = document.querySelector('#settings');
const frames = [];

/** As high as what is in it, an open dialog included. */
const fit = (frame) => {
  const { document: inner } = frame.contentWindow;
  const dialog = inner.querySelector('cyclr-connect')?.shadowRoot.querySelector('dialog[open]');
  // A dialog is at most as high as a part of its window.
  const heights = dialog ? [dialog, ...dialog.querySelectorAll('*')].map(({ scrollHeight }) => scrollHeight / 0.8 + 24) : [];
  const size = Math.max(inner.body.scrollHeight, ...heights);
  frame.style.blockSize = `${size}px`;
};

const playInFrame = (name, look, id, cell) =>
  new Promise((resolve) => {
    const address = `/states/card?${new URLSearchParams({ scene: name, look, id })}`;
    const frame = buildNode('iframe', { src: address, title: `${name}, ${looks[look]}` });
    frame.addEventListener('played', () => {
      frames.push(frame);
      applySettings(frame.contentDocument, new FormData(form));
      fit(frame);
      resolve();
    });
    cell.append(frame);
  });

const playAll = async () => {
  const waiting = [];
  for (const [index, [name, { alone }]] of Object.entries(scenes).entries()) {
    const cells = Object.entries(looks).map(([look, label]) => ({
      look,
      cell: buildNode('div', { class: 'cell', 'data-look': look }, buildNode('h3', {}, label)),
    }));
    const title = buildNode('h2', { id: `scene-${index}` }, name);
    stage.append(buildNode('section', { 'aria-labelledby': title.id, 'data-scene': name }, title, ...cells.map(({ cell }) => cell)));
    for (const { look, cell } of cells) {
      const id = `state-${index}-${look}`;
      // One after the other: two cards cannot be pressed at the same time.
      if (alone || look === 'button') waiting.push(playInFrame(name, look, id, cell));
      else await playScene(name, cell, { look, id });
    }
  }
  await Promise.all(waiting);
};

const apply = () => {
  const settings = new FormData(form);
  for (const target of [document, ...frames.map(({ contentDocument }) => contentDocument)]) applySettings(target, settings);
  // Other words and another size: the cards have drawn them by the frame after the next.
  window.requestAnimationFrame(() => window.requestAnimationFrame(() => frames.forEach(fit)));
};

form.addEventListener('input', apply);
window.addEventListener('resize', () => frames.forEach(fit));
await playAll();
apply();
document.activeElement?.blur();
scrollTo(0, 0);
stage.removeAttribute('aria-busy');
