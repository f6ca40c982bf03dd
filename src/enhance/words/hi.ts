import type { LanguageWords } from './language-words.js';

/** Hindi. */
export const words: LanguageWords = {
  code: 'hi',
  pair: ['प्रश्न', 'उत्तर'],
  faq: 'अक्सर पूछे जाने वाले प्रश्न|अक्सर पूछे जाने वाले सवाल',
  answers: 'प्रश्न और उत्तर',
  fact: 'क्या आप जानते हैं',
  related: 'ये भी पढ़ें|संबंधित लेख',
  comment: 'एक टिप्पणी छोड़ें',
  comments: 'टिप्पणियाँ',
};
