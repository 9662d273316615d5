import { messageKeyOf, type Say } from '../element/say.ts';
import type { EndpointFetch } from '../flow/endpoint-fetch.ts';
import { toConnectError } from '../flow/failure.ts';
import { type AnotherDraft, type AnotherHandlers, chosenOf, emptyDraft } from './add-another.ts';
import type { ListSource } from './list-source.ts';
import { addConnector } from './read-list.ts';

interface AnotherHost {
  /** What is open now; undefined while there is nothing to add to. */
  opened: () => { source: ListSource; ask: EndpointFetch } | undefined;
  /** Sentences about a connector of this name. */
  say: (name: string) => Say;
  onChange: () => void;
  /** The account connector is there, and has this key in the list. */
  onAdded: (key: string) => void;
}

/** "Connect another": what the person chose so far, and adding it. */
export class AnotherForm {
  draft: AnotherDraft = emptyDraft;
  readonly #host: AnotherHost;

  constructor(host: AnotherHost) {
    this.#host = host;
  }

  readonly handlers: AnotherHandlers = {
    toggle: () => {
      this.#change(this.draft.open ? emptyDraft : { open: true });
    },
    change: ({ target }) => {
      const { name, value } = target as HTMLInputElement;
      this.#change({ [name]: value, problem: '', ...(name === 'connector' ? { method: '' } : {}) });
    },
    submit: (event) => {
      event.preventDefault();
      void this.#add();
    },
  };

  #change(change: Partial<AnotherDraft>): void {
    this.draft = { ...this.draft, ...change };
    this.#host.onChange();
  }

  async #add(): Promise<void> {
    const { opened, say, onAdded } = this.#host;
    const { source, ask } = opened() ?? {};
    const { draft } = this;
    const entry = source && chosenOf(source.another, draft);
    if (source === undefined || ask === undefined || entry === undefined || draft.busy) return;
    const { connector, methods } = entry;
    const name = draft.name.trim();
    if (name === '') {
      this.#change({ problem: say('')('required', { field: say('')('anotherName') }) });
      return;
    }
    const method = methods.length > 1 ? draft.method || methods[0]?.id : undefined;
    this.#change({ busy: true, problem: '' });
    try {
      const { connector: added } = await addConnector(ask, { connector, name, ...(method === undefined ? {} : { method }) });
      this.draft = emptyDraft;
      onAdded(source.add({ ...added, connector }));
    } catch (error) {
      const { code, fields } = toConnectError(error);
      this.#change({ busy: false, problem: fields?.['name'] ?? say(entry.name)(messageKeyOf({ code, stage: 'saving' })) });
    }
  }
}
