import { buildHtml, buildReact, readAttributes } from './card-snippets.js';
import { startTabs } from './tabs.js';

const fetchServerCode = async (name) => {
  const answer = await fetch(`/developer/server-code?name=${encodeURIComponent(name)}`);
  return answer.ok ? answer.text() : 'The server’s part could not be read.';
};

/** The "Code" tab: the code of the chosen card, as a partner would write it. */
export const startCardCode = ({ bench, benchTabs }) => {
  const code = document.querySelector('#code');
  const copied = document.querySelector('#copied');
  const put = (language, text) => {
    document.querySelector(`#panel-${language} code`).textContent = text;
  };
  startTabs(document.querySelector('#code-tabs'));

  const choose = async (card) => {
    for (const other of document.querySelectorAll('.card')) {
      other.toggleAttribute('data-chosen', other === card);
      other.querySelector('[data-view-code]').setAttribute('aria-pressed', String(other === card));
    }
    code.hidden = card === undefined;
    document.querySelector('#no-code').hidden = card !== undefined;
    copied.textContent = '';
    if (card === undefined) return;
    const { name } = card.dataset;
    const element = card.querySelector('cyclr-connect');
    document.querySelector('#code-title').textContent = name;
    put('html', buildHtml(readAttributes(element)));
    put('react', buildReact(readAttributes(element), name));
    put('server', '');
    const server = await fetchServerCode(name);
    if (card.hasAttribute('data-chosen')) put('server', server);
  };

  document.querySelector('#main').addEventListener('click', ({ target }) => {
    const button = target.closest('[data-view-code]');
    if (button === null) return;
    const card = button.closest('.card');
    if (card.hasAttribute('data-chosen')) {
      void choose(undefined);
      bench.close();
      return;
    }
    void choose(card);
    benchTabs.select('tab-code');
    bench.open();
  });

  document.querySelector('#copy-code').addEventListener('click', async () => {
    const text = document.querySelector('.code-block:not([hidden]) code').textContent;
    try {
      await navigator.clipboard.writeText(text);
      copied.textContent = 'Copied';
    } catch {
      copied.textContent = 'Select the code to copy it.';
    }
  });
};
