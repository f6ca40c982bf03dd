import { provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication, provideClientHydration } from '@angular/platform-browser';
import { start } from '../shared/start.js';
import { AppComponent, CONNECT } from './app.component.js';

let connect: (set: unknown) => void;
await start({
  connect: (connected: typeof connect) => (connect = connected),
  render: async (root: Element) => {
    root.append(document.createElement('app-root'));
    await bootstrapApplication(AppComponent, {
      providers: [provideZonelessChangeDetection(), { provide: CONNECT, useValue: connect }],
    });
  },
  hydrate: async () => {
    await bootstrapApplication(AppComponent, {
      providers: [provideZonelessChangeDetection(), provideClientHydration(), { provide: CONNECT, useValue: connect }],
    });
  },
});
