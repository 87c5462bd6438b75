// Lines of text with half of a surrogate pair in them, which engines find differently: nothing of Node.js here.
import { checkLines } from "dialin-config";

const line = (inside) => `{"type":"pin_dialin","phone_number":"+12095038039","name_prefix":"${inside}"}`;

// In front of U+FEFF WebKit's `\p{Surrogate}` overlooks it.
const INSIDES = ["a\ud800", "\ud800", "\\\\\ud800", "\\\ud800", "\\\\\\\udfff", "\ud800\ufeff", "\u{1f4de}\udfff"];

const REFUSED = JSON.stringify({ lines: 3, ok: 2, failed: 1, found: [[2, "json-invalid"]] });

/** Every such line is refused, and no other. Gives those of which something else was said. */
export function overlooked() {
  const { isWellFormed } = String.prototype;
  const answers = [];
  try {
    // And as an engine that is too old to have that answers.
    for (const asked of [isWellFormed, undefined]) {
      String.prototype.isWellFormed = asked;
      for (const inside of INSIDES) {
        const { reports, ...counts } = checkLines(`${line("a")}\n${line(inside)}\n${line("\u{1f4de}")}`);
        const found = reports.map(({ line: number, issues }) => [number, ...issues.map(({ code }) => code)]);
        answers.push([asked?.name, inside, JSON.stringify({ ...counts, found })]);
      }
    }
  } finally {
    String.prototype.isWellFormed = isWellFormed;
  }
  return answers.filter(([, , said]) => said !== REFUSED);
}
