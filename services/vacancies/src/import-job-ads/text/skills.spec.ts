import { describe, expect, it } from '@jest/globals';
import { loadReference } from '@lotsen/reference';
import { AdTexts } from './ad-texts.js';

const reference = loadReference();
const { skills } = new AdTexts(reference);
const found = (text: string) =>
  skills
    .find(text)
    .map((id) => reference.skill(id)?.label)
    .sort();

describe('skills that a text asks for', () => {
  it.each([
    // Labels and their inflections, but no part of a word.
    ['Du har arbetat i HEMTJÄNST och med demensvård.', ['Demensvård', 'Hemtjänst']],
    ['Erfarenhet av hemtjänsten är ett krav.', ['Hemtjänst']],
    ['Erfarenhet av demensvårdare är ett krav.', []],
    ['Vana av avstämningar och bokslutet.', ['Avstämningar', 'Bokslut']],
    ['Du har erfarenhet av relational databases.', ['Relationsdatabaser']],
    // Everyday words, in Swedish and English, and compounds with what asks for them.
    ['Erfarenhet av kundservice.', ['Kundtjänst']],
    ['Experience in project management and purchasing.', ['Inköpsvana', 'Projektledning, erfarenhet']],
    ['Försäljningserfarenhet är meriterande.', ['Försäljning, erfarenhet']],
    ['Vi ser gärna att du har god vana av förhandlingar.', ['Förhandlingsvana']],
  ])('%s', (text, labels) => expect(found(text)).toEqual(labels));

  it.each([
    // The kind of product is no part of the name, and a name is written like one.
    [
      'Arbetet sker i Python, PostgreSQL och Docker.',
      ['Docker, container-plattform', 'PostgreSQL, databashanterare', 'Python, programmeringsspråk'],
    ],
    ['Vi söker dig som är bra men dock inte bäst.', []],
    ['You excel at what you do.', []],
    ['Arbete med Amazon Web Services, eller AWS', ['Amazon Web Services (AWS), molnplattform']],
    ['C++ och C#', ['C#, programmeringsspråk', 'C++, programmeringsspråk']],
    ['Utveckling i C och Python', ['C, programmeringsspråk', 'Python, programmeringsspråk']],
    ['Körkort C, samt R&D', []],
    ['Rätt typ av teknik är viktig för dig som har erfarenhet.', []],
  ])('names: %s', (text, labels) => expect(found(text)).toEqual(labels));

  it.each([
    // Of labels with a slash, only two names of one thing stand for it each.
    ['Software engineer sökes', []],
    ['Tillverkning med Pro/ENGINEER', ['Tillverkningsindustri-Pro/ENGINEER']],
    ['Erfarenhet av maskininlärning.', ['Machine learning/Maskininlärning']],
    ['CI/CD och BI', ['Business Intelligence/BI', 'Continuous integration/CI']],
    ['Protokollet TCP/IP', ['TCP/IP, kommunikationsprotokoll']],
    ['Erfarenhet av radio och video.', ['Radio']],
  ])('slashes: %s', (text, labels) => expect(found(text)).toEqual(labels));

  it.each([
    ['Du undervisar i matematik på högstadiet.', ['Matematik, undervisning grundskolenivå']],
    ['Du undervisar i matematik på gymnasiet.', ['Matematik, undervisning gymnasienivå']],
    ['Du kan tala svenska och har läst matematik.', []],
  ])('teaching: %s', (text, labels) => expect(found(text)).toEqual(labels));

  it.each([
    ['Vi arbetar med försäljning och logistik i hela Norden.', []],
    ['Om oss\nLogistik och inköp är vår vardag. AWS används.', ['Amazon Web Services (AWS), molnplattform']],
    ['Krav:\nlogistik\nVi erbjuder:\ninköp', ['Logistik']],
    ['Du samarbetar med inköp och logistik, och har erfarenhet.', []],
    ['Du har en examen inom logistik.', []],
    ['Erfarenhet av logistik krävs inte.', []],
    ['Python är inget krav.', []],
  ])('who speaks of whom: %s', (text, labels) => expect(found(text)).toEqual(labels));

  it('a spelling that ads use without meaning the skill finds nothing', () => {
    expect(found('Du har erfarenhet av verktyg och performance.')).toEqual([]);
  });

  it('a licence is a fact of its own, never a skill that was found', () => {
    expect(found('Krav: bevis om skyddad yrkestitel som undersköterska')).toEqual([]);
  });

  it('are sought in the first 30,000 letters', () => {
    const at = (before: number) => found(`${' '.repeat(before)}Krav på hemtjänst.`);
    expect([at(20_000).length, at(30_000).length]).toEqual([1, 0]);
  });
});
