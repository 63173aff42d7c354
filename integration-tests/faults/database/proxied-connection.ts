import { connect, type Socket } from "node:net"
import { DelayedWriter } from "../network/delayed-writer"
import type { DatabaseMoment } from "./database-moment"
import { FrontendMessages } from "./frontend-messages"

type Control = {
  readonly takeMoment: (
    isNow: (moment: DatabaseMoment) => boolean
  ) => DatabaseMoment | null
  readonly delayMs: () => number
}

/** The letter of Postgres's message that it is ready for the next statement, at the end of a response. */
const READY_FOR_QUERY = 0x5a

/** One connection of the shop's pool. */
export class ProxiedConnection {
  private readonly shop: Socket
  private readonly postgres: Socket
  private readonly toPostgres: DelayedWriter
  private readonly takeMoment: Control["takeMoment"]
  private readonly messages = new FrontendMessages()
  /** Statements of the open transaction, oldest first. */
  private statements: string[] = []
  private questions: Buffer[] = []
  private answers: Buffer[] = []
  private state: "flowing" | "holding_questions" | "holding_answers" = "flowing"
  private isAnswered = false

  constructor(shop: Socket, port: number, { delayMs, takeMoment }: Control) {
    this.shop = shop
    this.takeMoment = takeMoment
    this.postgres = connect({ port, host: "localhost", noDelay: true })
    this.toPostgres = new DelayedWriter(this.postgres, delayMs)
    shop.setNoDelay(true)
    shop.on("data", (chunk: Buffer) => {
      for (const message of this.messages.take(chunk)) {
        this.ask(message.bytes, message.statement)
      }
    })
    this.postgres.on("data", (chunk: Buffer) => this.answer(chunk))
    for (const socket of [shop, this.postgres]) {
      socket.on("error", () => this.end())
      socket.on("close", () => this.end())
    }
  }

  /** For `after` only once Postgres has responded: only then is the statement certainly executed. */
  get isHeld(): boolean {
    return (
      this.state === "holding_questions" ||
      (this.state === "holding_answers" && this.isAnswered)
    )
  }

  /** The name that the client gave the connection, if it did. */
  get client(): string | null {
    return this.messages.parameters.get("application_name") ?? null
  }

  onEnd(listener: () => void): void {
    this.shop.once("close", listener)
  }

  release(): void {
    this.state = "flowing"
    const { questions, answers } = this
    this.questions = []
    this.answers = []
    for (const bytes of questions) this.toPostgres.write(bytes)
    for (const bytes of answers) this.shop.write(bytes)
  }

  end(): void {
    this.shop.destroy()
    this.postgres.destroy()
  }

  private ask(bytes: Buffer, statement: string | null): void {
    if (statement !== null && this.state === "flowing") this.notice(statement)
    if (this.state === "holding_questions") this.questions.push(bytes)
    else this.toPostgres.write(bytes)
  }

  private notice(statement: string): void {
    const isEnd = /^\s*(commit|rollback)\b/i.test(statement)
    const isCommit = /^\s*commit\b/i.test(statement)
    const moment = this.takeMoment(({ statement: pattern, when }) =>
      when === "before" || when === "after"
        ? pattern.test(statement)
        : isCommit && this.statements.some((earlier) => pattern.test(earlier))
    )
    if (isEnd) this.statements = []
    else this.statements.push(statement)
    if (/^\s*(begin|start transaction)\b/i.test(statement)) this.statements = []
    if (!moment) return
    this.isAnswered = false
    this.state = moment.when.startsWith("before")
      ? "holding_questions"
      : "holding_answers"
  }

  private answer(chunk: Buffer): void {
    if (this.state !== "holding_answers") {
      this.shop.write(chunk)
      return
    }
    this.answers.push(chunk)
    // The message is a letter, a length of five, and the state of the transaction: the last six bytes.
    this.isAnswered = chunk.at(-6) === READY_FOR_QUERY
  }
}
