/** A cell that begins like a formula is run by a spreadsheet: a label could steal the sheet it is opened in. */
export const guarded = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
