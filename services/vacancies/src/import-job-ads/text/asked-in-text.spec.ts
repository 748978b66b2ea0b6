import { describe, expect, it } from '@jest/globals';
import { loadReference } from '@lotsen/reference';
import { AskedInTexts } from './asked-in-text.js';

const reference = loadReference();
const texts = new AskedInTexts(reference);
const named = (kind: string, of: string) =>
  kind === 'language' ? reference.language(of)?.label : kind === 'licence' ? reference.licence(of)?.label : of;
const read = (text: string) =>
  texts
    .find(text)
    .map(({ kind, of, level, need }) => [kind, named(kind, of), ...(level ? [level] : []), need].join(' '));

describe('what a text asks for', () => {
  it.each([
    ['Du talar och skriver flytande svenska.', ['language Svenska C1 must']],
    [
      'Goda kunskaper i svenska och engelska i tal och skrift',
      ['language Svenska B2 must', 'language Engelska B2 must'],
    ],
    ['Grundläggande datorvana och mycket goda kunskaper i finska.', ['language Finska C1 must']],
    [
      'Fluent in English, written and verbal – Swedish is a plus',
      ['language Engelska C1 must', 'language Svenska merit'],
    ],
    ['Flytande svenska i tal och skrift, gärna även engelska', ['language Svenska C1 must', 'language Engelska merit']],
    ['Krav på svenska motsvarande nivå B1.', ['language Svenska B1 must']],
    [
      'Meriterande:\n• kunskaper i arabiska\n• B-körkort\nKvalifikationer\nB2 i svenska språket',
      ['language Arabiska merit', 'driving-licence B merit', 'language Svenska B2 must'],
    ],
    // Not what the person is to know.
    ['Vi säljer till svenska företag.', []],
    ['Lärare i tyska sökes till svenska skolan.', []],
    ['Swedish company with an office in Luleå.', []],
    ['Skicka ditt CV på svenska.', []],
    [
      'Körkort B krävs; har du dessutom C-körkort är det meriterande.',
      ['driving-licence B must', 'driving-licence C merit'],
    ],
    ['Inget krav på körkort.', ['driving-licence B not']],
    ['Körkort är meriterande men inget krav.', ['driving-licence B merit']],
    [
      'Du behöver inte kunna svenska men flytande engelska krävs.',
      ['language Svenska not', 'language Engelska C1 must'],
    ],
    [
      'Du har körkort klass CE och YKB.',
      ['driving-licence CE must', 'licence Yrkeskompetensbevis för förare (YKB) must'],
    ],
    ['Du är legitimerad och behörig grundskollärare.', ['licence Lärarlegitimation must']],
    ['Legitimerad sjuksköterska med erfarenhet', ['licence Legitimation som sjuksköterska must']],
    ['Vi söker en undersköterska till natten', ['licence Bevis om skyddad yrkestitel som undersköterska must']],
    ['Du arbetar med legitimerade kollegor.', []],
    ['Minst 3 års erfarenhet av yrket', ['years 3 must']],
    ['3-5 years of experience in a similar role', ['years 3 must']],
    ['Du har några års arbetslivserfarenhet', ['years 2 must']],
    ['Vi har över 30 års erfarenhet i branschen.', []],
    [
      'Arbete kvällar och helger förekommer. Tjänsten är på heltid.',
      ['shifts evening must', 'shifts weekend must', 'hours full-time must'],
    ],
    [
      'Vikariat på 80 % med möjlighet till distansarbete',
      ['hours part-time must', 'place-of-work hybrid must', 'duration temporary must'],
    ],
    ['Experience of hybrid cloud solutions', []],
  ])('%s', (text, expected) => expect(read(text)).toEqual(expected));

  it.each([
    // Negations, before and behind what they deny, of one thing and of several.
    ['Vi kräver inte att du har B-körkort', ['driving-licence B not']],
    ['Det krävs varken körkort eller svenska', ['language Svenska not', 'driving-licence B not']],
    ['Inga kvällar eller helger', ['shifts evening not', 'shifts weekend not']],
    ['Inget kvälls- eller helgarbete', ['shifts evening not', 'shifts weekend not']],
    ['Du har inga nattpass', ['shifts night not']],
    ['Kvällsarbete förekommer inte.', ['shifts evening not']],
    ['Ingen legitimation som sjuksköterska krävs.', ['licence Legitimation som sjuksköterska not']],
    ['No Swedish skills are required.', ['language Svenska not']],
    ['Körkort: Nej', ['driving-licence B not']],
    ['Körkort: Ja', ['driving-licence B must']],
    ['Vi erbjuder inte distansarbete', ['place-of-work hybrid not']],
    ['Det finns ingen möjlighet till distansarbete', ['place-of-work hybrid not']],
    ['Inga kvällar, nätter eller helger', ['shifts evening not', 'shifts night not', 'shifts weekend not']],
    ['Ingen erfarenhet, svenska krävs', ['language Svenska must']],
    ['Inga krav på erfarenhet\nB-körkort', ['driving-licence B must']],
    // No negation of what is asked for.
    ['Det krävs inte bara svenska utan också engelska', ['language Svenska must', 'language Engelska must']],
    ['Du har inga problem att arbeta kvällar', ['shifts evening must']],
    ['Du arbetar inte bara helger utan också kvällar', ['shifts evening must', 'shifts weekend must']],
    ['Flytande svenska, inte minst i tal och skrift', ['language Svenska C1 must']],
  ])('denied: %s', (text, expected) => expect(read(text)).toEqual(expected));

  it.each([
    // Each statement says for itself how it asks.
    [
      'Kunskaper i svenska är inte nödvändigt. Engelska är ett måste',
      ['language Svenska not', 'language Engelska must'],
    ],
    [
      'Svenska krävs, engelska meriterande, tyska krävs inte',
      ['language Svenska must', 'language Engelska merit', 'language Tyska not'],
    ],
    [
      'Svenska krävs, engelska och tyska är meriterande',
      ['language Svenska must', 'language Engelska merit', 'language Tyska merit'],
    ],
    [
      'Krav: svenska, engelska samt gärna tyska',
      ['language Svenska must', 'language Engelska must', 'language Tyska merit'],
    ],
    ['Det är ett plus om du kan finska. Du kan svenska.', ['language Finska merit', 'language Svenska must']],
    ['Det är bra om du kan finska', ['language Finska merit']],
    ['Engelska (önskemål)', ['language Engelska merit']],
    ['Svenska - krav\nEngelska - meriterande', ['language Svenska must', 'language Engelska merit']],
    ['Körkort är inget krav, men meriterande', ['driving-licence B merit']],
    [
      'Krav\nSvenska\nEngelska är meriterande\nB-körkort',
      ['language Svenska must', 'language Engelska merit', 'driving-licence B must'],
    ],
    [
      'Det är meriterande om du har:\nB-körkort\n\nDu talar svenska.',
      ['driving-licence B merit', 'language Svenska must'],
    ],
    // A heading rules its items, and no item rules the next.
    [
      'Meriterande:\n- Skills in English\n- B-körkort\nKrav:\n- Svenska gärna\n- C-körkort',
      ['language Engelska merit', 'driving-licence B merit', 'language Svenska merit', 'driving-licence C must'],
    ],
  ])('must or wish: %s', (text, expected) => expect(read(text)).toEqual(expected));

  it.each([
    ['Din handledare har körkort B och talar tyska', []],
    ['Våra kunder har B-körkort', []],
    ['Vi möter kunder som talar bland annat arabiska och finska', []],
    ['Våra medarbetare har minst 5 års erfarenhet', []],
    ['Ingen legitimation krävs; du samarbetar med legitimerad sjuksköterska', []],
    ['Har du inte körkort så bekostar vi B-körkort', []],
    ['Vi hjälper dig att ta C-körkort', []],
    ['Du samarbetar med läkare och är legitimerad sjuksköterska', ['licence Legitimation som sjuksköterska must']],
    ['B-körkort krävs, vi bekostar C-körkort', ['driving-licence B must']],
    ['Du har kunder som talar tyska, därför måste du tala tyska', ['language Tyska must']],
    ['Vi söker en chef som talar tyska', ['language Tyska must']],
  ])('of others: %s', (text, expected) => expect(read(text)).toEqual(expected));

  it.each([
    ['Du talar svenska eller engelska', ['language Svenska merit', 'language Engelska merit']],
    [
      'Du talar arabiska och svenska, norska eller danska',
      ['language Arabiska must', 'language Svenska merit', 'language Norska merit', 'language Danska merit'],
    ],
    ['Du talar svenska eller annat nordiskt språk', ['language Svenska merit']],
    ['Du har C- eller CE-körkort', ['driving-licence C must']],
    ['Du har CE-körkort eller C-körkort', ['driving-licence C must']],
    ['Du har körkort C eller D', ['driving-licence C merit', 'driving-licence D merit']],
    ['Du har B- och C-körkort', ['driving-licence B must', 'driving-licence C must']],
    ['Legitimerad sjuksköterska eller undersköterska', ['licence Legitimation som sjuksköterska merit']],
  ])('one of several: %s', (text, expected) => expect(read(text)).toEqual(expected));

  it.each([
    ['1,5 års erfarenhet', ['years 1.5 must']],
    ['Ett och ett halvt års erfarenhet', ['years 1.5 must']],
    ['Högst 2 års erfarenhet', []],
    ['Erfarenhet på upp till 3 år', []],
    ['Tre (3) års erfarenhet', ['years 3 must']],
    ['Två till tre års erfarenhet', ['years 2 must']],
  ])('years: %s', (text, expected) => expect(read(text)).toEqual(expected));

  it.each([
    ['B-KÖRKORT ÄR ETT KRAV.', ['driving-licence B must']],
    ['c-körkort krävs', ['driving-licence C must']],
    ['K&ouml;rkort&nbsp;C och minst 2&#160;&aring;rs erfarenhet', ['driving-licence C must', 'years 2 must']],
    [
      '<h3>Krav</h3><ul><li>B-k&ouml;rkort</li><li>Engelska, meriterande</li><li>Svenska</li></ul><b>Meriterande</b><ul><li>Tyska</li></ul>',
      ['driving-licence B must', 'language Engelska merit', 'language Svenska must', 'language Tyska merit'],
    ],
  ])('written as: %s', (text, expected) => expect(read(text)).toEqual(expected));

  it('is quoted, with its place in the text', () => {
    const text = 'Krav:\n- B-körkort\n- Minst två års erfarenhet';
    for (const { quote, at } of texts.find(text)) expect(text.slice(at, at + quote.length)).toBe(quote);
    expect(texts.find(text)).toHaveLength(2);
    const marked = '<p>Krav:&nbsp;<b>k&ouml;rkort</b></p>';
    expect(texts.find(marked)).toMatchObject([{ quote: 'Krav: körkort', at: marked.indexOf('Krav') }]);
  });

  it.each([
    ['Vi kräver inte att du har B-körkort.', 'Vi kräver inte att du har B-körkort'],
    [
      'Vi som arbetar här tycker om att resa och möta människor i hela landet, så B-körkort är för oss ett krav i jobbet.',
      'om att resa och möta människor i hela landet, så B-körkort är för oss ett krav',
    ],
    [
      `B-körkort är ${'mycket '.repeat(20)}bra.`,
      'B-körkort är mycket mycket mycket mycket mycket mycket mycket mycket mycket',
    ],
  ])('is quoted with what says how it is asked for: %s', (text, quote) => {
    expect(texts.find(text)).toMatchObject([{ quote, at: text.indexOf(quote) }]);
  });

  it('is told once, as it is asked for most strongly', () => {
    expect(read('B-körkort är meriterande. B-körkort krävs.')).toEqual(['driving-licence B must']);
    expect(read('Minst 2 års erfarenhet. Minst 5 års erfarenhet av projekt.')).toEqual(['years 5 must']);
  });

  // A pattern that looks back over all of such a text would take longer than a test may.
  it.each(['erfarenhet', 'a', ' ', '\n', '!', 'leg. x ', 'inga ', 'och ', 'x, ', '<a ', '&a', 'kunder har '])(
    'a text of nothing but "%s" asks for nothing',
    (part) => {
      expect(texts.find(part.repeat(30_000 / part.length))).toEqual([]);
    },
  );
});
