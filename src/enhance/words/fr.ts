import type { LanguageWords } from './language-words.js';

/** French. */
export const words: LanguageWords = {
  code: 'fr',
  pair: ['Q question', 'R réponse'],
  faq: 'questions fréquentes|questions les plus fréquentes|foire aux questions|questions fréquemment posées|questions courantes|vos questions fréquentes|faq|vos questions les plus fréquentes|les questions les plus posées',
  answers: 'questions réponses|questions et réponses|vos questions nos réponses',
  fact: 'le saviez vous|saviez vous|le savais tu|saviez vous que|anecdote|le saviez tu|savez vous que|le savez vous|info insolite',
  tip: 'astuce|conseil de pro|astuce de pro|le conseil de pro|bon à savoir|le conseil de lexpert|conseil dexpert|notre conseil|notre astuce|petite astuce|petit conseil|conseil pratique|astuce du chef',
  label: 'conseil',
  related:
    'vous aimerez aussi|vous pourriez aussi aimer|cela pourrait vous intéresser|articles similaires|articles liés|à lire aussi|sur le même sujet|à lire également|ces articles peuvent vous intéresser|ceci pourrait aussi vous intéresser|dans la même rubrique|vous pourriez aimer|sur le même thème|articles connexes|cela peut vous intéresser|ces articles pourraient vous intéresser|vous aimerez peut être aussi|ça peut vous intéresser|à lire aussi sur le même sujet|dans la même catégorie|ça pourrait vous intéresser|ceci peut vous intéresser|vous aimerez peut être|articles recommandés|vous serez peut être intéressé par|nos lecteurs ont aussi lu|articles associés',
  reading:
    'à découvrir|pour aller plus loin|lire aussi|voir aussi|lire également|à lire ensuite|nos autres articles|voir également|lire la suite|autres articles|plus darticles|nos derniers articles sur le sujet|continuer la lecture|poursuivre la lecture|à consulter aussi|contenus associés',
  link: 'en savoir plus|lire|à voir aussi|à lire|lisez aussi|relire',
  popular: 'les plus lus',
  adverts: 'contenus sponsorisés',
  comment:
    'laisser un commentaire|laissez un commentaire|laisser une réponse|ajouter un commentaire|écrire un commentaire|participez à la discussion|rejoignez la conversation',
  comments: 'commentaires',
  commentCall: 'dans les commentaires|en commentaire',
  interview: 'entretien|entretien avec|rencontre avec',
  exercise: 'devinettes|blagues|examen|exercices|contrôle',
  subscribe: 'abonnez vous|inscrivez vous|recevez|abonne toi|inscris toi',
  letter: 'newsletter|infolettre|lettre dinformation|lettre|bulletin',
  subscription: 'abonnez vous',
  we: 'nous|notre|nos',
  you: 'vous|votre|vos',
  i: "je|Je|moi|mon|mes|j'ai|J'ai|j'étais|j'avais|m'a",
};
