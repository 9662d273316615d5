import type { TemplateResult } from 'lit';
import { renderForm } from './ready-view.ts';
import type { StateOf, View } from './view.ts';

export const renderSaving = (view: View, state: StateOf<'saving'>): TemplateResult => renderForm(view, state.connector, { busy: true });
