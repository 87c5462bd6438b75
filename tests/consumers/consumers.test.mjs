// Other people's forms and routers take the schemas as they are.
import assert from "node:assert/strict";
import { test } from "node:test";
import { configs } from "./trpc.mjs";
import { rendered } from "./rendered.mjs";
import * as reactHookForm from "./react-hook-form.mjs";
import * as tanstackForm from "./tanstack-form.mjs";

const GOOD = { type: "pin_dialin", phone_number: "+12095038039" };
const NO_PLUS = "`12095038039` is not an E.164 phone number: the leading `+` is missing";

test("TanStack Form: the field has the message, and only a right config is sent", async () => {
  const sent = [];
  const form = rendered(() => tanstackForm.useConfigForm((config) => sent.push(config)));
  form.mount();
  form.setFieldValue("phone_number", "12095038039");
  await form.handleSubmit();
  const [{ message, code }] = form.getFieldMeta("phone_number").errors;
  assert.deepEqual({ message, code, sent }, { message: NO_PLUS, code: "phone-number-not-e164", sent: [] });

  form.setFieldValue("phone_number", GOOD.phone_number);
  await form.handleSubmit();
  assert.deepEqual(form.getFieldMeta("phone_number").errors, []);
  assert.deepEqual(sent, [GOOD]);
});

test("react-hook-form: the field has the message, and only a right config is sent", async () => {
  const form = rendered(reactHookForm.useConfigForm);
  const answers = [];
  const submit = form.handleSubmit(
    (config) => answers.push(config),
    (errors) => answers.push(errors.phone_number.message),
  );
  form.setValue("phone_number", "12095038039");
  await submit();
  form.setValue("phone_number", GOOD.phone_number);
  await submit();
  assert.deepEqual(answers, [NO_PLUS, GOOD]);
});

test("tRPC: a wrong config is a BAD_REQUEST whose cause has the issues, a right one goes on", async () => {
  const caller = configs.createCaller({ daily: { create: (config) => ({ id: "one", config }) } });
  const wrong = caller.create({ ...GOOD, phone_number: "12095038039" });
  await assert.rejects(wrong, ({ code, cause }) => {
    const issues = cause.issues.map(({ path, message }) => ({ path, message }));
    assert.deepEqual({ code, issues }, { code: "BAD_REQUEST", issues: [{ path: ["phone_number"], message: NO_PLUS }] });
    return true;
  });
  assert.deepEqual(await caller.create(GOOD), { id: "one", config: GOOD });
});
