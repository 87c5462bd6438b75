import type { Applies, ConfigType, Field, Patch, StoredConfig } from 'dialin-config';

/** What a config has at each field, by key, as its control shows it. Null: the field is not there, which no text can say. */
export type Values = Record<string, string | null>;

/** A request body, or the part of one under `config`. */
export type Body = Record<string, unknown>;

/** The row that holds the type itself. */
export function typeField(table: readonly Field[]): Field | undefined {
  return table.find((field) => field.shape === 'type');
}

/** Whether a field applies to a type; a type the table does not know takes no field. */
export function standing(field: Field, type: string): Applies {
  return Object.hasOwn(field.appliesTo, type) ? field.appliesTo[type as ConfigType] : 'never';
}

/** Fields that Daily sets and nobody writes. */
export function isReadOnly(field: Field): boolean {
  return Object.values(field.appliesTo).every((each) => each === 'read-only');
}

/**
 * The rows a form shows for a type. A field of the other type is shown as well while it holds something, because it can
 * only be cleared where it can be seen.
 */
export function rowsFor(table: readonly Field[], type: string, held: (key: string) => boolean): Field[] {
  return table.filter((field) => {
    const applies = standing(field, type);
    return applies !== 'read-only' && (applies !== 'never' || held(field.key));
  });
}

/** The filled-in fields that another type does not take. */
export function droppedBy(table: readonly Field[], values: Values, type: string): Field[] {
  return table.filter((field) => standing(field, type) === 'never' && values[field.key]);
}

/** The controls of a new config: the first type on offer, nothing else. */
export function blankValues(table: readonly Field[]): Values {
  const values: Values = {};
  for (const field of table) {
    if (!isReadOnly(field)) values[field.key] = field.choices?.[0]?.value ?? null;
  }
  return values;
}

/**
 * The controls of a stored config. What is not a string is shown as JSON, so that nothing looks empty that is not; a field that
 * is there without a text has the empty one.
 */
export function storedValues(table: readonly Field[], stored: StoredConfig): Values {
  const values: Values = {};
  for (const field of table) {
    if (isReadOnly(field)) continue;
    values[field.key] = field.shape === 'type' ? stored.type : textIn(stored.config, field);
  }
  return values;
}

/** The body that creates a config: whatever is filled in, nothing else. */
export function createBody(table: readonly Field[], values: Values): Body {
  const body: Body = {};
  for (const field of table) {
    const text = values[field.key];
    if (text) body[field.key] = withText(undefined, field.path.slice(1), text);
  }
  return body;
}

/** The body that updates a stored config: what differs from it, with null for what is to be removed. */
export function updateBody(table: readonly Field[], stored: StoredConfig, values: Values): Body {
  const before = storedValues(table, stored);
  const body: Body = {};
  for (const field of table) {
    const text = values[field.key];
    if (text === undefined || text === before[field.key] || field.shape === 'type') continue;
    body[field.key] = text === null ? null : withText(stored.config[field.key], field.path.slice(1), text);
  }
  return body;
}

/** The stored config after an update, from what a check made of its body: null removes a field, the rest replaces. */
export function merged(stored: StoredConfig, patch: Patch): StoredConfig {
  const config = { ...stored.config, ...patch };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete config[key];
  }
  return { ...stored, config };
}

/** A body to look at: secrets replaced by a placeholder. */
export function maskSecrets(table: readonly Field[], body: Body): { shown: Body; masked: Field[] } {
  const masked = table.filter((field) => field.shape === 'secret' && typeof body[field.key] === 'string');
  const shown = { ...body };
  for (const field of masked) shown[field.key] = SECRET_PLACEHOLDER;
  return { shown, masked };
}

/** Stands for a secret wherever a request is shown. */
export const SECRET_PLACEHOLDER = 'SIGNING_SECRET';

function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => (isObject(at) ? at[key] : undefined), value);
}

function textIn(config: StoredConfig['config'], { key, path }: Field): string | null {
  // Null at a field is how Daily's answers say that there is none.
  if (config[key] === undefined || config[key] === null) return null;
  const value = valueAt(config, path) ?? '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Puts the text at a path, keeping everything already beside it. */
function withText(before: unknown, path: readonly string[], text: string): unknown {
  const [key, ...deeper] = path;
  if (key === undefined) return text;
  const beside = isObject(before) ? before : {};
  return { ...beside, [key]: withText(beside[key], deeper, text) };
}
