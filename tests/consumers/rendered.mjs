import { createElement } from "react";
import { renderToString } from "react-dom/server";

/** What a hook answers in a component that is rendered. */
export function rendered(hook) {
  let answer;
  renderToString(
    createElement(() => {
      answer = hook();
      return null;
    }),
  );
  return answer;
}
