import type { TemplateResult } from 'lit';
import { renderForm } from './ready-view.ts';
import type { View } from './view.ts';

export const renderSaving = (view: View): TemplateResult =>
  renderForm(view, { sentence: view.say('readyFields'), busy: true });
