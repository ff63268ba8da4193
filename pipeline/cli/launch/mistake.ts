/** What a person can mend before a verb starts. What starts walt has no packages, and `UserError` needs one. */
export class LaunchMistake extends Error {
  override name = "LaunchMistake";

  /** @param remedy What to do about it. */
  constructor(message: string, readonly remedy: string) {
    super(message);
  }

  /** As all mistakes are printed. */
  get text(): string {
    return `error: ${this.message}\n  = ${this.remedy}\n`;
  }
}
