export const HELP = `afterword: what your site needs beside the elements

  afterword index <source> --out related/    what to read next after each article, as static files
  afterword scan <source>                    what data-enhance would find on your pages, before it goes live
  afterword scripts <folder>                 what script tags load, in a folder of its version, and the tags
  afterword <command> --help                 all options of a command

A source is the address of a feed, a sitemap, a WordPress or Ghost site, or a path: a folder of built
pages (.html), a feed, a sitemap, or JSON lines (one article a line, .jsonl or .jsonl.gz).
`;

const SHARED = `
Reading
  --site <url>         Where the files of a folder are on the web; for pages without a canonical link
  --match <text>       Only addresses (or paths) that contain this, as in /blog/
  --limit <n>          Stop after so many pages; what is not listed then is not taken for gone
  --concurrency <n>    Pages read at once (4)
  --delay <ms>         Pause between two requests to one site (0); Crawl-delay and Retry-After are kept anyway
  --timeout <s>        Longest wait for a page (20)
  --ignore-robots      Read what robots.txt asks not to; for your own site
  --kind <kind>        feed, sitemap, folder, wordpress, ghost or jsonl, if it is not recognised
  --key <key>          Content API key of a Ghost site
  --state <folder>     Where notes are kept of what was read (.afterword). A run that was stopped goes on from
                       them: give the same command again
  -q, --quiet          No progress

Exit codes
  0 done · 1 failed · 2 the command or its source cannot work as given · 3 done, some pages were unreadable ·
  130 stopped, can be continued
`;

export const INDEX_HELP = `afterword index <feed|sitemap|folder|WordPress|Ghost|JSON lines> --out <folder>

Finds for every article the six that are nearest to what it says, and writes them as small static files. Put the
folder where your pages can reach it, and paste the line that is printed into your article template.

  afterword index https://paper.example/sitemap.xml --out public/related
  afterword index dist --site https://paper.example --out dist/related
  afterword index https://paper.example/sitemap.xml --out public/related --update     # every night

Index
  -o, --out <folder>   Where the index goes
  --update             Read only what is new or changed, rewrite only the files concerned, and say what changed
  --recheck            With --update: read again also pages whose sitemap gives no date
  --pages              For a feed: read the pages it links to, not its excerpts
  --all-pages          Take every page; else only those that say or look that they are articles
  --shards <n>         How many files (one for every 16 articles). Changing it changes the line in your template
  --base <url>         Where the folder is on the web, for the printed line (/ and the name of the folder)

More than one machine (docs/archives.md)
  --split <i>/<n>      Read one part of n and keep it in --state; each part has a folder there
  afterword index merge --out <folder> [--split <i>/<n>]
                       Put the parts in --state together and write the index, or one part of its files
${SHARED}`;

export const SCAN_HELP = `afterword scan <sitemap|folder|feed>

Reads every page and says what data-enhance would find: how many pages, by which rule, how sure, with samples, and
what it would leave alone and why. Nothing is changed.

  afterword scan https://paper.example/sitemap.xml --html report.html
  afterword scan dist --site https://paper.example --json report.json --sample 3

Report
  --html <file>        A page to look at, with excerpts
  --json <file>        Everything, for programs
  --sample <n>         Samples of each rule (5)
  --lang <tag>         Language of pages that do not say theirs
${SHARED}`;

export const SCRIPTS_HELP = `afterword scripts <folder>

Copies everything a script tag loads into <folder>/<version>/, where no file ever changes, and prints the tags with
their integrity hashes. Old versions stay, for pages that still name them.

  afterword scripts public/afterword
  afterword scripts dist/assets --base https://static.paper.example/assets

Scripts
  --base <url>         Where the folder is on the web, for the printed tags (/ and the name of the folder)
`;
