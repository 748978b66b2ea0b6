import { describe, expect, it } from '@jest/globals';
import { fold, loadReference, ReferenceSearch, type SearchKind, searchKinds } from '../index.js';
import { Compounds } from './compounds.js';
import { swapsOf, tokensOf, withoutDots } from './tokens.js';

const reference = loadReference();
const search = new ReferenceSearch(reference);
const first = (kind: SearchKind, text: string) => search.search(kind, text, 1)[0];

describe('a search by word', () => {
  it.each<[SearchKind, string, string, string]>([
    ['occupation', 'Vårdbiträde', 'Vårdbiträde', 'label'],
    ['occupation', 'vardbitrade', 'Vårdbiträde', 'label'],
    ['occupation', 'lokför', 'Lokförare', 'label'],
    ['occupation', 'svetare', 'Svetsare', 'typing-error'],
    ['occupation', 'vårdbitrdäe', 'Vårdbiträde', 'typing-error'],
    ['occupation', 'usk', 'Undersköterska, vård- och specialavdelning och mottagning', 'synonym'],
    ['occupation', 'turism', 'Servitör/Servitris', 'synonym'],
    ['occupation', 'lastbilsreparatör', 'Lastbilsmekaniker', 'part'],
    ['occupation', 'installationselektr', 'Installationselektriker', 'label'],
    ['occupation', 'bilmekaniker', 'Personbilsmekaniker', 'part'],
    ['occupation', 'kassör', 'Kassapersonal', 'synonym'],
    ['occupation', 'lokalvårdare', 'Städare', 'synonym'],
    ['occupation', 'sjuksyster', 'Sjuksköterska, grundutbildad', 'synonym'],
    ['occupation', 'försskolelärare', 'Förskollärare', 'typing-error'],
    ['occupation', 'ta hand om barn', 'Barnskötare', 'label'],
    ['occupation', 'laga bilar', 'Personbilsmekaniker', 'synonym'],
    ['group', '5330', 'Vårdbiträden', 'synonym'],
    ['group', 'lastbilschaufför', 'Lastbilsförare m.fl.', 'part'],
    ['group', 'budbilsförare', 'Övriga bil-, motorcykel- och cykelförare', 'synonym'],
    ['skill', 'C++', 'C++, programmeringsspråk', 'label'],
    ['skill', 'c#', 'C#, programmeringsspråk', 'label'],
    ['skill', 'Go', 'Go, programmeringsspråk', 'label'],
    ['skill', 'CNC fräsning', 'Fräsning, CNC', 'label'],
    ['language', 'engelsk', 'Engelska', 'label'],
    ['municipality', 'ornskoldsvik', 'Örnsköldsvik', 'label'],
    ['municipality', 'ornskoldvsik', 'Örnsköldsvik', 'typing-error'],
    ['municipality', 'Ume', 'Umeå', 'label'],
    ['municipality', '2481', 'Lycksele', 'synonym'],
    ['education-level', 'gymnasium', 'Gymnasial utbildning', 'synonym'],
    ['education-field', 'silversmide', 'Konsthantverk', 'synonym'],
    ['licence', 'undersköterska', 'Bevis om skyddad yrkestitel som undersköterska', 'label'],
    ['driving-licence', 'ce', 'CE', 'label'],
    ['esco-occupation', 'grundutbildad sjuksköterska', 'nurse responsible for general care', 'synonym'],
    ['esco-occupation', 'welder', 'welder', 'label'],
  ])('%s: "%s" finds %s (%s)', (kind, text, label, because) => {
    expect(first(kind, text)).toMatchObject({ label, because });
  });

  it('finds every entry of every list by its own label, and gives the id that commands and events use', () => {
    expect(first('municipality', 'Lycksele')?.id).toBe('2481');
    expect(first('group', 'Vårdbiträden')?.id).toBe('5330');
    const labels: [SearchKind, { id: string; label: string }[]][] = [
      ['occupation', [...reference.occupations()].filter(({ retired }) => !retired)],
      ['skill', [...reference.skills()]],
      ['language', reference.languages()],
    ];
    for (const [kind, entries] of labels) {
      for (const { label } of entries.filter((_, at) => at % 37 === 0)) {
        expect(fold(first(kind, label)?.label ?? '')).toBe(fold(label));
      }
    }
  });

  it('shows the text in which an entry was found, where that is not its label', () => {
    expect(first('occupation', 'turism')).toMatchObject({ text: 'Turism' });
    expect(first('occupation', 'Vårdbiträde')).toMatchObject({ text: null });
  });

  it('says what is only likely, or is found by what it belongs to', () => {
    const reasons = new Map(search.search('esco-occupation', 'svetsare', 3007).map((hit) => [hit.because, hit]));
    expect(reasons.get('skill')?.text).toMatch(/svets/iu);
    expect(reasons.get('translation')).toMatchObject({ text: null });
    expect(reasons.get('group')).toMatchObject({ text: null });
  });

  it('keeps å, ä and ö apart where they are written', () => {
    expect(search.search('municipality', 'Åmal', 5).map(({ label }) => label)).not.toContain('Malå');
    expect(search.search('skill', 'lön', 50).every(({ label }) => fold(label).includes('lön'))).toBe(true);
  });

  it('gives no more than asked for, the same each time, and nothing for a text without a word', () => {
    expect(search.search('skill', 'sv', 7)).toHaveLength(7);
    expect(search.search('skill', 'svets', 20)).toEqual(new ReferenceSearch(reference).search('skill', 'svets', 20));
    for (const kind of searchKinds) expect(search.search(kind, ' -?', 10)).toEqual([]);
  });

  it('knows no equivalent that leads to a word without a label', () => {
    const labels = [
      ...reference.occupations(),
      ...reference.groups(),
      ...reference.skills(),
      ...reference.educations('level'),
    ];
    const known = new Set(labels.flatMap(({ label }) => tokensOf(label)));
    const compounds = new Compounds(known);
    const parts = new Set([...known].flatMap((word) => compounds.partsOf(word)));
    for (const [word, meant] of Object.entries(reference.equivalents)) {
      expect(tokensOf(word).join(' ')).toBe(word);
      for (const one of meant.flatMap(tokensOf)) expect([one, known.has(one) || parts.has(one)]).toEqual([one, true]);
    }
  });

  it('can be asked as if the crosswalk did not have a title', () => {
    const hidden = search.escoIndex(({ label }) => label === 'Sjuksköterska, grundutbildad');
    const texts = hidden.search('Sjuksköterska, grundutbildad', 50).map(({ text }) => text);
    expect(texts).not.toContain('Sjuksköterska, grundutbildad');
    expect(first('esco-occupation', 'Sjuksköterska, grundutbildad')?.text).toBe('Sjuksköterska, grundutbildad');
  });
});

describe('words', () => {
  it('keep the marks that tell names apart', () => {
    expect(tokensOf('C++ och C#, ASP.NET; CE-körkort')).toEqual(['c++', 'och', 'c#', 'asp', 'net', 'ce', 'körkort']);
    expect(withoutDots('örnsköldsvik')).toBe('ornskoldsvik');
    expect(swapsOf('abb')).toEqual(['bab']);
  });

  it('are divided where others share both parts', () => {
    const compounds = new Compounds(['lastbilsförare', 'lastbilschaufför', 'maskinförare', 'grävmaskin', 'tränare']);
    expect(compounds.partsOf('lastbilsförare')).toEqual(['lastbil', 'förare']);
    expect(compounds.partsOf('maskinchaufför')).toEqual([]);
    expect(compounds.partsOf('tränare')).toEqual([]);
  });
});
