import type { LanguageWords } from './language-words.js';

/** Indonesian. */
export const words: LanguageWords = {
  code: 'id',
  pair: ['T pertanyaan tanya', 'J jawaban jawab'],
  sharesLetters: true,
  faq: 'pertanyaan yang sering diajukan|pertanyaan umum',
  answers: 'tanya jawab',
  fact: 'tahukah anda|tahukah kamu',
  tip: 'tips ahli|tips pro',
  label: 'tips',
  related: 'baca juga|artikel terkait|berita terkait|anda mungkin juga menyukai',
  reading: 'artikel lainnya|simak juga|baca juga artikel',
  comment: 'tinggalkan komentar|tinggalkan balasan',
  comments: 'komentar',
  commentCall: 'di kolom komentar',
  interview: 'wawancara',
  subscribe: 'berlangganan',
  letter: 'buletin|newsletter',
  i: 'saya|Saya|aku',
};
