export * from "./phone-functions.js";
export type { FactReport, Issue, PhoneFacts, PhoneKind, RuleCode, Severity, Source, Validity, Versions } from "./types.js";
