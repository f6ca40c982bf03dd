import type { SeedComment } from './backend/index.js';

const TALKS = {
  thread: 'us-russia-ukraine-talks',
  url: '/article.html',
  title: 'US, Russia & Ukraine Talks: Progress on Ending the War?',
};

/** What invented readers said before the demo's first visitor came. */
export const DEMO_COMMENTS: readonly SeedComment[] = [
  {
    ...TALKS,
    pinned: true,
    author: { name: 'Chief Editor', badge: 'author' },
    text: 'Thank you for reading. Please keep to the talks themselves: what you would want a settlement to contain, and what you have read that others should. Sources are welcome as **links**.',
    createdAt: '2026-02-05T08:05:00Z',
    score: 9,
  },
  {
    ...TALKS,
    author: { name: 'Margit Solberg' },
    text: 'The sentence about guarantees is the heart of it. My grandfather served on the line in Cyprus and used to say that a guarantee is *a person in a tent*, not a paragraph.\n\nWhat would the equivalent be here, along a line more than a thousand kilometres long?',
    createdAt: '2026-02-05T09:41:00Z',
    score: 34,
    replies: [
      {
        author: { name: 'Desmond A.' },
        text: 'Nobody can put a tent every kilometre. Sensors plus a joint commission that meets every day seems more realistic, with a mobile force behind it.',
        createdAt: '2026-02-05T10:12:00Z',
        score: 12,
        replies: [
          {
            author: { name: 'Margit Solberg' },
            text: 'Agreed on the commission. But sensors without anybody who has to *answer* for them only give you better footage of the failure.',
            createdAt: '2026-02-05T10:30:00Z',
            score: 15,
            replies: [
              {
                author: { name: 'Desmond A.' },
                text: 'That is fair, and better put than anything in my reply.',
                createdAt: '2026-02-05T10:44:00Z',
                score: 6,
              },
            ],
          },
          {
            author: { name: 'Ilkka' },
            text: 'Finland watched a border of that length for decades with reservists, dogs and patience. It can be done. It is a matter of deciding to.',
            createdAt: '2026-02-05T13:02:00Z',
            score: 8,
          },
        ],
      },
      {
        author: { name: 'Chief Editor', badge: 'author' },
        text: 'A good question. We look at what has and has not worked on long lines in *Who guards a ceasefire?*, which is linked above.',
        createdAt: '2026-02-11T08:15:00Z',
        score: 11,
      },
    ],
  },
  {
    ...TALKS,
    author: { name: 'Ruth Abebe' },
    text: '> This approach echoes historical precedents, such as the Camp David Accords\n\nCamp David had one thing these talks do not: thirteen days, one place, and no telephones. The parties could not go home in between and be pulled back to where they started.',
    createdAt: '2026-02-05T11:20:00Z',
    score: 21,
    replies: [
      {
        author: { name: 'Paolo R.' },
        text: 'And two leaders who had both already decided that they wanted out. A mediator can shorten the road, not make people walk it.',
        createdAt: '2026-02-05T12:07:00Z',
        score: 14,
      },
    ],
  },
  {
    ...TALKS,
    author: { name: 'Yusuf Kaplan' },
    text: 'I teach negotiation and use a short checklist with students when talks like these are announced:\n\n1. Who is in the room, and can they sign?\n2. Has anything been *exchanged* yet (prisoners, bodies, grain)?\n3. Is there a date for the next meeting?\n\nTwo yeses out of three is a good round. The [OSCE](https://www.osce.org/) has published its own lists, if you want longer ones.',
    createdAt: '2026-02-05T15:58:00Z',
    score: 27,
    replies: [
      {
        author: { name: 'Leonie' },
        text: 'Saving this. I had only ever looked at the third.',
        createdAt: '2026-02-05T17:21:00Z',
        score: 3,
      },
    ],
  },
  {
    ...TALKS,
    author: { name: 'Oksana' },
    text: 'We read every one of these articles in our kitchen in Dnipro. I would only ask those who write “territory” to remember that it has people in it, and that they should be in the text too.',
    createdAt: '2026-02-06T06:34:00Z',
    score: 58,
    replies: [
      {
        author: { name: 'Chief Editor', badge: 'author' },
        text: 'You are right, and we will do better. Thank you for writing to us.',
        createdAt: '2026-02-06T09:10:00Z',
        score: 22,
      },
      {
        author: { name: 'Margit Solberg' },
        text: 'Thinking of you in your kitchen, Oksana.',
        createdAt: '2026-02-06T10:02:00Z',
        score: 13,
      },
    ],
  },
  {
    ...TALKS,
    author: { name: 'J. Whitcombe' },
    text: 'Sceptical. A third round would impress me more than a second. Plenty of processes have a photograph and no Thursday.',
    createdAt: '2026-02-07T18:45:00Z',
    score: 4,
  },
  {
    thread: 'who-guards-a-ceasefire',
    url: '/articles/who-guards-a-ceasefire',
    title: 'Who guards a ceasefire?',
    author: { name: 'Former monitor' },
    text: 'I drove those roads for three years. The most effective tool we had was the list of telephone numbers on the dashboard, and knowing whose mother was ill.',
    createdAt: '2026-02-11T12:00:00Z',
    score: 31,
    replies: [
      {
        author: { name: 'Tomasz Wieland', badge: 'author' },
        text: 'This is exactly what everybody I spoke to said, usually after the recorder was off.',
        createdAt: '2026-02-11T13:30:00Z',
        score: 9,
      },
    ],
  },
  {
    thread: 'who-guards-a-ceasefire',
    url: '/articles/who-guards-a-ceasefire',
    title: 'Who guards a ceasefire?',
    author: { name: 'Desmond A.' },
    text: 'The adverb rule at the end is going on my wall.',
    createdAt: '2026-02-12T07:14:00Z',
    score: 7,
  },
  {
    thread: 'swifts-come-home',
    url: '/articles/swifts-come-home',
    title: 'The hundred days of the swift',
    author: { name: 'Wim De Clercq' },
    text: 'We put in four hollow bricks in 2022. For two summers, sparrows. This May: **swifts**. My daughter has taken to eating supper on the windowsill.',
    createdAt: '2026-05-13T19:20:00Z',
    score: 18,
    replies: [
      {
        author: { name: 'Ana' },
        text: 'How far from the window are they? Our council wants five metres from any opening.',
        createdAt: '2026-05-14T06:55:00Z',
        score: 1,
        replies: [
          {
            author: { name: 'Wim De Clercq' },
            text: 'About two, and we have never had a problem. They are very tidy tenants.',
            createdAt: '2026-05-14T20:11:00Z',
            score: 5,
          },
        ],
      },
    ],
  },
  {
    thread: 'bread-that-waits',
    url: '/articles/bread-that-waits',
    title: 'Bread that waits for you',
    author: { name: 'Nadia' },
    text: 'Made it with 80 % spelt and a night longer than planned. It worked, and the crust was the best so far. Thank you for assuming that readers have jobs.',
    createdAt: '2025-10-05T10:40:00Z',
    score: 11,
  },
  {
    thread: 'the-night-train-again',
    url: '/articles/the-night-train-again',
    title: 'The night train, again',
    author: { name: 'Halvard' },
    text: 'Top bunk, always. You are the only one who owns the ceiling.',
    createdAt: '2026-04-10T21:05:00Z',
    score: 16,
    replies: [
      {
        author: { name: 'Jonas Achterberg', badge: 'author' },
        text: 'And the only one who knows where the heating comes out.',
        createdAt: '2026-04-11T06:12:00Z',
        score: 10,
      },
    ],
  },
  {
    thread: 'the-slowest-game',
    url: '/articles/the-slowest-game',
    title: 'The slowest game in town',
    author: { name: 'Brenda Okafor' },
    text: 'My husband is the one with the two new knees, and I can confirm that he was running.',
    createdAt: '2026-06-18T16:30:00Z',
    score: 44,
  },
  {
    thread: 'in-praise-of-rereading',
    url: '/articles/in-praise-of-rereading',
    title: 'In praise of reading it again',
    author: { name: 'Theo' },
    text: 'Reread *The Remains of the Day* last winter. I had remembered a love story. It is a horror story, and there is nobody in it but a very polite man.',
    createdAt: '2025-08-22T22:48:00Z',
    score: 20,
  },
];
