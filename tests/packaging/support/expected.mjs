// What app/answers.js answers, wherever it runs; and what the API answers it.

export const page = {
  total_count: 1,
  data: [
    {
      id: "0f2b8f0e-3ed2-4b7c-9f0c-0a3b1f1f9a51",
      type: "pin_dialin",
      config: { type: "pin_dialin", phone_number: "+12095038039" },
    },
  ],
};

export const expected = {
  good: { ok: true, issues: [], value: { type: "pin_dialin", phone_number: "+12095038039" } },
  refused: [{ code: "phone-number-not-e164", path: ["phone_number"], suggestion: "+12095038039" }],
  vendor: "dialin-config",
  valid: [true, false],
  phone: [true, false],
  region: "GB",
  page,
  missing: 404,
};
