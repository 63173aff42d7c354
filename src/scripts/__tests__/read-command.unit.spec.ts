import { asksForHelp, readCommand, USAGE } from "../read-command"

describe("The operator's command", () => {
  it.each([
    ["check", "check-health", []],
    ["reconcile", "reconcile-payments", []],
    ["unfinished", "list-unfinished-payments", []],
    ["webhook", "configure-webhook-endpoint", []],
    ["webhook --rotate", "configure-webhook-endpoint", ["rotate"]],
    [
      "webhook --retire --account=eu",
      "configure-webhook-endpoint",
      ["retire", "account=eu"],
    ],
    ["replay --failed", "replay-stripe-events", ["failed"]],
    ["replay --event evt_1", "replay-stripe-events", ["evt_1"]],
    [
      "replay --from 2026-11-01 --until=2026-11-02",
      "replay-stripe-events",
      ["from=2026-11-01", "until=2026-11-02"],
    ],
  ])("%s runs %s with %j", (line, script, args) => {
    expect(readCommand(line.split(" "))).toEqual({ script, args })
  })

  it.each([
    ["", /There is no command ""/],
    ["repair", /There is no command "repair"/],
    ["check --failed", /--failed/],
    ["reconcile now", /now/],
    ["unfinished --account eu", /--account/],
    [
      "replay",
      /^Choose the events to replay: --failed, --event evt_…, or --from and/,
    ],
    ["replay failed", /failed/],
    [
      "replay --event pi_1",
      /^"pi_1" is not a valid choice of events: --failed,/,
    ],
    ["replay --from yesterday", /"from=yesterday" is not a valid choice/],
    ["replay --all", /--all/],
    ["webhook --rotate --retire", /"rotate retire" is not valid/],
    ["webhook --account=", /"account=" is not valid/],
    ["webhook eu", /eu/],
  ])("refuses %j and shows the usage", (line, message) => {
    const call = (): unknown => readCommand(line.split(" "))

    expect(call).toThrow(message)
    expect(call).toThrow(USAGE)
  })

  it.each([
    ["--help", true],
    ["-h", true],
    ["help", true],
    ["check", false],
    ["", false],
  ])("explains itself for %j: %s", (line, isAsked) => {
    expect(asksForHelp(line.split(" "))).toBe(isAsked)
  })

  it("asks for a command when there is none", () => {
    expect(() => readCommand([])).toThrow("No command was given.")
  })
})
