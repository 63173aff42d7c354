/** Loads the texts of a language once, and adds them to what the dashboard translates with. */

type Load = () => Promise<{ readonly default: object }>

/** As far as i18next is needed. */
export interface Translations {
  /** The user's language, and those that are used where it has no text. */
  readonly languages: readonly string[]
  addResourceBundle(
    language: string,
    namespace: string,
    texts: object,
    isDeep: boolean,
    isOverwriting: boolean
  ): unknown
}

export class TextsOnDemand {
  private readonly languages: ReadonlyMap<string, Load>
  private readonly loaded = new Set<string>()

  constructor(languages: Readonly<Record<string, Load>>) {
    this.languages = new Map(Object.entries(languages))
  }

  /** The language that must be loaded before anything is shown; null if nothing is missing. */
  missing({ languages }: Pick<Translations, "languages">): string | null {
    const language = languages.find((name) => this.languages.has(name))
    return language === undefined || this.loaded.has(language) ? null : language
  }

  /** A failure is not remembered: the texts are English until the next attempt. */
  async load(language: string, translations: Translations): Promise<void> {
    const texts = await this.languages.get(language)?.()
    if (texts) {
      // What the store itself says about our texts stays.
      translations.addResourceBundle(
        language,
        "stripeCheckout",
        texts.default,
        true,
        false
      )
      this.loaded.add(language)
    }
  }
}
