import { Component, CUSTOM_ELEMENTS_SCHEMA, computed, inject, InjectionToken, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import type { ArticleFaqToggledEvent } from 'afterword';
import { afterToggle, articlesPort, backends, initial, log, newsletterPort } from '../shared/state.js';

type State = typeof initial;
type Set = (patch: Partial<State>) => void;

/** Who is told how to change what the app holds. */
export const CONNECT = new InjectionToken<(set: Set) => void>('connect', { factory: () => () => undefined });

@Component({
  selector: 'app-root',
  imports: [FormsModule],
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <section>
      @for (name of state().order; track name) {
        @if (name === 'faq') {
          <article-faq
            [exclusive]="state().exclusive"
            [attr.structured-data]="state().describes ? '' : null"
            (article-faq-toggled)="toggled($event)"
          >
            @for (pair of state().questions; track pair.id) {
              <h3>{{ pair.question }}</h3>
              <p>{{ pair.answer }}</p>
            }
          </article-faq>
        } @else {
          <comment-box
            thread="framework"
            [port]="backend()"
            (comment-box-loaded)="record($event)"
            (comment-box-error)="record($event)"
          >
            <h2 slot="heading">{{ state().heading }}</h2>
          </comment-box>
        }
      }
    </section>
    <did-you-know [attr.label]="state().label" (did-you-know-changed)="record($event)">
      <ul>
        @for (fact of state().facts; track fact) {
          <li>{{ fact }}</li>
        }
      </ul>
    </did-you-know>
    <related-articles [limit]="state().limit" [port]="articlesPort" />
    <newsletter-signup [port]="newsletterPort" (newsletter-signup-submit)="record($event)">
      <form ngNoForm>
        <label
          >E-mail <input type="email" name="email" [ngModel]="state().email" (ngModelChange)="set({ email: $event })"
        /></label>
        <button>Subscribe</button>
      </form>
    </newsletter-signup>
    <output>{{ shown() }}</output>
  `,
})
export class AppComponent {
  readonly state = signal<State>(initial);
  readonly backend = computed(() => backends[this.state().backend as keyof typeof backends]);
  readonly shown = computed(() => JSON.stringify({ email: this.state().email, opened: this.state().opened }));
  readonly articlesPort = articlesPort;
  readonly newsletterPort = newsletterPort;

  readonly set: Set = (patch) => this.state.update((before) => ({ ...before, ...patch }));

  constructor() {
    inject(CONNECT)(this.set);
  }

  record(event: Event): void {
    log.push(event);
  }

  toggled(event: ArticleFaqToggledEvent): void {
    this.record(event);
    this.set({ opened: afterToggle(this.state().opened, event) });
  }
}
