/** What a call of the client rejects with. What holds secrets is behind getters, so that a log shows none. */

/** The server answered, and not with what was asked for. */
export class DialinApiError extends Error {
  constructor({ status, error, info, issues, notFound, leavesOpen }) {
    super(`${status} ${error}${info === undefined ? "" : `: ${info}`}`);
    this.name = "DialinApiError";
    this.status = status;
    this.error = error;
    this.info = info;
    this.issues = issues;
    this.notFound = notFound;
    this.leavesOpen = leavesOpen;
  }
}

/** No answer came, or only part of one. */
export class DialinNetworkError extends Error {
  constructor(message, options) {
    super(message, options);
    this.name = "DialinNetworkError";
  }
}

/** No answer came in time. */
export class DialinTimeoutError extends DialinNetworkError {
  constructor(message, options) {
    super(message, options);
    this.name = "DialinTimeoutError";
  }
}

/** What is stored after an update is not what was sent. */
export class DialinUpdateError extends Error {
  #config;

  constructor(config, fields) {
    super(`the config ${config.id} was updated, but is not stored as it was sent: ${fields.join(", ")}`);
    this.name = "DialinUpdateError";
    this.fields = fields;
    this.#config = config;
  }

  get config() {
    return this.#config;
  }
}

/** A move stopped on its way. */
export class DialinMoveError extends Error {
  #config;
  #journal;

  constructor(message, { cause, issues = [], journal, config }) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "DialinMoveError";
    this.issues = issues;
    this.undone = config !== undefined;
    this.#config = config;
    this.#journal = journal;
  }

  get config() {
    return this.#config;
  }

  get journal() {
    return this.#journal;
  }
}
