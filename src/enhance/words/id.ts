import type { LanguageWords } from './language-words.js';

/** Indonesian. */
export const words: LanguageWords = {
  code: 'id',
  pair: ['T pertanyaan tanya', 'J jawaban jawab'],
  sharesLetters: true,
  faq: 'pertanyaan yang sering diajukan|pertanyaan umum|pertanyaan yang sering ditanyakan|tanya jawab umum|pertanyaan seputar|pertanyaan yang sering muncul',
  answers: 'tanya jawab',
  fact: 'tahukah anda|tahukah kamu|tahukah kalian|fakta menarik|tahu gak|tahu tidak',
  tip: 'tips ahli|tips pro|tips tambahan',
  label: 'tips',
  related:
    'baca juga|artikel terkait|berita terkait|anda mungkin juga menyukai|artikel terkait lainnya|anda mungkin suka|mungkin anda suka|lihat juga|artikel serupa|pos terkait|postingan terkait|kamu mungkin suka|rekomendasi untuk anda|artikel lainnya yang terkait|berita serupa|kamu mungkin juga suka|anda mungkin menyukai|rekomendasi artikel',
  reading: 'artikel lainnya|simak juga|baca juga artikel',
  link: 'baca|baca selengkapnya|baca selanjutnya',
  comment: 'tinggalkan komentar|tinggalkan balasan',
  comments: 'komentar',
  commentCall: 'di kolom komentar',
  interview: 'wawancara',
  subscribe: 'berlangganan',
  letter: 'buletin|newsletter',
  i: 'saya|Saya|aku',
};
