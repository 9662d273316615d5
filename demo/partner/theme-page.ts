import { html } from 'hono/html';
import { choice } from './choice.ts';
import { brand, documentOf } from './layout.ts';
import type { Markup } from './layout.ts';

const colors = [
  ['accent', 'Accent'],
  ['accent-text', 'Text on it'],
  ['surface', 'Surface'],
  ['text', 'Text'],
] as const;
const quietColors = [
  ['muted', 'Small print'],
  ['border', 'Border'],
  ['field-border', 'Field edge'],
  ['field-surface', 'Field'],
  ['focus-ring', 'Focus ring'],
] as const;
const statusColors = [
  ['good', 'Good'],
  ['warning', 'Warning'],
  ['bad', 'Bad'],
  ['danger', 'Danger'],
] as const;
const sizes = [
  ['radius', 'Radius', 0, 28, 1],
  ['field-radius', 'Fields', 0, 28, 1],
  ['button-radius', 'Buttons', 0, 28, 1],
  ['icon-size', 'Icon', 24, 72, 1],
  ['width', 'Width', 240, 960, 10],
  ['focus-ring-width', 'Focus ring', 1, 6, 1],
  ['space', 'Spacing', 2.5, 6, 0.5],
  ['size', 'Text size', 12, 24, 1],
] as const;
const presets = ['Default', 'Fern', 'Graphite', 'Midnight', 'Paper', 'Candy', 'Dense'];

const select = (name: string, label: string, options: readonly (readonly [string, string])[]): Markup =>
  html`<label class="control"><span>${label}</span><select name="${name}">${options.map(([value, text]) => html`<option value="${value}">${text}</option>`)}</select></label>`;

const reset = (name: string, label: string): Markup =>
  html`<button class="link" type="button" data-reset="${name}" hidden>Reset<span class="visually-hidden"> ${label}</span></button>`;

const colorControls = (legend: string, of: readonly (readonly [string, string])[]): Markup =>
  html`<fieldset class="split"><legend>${legend}</legend>
    ${of.map(([name, label]) => html`<div class="control"><label for="token-${name}">${label}</label><input type="color" id="token-${name}" name="${name}" value="#808080"><output for="token-${name}"></output>${reset(name, label)}</div>`)}
  </fieldset>`;

/** Where a developer tries the custom properties on cards in eight states, and copies the CSS rule. */
export const themePage = (): Markup =>
  documentOf({
    title: 'Theme',
    styles: ['/page/theme.css'],
    classicScript: '/cyclr-connect.js',
    scripts: ['/page/theme.js'],
    body: html`<header class="bar">
      <a class="skip" href="#stage">Skip to the cards</a>
      <a class="brand" href="/integrations" aria-label="Fernwell, home">${brand()}</a>
      <div class="bar-end"><a class="button" href="/integrations">Back to Integrations</a></div>
    </header>
    <main class="theme" id="main">
      <form class="tokens" id="tokens" autocomplete="off">
        <h1>Theme</h1>
        <p class="lead">The component as your page would have it. Everything here is a custom property or plain CSS.</p>
        <fieldset><legend>Start from</legend><div class="chips">${presets.map((name) => html`<button class="button" type="button" data-preset="${name}" aria-pressed="false">${name}</button>`)}</div></fieldset>
        ${colorControls('Colors', colors)}${colorControls('Status', statusColors)}${colorControls('Lines and small print', quietColors)}
        <fieldset class="split"><legend>Shape and type</legend>
          ${sizes.map(([name, label, min, max, step]) => html`<div class="control"><label for="token-${name}">${label}</label><input type="range" id="token-${name}" name="${name}" min="${String(min)}" max="${String(max)}" step="${String(step)}"><output for="token-${name}"></output>${reset(name, label)}</div>`)}
          ${select('font', 'Font', [
            ['', 'The page’s'],
            ['serif', 'Serif'],
            ['rounded', 'Rounded'],
            ['mono', 'Monospaced'],
          ])}
          ${select('shadow', 'Shadow', [
            ['', 'None'],
            ['soft', 'Soft'],
            ['raised', 'Raised'],
          ])}
        </fieldset>
        <fieldset><legend>Look</legend><div class="chips">${choice('look', '', 'Card', true)}${choice('look', 'compact', 'Compact', false)}</div></fieldset>
        <fieldset><legend>Scheme</legend><div class="chips">${choice('scheme', '', 'System', true)}${choice('scheme', 'light', 'Light', false)}${choice('scheme', 'dark', 'Dark', false)}</div></fieldset>
        <fieldset><legend>Direction</legend><div class="chips">${choice('direction', '', 'Left to right', true)}${choice('direction', 'rtl', 'Right to left', false)}</div></fieldset>
      </form>
      <div class="result">
        <ul class="stage" id="stage" aria-label="The component in eight states" aria-busy="true"></ul>
        <div class="notes">
          <section aria-labelledby="rule-title">
            <div class="notes-head"><h2 id="rule-title">Your CSS</h2><span class="said" id="theme-said" role="status"></span><button class="button" type="button" id="copy-rule">Copy</button></div>
            <pre tabindex="0" aria-labelledby="rule-title"><code id="rule"></code></pre>
          </section>
          <section aria-labelledby="contrast-title">
            <div class="notes-head"><h2 id="contrast-title">Contrast</h2></div>
            <ul class="contrast" id="contrast"></ul>
          </section>
        </div>
      </div>
    </main>`,
  });

/** The page of a sign-in window of the theme page, which has no server. */
export const themeWindow = (): Markup =>
  documentOf({
    title: 'Sign-in',
    body: html`<main class="page" id="main"><h1>A sign-in would be here</h1><p class="lead">Close this window to go back to the theme.</p></main>`,
  });
