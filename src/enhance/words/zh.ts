import type { LanguageWords } from './language-words.js';

/** Chinese. */
export const words: LanguageWords = {
  code: 'zh',
  pair: ['问 問 问题 問題', '答 回答 答案'],
  faq: '常见问题|常見問題|常见问答|常見問答|常见疑问',
  answers: '问答|问与答|問答',
  fact: '你知道吗|您知道吗|你知道嗎|您知道嗎|小知识|小知識|冷知识|趣闻',
  tip: '专业提示|專業提示|小贴士|小貼士|小提示|专家提示|專家提示|小技巧|专家建议',
  label: '贴士',
  related:
    '相关文章|相關文章|您可能还喜欢|你可能还喜欢|您可能也喜歡|你可能也喜歡|你可能也喜欢|您可能也喜欢|延伸阅读|延伸閱讀|相关阅读|猜你喜欢|推荐阅读|推薦閱讀',
  reading: '参见|相关|相关内容|更多文章',
  link: '阅读更多|更多',
  popular: '热门文章',
  comment: '发表评论|發表評論|发表回复|發佈留言|發表迴響|留下评论|添加评论|留言|我要评论',
  comments: '评论|評論',
  commentCall: '评论区|在评论中|留言區',
  interview: '专访|專訪|采访|訪談|访谈',
  exercise: '考试|测验|试题|谜语|考題',
  subscribe: '订阅|訂閱|注册',
  letter: '通讯|电子报|電子報|新闻通讯|邮件列表|时事通讯|newsletter',
  subscription: '购读|订阅|訂閱',
};
