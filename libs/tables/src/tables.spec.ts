import { describe, expect, it } from '@jest/globals';
import { day, digits, minutes, readTable, rowsOf, text, textOf, Unread, wholeNumber, words, yesNo } from './index.js';

const bytesOf = (given: string, encoding: BufferEncoding) => new Uint8Array(Buffer.from(given, encoding));

describe('a file', () => {
  const written = 'namn;hem\nÅsa Öberg;Övertorneå\n';
  const utf16be = () => bytesOf(written, 'utf16le').map((_, at, all) => all[at % 2 ? at - 1 : at + 1] as number);

  it.each([
    ['UTF-8', bytesOf(written, 'utf8')],
    ['UTF-8 with its mark', bytesOf(`\ufeff${written}`, 'utf8')],
    ['UTF-16 with its mark', bytesOf(`\ufeff${written}`, 'utf16le')],
    ['UTF-16 without a mark', bytesOf(written, 'utf16le')],
    ['UTF-16 the other way round', utf16be()],
    ['Windows-1252', bytesOf(written, 'latin1')],
  ])('in %s is read', (_, bytes) => expect(textOf(bytes)).toEqual({ text: written }));

  it('in Windows-1252 has its own signs too', () => {
    expect(textOf(new Uint8Array([0x80, 0x20, 0x96, 0x20, 0xe5]))).toEqual({ text: '€ – å' });
  });

  it.each([
    ['an image', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d])],
    ['another code page', new Uint8Array([0x61, 0x81, 0x62])],
    ['broken UTF-16', new Uint8Array([0xff, 0xfe, 0x00, 0xd8, 0x61])],
  ])('that is %s is refused, with how to save it', (_, bytes) => {
    expect(textOf(bytes)).toMatchObject({ refusal: { sv: expect.stringContaining('CSV UTF-8') } });
  });
});

describe('the rows of a table', () => {
  const rows = (given: string) => {
    const read = rowsOf(given);
    return 'rows' in read ? read.rows.map(({ line, cells }) => [line, ...cells]) : read;
  };

  it('have the line at which they begin as an editor counts, after line breaks in cells and empty rows too', () => {
    expect(rows('a;b\r\n"1\r\n2";3\r\n\r\n;;\r\n4;5')).toEqual([
      [1, 'a', 'b'],
      [2, '1\n2', '3'],
      [6, '4', '5'],
    ]);
  });

  it.each([
    ['semicolons', 'a;b,c\n1;2', ['a', 'b,c']],
    ['commas', 'a,b\n1,2', ['a', 'b']],
    ['tabs', 'a\tb, c\n1\t2', ['a', 'b, c']],
    ['what the first line says', 'sep=,\na,b;c\n1,2', ['a', 'b;c']],
    ['one column', 'a\n1', ['a']],
  ])('are separated by %s', (_, given, header) => {
    const read = rowsOf(given);
    expect('rows' in read && read.rows[0]?.cells).toEqual(header);
  });

  it('count the line that names the separator', () =>
    expect(rows('sep=;\na;b\n1;2')).toEqual([
      [2, 'a', 'b'],
      [3, '1', '2'],
    ]));

  it('may have quotation marks within their cells', () => {
    expect(rows('a;b\n12" skärm;"han sa ""ja"""')).toEqual([
      [1, 'a', 'b'],
      [2, '12" skärm', 'han sa "ja"'],
    ]);
  });

  it('whose quotation mark is never closed are refused, with the line', () => {
    expect(rows('a;b\n1;2\n"3;4\n5;6\n')).toMatchObject({ refusal: { en: expect.stringContaining('quotation mark') } });
  });
});

describe('a cell', () => {
  it.each([
    ...['SANT', 'J', 'Ja', 'x', '1', 'true', 'Yes'].map((cell) => [cell, true] as const),
    ...['FALSKT', 'N', 'Nej', '0', 'false', 'no'].map((cell) => [cell, false] as const),
  ])('%s is %s', (cell, value) => expect(yesNo(cell)).toBe(value));

  it.each([
    ['45', 45],
    ['45,0', 45],
    ['45.00', 45],
    ['45 min', 45],
    ['45min.', 45],
    ['1 200 minuter', 1200],
    ['1\u00a0200', 1200],
  ])('%j is %d minutes', (cell, value) => expect(minutes(cell)).toBe(value));

  it.each([
    ['2027-01-05', '2027-01-05'],
    ['2027-1-5', '2027-01-05'],
    ['05.01.2027', '2027-01-05'],
    ['5.1.2027', '2027-01-05'],
    ['2027/01/05', '2027-01-05'],
    ['20270105', '2027-01-05'],
    ['46392', '2027-01-05'],
    ['46392,0', '2027-01-05'],
    ['2027-01-05T00:00:00', '2027-01-05'],
    ['2027-01-05 00:00:00', '2027-01-05'],
  ])('%s is the day %s', (cell, value) => expect(day(cell)).toBe(value));

  it.each([
    ['yes or no', yesNo, ['kanske', '-', '2']],
    ['a number', minutes, ['45 h', '4,5', 'fyrtio', '-5', '']],
    ['months', wholeNumber('mån'), ['45 min']],
    ['a day', day, ['5/1/2027', '2027-02-30', '31.4.2027', '2027', 'i morgon', '2027-01-05T23:30:00']],
    ['all digits of a number', digits, ['1,98507E+11', '1.98507E+11']],
  ])('that is not %s is told', (_, read, cells) => {
    for (const cell of cells) expect([cell, read(cell) instanceof Unread]).toEqual([cell, true]);
  });

  it('may hold several words', () => expect(words('B | C,, D;')).toEqual(['B', 'C', 'D']));
});

describe('a table', () => {
  const columns = [
    { name: 'name', also: ['namn'], read: text },
    { name: 'maxCommuteMinutes', also: ['restid'], read: minutes },
    { name: 'drivesToWork', also: ['har bil'], read: yesNo },
  ];
  const read = (given: string, options = {}) => {
    const parsed = rowsOf(given);
    const table = 'rows' in parsed ? readTable(parsed.rows, columns, options) : parsed;
    return 'rows' in table ? { rows: table.rows } : table;
  };

  it('knows its headings in both languages, in any case, with blanks and hyphens', () => {
    for (const header of ['Namn;Restid;Har-bil', 'NAME;Max commute minutes;drives_to_work', ' namn ;RESTID:;har bil']) {
      expect(read(`${header}\nA;45;ja`)).toEqual({
        rows: [{ line: 2, values: { name: 'A', maxCommuteMinutes: 45, drivesToWork: true } }],
      });
    }
  });

  it('says nothing by an empty cell, by cells that are missing, and by a column that it has not', () => {
    expect(read('namn;restid;\nA;;\nB\n')).toEqual({
      rows: [
        { line: 2, values: { name: 'A' } },
        { line: 3, values: { name: 'B' } },
      ],
    });
  });

  it('refuses a row with a cell too many, or with one that cannot be read, alone, and says what would be right', () => {
    expect(read('namn;restid\nA;45;46\nB;länge\nC;30;;')).toEqual({
      rows: [
        { line: 2, fault: expect.objectContaining({ code: 'too-many-cells' }) },
        {
          line: 3,
          fault: {
            code: 'unreadable-cell',
            message: {
              sv: 'maxCommuteMinutes: "länge" går inte att läsa. Det ska vara ett heltal, som 45.',
              en: 'maxCommuteMinutes: "länge" cannot be read. Expected a whole number, such as 45.',
            },
          },
        },
        { line: 4, values: { name: 'C', maxCommuteMinutes: 30 } },
      ],
    });
  });

  it('names the headings that it does not know, and refuses the file, unless they are to be ignored', () => {
    expect(read('namn;ålder;skonummer\nA;45;38')).toMatchObject({
      refusal: { sv: expect.stringContaining('Okända kolumner: ålder, skonummer.') },
    });
    expect(read('namn;ålder\nA;45', { ignoresUnknown: true })).toEqual({ rows: [{ line: 2, values: { name: 'A' } }] });
    expect(read('namn;Name\nA;B')).toMatchObject({ refusal: { en: expect.stringContaining('twice') } });
  });
});
