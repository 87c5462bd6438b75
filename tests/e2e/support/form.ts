import { expect, type Locator, type Page } from '@playwright/test';
import { checkCreate, type Issue, type Severity } from 'dialin-config';

/** What the editor calls each severity. */
const NAMES: Record<Severity, string> = { error: 'Error', warning: 'Warning', info: 'Note' };

/** A control, by the label in front of it. */
export function field(page: Page, label: string): Locator {
  return page.getByLabel(label, { exact: true });
}

export async function openNew(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'New config' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'New config' })).toBeVisible();
  // The heading is there at once, the form when the rules and the other configs are.
  await expect(page.getByRole('button', { name: 'Save' })).toBeVisible();
}

export async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save' }).click();
}

export async function expectList(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: 'Dial-in configs' })).toBeVisible();
}

/** The row of a config in the list. */
export function row(page: Page, text: string): Locator {
  return page.getByRole('row').filter({ hasText: text });
}

/** What the package itself says about a new config: the editor has to say the same, and nothing of its own. */
export function issueOf(body: object, code: string, configs: readonly { id: string }[] = []): Issue {
  const found = checkCreate(body, { configs }).issues.find((issue) => issue.code === code);
  if (!found) throw new Error(`${JSON.stringify(body)} has no issue ${code}`);
  return found;
}

/** An issue as a reader meets it: the backticks of a message are typography. */
export function shown({ severity, message }: Pick<Issue, 'severity' | 'message'>): RegExp {
  const words = `${NAMES[severity]}: ${message.replaceAll('`', '')}`;
  return new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+'));
}

/** The issue is tied to the control for everybody: seen under it, and read out with it. */
export async function expectIssue(control: Locator, issue: Issue): Promise<void> {
  await expect(control).toHaveAccessibleDescription(shown(issue));
  if (issue.severity === 'error') await expect(control).toHaveAttribute('aria-invalid', 'true');
}

export async function expectNoIssue(control: Locator): Promise<void> {
  await expect(control).not.toHaveAccessibleDescription(/(Error|Warning|Note):/);
  await expect(control).not.toHaveAttribute('aria-invalid');
}
