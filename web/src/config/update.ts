import type { Issue, StoredConfig, UpdateOptions } from 'dialin-config';
import type { Rules } from '../package';
import { merged, type Body } from './body';
import { fieldKey, joinIssues } from './issues';

/**
 * Everything the rules say about an update. It is judged as what is sent, and as what the config will be: a field that
 * stays can clash with one that changes.
 */
export function updateIssues(
  rules: Pick<typeof Rules, 'checkStored' | 'checkUpdate'>,
  stored: StoredConfig,
  body: Body,
  options: Omit<UpdateOptions, 'type' | 'id'>,
): Issue[] {
  // With nothing to send there is only what is stored.
  if (Object.keys(body).length === 0) return rules.checkStored(stored, options).issues;
  const update = { ...options, id: stored.id, type: stored.type };
  const { issues, value } = rules.checkUpdate(body, update);
  // An error in what is sent says enough: what the config would be then is asked without that field.
  const wrong = new Set(issues.filter(({ severity }) => severity === 'error').map(fieldKey));
  const right = Object.fromEntries(Object.entries(body).filter(([key]) => !wrong.has(key)));
  const patch = value ?? rules.checkUpdate(right, update).value ?? {};
  const after = rules.checkStored(merged(stored, patch), options).issues;
  return joinIssues(issues, after.filter((issue) => !wrong.has(fieldKey(issue))));
}
