import type { LanguageWords } from './language-words.js';

/** Japanese. */
export const words: LanguageWords = {
  code: 'ja',
  pair: ['Q Ｑ 質問 問 問い', 'A Ａ 回答 答 答え 解答'],
  faq: 'よくある質問|よくあるご質問|よくある疑問',
  answers: '質問と回答|問答',
  fact: '豆知識|ご存じですか|ご存知ですか|ご存じでしたか|ご存知でしたか|知っていましたか|知ってましたか|トリビア',
  tip: 'プロのヒント|ワンポイントアドバイス|ワンポイント|プロからのアドバイス|プロのコツ',
  label: 'コツ',
  related:
    '関連記事|こちらの記事もおすすめ|あわせて読みたい|合わせて読みたい|こちらもおすすめ|関連する記事|おすすめ記事|次に読む',
  reading: '参考記事|おすすめの記事',
  link: 'もっと読む',
  popular: '人気記事',
  comment: 'コメントを残す|コメントする|コメントを書く|コメントを投稿|コメントをどうぞ',
  comments: 'コメント',
  commentCall: 'コメント欄|コメントで',
  interview: 'インタビュー|対談',
  exercise: 'クイズ|問題集|試験',
  subscribe: '登録|購読|ご登録',
  letter: 'ニュースレター|メルマガ|メールマガジン',
  subscription: '購読',
};
