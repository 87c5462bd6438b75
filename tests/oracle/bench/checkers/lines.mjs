/** `checkLines` for a checker that has none: each line parsed and checked, reports of the lines with something to say. */
export function linesBy(check) {
  return (text) => {
    const reports = [];
    let line = 0;
    let ok = 0;
    let failed = 0;
    for (const json of text.split("\n")) {
      line += 1;
      if (json.trim() === "") continue;
      const { ok: good, issues } = checkJson(json);
      if (good) ok += 1;
      else failed += 1;
      if (issues.length > 0) reports.push({ line, ok: good, issues });
    }
    return { lines: ok + failed, ok, failed, reports };
  };

  function checkJson(json) {
    let config;
    try {
      config = JSON.parse(json);
    } catch (error) {
      return { ok: false, issues: [{ path: [], message: error.message }] };
    }
    return check(config);
  }
}
