// Starting Medusa and migrating its database takes far longer than jest's five seconds, and a busy machine takes long
// for anything. No test is about how long it takes.
jest.setTimeout(300_000)
