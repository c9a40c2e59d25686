/** A call that the API refuses; the message is what it says. `validation`: it is about a field of what was to be stored. */
export class TuneRefusal extends Error {
  override readonly name = 'TuneRefusal';
  readonly validation: boolean;

  constructor(message: string, validation = false) {
    super(message);
    this.validation = validation;
  }
}
