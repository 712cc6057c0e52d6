/** What a number with commas or blanks between its digits may be, as long as it is written; the likeliest first. */
export function numbersMeant(image: string, isSet: boolean): string[] {
  const thousands =
    /^\d{1,3}(?:[, \u00a0\u2009\u202f]\d{3})+(?:\.\d+)?$/.test(image) && !image.startsWith("0");
  const whole = image.replaceAll(/[, \u00a0\u2009\u202f]/g, "_");
  if (thousands) {
    const isOpen = /^\d{1,3},\d{3}$/.test(image) && !isSet;
    return isOpen ? [whole, decimalOf(image.replace(",", "."))] : [whole];
  }
  if (isSet) return [];
  if (/^\d+,\d+$/.test(image)) return [image.replace(",", ".")];
  if (/^\d{1,3}(?:[. \u00a0\u2009\u202f]\d{3})+,\d+$/.test(image))
    return [image.replaceAll(/[. \u00a0\u2009\u202f]/g, "_").replace(",", ".")];
  return [];
}

/** Without last zeros, which could be taken for those of thousands. */
const decimalOf = (image: string): string => image.replace(/\.?0+$/, "");

/**
 * What a number may be whose digits points part by threes: the decimal, too, where its last zeros say nothing, and where money
 * has no thousandths only the whole. Empty for a decimal that nobody could take for a whole number.
 */
export function meantByPoints(image: string, isMoney: boolean): string[] {
  const groups = image.split(".");
  if (groups.length < 2 || !/^[1-9]\d{0,2}(?:\.\d{3})+$/.test(image)) return [];
  const whole = shortest(groups.join("_"));
  if (groups.length > 2) return [whole];
  if (image.endsWith("00")) return [whole, decimalOf(image)];
  return isMoney ? [whole] : [];
}

/** A number as one would write it: `4800`, `21_000`. */
export function shortest(number: string): string {
  const [whole, ...rest] = number.split(".");
  return [whole!.replaceAll("_", "").length > 4 ? whole! : whole!.replaceAll("_", ""), ...rest].join(".");
}
