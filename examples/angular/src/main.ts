import { Component, CUSTOM_ELEMENTS_SCHEMA, provideZonelessChangeDetection, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import type { CyclrConnectEventMap } from 'cyclr-connect';
import 'cyclr-connect';

@Component({
  selector: 'app-root',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <h1>Integrations</h1>
    <p>Connected: {{ connected().length }}</p>
    @for (id of ids; track id) {
      <cyclr-connect endpoint="/cyclr-connect" [connectorId]="id" (connected)="add($event)"></cyclr-connect>
    }
  `,
})
class App {
  readonly ids = ['1002', '1003'];
  readonly connected = signal<string[]>([]);

  add({ detail }: CyclrConnectEventMap['connected']): void {
    this.connected.update((before) => [...before, detail.connectorId]);
  }
}

bootstrapApplication(App, { providers: [provideZonelessChangeDetection()] }).catch(console.error);
