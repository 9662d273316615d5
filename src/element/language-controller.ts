import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { englishLanguage, type Language, languages } from './languages.ts';
import { followsLanguage, languageAt, tellAll, watchLanguage } from './page-language.ts';

languages.onChange = tellAll;

/** Finds the language of an element's sentences, and redraws the element when that changes. */
export class LanguageController implements ReactiveController {
  readonly #host: ReactiveControllerHost & Element;
  #shown = englishLanguage;
  #drawnDirection: 'ltr' | 'rtl' | undefined;
  #stop: (() => void) | undefined;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  /** The language of what is shown, which may be English in a page of another language. */
  get tag(): string {
    return this.#shown.tag;
  }

  /** The direction to set, where the page leaves that to the language. */
  get direction(): 'ltr' | 'rtl' | undefined {
    return followsLanguage(this.#host) ? (this.#shown.table.direction ?? 'ltr') : undefined;
  }

  hostConnected(): void {
    this.#stop = watchLanguage(this.#host, () => {
      this.#look();
    });
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.#stop?.();
  }

  /**
   * The language for this update; the previous one while another is being fetched. Read only when the element draws, so that a
   * page which registers a language in the same turn causes no fetch.
   */
  read(): Language {
    this.#shown = this.#find();
    this.#drawnDirection = this.direction;
    return this.#shown;
  }

  #find(): Language {
    return languages.find(languageAt(this.#host)) ?? this.#shown;
  }

  #look(): void {
    if (this.#find() !== this.#shown || this.direction !== this.#drawnDirection) this.#host.requestUpdate();
  }
}
