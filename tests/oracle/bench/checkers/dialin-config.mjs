import { checkCreate, checkLines as linesReport } from "dialin-config";

/** @returns {{ ok: boolean, issues: object[] }} */
export const check = (config) => checkCreate(config);

/** @returns {{ lines: number, ok: number, failed: number, reports: object[] }} */
export const checkLines = (text) => linesReport(text);
