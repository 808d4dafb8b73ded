/**
 * How many tokens a text is to a model, near enough to hold budgets: definitions came to 3.9 to 4.2 characters a token
 * in a vocabulary of 200,000 (o200k), and to 3.5 where patterns and names are many. Counted too high rather than too low.
 */
const CHARACTERS = 3.5;

export const tokensOf = (text: string): number => Math.ceil(text.length / CHARACTERS);

export const charactersIn = (tokens: number): number => Math.floor(tokens * CHARACTERS);
