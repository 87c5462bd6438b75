import { loadRules, type Rules } from '../package';

/** The rules, once they have arrived. */
class LoadedRules {
  package = $state.raw<typeof Rules>();
  /** They could not be fetched or compiled. */
  failed = $state(false);

  async load(): Promise<void> {
    this.failed = false;
    try {
      const rules = await loadRules();
      // The first call compiles the wasm, and shows here rather than in a form whether this browser can.
      rules.versions();
      this.package = rules;
    } catch (error) {
      this.failed = true;
      console.error(error);
    }
  }
}

export const rules = new LoadedRules();
