/**
 * Personal identity numbers that nobody has: Skatteverket reserves the birth numbers 980 to 999 for tests.
 * @param first where to begin in the series, so that two tests can use different numbers
 */
export function testNumbers(count: number, first = 0): string[] {
  return Array.from({ length: count }, (_, at) => {
    const day = new Date(Date.UTC(1950, 0, 1) + Math.floor((first + at) / 20) * 86_400_000);
    const date = day.toISOString().slice(0, 10).replaceAll('-', '');
    const nine = `${date.slice(2)}${980 + ((first + at) % 20)}`;
    return `${date.slice(0, 2)}${nine}${checkDigit(nine)}`;
  });
}

/** The check digit of nine digits, by Luhn's algorithm. */
function checkDigit(nine: string): number {
  const sum = [...nine].reduce((so, digit, at) => {
    const product = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return so + (product > 9 ? product - 9 : product);
  }, 0);
  return (10 - (sum % 10)) % 10;
}
