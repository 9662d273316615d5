import { Component, CUSTOM_ELEMENTS_SCHEMA, type ElementRef, viewChild } from '@angular/core';
import 'cyclr-connect';
import type { CyclrConnect, CyclrConnectEventMap } from 'cyclr-connect';

@Component({
  selector: 'app-connect',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <cyclr-connect #card endpoint="/cyclr-connect" [connectorId]="id" (connected)="add($event)" (failed)="say($event)" />
    <button (click)="look()">Look again</button>
  `,
})
export class Connect {
  readonly id = '1002';
  readonly card = viewChild.required<ElementRef<CyclrConnect>>('card');

  add({ detail }: CyclrConnectEventMap['connected']): void {
    console.log(detail.proof satisfies string);
  }
  say({ detail }: CyclrConnectEventMap['failed']): void {
    console.log(detail.code satisfies string);
  }
  look(): void {
    this.card().nativeElement.refresh();
  }
}
