import type { LanguageWords } from './language-words.js';

/** Turkish. */
export const words: LanguageWords = {
  code: 'tr',
  pair: ['S soru', 'C cevap yanıt'],
  sharesLetters: true,
  faq: 'sıkça sorulan sorular|sık sorulan sorular|sıkça sorulan sorular sss|sık sorulanlar',
  answers: 'sorular ve cevaplar|soru cevap',
  fact: 'biliyor muydunuz|bunu biliyor muydunuz|biliyor musunuz|biliyor muydun|ilginç bilgi|bunları biliyor muydunuz',
  tip: 'uzman ipucu|püf noktası|küçük bir ipucu',
  label: 'ipucu',
  related:
    'bunlar da ilginizi çekebilir|ilginizi çekebilir|ilgili yazılar|ilgili haberler|bunları da okuyun|bunlar ilginizi çekebilir|benzer yazılar|benzer haberler|ayrıca okuyun|bunu da oku|bu da ilginizi çekebilir|ilgili içerikler|bunları da beğenebilirsiniz|ilgili makaleler',
  reading: 'önerilen yazılar|okumaya devam edin|diğer yazılar',
  link: 'ayrıca bakınız|şunu da okuyun',
  comment: 'yorum yap|yorum yazın|bir yorum bırakın|bir yanıt yazın',
  comments: 'yorumlar',
  commentCall: 'yorumlarda',
  interview: 'röportaj|söyleşi',
  subscribe: 'abone olun|kaydolun|abone ol',
  letter: 'bültenimize|bülten|bültene',
  i: 'ben|Ben|benim|bana|beni',
};
