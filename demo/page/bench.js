/**
 * The drawer at the side. Where it covers the page, the page behind it is inert.
 * @returns {{ open(): void, close(): void }}
 */
export const startBench = () => {
  const bench = document.querySelector('#bench');
  const toggle = document.querySelector('#bench-toggle');
  const closeButton = document.querySelector('#bench-close');
  const shell = document.querySelector('#shell');
  const covers = matchMedia('(max-width: 60rem)');
  let opener = toggle;

  const update = (open) => {
    bench.hidden = !open;
    toggle.setAttribute('aria-expanded', String(open));
    document.documentElement.toggleAttribute('data-bench', open);
    shell.inert = open && covers.matches;
  };
  const open = () => {
    if (!bench.hidden) return;
    opener = document.activeElement instanceof HTMLElement && document.activeElement !== document.body ? document.activeElement : toggle;
    update(true);
    if (covers.matches) closeButton.focus();
  };
  const close = () => {
    const hadFocus = bench.contains(document.activeElement) || shell.inert;
    update(false);
    if (hadFocus) opener.focus();
  };

  toggle.addEventListener('click', () => (bench.hidden ? open() : close()));
  closeButton.addEventListener('click', close);
  bench.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close();
  });
  covers.addEventListener('change', () => update(!bench.hidden));
  return { open, close };
};
