// Days as YYYY-MM-DD, and as numbers to reckon with.

const LENGTH = 86_400_000;

export const number = (day) => Date.parse(`${day}T00:00:00Z`) / LENGTH;
export const day = (count) => new Date(count * LENGTH).toISOString().slice(0, 10);
export const shifted = (from, by) => day(number(from) + by);
export const year = (of) => Number(of.slice(0, 4));
export const isDay = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text ?? "") && !Number.isNaN(number(text));
