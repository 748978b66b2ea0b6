/** Whether the last of these digits is the check digit of the others (the Luhn algorithm, ISO/IEC 7812-1). */
export function hasRightCheckDigit(digits: string): boolean {
  const sum = [...digits].reverse().reduce((before, digit, at) => {
    const times = Number(digit) * (at % 2 === 0 ? 1 : 2);
    return before + (times > 9 ? times - 9 : times);
  }, 0);
  return sum % 10 === 0;
}
