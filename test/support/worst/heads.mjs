// Requests that are costly without a JSON body: long addresses, headers, forms, and the lines of an import.

const long = (count) => 'x'.repeat(count);

/** Addresses and headers close to the limit of what a server reads (16 KB), for any route. */
export const worstHeads = [
  { shape: 'an address of 15 KB', query: `a=${long(15_000)}`, headers: {} },
  {
    shape: '200 query parameters',
    query: Array.from({ length: 200 }, (_, at) => `limit=${at}&k${at}=${long(40)}`).join('&'),
    headers: {},
  },
  { shape: '3,000 query parameters of one letter', query: '&a'.repeat(3000), headers: {} },
  ...['Idempotency-Key', 'If-Match', 'Accept-Language', 'X-Forwarded-For', 'traceparent', 'Cookie'].map((name) => ({
    shape: `${name} of 15 KB`,
    query: '',
    headers: { [name]: long(14_000) },
  })),
  { shape: 'Accept-Language of 15 KB of blanks', query: '', headers: { 'Accept-Language': `x${' '.repeat(14_000)}x` } },
  { shape: 'If-Match of 14,000 digits', query: '', headers: { 'If-Match': `"${'1'.repeat(14_000)}"` } },
  { shape: 'X-Forwarded-For of 3,000 addresses', query: '', headers: { 'X-Forwarded-For': '1.1, '.repeat(2800) } },
  { shape: 'Authorization of 15 KB', query: '', headers: { authorization: `Bearer ${long(14_000)}` } },
  { shape: 'Authorization of 7,000 dots', query: '', headers: { authorization: `Bearer ${'a.'.repeat(7000)}` } },
];

/** Requests to the sign-in, which needs no token. */
export function* worstSignIns() {
  const form = 'application/x-www-form-urlencoded';
  const json = 'application/json';
  const to = (shape, method, path, type, make) => ({ shape, method, path, type, make });
  for (const path of ['/oidc/token', '/demo-sign-in/nobody']) {
    yield to('a form of 1.9 MB', 'POST', path, form, () => `a=${long(1_900_000)}`);
    yield to('a form of 9 KB of names', 'POST', path, form, () => 'a&'.repeat(4500));
    yield to('a form of 9 KB of brackets', 'POST', path, form, () => `a${'[b]'.repeat(3000)}=1`);
    yield to('a form whose value is nested', 'POST', path, form, () => 'subject[toString]=1&subject[a]=2');
    yield to('a JSON object instead of a text', 'POST', path, json, () => '{"subject":{"toString":1}}');
    yield to(
      '100,000 unknown fields',
      'POST',
      path,
      json,
      () => `{${Array.from({ length: 100_000 }, (_, at) => `"${at}":0`).join(',')}}`,
    );
    yield to(
      'a list of lists',
      'POST',
      path,
      json,
      () => `{"subject":[${Array.from({ length: 2000 }, () => '[[0,0],[0,0]]').join(',')}]}`,
    );
  }
  yield to('a query of 15 KB', 'GET', `/oidc/auth?client_id=${long(14_000)}`);
  yield to(
    '200 query parameters',
    'GET',
    `/oidc/auth?${Array.from({ length: 200 }, (_, at) => `k${at}=${long(40)}`).join('&')}`,
  );
  yield to('3,000 resources', 'GET', `/oidc/auth?client_id=lotsen-cli${'&resource=a'.repeat(1200)}`);
  yield to('scopes of 14 KB', 'GET', `/oidc/auth?client_id=lotsen-cli&response_type=code&scope=${'a+'.repeat(7000)}`);
}

/** Bodies of POST /v1/vacancies/import. @param ad a valid ad */
export function* worstLines(ad, skills) {
  const adWith = (given) => JSON.stringify({ ...ad, ...given });
  const named = (count) =>
    Array.from({ length: count }, (_, at) => ({ concept_id: skills[at % skills.length], label: 'x' }));
  const text = (letters) => letters.repeat(Math.floor(900_000 / letters.length));
  const described = (letters, lines) => () => `${adWith({ description: { text: text(letters) } })}\n`.repeat(lines);
  const lines = (shape, make) => ({ shape, make });
  yield lines('500,000 lines of x', () => 'x\n'.repeat(500_000));
  yield lines('2,000,000 lines of one letter', () => 'x\n'.repeat(2_000_000));
  yield lines('2,000,000 blank lines', () => '\n'.repeat(2_000_000));
  yield lines('500,000 lines of {}', () => '{}\n'.repeat(500_000));
  yield lines('one line of 30 MB without an end', () => 'x'.repeat(30_000_000));
  yield lines('300 lines of 100,000 brackets', () => `${'['.repeat(100_000)}\n`.repeat(300));
  yield lines('ads with descriptions of .9 MB of short words', described('a b c ', 10));
  yield lines('ads with descriptions of .9 MB of beginnings of names', described('mästarbrev i ', 10));
  yield lines('ads with descriptions of .9 MB of combining characters', described('\u0301\u0316', 10));
  yield lines('ads with headlines of .9 MB', () =>
    Array.from({ length: 60 }, (_, at) => adWith({ id: `h${at}`, headline: text(`${at} `) })).join('\n'),
  );
  yield lines('ads with labels of .9 MB of combining characters', () =>
    `${adWith({ must_have: { education_level: [{ label: text('\u0301\u0316') }] } })}\n`.repeat(10),
  );
  yield lines('ads with 2,000 skills each', () =>
    Array.from({ length: 100 }, (_, at) => adWith({ id: `s${at}`, must_have: { skills: named(2000) } })).join('\n'),
  );
  yield lines('ads with 200 skills each', () =>
    Array.from({ length: 1000 }, (_, at) => adWith({ id: `t${at}`, must_have: { skills: named(200) } })).join('\n'),
  );
  yield lines('ads with lists of 6,000 {}', () =>
    `${adWith({ must_have: { education: Array.from({ length: 6000 }, () => ({})) } })}\n`.repeat(200),
  );
  yield lines('ads with ids of .9 MB', () => `${adWith({ id: text('1') })}\n`.repeat(10));
  yield lines('5,000 ads', () => Array.from({ length: 5000 }, (_, at) => adWith({ id: `w${at}` })).join('\n'));
}
