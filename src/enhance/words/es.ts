import type { LanguageWords } from './language-words.js';

/** Spanish. */
export const words: LanguageWords = {
  code: 'es',
  pair: ['P pregunta', 'R respuesta'],
  sharesLetters: true,
  faq: 'preguntas frecuentes|preguntas más frecuentes|preguntas comunes|dudas frecuentes|preguntas y respuestas frecuentes|preguntas más comunes|preguntas habituales|dudas comunes|preguntas más habituales|dudas más frecuentes|consultas frecuentes|faq preguntas frecuentes',
  answers: 'preguntas y respuestas',
  fact: 'sabías que|sabía que|sabías|sabía usted que|sabíais que|dato curioso|lo sabías|un dato|dato interesante|sabías esto',
  tip: 'consejo profesional|consejo de experto|consejo rápido|consejo pro|truco|consejo útil|consejo experto|pro tip|consejo de experta|nuestro consejo|consejo del experto|tip de experto|tip pro',
  label: 'consejo',
  related:
    'también te puede interesar|te puede interesar|también te puede gustar|quizás te interese|artículos relacionados|entradas relacionadas|noticias relacionadas|te podría interesar|lee más|te recomendamos estas noticias|te recomendamos leer|notas relacionadas|te puede interesar también|puede interesarte|más sobre este tema|te puede gustar|publicaciones relacionadas|le puede interesar|artículos que te pueden interesar|también te podría interesar|podría interesarte|quizá te interese|quizás también te interese|artículos similares|más sobre el tema|otros artículos que te pueden interesar|puede que te interese|tal vez te interese|quizás te pueda interesar|te puede interesar leer|te puede interesar esto|le podría interesar|contenidos relacionados',
  reading:
    'lee también|lea también|ver también|leer más|para seguir leyendo|relacionados|contenido relacionado|sigue leyendo|más artículos|recomendados|otras noticias|otros artículos|temas relacionados|enlaces relacionados|lecturas recomendadas|artículos recomendados|continúa leyendo|seguir leyendo',
  link: 'más información|te recomendamos|lea|lea más|lee además|lea además|leer también|mira también|también lee',
  popular: 'lo más leído',
  adverts: 'contenido patrocinado',
  comment:
    'deja un comentario|dejar un comentario|deja una respuesta|escribe un comentario|únete a la conversación|dejar una respuesta|añade un comentario',
  comments: 'comentarios',
  commentCall: 'en los comentarios',
  interview: 'entrevista|conversación con',
  exercise: 'examen|adivinanzas|chistes|cuestionario',
  subscribe: 'suscríbete|suscríbase|suscribete|apúntate|únete|regístrate|recibe',
  letter: 'newsletter|boletín|boletin|lista de correo',
  subscription: 'suscríbete',
  i: 'yo|Yo|mí|mis|me|Me',
  we: 'nosotros|nosotras|nuestro|nuestra|nos',
  you: 'usted|ustedes|tu|su|sus|te',
};
