import type { Field, Issue, Severity } from 'dialin-config';

/** Issues by the key of the field they belong to, and those that belong to none. */
export interface Sorted {
  readonly byKey: ReadonlyMap<string, readonly Issue[]>;
  readonly rest: readonly Issue[];
}

/** Where an issue is inside the fields: a stored config keeps them under `config`. */
export function fieldPath(issue: Issue): readonly (string | number)[] {
  return issue.path[0] === 'config' ? issue.path.slice(1) : issue.path;
}

/** The key of the field an issue belongs to. */
export function fieldKey(issue: Issue): string | undefined {
  const key = fieldPath(issue)[0];
  return typeof key === 'string' ? key : undefined;
}

/** Puts each issue to its field; what none of `keys` takes is left for the form as a whole. */
export function sortIssues(issues: readonly Issue[], keys: Iterable<string>): Sorted {
  const byKey = new Map<string, Issue[]>(Array.from(keys, (key) => [key, []]));
  const rest: Issue[] = [];
  for (const issue of issues) {
    const key = fieldKey(issue);
    const list = (key !== undefined && byKey.get(key)) || rest;
    list.push(issue);
  }
  return { byKey, rest };
}

/** Several checks of one config, each finding once: the first list decides how it is put. */
export function joinIssues(...lists: readonly (readonly Issue[])[]): Issue[] {
  const seen = new Set<string>();
  return lists.flat().filter((issue) => {
    const name = JSON.stringify([issue.code, fieldPath(issue)]);
    return !seen.has(name) && seen.add(name);
  });
}

/** The ID of the other config that an issue is about. */
export function otherConfig({ params }: Issue): string | undefined {
  const id = (params as Record<string, unknown>)['id'];
  return typeof id === 'string' ? id : undefined;
}

/** What to do about an issue, as far as its field can do it: the rules' own words are about JSON, with its quotes and braces. */
export function helpInField(issue: Issue): string | undefined {
  return issue.code === 'field-wrong-type' ? 'type the text here to replace it' : issue.help;
}

/** The corrected text for a field, where an issue has one. */
export function correction(issue: Issue, field: Field): string | undefined {
  const path = fieldPath(issue);
  const here = path.length === field.path.length && field.path.every((key, at) => key === path[at]);
  return here && typeof issue.suggestion === 'string' ? issue.suggestion : undefined;
}

/** What a severity is called on the page. */
export const SEVERITY_NAMES: Record<Severity, string> = { error: 'Error', warning: 'Warning', info: 'Note' };

const WORST_FIRST: readonly Severity[] = ['error', 'warning', 'info'];

/** The worst severity among issues. */
export function worst(issues: readonly Issue[]): Severity | undefined {
  return WORST_FIRST.find((severity) => issues.some((issue) => issue.severity === severity));
}

/** `2 errors, 1 warning`; notes are counted only where there is nothing else. Empty without issues. */
export function countText(issues: readonly Issue[]): string {
  const counts = WORST_FIRST.map((severity) => ({
    name: SEVERITY_NAMES[severity].toLowerCase(),
    severity,
    count: issues.filter((issue) => issue.severity === severity).length,
  })).filter(({ count }) => count > 0);
  const serious = counts.filter(({ severity }) => severity !== 'info');
  return (serious.length > 0 ? serious : counts)
    .map(({ count, name }) => `${count} ${name}${count === 1 ? '' : 's'}`)
    .join(', ');
}
