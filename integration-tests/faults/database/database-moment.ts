export type DatabaseMoment = {
  readonly statement: RegExp
  /**
   * `before`: Postgres has not received the statement. `after`: it has executed it, but a transaction is still open, if
   * there is one. `before_commit`, `after_commit`: the same for the end of the transaction.
   */
  readonly when: "before" | "after" | "before_commit" | "after_commit"
}
