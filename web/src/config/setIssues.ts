import type { Issue } from 'dialin-config';

/** What a check of many configs together said. */
export interface SetIssues {
  /** By row. Undefined: not known to be good, because the check of the whole stopped before or at this row. */
  readonly byRow: readonly (readonly Issue[] | undefined)[];
  /** About no single row. */
  readonly whole: readonly Issue[];
}

/** Puts each issue to its row. An issue of the whole set leaves no row without issues to be called good. */
export function bySetRow(issues: readonly Issue[], rows: number): SetIssues {
  const byRow: Issue[][] = Array.from({ length: rows }, () => []);
  const whole: Issue[] = [];
  for (const issue of issues) {
    const row = issue.path[0];
    const list = (typeof row === 'number' && byRow[row]) || whole;
    list.push(issue);
  }
  return { byRow: byRow.map((list) => (list.length === 0 && whole.length > 0 ? undefined : list)), whole };
}
