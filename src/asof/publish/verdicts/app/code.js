// A typed code, read as asof/register/code.py reads it; a test holds the two against each other.

const ALPHABET = "0123456789ABCDEFGHJKMNPQRTVWXYZ";
const ALIKE = { O: "0", I: "1", L: "1", U: "V", S: "5" }; // none of these is ever printed
const MODULUS = ALPHABET.length;
const RADIX = 3;
const SPACE = "\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"; // as Python has it
const BETWEEN = new RegExp(`[${SPACE}_\u2010-\u2015\u2212\u00ad-]+`, "gu");
export const LENGTH = 12;

// The code as it is printed, or what is wrong with what was typed.
export function readCode(typed) {
  const plain = typed.replace(BETWEEN, "").toUpperCase();
  const letters = Array.from(plain, (c) => ALIKE[c] ?? c);
  const odd = letters.find((c) => !ALPHABET.includes(c));
  if (odd !== undefined) return { wrong: "character", character: odd };
  if (letters.length !== LENGTH) return { wrong: "length", number: letters.length };
  if (weighed(letters) !== 1) return { wrong: "check" };
  return { code: letters.join("").replace(/(.{4})(?!$)/g, "$1-") };
}

// The weighted sum of ISO/IEC 7064, pure systems: it leaves 1.
function weighed(letters) {
  return letters.reduce((sum, c) => (sum * RADIX + ALPHABET.indexOf(c)) % MODULUS, 0);
}
