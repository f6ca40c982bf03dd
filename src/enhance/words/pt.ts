import type { LanguageWords } from './language-words.js';

/** Portuguese. */
export const words: LanguageWords = {
  code: 'pt',
  pair: ['P pergunta', 'R resposta'],
  sharesLetters: true,
  faq: 'perguntas frequentes|perguntas mais frequentes|dúvidas frequentes|perguntas comuns|dúvidas comuns|principais dúvidas|perguntas mais comuns|questões frequentes|principais perguntas',
  answers: 'perguntas e respostas',
  fact: 'sabia que|você sabia|você sabia que|sabias que|curiosidade|fato curioso|facto curioso|você sabia disso',
  tip: 'dica de especialista|dica profissional|dica rápida|dica de profissional|dica pro|dica do especialista|dica extra|dica de ouro|dica de mestre|dica importante|nossa dica|dica do chef',
  label: 'dica',
  related:
    'você também pode gostar|talvez você goste|você pode gostar|também pode gostar|artigos relacionados|leia também|matérias relacionadas|posts relacionados|veja também|também lhe pode interessar|poderá também gostar|você também pode se interessar|notícias relacionadas|você pode se interessar|pode lhe interessar|relacionado|artigos que podem interessar|você também vai gostar|talvez te interesse|poderá gostar|também poderá gostar|posts similares|artigos semelhantes|notícias semelhantes|pode também gostar|talvez você também goste|você também pode gostar de ler|leia também sobre',
  reading:
    'leia mais|relacionadas|relacionados|leia mais sobre|conteúdo relacionado|pode interessar|continue lendo|leia a seguir|conteúdos relacionados|continue a ler|outros artigos|outras notícias|leituras recomendadas|artigos recomendados|posts recomendados|veja outros artigos',
  link: 'saiba mais|confira também|veja mais|confira|ler também',
  popular: 'mais lidas',
  adverts: 'conteúdo patrocinado',
  comment:
    'deixe um comentário|deixar um comentário|deixe uma resposta|deixe o seu comentário|deixe seu comentário|escreva um comentário|participe da conversa',
  comments: 'comentários',
  commentCall: 'nos comentários',
  interview: 'conversa com|entrevista',
  exercise: 'prova|exercícios|charadas',
  subscribe: 'assine|inscreva se|subscreva|cadastre se|receba|registe se',
  letter: 'newsletter|boletim',
  i: 'eu|Eu|meu|minha|meus|minhas|mim|me',
  we: 'nós|nosso|nossa|nos',
  you: 'você|vocês|seu|sua|vosso',
};
