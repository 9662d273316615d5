import { playScene } from './scenes.js';

const asked = new URLSearchParams(location.search);
await playScene(asked.get('scene'), document.querySelector('main'), { look: asked.get('look'), id: asked.get('id') });
document.activeElement?.blur();
window.frameElement?.dispatchEvent(new Event('played'));
