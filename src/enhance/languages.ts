import { plain } from './text.js';

/**
 * What publishers write over the five things, by language. English first, then uk de fr es pt it pl ar he ja zh, then
 * others. Compared as `plain()` leaves them: small letters, no signs.
 */

function phrases(list: string): readonly string[] {
  return list.split('|').map(plain);
}

function anyOf(list: readonly string[]): string {
  return [...list].sort((a, b) => b.length - a.length).join('|');
}

/** Scripts that put no space between words. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u;

const FAQ = phrases(
  'faq|faqs|f a q|f a qs|frequently asked|frequently asked questions|frequently asked question|commonly asked questions|common questions|most asked questions|people also ask' +
    '|часті запитання|поширені запитання|часті питання|поширені питання|найчастіші запитання|найпоширеніші запитання|часто задавані питання|запитання які часто ставлять' +
    '|häufige fragen|häufig gestellte fragen|häufigste fragen|die häufigsten fragen|oft gestellte fragen' +
    '|questions fréquentes|questions les plus fréquentes|foire aux questions|questions fréquemment posées|questions courantes' +
    '|preguntas frecuentes|preguntas más frecuentes|preguntas comunes|dudas frecuentes' +
    '|perguntas frequentes|perguntas mais frequentes|dúvidas frequentes|perguntas comuns' +
    '|domande frequenti|domande più frequenti|domande comuni' +
    '|najczęściej zadawane pytania|często zadawane pytania|najczęstsze pytania|częste pytania' +
    '|الأسئلة الشائعة|أسئلة شائعة|الأسئلة المتكررة|أسئلة متكررة|الأسئلة الأكثر شيوعا|الاسئلة الشائعة|اسئلة شائعة' +
    '|שאלות נפוצות|שאלות ותשובות נפוצות' +
    '|よくある質問|よくあるご質問|よくある疑問' +
    '|常见问题|常見問題|常见问答|常見問答|常见疑问' +
    '|veelgestelde vragen|veel gestelde vragen|sıkça sorulan sorular|sık sorulan sorular|vanliga frågor|časté dotazy|časté otázky|často kladené otázky|často kladené dotazy|nejčastější dotazy|nejčastější otázky|часто задаваемые вопросы|частые вопросы|자주 묻는 질문|자주 하는 질문|întrebări frecvente|pertanyaan yang sering diajukan|pertanyaan umum|अक्सर पूछे जाने वाले प्रश्न|अक्सर पूछे जाने वाले सवाल',
);

/** Titles of interviews, too. */
const QUESTIONS_AND_ANSWERS = phrases(
  'questions and answers|question and answer|questions answers|q a|q and a|your questions answered|запитання та відповіді|питання та відповіді|питання й відповіді|запитання і відповіді|fragen und antworten|fragen antworten|questions réponses|questions et réponses|preguntas y respuestas|perguntas e respostas|domande e risposte|pytania i odpowiedzi|أسئلة وأجوبة|سؤال وجواب|שאלות ותשובות|質問と回答|問答|问答|问与答|vragen en antwoorden|sorular ve cevaplar|soru cevap|frågor och svar|otázky a odpovědi|вопросы и ответы|질문과 답변|întrebări și răspunsuri|tanya jawab|प्रश्न और उत्तर',
);

const FAQ_EXACT = new RegExp(
  `^(?:\\d+ )?(?:(?:the|our|your|some|les|vos|nos|die|le|las|as|os|unsere) )?(?:(?:${anyOf(FAQ)})(?: |$))+(?:(?:faqs?|section|и ответы|and answers|und antworten|et réponses|e respostas|y respuestas|e risposte|i odpowiedzi|та відповіді|och svar)(?: |$))*$`,
  'u',
);
const FAQ_START = new RegExp(`^(?:\\d+ )?(?:the )?(?:${anyOf(FAQ)})(?: |$)`, 'u');
const FAQ_END = new RegExp(`(?:^| )(?:${anyOf(FAQ)})$`, 'u');
const FAQ_UNSPACED = new RegExp(anyOf(FAQ.filter((phrase) => UNSPACED.test(phrase))), 'u');
const ANSWERS_EXACT = new RegExp(`^(?:\\d+ )?(?:${anyOf(QUESTIONS_AND_ANSWERS)})$`, 'u');
const LONGEST_TITLE = 110;

/**
 * How plainly a title says that questions and answers follow: it says nothing else; it says so of a topic; or it may as well
 * be over an interview.
 */
export function faqTitle(plainText: string): 'exact' | 'topic' | 'answers' | undefined {
  if (!plainText || plainText.length > LONGEST_TITLE) return undefined;
  if (FAQ_EXACT.test(plainText)) return 'exact';
  if (FAQ_START.test(plainText) || FAQ_END.test(plainText)) return 'topic';
  if (UNSPACED.test(plainText) && plainText.length < 30 && FAQ_UNSPACED.test(plainText)) return 'topic';
  return ANSWERS_EXACT.test(plainText) ? 'answers' : undefined;
}

/** Labels of questions with those of their answers: single letters are capitals, words are written as one likes. */
const PAIRS: readonly (readonly [questions: string, answers: string])[] = [
  ['Q Ｑ question', 'A Ａ R answer ans réponse'],
  ['Q Ｑ 質問 問 問い', 'A Ａ 回答 答 答え 解答'],
  ['F frage', 'A antwort'],
  ['P pregunta pergunta', 'R respuesta resposta'],
  ['D domanda', 'R risposta'],
  ['P pytanie', 'O odpowiedź'],
  ['З П запитання питання', 'В відповідь'],
  ['В вопрос', 'О ответ'],
  ['س سؤال السؤال', 'ج جواب الجواب الإجابة إجابة'],
  ['ש שאלה', 'ת תשובה'],
  ['问 問 问题 問題', '答 回答 答案'],
  ['V vraag', 'A antwoord'],
  ['S soru', 'C cevap yanıt'],
  ['F fråga', 'S svar'],
  ['O otázka', 'O odpověď'],
  ['질문', '답변 답'],
  ['Î întrebare', 'R răspuns'],
  ['T pertanyaan tanya', 'J jawaban jawab'],
  ['प्रश्न', 'उत्तर'],
];

function labels(words: string): RegExp {
  const list = words.split(' ');
  // Before Unicode's lower case of everything, letters would be taken for words: "a. text" is one of several options.
  const alternatives = list.flatMap((word) =>
    word.length === 1 ? [word] : [word, word[0]!.toUpperCase() + word.slice(1), word.toUpperCase()],
  );
  return new RegExp(
    `^[\\s\\p{Cf}]*[(\\[【]?\\s*(?:${anyOf([...new Set(alternatives)])})(?:\\.\\s?[0-9]{1,3}\\s|(?:[\\s.#nº°№]{0,3}[0-9０-９]{1,3})?\\s*(?:[)\\]】]\\s*[:：.]?|[:：.．、)]\\s?[-–—]?|[-–—|]\\s|(?=\\s*$)))[\\s\\p{Cf}]*`,
    'u',
  );
}

const PAIR_LABELS = PAIRS.map(([questions, answers]) => [labels(questions), labels(answers)] as const);

const ALL_PAIRS = PAIRS.map((_pair, index) => index);

/** Of languages that share their letters with others, and labels with people's initials; by the places in {@link PAIRS}. */
const LANGUAGES: Readonly<Record<number, string>> = {
  2: 'de',
  3: 'es pt',
  4: 'it',
  5: 'pl',
  11: 'nl',
  12: 'tr',
  13: 'sv',
  14: 'cs sk',
  16: 'ro',
  17: 'id',
};

/** Those of the pairs that a page in the language may well mean. */
export function pairsOfLanguage(pairs: readonly number[], lang: string): number[] {
  return pairs.filter((pair) => !LANGUAGES[pair] || LANGUAGES[pair].includes(lang));
}

/** The languages' pairs of labels whose question label the raw text begins with, with the length of it. */
export function questionLabel(raw: string): { length: number; pairs: readonly number[] } | undefined {
  const start = raw.slice(0, 60);
  let length = 0;
  const pairs = PAIR_LABELS.flatMap(([question], index) => {
    const match = question.exec(start);
    if (!match) return [];
    length = Math.max(length, match[0].length);
    return [index];
  });
  return pairs.length ? { length, pairs } : undefined;
}

/** Length of the answer label that the raw text begins with, of one of the pairs; 0 when there is none. */
export function answerLabel(raw: string, pairs: readonly number[] = ALL_PAIRS): number {
  const start = raw.slice(0, 60);
  return Math.max(0, ...pairs.map((index) => PAIR_LABELS[index]![1].exec(start)?.[0].length ?? 0));
}

/** "1.", "2)": length of the number that the raw text begins with, or 0. */
export function numbering(raw: string): number {
  return (
    /^[\s\p{Cf}]*\(?[0-9０-９]{1,3}\s*(?:[.)．、:]|\s[-–—]\s)[\s\p{Cf}]*(?=[^\s\d])/u.exec(raw.slice(0, 40))?.[0].length ?? 0
  );
}

/** What a line begins with, found in the raw text. */
class Labels<Kind> {
  readonly #kinds: ReadonlyMap<string, Kind>;
  readonly #start: RegExp;

  constructor(table: readonly (readonly [Kind, string])[]) {
    this.#kinds = new Map(table.flatMap(([kind, list]) => phrases(list).map((phrase) => [phrase, kind] as const)));
    this.#start = new RegExp(`^(?:${anyOf([...this.#kinds.keys()])})(?= |$)`, 'u');
  }

  /** The kind of a text that is a label and nothing else. */
  is(plainText: string): Kind | undefined {
    return this.#kinds.get(plainText);
  }

  /** The kind of label that a text begins with. */
  begins(plainText: string): { kind: Kind; label: string } | undefined {
    const label = this.#start.exec(plainText)?.[0];
    return label === undefined ? undefined : { kind: this.#kinds.get(label)!, label };
  }
}

/** `short` ones are labels only with a colon behind: "Tip: …", but not "Tip 3 of 10". */
export const LEAD_INS = new Labels<'fact' | 'tip' | 'short'>([
  [
    'fact',
    'did you know|did you know that|fun fact|interesting fact|quick fact|fast fact|do you know' +
      '|чи знали ви|чи знаєте ви|а чи знали ви|а ви знали|ви знали|цікавий факт|цікаво знати' +
      '|wussten sie|wussten sie schon|wussten sie dass|wusstest du|wusstest du schon|wusstest du dass|gewusst|schon gewusst|hätten sie es gewusst' +
      '|le saviez vous|saviez vous|le savais tu|saviez vous que|anecdote' +
      '|sabías que|sabía que|sabías|sabía usted que|sabíais que|dato curioso|lo sabías' +
      '|sabia que|você sabia|você sabia que|sabias que|curiosidade' +
      '|lo sapevi|lo sapevi che|lo sapevate|lo sapevate che|sapevi che|sapevate che|curiosità' +
      '|czy wiesz że|czy wiesz|czy wiecie że|czy wiedziałeś|czy wiedziałeś że|czy wiedzieliście że|ciekawostka' +
      '|هل تعلم|هل كنت تعلم|هل تعلم أن|هل تعلمون|معلومة|حقيقة ممتعة' +
      '|הידעת|הידעתם|האם ידעת|האם ידעתם|ידעתם|עובדה מעניינת' +
      '|豆知識|ご存じですか|ご存知ですか|ご存じでしたか|ご存知でしたか|知っていましたか|知ってましたか|トリビア' +
      '|你知道吗|您知道吗|你知道嗎|您知道嗎|小知识|小知識|冷知识|趣闻' +
      '|wist je dat|wist u dat|wist je dit|biliyor muydunuz|bunu biliyor muydunuz|visste du|visste du att|věděli jste|věděli jste že|víte že|знаете ли вы|а вы знали|а вы знали что|интересный факт|알고 계셨나요|știați că|tahukah anda|tahukah kamu|क्या आप जानते हैं',
  ],
  [
    'tip',
    'pro tip|protip|pro tips|quick tip|expert tip|top tip|insider tip|hot tip|handy tip' +
      '|порада|порада від експерта|корисна порада|порада експерта|лайфхак' +
      '|profi tipp|profitipp|expertentipp|kleiner tipp|extra tipp|geheimtipp' +
      '|astuce|conseil de pro|astuce de pro|le conseil de pro|bon à savoir|le conseil de lexpert|conseil dexpert' +
      '|consejo profesional|consejo de experto|consejo rápido|consejo pro|truco' +
      '|dica de especialista|dica profissional|dica rápida|dica de profissional|dica pro|dica do especialista' +
      '|consiglio dellesperto|il consiglio dellesperto|consiglio da esperto|consiglio pro|consiglio da professionista' +
      '|wskazówka|porada eksperta|wskazówka eksperta|profesjonalna wskazówka|rada eksperta|praktyczna wskazówka' +
      '|نصيحة احترافية|نصيحة الخبراء|نصيحة الخبير|نصيحة سريعة|نصيحة من خبير' +
      '|טיפ מקצועי|טיפ של מומחה|טיפ מהיר|עצה מקצועית|טיפ זהב|טיפ מקצוענים' +
      '|プロのヒント|ワンポイントアドバイス|ワンポイント|プロからのアドバイス|プロのコツ' +
      '|专业提示|專業提示|小贴士|小貼士|小提示|专家提示|專家提示|小技巧|专家建议' +
      '|protip van de expert|uzman ipucu|proffstips|tip odborníka|tip od experta|совет эксперта|полезный совет|совет профессионала|전문가 팁|sfatul expertului|tips ahli|tips pro',
  ],
  ['short', 'tip|tipp|conseil|consejo|dica|consiglio|rada|نصيحة|טיפ|コツ|贴士|совет|ipucu|tips|sfat'],
]);

/** `bare` ones are worth an element with nothing under them; `plain` ones need a list; `inline` ones are said before a link. */
export const RELATED = new Labels<'bare' | 'list' | 'inline' | 'popular' | 'adverts'>([
  [
    'bare',
    'you may also like|you might also like|you may also enjoy|you might also enjoy|you may also be interested in|you might be interested in|you may like|related articles|related posts|related stories|related reading|read next|more on this story|more on this topic|more on this' +
      '|вам також може сподобатися|вам може бути цікаво|вас також може зацікавити|вам також буде цікаво|читайте також|схожі статті|статті за темою|за темою|пов’язані статті' +
      '|das könnte sie auch interessieren|das könnte dich auch interessieren|das könnte ihnen auch gefallen|das könnte dir auch gefallen|auch interessant|mehr zum thema|ähnliche artikel|ähnliche beiträge|verwandte artikel|lesen sie auch|weiterlesen' +
      '|vous aimerez aussi|vous pourriez aussi aimer|cela pourrait vous intéresser|articles similaires|articles liés|à lire aussi|sur le même sujet|à lire également|ces articles peuvent vous intéresser|ceci pourrait aussi vous intéresser|dans la même rubrique' +
      '|también te puede interesar|te puede interesar|también te puede gustar|quizás te interese|artículos relacionados|entradas relacionadas|noticias relacionadas|te podría interesar' +
      '|você também pode gostar|talvez você goste|você pode gostar|também pode gostar|artigos relacionados|leia também|matérias relacionadas|posts relacionados|veja também|também lhe pode interessar|poderá também gostar' +
      '|potrebbe interessarti anche|ti potrebbe interessare|potrebbe interessarti|potrebbero interessarti|articoli correlati|leggi anche|ti potrebbe piacere|ti potrebbe interessare anche|potrebbe anche interessarti|articoli simili' +
      '|może cię zainteresować|może cię też zainteresować|może ci się też spodobać|może ci się spodobać|powiązane artykuły|podobne artykuły|zobacz też|zobacz także|czytaj także|czytaj też|przeczytaj także|przeczytaj również|może cię również zainteresować|polecamy także' +
      '|قد يعجبك أيضا|قد يهمك أيضا|مقالات ذات صلة|مواضيع ذات صلة|اقرأ أيضا|موضوعات ذات صلة|قد يهمك' +
      '|אולי יעניין אותך|אולי יעניין אתכם|אולי תאהבו גם|כתבות נוספות|מאמרים קשורים|כתבות קשורות|קראו גם|קראו עוד|עוד בנושא|יעניין אותך גם|אולי יעניין אותך גם' +
      '|関連記事|こちらの記事もおすすめ|あわせて読みたい|合わせて読みたい|こちらもおすすめ|関連する記事|おすすめ記事|次に読む' +
      '|相关文章|相關文章|您可能还喜欢|你可能还喜欢|您可能也喜歡|你可能也喜歡|你可能也喜欢|您可能也喜欢|延伸阅读|延伸閱讀|相关阅读|猜你喜欢|推荐阅读|推薦閱讀' +
      '|lees ook|gerelateerde artikelen|misschien vind je dit ook leuk|ook interessant|bunlar da ilginizi çekebilir|ilginizi çekebilir|ilgili yazılar|ilgili haberler|läs också|läs även|relaterade artiklar|mohlo by vás zajímat|související články|čtěte také|читайте также|похожие статьи|вам также может понравиться|관련 기사|관련 글|함께 읽으면 좋은 글|citește și|articole similare|baca juga|artikel terkait|ये भी पढ़ें|संबंधित लेख',
  ],
  [
    'list',
    'related|related content|related links|related coverage|related topics|related news|related guides|recommended|recommended reading|recommended for you|recommended articles|further reading|see also|keep reading|more stories|more like this|more articles|more from this series|continue reading|dont miss' +
      '|рекомендуємо|рекомендуємо прочитати|читайте далі|empfohlene artikel|weitere artikel|siehe auch|zum weiterlesen|leseempfehlungen|à découvrir|pour aller plus loin|lire aussi|voir aussi|lee también|lea también|ver también|leer más|para seguir leyendo|leia mais|relacionadas|relacionados|vedi anche|per approfondire|polecamy|powiązane|ذات صلة|انظر أيضا|ראו גם|参考記事|おすすめの記事|参见|相关|相关内容|更多文章',
  ],
  [
    'inline',
    'also read|read also|read more|read|more|see more|also see|dont miss this|read this next|learn more|mehr dazu|lesen sie mehr|lies auch|siehe dazu|en savoir plus|lire|à voir aussi|más información|te recomendamos|saiba mais|approfondisci|więcej|اقرأ المزيد|לקריאה נוספת|もっと読む|阅读更多|更多',
  ],
  [
    'popular',
    'most popular|popular posts|popular articles|popular stories|trending|trending now|most read|latest posts|latest news|latest articles|recent posts|meistgelesen|les plus lus|lo más leído|mais lidas|i più letti|najpopularniejsze|الأكثر قراءة|人気記事|热门文章',
  ],
  [
    'adverts',
    'from around the web|around the web|from the web|sponsored|sponsored content|sponsored stories|sponsored links|promoted stories|promoted content|paid content|from our partners|from our sponsors|partner content|you may like sponsored|recommended by outbrain|recommended by taboola|anzeige|anzeigen|contenus sponsorisés|contenido patrocinado|conteúdo patrocinado|contenuti sponsorizzati|materiały sponsorowane|محتوى ممول',
  ],
]);

/** Titles over a conversation; `short` ones are said of much else, too. */
export const COMMENTS = new Labels<'call' | 'short'>([
  [
    'call',
    'leave a comment|leave a reply|leave your comment|leave a response|post a comment|add a comment|write a comment|join the conversation|join the discussion|share your thoughts|tell us what you think|comment below|have your say|what do you think' +
      '|залишити коментар|залиште коментар|додати коментар|напишіть коментар|залишити відповідь|приєднуйтесь до обговорення' +
      '|kommentar hinterlassen|hinterlasse einen kommentar|hinterlassen sie einen kommentar|schreibe einen kommentar|schreiben sie einen kommentar|kommentar schreiben|kommentieren|diskutieren sie mit|antwort hinterlassen|schreibe eine antwort' +
      '|laisser un commentaire|laissez un commentaire|laisser une réponse|ajouter un commentaire|écrire un commentaire|participez à la discussion|rejoignez la conversation' +
      '|deja un comentario|dejar un comentario|deja una respuesta|escribe un comentario|únete a la conversación|dejar una respuesta|añade un comentario' +
      '|deixe um comentário|deixar um comentário|deixe uma resposta|deixe o seu comentário|deixe seu comentário|escreva um comentário|participe da conversa' +
      '|lascia un commento|lascia un tuo commento|scrivi un commento|aggiungi un commento|partecipa alla discussione|lascia una risposta' +
      '|zostaw komentarz|dodaj komentarz|napisz komentarz|skomentuj|dołącz do dyskusji' +
      '|اترك تعليقا|أضف تعليقا|اكتب تعليقا|اترك ردا|شارك برأيك|أضف تعليقك|اترك تعليقك' +
      '|השאירו תגובה|כתיבת תגובה|הוסיפו תגובה|כתבו תגובה|השאר תגובה|הצטרפו לדיון|הוספת תגובה|להגיב' +
      '|コメントを残す|コメントする|コメントを書く|コメントを投稿|コメントをどうぞ' +
      '|发表评论|發表評論|发表回复|發佈留言|發表迴響|留下评论|添加评论|留言|我要评论' +
      '|laat een reactie achter|plaats een reactie|geef een reactie|yorum yap|yorum yazın|bir yorum bırakın|bir yanıt yazın|lämna en kommentar|lämna ett svar|napsat komentář|přidat komentář|оставить комментарий|добавить комментарий|댓글 남기기|댓글 달기|lasă un comentariu|lasă un răspuns|tinggalkan komentar|tinggalkan balasan|एक टिप्पणी छोड़ें',
  ],
  [
    'short',
    'comments|comment|discussion|reader comments|коментарі|kommentare|commentaires|comentarios|comentários|commenti|komentarze|التعليقات|תגובות|コメント|评论|評論|reacties|yorumlar|kommentarer|komentáře|комментарии|댓글|comentarii|komentar|टिप्पणियाँ',
  ],
]);

/** A verb that asks to subscribe, then, in the same clause, what to: both as `plain()` leaves them. */
const SUBSCRIBE: readonly (readonly [verb: string, what: string])[] = [
  [
    'subscribe|sign up|signup|join|get',
    'newsletter|newsletters|mailing list|email list|email updates|weekly email|digest|in your inbox|to your inbox|into your inbox',
  ],
  ['підпишіться|підписуйтесь|підписуйтеся|підписатися', 'розсилку|розсилки|бюлетень|новини|дайджест'],
  ['abonnieren sie|abonniere|abonniert|melden sie sich|melde dich|jetzt abonnieren|erhalten sie', 'newsletter|rundbrief'],
  ['abonnez vous|inscrivez vous|recevez|abonne toi|inscris toi', 'newsletter|infolettre|lettre dinformation|lettre|bulletin'],
  ['suscríbete|suscríbase|suscribete|apúntate|únete|regístrate|recibe', 'newsletter|boletín|boletin|lista de correo'],
  ['assine|inscreva se|subscreva|cadastre se|receba|registe se', 'newsletter|boletim'],
  ['iscriviti|iscrivetevi|abbonati|ricevi', 'newsletter|bollettino'],
  ['zapisz się|subskrybuj|zasubskrybuj|dołącz', 'newslettera|newsletter|biuletyn|biuletynu'],
  ['اشترك|اشتركوا|سجل|انضم', 'النشرة|نشرتنا|نشرة|البريدية'],
  ['הירשמו|הרשמו|הצטרפו|הירשם|הרשם|להרשמה', 'לניוזלטר|ניוזלטר|לרשימת התפוצה|לעלון|לניוזלטר שלנו|לדיוור'],
  ['登録|購読|ご登録', 'ニュースレター|メルマガ|メールマガジン'],
  ['订阅|訂閱|注册', '通讯|电子报|電子報|新闻通讯|邮件列表|时事通讯|newsletter'],
  ['schrijf je in|meld je aan|abonneer je', 'nieuwsbrief'],
  ['abone olun|kaydolun|abone ol', 'bültenimize|bülten|bültene'],
  ['prenumerera', 'nyhetsbrev|vårt nyhetsbrev'],
  ['přihlaste se|odebírejte', 'newsletteru|newsletter|zpravodaj'],
  ['подпишитесь|подписывайтесь', 'рассылку|новости'],
  ['구독', '뉴스레터'],
  ['abonează te|abonați vă', 'newsletter|newsletterul'],
  ['berlangganan', 'buletin|newsletter'],
];
const SUBSCRIBE_PATTERNS = SUBSCRIBE.map(([verb, what]) => {
  const verbs = anyOf(phrases(verb));
  const things = anyOf(phrases(what));
  return UNSPACED.test(what) || UNSPACED.test(verb)
    ? new RegExp(`(?:${verbs}).{0,16}(?:${things})|(?:${things}).{0,16}(?:${verbs})`, 'u')
    : new RegExp(
        `^(?:(?:please|and|bitte|veuillez|por favor|dont forget to) )?(?:${verbs}) (?:[^ ]+ ){0,6}?(?:${things})(?: |$)`,
        'u',
      );
});
/** What a form for subscribers says; "Sign up" alone is said of accounts, too. */
const NEWSLETTER_WORDS = new RegExp(
  `(?:^| )(?:${anyOf([...new Set(phrases(`${SUBSCRIBE.map(([, what]) => what).join('|')}|subscribe|subscription|abonnieren|abonnez vous|suscríbete|subskrybuj|підписатися|подписаться`))])})(?: |$)`,
  'u',
);
const NEWSLETTER_UNSPACED = /ニュースレター|メルマガ|メールマガジン|订阅|訂閱|购读|購読|电子报|電子報|뉴스레터|구독/u;

/** Whether a sentence asks the reader to subscribe to a letter. */
export function asksToSubscribe(sentence: string): boolean {
  // "If you liked it, sign up …"
  const clauses = sentence
    .slice(0, 300)
    .split(/[,،、:：–—]/)
    .map(plain);
  return clauses.some((clause) => SUBSCRIBE_PATTERNS.some((pattern) => pattern.test(clause)));
}

/** Whether the words near a form say that it is about a letter. */
export function speaksOfNewsletter(text: string): boolean {
  const words = plain(text.slice(0, 600));
  return NEWSLETTER_WORDS.test(words) || NEWSLETTER_UNSPACED.test(words);
}

/** A sentence that sends the reader to the comments. */
const COMMENT_CALL = new RegExp(
  anyOf(
    phrases(
      'in the comments below|comments section|in the comment section|in the comments|comments below|comment below|leave a comment|leave us a comment|у коментарях|в коментарях|in den kommentaren|in die kommentare|uns einen kommentar|einen kommentar da|dans les commentaires|en commentaire|en los comentarios|nos comentários|nei commenti|w komentarzach|w komentarzu|في التعليقات|בתגובות|コメント欄|コメントで|评论区|在评论中|留言區|in de reacties|yorumlarda|i kommentarerna|v komentářích|в комментариях|댓글로|în comentarii|di kolom komentar',
    ),
  ),
  'u',
);

/** Whether it asks the reader, rather than telling what others wrote there. */
export function asksToComment(text: string): boolean {
  if (text.length > 4000 || !COMMENT_CALL.test(plain(text))) return false;
  return /[?？؟!！]/.test(text) || sentences(text).some((each) => COMMENT_VERB.test(each) && COMMENT_CALL.test(plain(each)));
}

const COMMENT_VERB =
  /^(please|comment|join|sound off|have your|(share|post|add|leave|drop|write) (it|them|with|a|an|one|us|me|your|yours)|(tell|let) (us|me))\s/i;

export function sentences(text: string): string[] {
  return text.length > 4000 ? [] : text.split(/(?<=[.!?。！？؟…])\s*/u);
}

/** Titles of talks with somebody, whose questions and answers are the story itself. */
const INTERVIEW = new RegExp(
  `(?:^| )(?:${anyOf(
    phrases(
      'interview|interviews|interviewed|interviewing|in conversation|a conversation with|conversation with|talks to|speaks to|spoke with|spoke to|sat down with|we asked|caught up with|q a with|qa with|five questions for|questions for|questions with|20 questions|transcript|podcast|deposition|testimony|hearing|ama|ask me anything|advice column|dear|agony aunt|інтерв’ю|розмова з|бесіда з|im gespräch|gespräch mit|das interview|entretien|entretien avec|rencontre avec|entrevista|conversación con|conversa com|intervista|intervista a|a colloquio con|wywiad|rozmowa z|مقابلة|حوار مع|حوار|لقاء مع|ראיון|ריאיון|שיחה עם|インタビュー|対談|专访|專訪|采访|訪談|对话|vraaggesprek|röportaj|söyleşi|intervju|rozhovor|интервью|беседа с|인터뷰|interviu|wawancara',
    ),
  )})(?: |$)|インタビュー|専访|专访|專訪|采访|访谈|訪談|対談`,
  'u',
);
/** Titles of tests and jokes. */
const EXERCISE = new RegExp(
  `(?:^| )(?:${anyOf(
    phrases(
      'quiz|quizzes|trivia|exam|exams|ncert|test|tests|worksheet|exercise|exercises|homework|answer key|riddle|riddles|joke|jokes|puns|puzzle|flashcards|mcq|multiple choice|practice questions|sample questions|past paper|catechism|вікторина|тест|контрольна|загадки|prüfung|klausur|aufgaben|übung|rätsel|witze|devinettes|blagues|examen|exercices|contrôle|adivinanzas|chistes|cuestionario|prova|exercícios|charadas|verifica|esercizi|indovinelli|sprawdzian|egzamin|zagadki|zadania|اختبار|امتحان|ألغاز|מבחן|חידון|חידות|クイズ|テスト|問題集|試験|考试|测验|试题|谜语|викторина',
    ),
  )})(?: |$)|クイズ|試験|考试|测验|试题|考題`,
  'u',
);

export function speaksOfInterview(text: string): boolean {
  return INTERVIEW.test(plain(text));
}

export function speaksOfExercise(text: string): boolean {
  return EXERCISE.test(plain(text));
}

/** Somebody says "I": in answers, the mark of an interview. Case counts: "EU" is no Portuguese "eu". */
const FIRST_PERSON: Readonly<Record<string, string>> = {
  en: "I|I'm|I've|I'd|I'll|my|me|myself|My",
  uk: 'я|Я|мене|мені|мій|моя|моє|мною',
  de: 'ich|Ich|mein|meine|meinen|meiner|meinem|mir|mich',
  fr: "je|Je|moi|mon|mes|j'ai|J'ai|j'étais|j'avais|m'a",
  es: 'yo|Yo|mí|mis|me|Me',
  pt: 'eu|Eu|meu|minha|meus|minhas|mim|me',
  it: 'io|Io|mio|mia|miei|mie|ho|Ho|mi|Mi',
  pl: 'ja|Ja|mnie|mój|moja|moje|mam|byłem|byłam|mi',
  ar: 'أنا|لدي|عندي|كنت|أعتقد|رأيي|حياتي',
  he: 'אני|שלי|אותי|הייתי|לי',
  nl: 'ik|Ik|mijn|mij',
  tr: 'ben|Ben|benim|bana|beni',
  sv: 'jag|Jag|min|mitt|mig',
  cs: 'já|Já|můj|moje|mně|jsem',
  ru: 'я|Я|меня|мне|мой|моя|моё|мною',
  ro: 'eu|Eu|meu|mea|mie',
  id: 'saya|Saya|aku',
};
const WE: Readonly<Record<string, string>> = {
  en: 'we|our|us|ours',
  uk: 'ми|наш|наша|наше|наші|нас|нам',
  de: 'wir|unser|unsere|unseren|unserem|uns',
  fr: 'nous|notre|nos',
  es: 'nosotros|nosotras|nuestro|nuestra|nos',
  pt: 'nós|nosso|nossa|nos',
  it: 'noi|nostro|nostra|abbiamo|siamo',
  pl: 'my|nasz|nasza|nasze|nas|nam',
};
const YOU: Readonly<Record<string, string>> = {
  en: 'you|your|yours',
  uk: 'ви|ваш|ваша|ваше|ваші|вас|вам',
  de: 'sie|ihr|ihre|ihren|ihnen|du|dein|deine|dich',
  fr: 'vous|votre|vos',
  es: 'usted|ustedes|tu|su|sus|te',
  pt: 'você|vocês|seu|sua|vosso',
  it: 'lei|voi|vostro|vostra|suo|sua',
  pl: 'pan|pani|państwo|wasz|wasza|twój|twoja',
};
const FIRST_PERSON_UNSPACED = /私[はがのもに]|僕|俺|我(?!们|們|国|國)|저는|제가/u;
const PERSONS = new Map<string, RegExp>();

export function saysWe(text: string, lang: string): boolean {
  return says(WE, text, lang);
}

export function saysYou(text: string, lang: string): boolean {
  return says(YOU, text, lang);
}

function says(words: Readonly<Record<string, string>>, text: string, lang: string): boolean {
  return words[lang] !== undefined && new RegExp(`(?:^| )(?:${words[lang]})(?: |$)`, 'u').test(plain(text.slice(0, 1500)));
}

export function saysI(text: string, lang: string): boolean {
  let pattern = PERSONS.get(lang);
  if (!pattern) {
    const words = (FIRST_PERSON[lang] ?? FIRST_PERSON['en']!).replaceAll("'", "['’]");
    PERSONS.set(lang, (pattern = new RegExp(`(?:^|[\\s"'“«(—–])(?:${words})(?=[\\s.,;:!?"”»)—–]|$)`, 'u')));
  }
  const start = text.slice(0, 1500);
  return pattern.test(start) || FIRST_PERSON_UNSPACED.test(start);
}
