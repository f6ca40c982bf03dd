import type { LanguageWords } from './language-words.js';

/** Turkish. */
export const words: LanguageWords = {
  code: 'tr',
  pair: ['S soru', 'C cevap yanıt'],
  sharesLetters: true,
  faq: 'sıkça sorulan sorular|sık sorulan sorular|sıkça sorulan sorular sss|sık sorulanlar|merak edilenler|en çok sorulan sorular|sıkça sorulanlar',
  answers: 'sorular ve cevaplar|soru cevap',
  fact: 'biliyor muydunuz|bunu biliyor muydunuz|biliyor musunuz|biliyor muydun|ilginç bilgi|bunları biliyor muydunuz|bunu biliyor muydun',
  tip: 'uzman ipucu|püf noktası|küçük bir ipucu',
  label: 'ipucu',
  related:
    'bunlar da ilginizi çekebilir|ilginizi çekebilir|ilgili yazılar|ilgili haberler|bunları da okuyun|bunlar ilginizi çekebilir|benzer yazılar|benzer haberler|ayrıca okuyun|bunu da oku|bu da ilginizi çekebilir|ilgili içerikler|bunları da beğenebilirsiniz|ilgili makaleler|önerilen içerikler|benzer içerikler|ilginizi çekebilecek diğer yazılar|ilginizi çekebilecek yazılar|bu yazılar da ilginizi çekebilir|bunlara da göz atın|şunlar da ilginizi çekebilir|bunlar da ilginizi çekebilir mi',
  reading: 'önerilen yazılar|okumaya devam edin|diğer yazılar|diğer haberler|okumaya devam et|önerilen haberler|ilgili konular',
  link: 'ayrıca bakınız|şunu da okuyun',
  comment: 'yorum yap|yorum yazın|bir yorum bırakın|bir yanıt yazın',
  comments: 'yorumlar',
  commentCall: 'yorumlarda',
  interview: 'röportaj|söyleşi',
  subscribe: 'abone olun|kaydolun|abone ol',
  letter: 'bültenimize|bülten|bültene',
  i: 'ben|Ben|benim|bana|beni',
};
