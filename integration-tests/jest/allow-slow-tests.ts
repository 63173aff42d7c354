// Starting Medusa and migrating its database takes far longer than jest's five seconds.
jest.setTimeout(120_000)
