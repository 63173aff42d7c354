import { readError } from "../workflow-error"

describe("What is said of an error", () => {
  it("is its type, its code and its message", () => {
    const error = {
      type: "invalid_data",
      code: "card_declined",
      message: "No.",
    }

    expect(readError(error)).toEqual(error)
  })

  it("is not the statement that the database could not carry out, nor its values", () => {
    const message = `insert into "order_address" ("id", "address_1") values ('address_1', 'Ringstr. 1 - rear') - read ECONNRESET`

    expect(readError({ message }).message).toBe(
      "The database failed: read ECONNRESET."
    )
  })

  it("is the message as it stands when it only begins like a statement", () => {
    const message = "Update the key in medusa-config.ts."

    expect(readError({ message }).message).toBe(message)
  })

  it.each([null, "text", {}, { message: "" }, { message: 7 }])(
    "is something a person can read, even of %j",
    (error) => {
      expect(readError(error).message).toBe("An unknown error occurred.")
    }
  )
})
