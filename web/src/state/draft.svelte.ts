import type { Field, Issue, StoredConfig } from 'dialin-config';
import {
  blankValues,
  createBody,
  droppedBy,
  rowsFor,
  standing,
  storedValues,
  typeField,
  updateBody,
  type Body,
  type Values,
} from '../config/body';
import { fieldKey, joinIssues, sortIssues } from '../config/issues';
import { updateIssues } from '../config/update';
import type { Rules } from '../package';
import type { Changed } from './save';

/** What the checks have to know besides the config itself. */
export interface Surroundings {
  readonly configs: readonly StoredConfig[];
  readonly allowPrivateHosts: boolean;
}

/** Something the server refused, and the text it refused; null where it missed one. */
interface Refusal {
  readonly issue: Issue;
  readonly text: string | null;
}

/** Removing a stored field: chosen, or offered, with what is stored. */
export type Removal = { readonly chosen: true } | { readonly chosen: false; readonly json: string };

/** One config being written: what is in the controls, what that sends, and what the rules say about it. */
export class Draft {
  readonly table: readonly Field[];
  readonly stored: StoredConfig | undefined;
  values = $state<Values>({});
  /** Save was pressed: from then on every issue is shown. */
  attempted = $state(false);
  /** The field where a space was typed last, and what was shown there before. */
  #between = $state.raw<{ readonly key: string; readonly shown: readonly Issue[] }>();

  #rules: typeof Rules;
  #surroundings: () => Surroundings;
  #before: Values;
  #touched: Record<string, boolean> = {};
  #visited = $state<Record<string, boolean>>({});
  #refusals = $state.raw<readonly Refusal[]>([]);

  constructor(rules: typeof Rules, surroundings: () => Surroundings, stored?: StoredConfig) {
    this.#rules = rules;
    this.#surroundings = surroundings;
    this.table = rules.fieldTable();
    this.stored = stored;
    this.#before = stored ? storedValues(this.table, stored) : blankValues(this.table);
    this.values = { ...this.#before };
  }

  type = $derived.by(() => this.values[typeField(this.table)?.key ?? ''] ?? '');

  rows = $derived.by(() => rowsFor(this.table, this.type, (key) => this.#hadStored(key)));

  /** The request as it will be sent. */
  body: Body = $derived.by(() =>
    this.stored ? updateBody(this.table, this.stored, this.values) : createBody(this.table, this.values),
  );

  changed = $derived.by(() => Object.keys(this.values).some((key) => this.values[key] !== this.#before[key]));

  /** Everything the rules say, and what the server said about text that is still there. */
  issues = $derived.by(() => {
    const refused = this.#refusals.filter(({ issue, text }) => this.#textAt(issue) === text);
    return joinIssues(this.check(this.#surroundings().configs), refused.map(({ issue }) => issue));
  });

  sorted = $derived.by(() => sortIssues(this.issues, this.rows.map(({ key }) => key)));

  errors = $derived.by(() => this.issues.filter(isError));

  /** There are errors, and none that the draft would have if it were alone: others or the server object. */
  get blockedByOthers(): boolean {
    return this.errors.length > 0 && !this.check([]).some(isError);
  }

  /** The issues of the draft beside these configs. */
  check(configs: readonly StoredConfig[]): readonly Issue[] {
    const { allowPrivateHosts } = this.#surroundings();
    const options = { configs: configs.map(asKnown), allowPrivateHosts };
    if (!this.stored) return this.#rules.checkCreate(this.body, options).issues;
    return updateIssues(this.#rules, this.stored, this.body, options);
  }

  /**
   * The issues to show at a field: after something was typed and it was left once, then with every key. What was stored before
   * shows at once.
   */
  shown(key: string): readonly Issue[] {
    if (this.#between?.key === key) return this.#between.shown;
    const asStored = this.stored !== undefined && this.values[key] === this.#before[key];
    const visible = this.attempted || asStored || this.#visited[key];
    return visible ? (this.sorted.byKey.get(key) ?? []) : [];
  }

  /** The field was left. Whoever has typed nothing there has passed by. */
  leave(key: string): void {
    this.#between = undefined;
    if (this.#touched[key]) this.#visited[key] = true;
  }

  /** Save was pressed. */
  attempt(): void {
    this.#between = undefined;
    this.attempted = true;
  }

  /** What was typed. An emptied field goes; one that was stored empty is as it was. */
  write(key: string, text: string): void {
    // A space at the end is one between two words, until the field is left: a note that comes and goes with each makes the page jump.
    if (!/\s$/.test(text)) this.#between = undefined;
    else this.#between = { key, shown: this.shown(key) };
    this.#touched[key] = true;
    this.values[key] = text === '' && this.#before[key] !== '' ? null : text;
  }

  /**
   * Whether a button must say that a stored field goes, and whether it was pressed: nobody can empty a control that is
   * empty already, and a field of the other type is only there to be removed.
   */
  removal(field: Field): Removal | undefined {
    const before = this.#before[field.key];
    const applies = standing(field, this.type);
    if (before === undefined || before === null || applies === 'required') return undefined;
    if (before !== '' && applies !== 'never') return undefined;
    const now = this.values[field.key];
    if (now === null) return { chosen: true };
    return now === before ? { chosen: false, json: JSON.stringify(this.stored?.config[field.key]) } : undefined;
  }

  /** Presses that button, or takes it back. */
  remove(key: string, chosen: boolean): void {
    this.values[key] = chosen ? null : (this.#before[key] ?? null);
    this.#visited[key] = true;
  }

  /** The fields to be written that somebody else has changed since, with what they hold now. */
  changedBy(now: StoredConfig): Changed[] {
    const texts = storedValues(this.table, now);
    const json = (config: Body, key: string) => JSON.stringify(config[key] ?? null);
    return this.table
      .filter(({ key }) => key in this.body && json(now.config, key) !== json(this.stored?.config ?? {}, key))
      .filter(({ key }) => json(now.config, key) !== json(this.body, key))
      .map((field) => ({ field, text: texts[field.key] ?? '' }));
  }

  /** The filled-in fields that the draft would lose as another type. */
  droppedAs(type: string): Field[] {
    return droppedBy(this.table, this.values, type);
  }

  changeType(type: string): void {
    for (const { key } of this.droppedAs(type)) this.values[key] = null;
    const key = typeField(this.table)?.key;
    if (key !== undefined) this.values[key] = type;
  }

  /** Keeps what the server refused, each with the text it was about: another text is another question. */
  refuse(issues: readonly Issue[]): void {
    this.#refusals = issues.map((issue) => ({ issue, text: this.#textAt(issue) }));
  }

  /** A field was stored: removed in the draft, it still has to be seen, so that it can be taken back. */
  #hadStored(key: string): boolean {
    return typeof this.#before[key] === 'string';
  }

  #textAt(issue: Issue): string | null {
    const text = this.values[fieldKey(issue) ?? ''];
    // What belongs to no control is about the request as a whole.
    return text === undefined ? JSON.stringify(this.body) : text;
  }
}

function isError({ severity }: Issue): boolean {
  return severity === 'error';
}

/** What the checks ask of another config. Anything else in it must not keep this one from being checked. */
function asKnown({ id, type, config }: StoredConfig): Pick<StoredConfig, 'id' | 'type' | 'config'> {
  return { id, type, config: { phone_number: config.phone_number ?? null } };
}
