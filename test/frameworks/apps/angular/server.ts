import '../shared/elements.js';
import { provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication, provideClientHydration, type BootstrapContext } from '@angular/platform-browser';
import { provideServerRendering, renderApplication } from '@angular/platform-server';
import { AppComponent } from './app.component.js';

const bootstrap = (context: BootstrapContext) =>
  bootstrapApplication(
    AppComponent,
    { providers: [provideZonelessChangeDetection(), provideClientHydration(), provideServerRendering()] },
    context,
  );

/** What Angular would send as a page, without what is around its body. */
export async function render() {
  const page = await renderApplication(bootstrap, {
    document: '<!doctype html><html><body><div id="app"><app-root></app-root></div></body></html>',
  });
  return /<body[^>]*>([^]*)<\/body>/.exec(page)![1]!;
}
