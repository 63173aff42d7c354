/** An error whose message says all there is to say to the person at the terminal: no stack is shown with it. */
export class PlainError extends Error {}
