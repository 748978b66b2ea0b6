import { describe, expect, it } from '@jest/globals';
import { loadReference } from '@lotsen/reference';
import { namesInLabel } from './occupation-names.js';

const reference = loadReference();

describe('the occupation names in the label of an assessment', () => {
  it.each([
    ['Speciallärare och specialpedagoger', ['2351'], ['Speciallärare', 'Specialpedagog']],
    ['Vårdbiträden', ['5330'], ['Vårdbiträde']],
    ['Grundutbildade sjuksköterskor', ['2221'], ['Sjuksköterska, grundutbildad']],
    ['Personliga assistenter', ['5343'], ['Personlig assistent']],
    ['Buss- och spårvagnsförare', ['8331'], ['Bussförare', 'Spårvagnsförare']],
    ['Civilingenjörer inom elkraft', ['2143'], ['Civilingenjör, elkraft']],
    ['Bilmekaniker', ['7231'], []],
    // Läkarstuderande are not yet physicians.
    ['Läkare (exklusive AT-, ST- och specialistläkare)', ['2219'], ['Läkare']],
  ])('%s', (label, groups, names) => {
    expect(namesInLabel(label, groups, reference).map((name) => name.label)).toEqual(names);
  });
});
