import type { Field, Issue, StoredConfig } from 'dialin-config';
import {
  blankValues,
  createBody,
  droppedBy,
  merged,
  rowsFor,
  storedValues,
  typeField,
  updateBody,
  type Body,
  type Values,
} from '../config/body';
import { fieldKey, joinIssues, sortIssues } from '../config/issues';
import type { Rules } from '../package';

/** What the checks have to know besides the config itself. */
export interface Surroundings {
  readonly configs: readonly StoredConfig[];
  readonly allowPrivateHosts: boolean;
}

/** Something the server refused, and the text it refused. */
interface Refusal {
  readonly issue: Issue;
  readonly text: string;
}

/** One config being written: what stands in the controls, what that sends, and what the rules say about it. */
export class Draft {
  readonly table: readonly Field[];
  readonly stored: StoredConfig | undefined;
  values = $state<Values>({});
  /** Save was pressed: from then on every issue is shown. */
  attempted = $state(false);

  #rules: typeof Rules;
  #surroundings: () => Surroundings;
  #before: Values;
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

  rows = $derived.by(() => rowsFor(this.table, this.type, (key) => Boolean(this.values[key] || this.#before[key])));

  /** The request as it will be sent. */
  body: Body = $derived.by(() =>
    this.stored ? updateBody(this.table, this.stored, this.values) : createBody(this.table, this.values),
  );

  changed = $derived.by(() => Object.keys(this.values).some((key) => this.values[key] !== this.#before[key]));

  /** Everything the rules say, and what the server said about text that still stands. */
  issues = $derived.by(() => {
    const refused = this.#refusals.filter(({ issue, text }) => this.#textAt(issue) === text);
    return joinIssues(this.check(this.#surroundings().configs), refused.map(({ issue }) => issue));
  });

  sorted = $derived.by(() => sortIssues(this.issues, this.rows.map(({ key }) => key)));

  errors = $derived.by(() => this.issues.filter(({ severity }) => severity === 'error'));

  /** The issues of the draft beside these configs. */
  check(configs: readonly StoredConfig[]): readonly Issue[] {
    const { allowPrivateHosts } = this.#surroundings();
    const options = { configs: [...configs], allowPrivateHosts };
    if (!this.stored) return this.#rules.checkCreate(this.body, options).issues;
    const own = { ...options, id: this.stored.id };
    // An update is judged as what is sent, and as what the config will be: a field that stays can clash with one that changes.
    const after = this.#rules.checkStored(merged(this.stored, this.body), own).issues;
    if (!this.changed) return after;
    const update = this.#rules.checkUpdate(this.body, { ...own, type: this.stored.type }).issues;
    // An error in what is sent says enough: what the config would be then is beside the point.
    const wrong = new Set(update.filter(({ severity }) => severity === 'error').map(fieldKey));
    return joinIssues(update, after.filter((issue) => !wrong.has(fieldKey(issue))));
  }

  /** The issues to show at a field: after it was left once, then with every key. What was stored before shows at once. */
  shown(key: string): readonly Issue[] {
    const asStored = this.stored !== undefined && this.values[key] === this.#before[key];
    const visible = this.attempted || asStored || this.#visited[key];
    return visible ? (this.sorted.byKey.get(key) ?? []) : [];
  }

  visit(key: string): void {
    this.#visited[key] = true;
  }

  /** The filled-in fields that the draft would lose as another type. */
  droppedAs(type: string): Field[] {
    return droppedBy(this.table, this.values, type);
  }

  changeType(type: string): void {
    for (const { key } of this.droppedAs(type)) this.values[key] = '';
    const key = typeField(this.table)?.key;
    if (key !== undefined) this.values[key] = type;
  }

  /** Keeps what the server refused, each with the text it was about: another text is another question. */
  refuse(issues: readonly Issue[]): void {
    this.#refusals = issues.map((issue) => ({ issue, text: this.#textAt(issue) }));
  }

  #textAt(issue: Issue): string {
    // What belongs to no control is about the request as a whole.
    return this.values[fieldKey(issue) ?? ''] ?? JSON.stringify(this.body);
  }
}
