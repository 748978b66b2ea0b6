import { describe, expect, it } from '@jest/globals';
import { ListField, TextField } from './fields.js';
import { shapeOf } from './shape.js';

class Element {
  @TextField(10)
  name!: string;
}
class Body {
  @ListField(Element, 3)
  elements?: Element[];
}

/** A list of `length` elements, and a count of those that were looked at. */
function watchedList(length: number) {
  const looked = { at: 0 };
  const elements = Array.from(
    { length },
    () =>
      new Proxy(
        { unknown: 1 },
        {
          ownKeys: (target) => {
            looked.at += 1;
            return Reflect.ownKeys(target);
          },
        },
      ),
  );
  return { elements, looked };
}

describe('the shape of a body', () => {
  it('tells unknown fields by their paths, however deep', () => {
    const { elements, looked } = watchedList(3);
    const unknown = ['elements.0.unknown', 'elements.1.unknown', 'elements.2.unknown', 'more'];
    expect(shapeOf({ elements, more: 1 }, Body)).toEqual({ unknown, tooLong: [] });
    expect(looked.at).toBe(3);
  });

  it('looks at no element of a list that is too long', () => {
    const { elements, looked } = watchedList(4);
    expect(shapeOf({ elements }, Body)).toEqual({
      unknown: [],
      tooLong: [{ field: 'elements', most: 3, of: 'elements' }],
    });
    expect(looked.at).toBe(0);
  });

  it('tells texts that are far too long, before anything counts their letters', () => {
    const elements = [{ name: '😀'.repeat(20) }, { name: '😀'.repeat(21) }];
    expect(shapeOf({ elements }, Body).tooLong).toEqual([{ field: 'elements.1.name', most: 10, of: 'letters' }]);
  });
});
