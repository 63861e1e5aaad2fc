/* The phone of one player: it shows the newest state and brings verdicts home.
   Written for browsers of 2018. All text goes in as text, never as markup. */
(() => {
  'use strict';

  const VERDICTS = ['verified', 'claim', 'propaganda'];
  const PATIENCE = 8000; // milliseconds for one request
  const SILENCE = 25000; // without a sign of life the stream counts as dead
  const LONGEST_WAIT = 4000;
  const POLL = 2000;
  const TRY_STREAM_AGAIN = 15; // polls

  const at = (id) => document.getElementById(id);
  const answers = Array.prototype.slice.call(document.querySelectorAll('.answer'));

  let words = {};
  let spoken = ''; // the language of `words`
  let state = null; // the newest state: {board, own}
  let came = 0; // when it came
  let wish = null; // a verdict that is not known to be saved: {position, round, verdict}
  let sending = false;
  let sendAgain = 0;
  let note = ''; // what became of the last verdict, where that needs saying
  let shown = ''; // what is on the screen, to notice when it is something else
  let source = null;
  let watchdog = 0;
  let retry = 0;
  let failures = 0; // of the stream, in a row
  let polls = 0;
  let down = false; // the last request found nobody
  let inside = false; // known to the quiz
  let over = false; // removed, or at the end: nothing more comes
  let justJoined = false;

  /* Asking the server. */

  const ask = (method, path, body) => new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, path);
    request.timeout = PATIENCE;
    request.onload = () => {
      let plain = {};
      try {
        plain = JSON.parse(request.responseText);
      } catch (fault) { /* an empty answer is one too */ }
      resolve({ status: request.status, plain });
    };
    request.onerror = request.ontimeout = request.onabort = reject;
    if (body === undefined) {
      request.send();
    } else {
      request.setRequestHeader('Content-Type', 'application/json');
      request.send(JSON.stringify(body));
    }
  });

  const learnWords = (language) => ask('GET', '/words' + (language ? '?language=' + encodeURIComponent(language) : ''))
    .then((answer) => {
      if (answer.status !== 200) throw new Error('no words');
      words = answer.plain.words;
      spoken = answer.plain.language;
      document.documentElement.lang = spoken.replace('_', '-');
      label();
    });

  const somewhat = (delay) => delay * (0.6 + 0.4 * Math.random());

  /* Putting words on the screen. */

  const put = (id, text) => {
    const element = at(id);
    if (element.textContent !== (text || '')) element.textContent = text || '';
  };

  const show = (id, yes) => {
    at(id).hidden = !yes;
  };

  const made = (tag, name, text) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  const emptied = (id) => {
    const element = at(id);
    while (element.firstChild) element.removeChild(element.firstChild);
    return element;
  };

  const shape = (verdict) => {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
    svg.setAttribute('aria-hidden', 'true');
    svg.setAttribute('focusable', 'false');
    use.setAttribute('href', '#shape-' + verdict);
    use.setAttributeNS('http://www.w3.org/1999/xlink', 'xlink:href', '#shape-' + verdict);
    svg.appendChild(use);
    return svg;
  };

  const announce = (text) => put('live', text);

  const label = () => {
    put('moment', words.one_moment);
    put('code-title', words.join_title);
    put('code-label', words.code);
    put('code-hint', words.code_hint);
    put('code-go', words.go_on);
    put('name-label', words.your_name);
    put('pick-label', words.pick_name);
    put('name-go', words.come_in);
    put('wait-are', words.you_are);
    put('text-title', words.excerpt);
    put('lit-title', words.deciding);
    put('views-title', words.best_case);
    put('look-title', words.look);
    put('look-hint', words.look_hint);
    put('time-words', words.time_left);
    put('gone', words.gone);
    at('answers').setAttribute('aria-label', words.answers);
    answers.forEach((button) => {
      button.querySelector('.word').textContent = words[button.dataset.verdict];
    });
    if (inside) tellNet();
  };

  /* One of the views; focus goes to its heading when what is shown is something else. */
  const view = (name, key) => {
    ['moment', 'code', 'name', 'wait', 'quiz', 'message'].forEach((one) => show('view-' + one, one === name));
    const heading = at('view-' + name).querySelector('h1');
    const now = name + (key || '');
    if (now === shown) return;
    const first = shown === '';
    shown = now;
    window.scrollTo(0, 0);
    const field = at('view-' + name).querySelector('input');
    if (name === 'code' && field) field.focus();
    else if (heading && !first) heading.focus();
  };

  const message = (title, text, more) => {
    put('message-title', title);
    put('message', text);
    put('message-more', more);
    view('message', title + text);
  };

  /* Whether the computer is reached. */

  let net = '';
  const tellNet = () => {
    show('net', net !== '');
    put('net-words', words[net]);
    at('net').className = net === 'connected' ? '' : 'waiting';
  };
  const setNet = (now) => {
    if (now !== net) {
      net = now;
      tellNet();
      if (words[now]) announce(words[now]);
    }
    show('gone', net === 'offline');
    say();
  };

  /* Coming in. */

  const key = () => {
    const found = /^\/j\/([A-Za-z0-9_-]+)$/.exec(location.pathname);
    return found ? found[1] : '';
  };

  const enter = () => ask('GET', '/state').then((answer) => {
    if (answer.status === 200) {
      inside = true;
      return take(answer.plain).then(openStream);
    }
    if (answer.status === 401) return atDoor();
    throw new Error('not now');
  }).catch(() => {
    show('gone', Boolean(words.gone));
    setTimeout(enter, somewhat(POLL));
  });

  const atDoor = () => learnWords('').then(() => {
    show('gone', false);
    setNet('');
    put('name', '');
    put('place', '');
    if (justJoined) {
      message(words.join_title, words.no_cookies);
      return;
    }
    inside = false;
    if (key()) knock(key(), true);
    else askForCode('');
  });

  const askForCode = (wrong) => {
    put('code-wrong', wrong);
    at('code-go').disabled = false;
    view('code');
    if (wrong) {
      announce(wrong);
      at('code').focus();
    }
  };

  const knock = (given, byLink) => ask('POST', '/door', { key: given }).then((answer) => {
    show('gone', false);
    if (answer.status === 200 && answer.plain.joined) return enter();
    if (answer.status === 200) return askForName(answer.plain);
    if (answer.status === 403) {
      return askForCode(byLink ? words.wrong_link : answer.plain.why);
    }
    put('code-wrong', answer.plain.why);
    put('moment', answer.plain.why || words.one_moment);
    return setTimeout(() => knock(given, byLink), somewhat(LONGEST_WAIT));
  }, () => {
    show('gone', true);
    setTimeout(() => knock(given, byLink), somewhat(POLL));
  });

  const askForName = (door) => {
    const free = door.names === 'free';
    const roster = door.names === 'roster';
    document.title = door.title;
    put('name-title', door.title);
    show('name-free', free);
    show('name-pick', roster);
    put('name-hint', free ? words.name_hint : roster ? '' : words.made_up);
    put('name-wrong', '');
    const pick = emptied('pick');
    const none = made('option', '', words.pick_hint);
    none.value = '';
    pick.appendChild(none);
    door.roster.forEach((pupil) => {
      const option = made('option', '', pupil[1]);
      option.value = String(pupil[0]);
      pick.appendChild(option);
    });
    at('name-go').disabled = false;
    view('name', door.names);
  };

  const notJoined = (text) => {
    at('name-go').disabled = false;
    put('name-wrong', text);
    announce(text);
  };

  const join = () => {
    const wished = {};
    if (!at('name-pick').hidden) {
      if (!at('pick').value) return notJoined(words.pick_hint);
      wished.pupil = Number(at('pick').value);
    } else if (!at('name-free').hidden) {
      wished.name = at('name-typed').value;
    }
    at('name-go').disabled = true;
    return ask('POST', '/join', wished).then((answer) => {
      show('gone', false);
      if (answer.status === 200) {
        inside = justJoined = true;
        return take(answer.plain).then(refresh);
      }
      if (answer.status === 403) return atDoor();
      return notJoined(answer.plain.why || words.gone);
    }, () => notJoined(words.gone));
  };

  /* The stream of states, and getting back to it. */

  const closeStream = () => {
    clearTimeout(watchdog);
    clearTimeout(retry);
    if (source) source.close();
    source = null;
  };

  const beat = () => {
    clearTimeout(watchdog);
    watchdog = setTimeout(lost, SILENCE);
  };

  const openStream = () => {
    closeStream();
    if (over || !inside) return;
    const mine = new EventSource('/events');
    source = mine;
    mine.onmessage = (event) => {
      if (mine !== source) return;
      failures = 0;
      justJoined = false;
      beat();
      setNet('connected');
      take(JSON.parse(event.data));
    };
    mine.addEventListener('ping', () => {
      if (mine === source) beat();
    });
    mine.onerror = () => {
      if (mine === source) lost();
    };
    beat();
  };

  const lost = () => {
    closeStream();
    failures += 1;
    setNet(down ? 'offline' : 'connecting');
    again();
  };

  const again = () => {
    const delay = failures >= 3 ? POLL : Math.min(LONGEST_WAIT, 400 * Math.pow(2, failures));
    clearTimeout(retry);
    retry = setTimeout(refresh, somewhat(delay));
  };

  /* Ask for the state, and open the stream anew unless it has failed too often. */
  const refresh = () => {
    closeStream();
    if (over || !inside) return Promise.resolve();
    return ask('GET', '/state').then((answer) => {
      if (answer.status === 401) return atDoor();
      if (answer.status !== 200) throw new Error('not now');
      if (down) failures = 0;
      down = false;
      setNet('connected');
      return take(answer.plain).then(() => {
        polls += 1;
        if (failures < 3 || polls % TRY_STREAM_AGAIN === 0) openStream();
        else again();
      });
    }).catch(() => {
      down = true;
      failures += 1;
      setNet('offline');
      again();
    });
  };

  let waking = 0;
  const wake = () => {
    clearTimeout(waking);
    waking = setTimeout(() => {
      failures = 0;
      refresh();
    }, 150);
  };

  /* The newest state. */

  const take = (newest) => {
    if (!newest.board) return Promise.resolve();
    const older = state && newest.board.epoch === state.board.epoch && newest.board.change < state.board.change;
    if (older) return Promise.resolve();
    if (state && !isAsked(newest.board)) note = '';
    state = newest;
    came = Date.now();
    const known = newest.board.words === spoken ? Promise.resolve() : learnWords(newest.board.language);
    return known.catch(() => {}).then(() => {
      if (state !== newest) return;
      settle();
      render();
    });
  };

  const isAsked = (one) => one.position === state.board.position && one.round === state.board.round;
  const isOpen = () => state.board.phase === 'open' && !state.board.paused;

  /* What becomes of a verdict that is still on its way. */
  const settle = () => {
    if (sending) return;
    const own = state.own;
    const mine = wish && isAsked(wish);
    if (mine && !own.saving && own.chosen === wish.verdict) keep(null);
    else if (mine && state.board.phase === 'open') send();
    else if (own.saving) askAgain();
    else if (wish) {
      keep(null);
      note = words.too_late;
    }
  };

  const askAgain = () => {
    clearTimeout(sendAgain);
    sendAgain = setTimeout(refresh, somewhat(POLL));
  };

  const keep = (verdict) => {
    wish = verdict;
    try {
      if (wish) sessionStorage.setItem('wish', JSON.stringify(wish));
      else sessionStorage.removeItem('wish');
    } catch (fault) { /* then it is kept as long as the page is */ }
  };

  const send = () => {
    clearTimeout(sendAgain);
    if (!wish || sending || !isOpen()) return;
    const mine = wish;
    sending = true;
    ask('POST', '/vote', mine).then((answer) => {
      sending = false;
      const mind = wish === mine;
      if (answer.status === 200) {
        note = '';
        if (isAsked(mine)) {
          state.own.chosen = mine.verdict;
          state.own.saving = false;
        }
        if (mind) keep(null);
        else send();
      } else if (answer.status === 409) {
        if (mind && answer.plain.refused !== 'paused') {
          keep(null);
          note = answer.plain.why;
        }
        if (answer.plain.state) take(answer.plain.state);
      } else if (answer.status === 401) {
        refresh();
      } else if (answer.status === 400) {
        if (mind) keep(null);
      } else {
        note = answer.plain.why || '';
        askAgain();
      }
      render();
    }, () => {
      // The stream may not have noticed yet; the verdict goes out when the state has come again.
      sending = false;
      down = true;
      lost();
      render();
    });
    render();
  };

  const choose = (verdict) => {
    if (!state || !isOpen() || over) return;
    if (!wish && state.own.chosen === verdict) return;
    note = '';
    keep({ position: state.board.position, round: state.board.round, verdict });
    if (sending) render();
    else send();
  };

  /* Showing it. */

  const render = () => {
    const board = state.board;
    const own = state.own;
    document.title = board.title;
    put('name', own.name);
    put('place', board.phase === 'lobby' || board.phase === 'ended' ? board.title : board.place);
    if (own.removed) {
      over = true;
      closeStream();
      net = '';
      tellNet();
      message(board.title, words.removed);
    } else if (!own.admitted) {
      message(own.name, words.not_admitted);
    } else if (board.phase === 'ended') {
      over = true;
      closeStream();
      net = '';
      tellNet();
      show('gone', false);
      message(words.end_title, own.score, words.end_hint);
    } else if (board.phase === 'lobby') {
      put('wait-name', own.name);
      put('wait-team', own.team);
      put('wait-words', words.waiting);
      view('wait');
    } else {
      question(board, own);
    }
  };

  let written = '';
  const question = (board, own) => {
    const told = board.told;
    const asking = !told;
    const second = board.round === 2;
    const newText = JSON.stringify(board.asked);
    if (newText !== written) {
      written = newText;
      writeText(board);
    }
    put('quiz-title', board.place + (second ? ' · ' + words.second_vote : ''));
    put('banner', board.paused ? words.paused : second ? words.second_vote + ': ' + words.second_hint : '');
    show('banner', board.paused || (second && board.phase === 'open'));
    show('look', board.phase === 'distribution' && !told);
    show('question', asking);
    show('answering', asking);
    at('answering').className = board.phase === 'open' ? 'asking' : '';
    show('verdict', Boolean(told));
    show('told', Boolean(told));
    if (told) tell(told, own, board);
    const mine = wish && isAsked(wish) ? wish.verdict : own.chosen;
    answers.forEach((button) => {
      const verdict = button.dataset.verdict;
      button.setAttribute('aria-pressed', String(verdict === mine));
      button.setAttribute('aria-disabled', String(!isOpen()));
      const before = second && verdict === own.before ? words.first_answer : '';
      button.querySelector('.own').textContent = verdict === mine ? words.your_answer : before;
    });
    const step = told ? 'told' : board.phase === 'distribution' ? 'look' : 'ask';
    view('quiz', [board.epoch, board.position, board.round, step].join());
    say();
    tick();
  };

  /* The line below the answers: saved is said of what is saved alone. */
  const say = () => {
    if (!state || !state.board.asked || !state.own.admitted) return;
    const board = state.board;
    const mine = wish && isAsked(wish);
    let text = words.choose;
    if (note) text = note;
    else if (mine && board.phase === 'open') text = net === 'connected' && sending ? words.sending : words.kept;
    else if (board.phase !== 'open') text = state.own.saving ? words.sending : state.own.chosen ? words.saved_closed : words.closed_without;
    else if (board.paused) text = words.paused;
    else if (state.own.chosen) text = words.saved;
    if (at('said').textContent !== text) {
      put('said', text);
      if (!board.told) announce(text);
    }
  };

  const writeText = (board) => {
    const asked = board.asked;
    const lit = board.told ? board.told.lit : [];
    const text = emptied('text');
    text.lang = board.language;
    asked.text.forEach((piece, index) => {
      const next = asked.text[index + 1];
      let element = document.createTextNode(piece[0]);
      piece[2].forEach((number) => {
        const mark = made('mark', 'lit ' + lit[number].verdict + ' ' + lit[number].line);
        mark.appendChild(element);
        element = mark;
      });
      if (piece[1]) {
        // Eyes see the marker pen; ears are told.
        if (!index || !asked.text[index - 1][1]) text.appendChild(made('span', 'unseen', words.marked + ': '));
        const mark = made('mark', 'marked');
        mark.appendChild(element);
        element = mark;
      }
      text.appendChild(element);
      piece[2].forEach((number) => {
        if (next && next[2].indexOf(number) >= 0) return;
        text.appendChild(made('sup', lit[number].verdict, String(number + 1)));
      });
    });
    put('credit', asked.credit);
    put('statement', asked.statement);
    at('statement').lang = board.language;
    show('statement', Boolean(asked.statement));
    put('asked', asked.asked);
    put('scope', asked.scope);
  };

  const kind = (verdict, text) => {
    const element = made('span', 'kind ' + verdict);
    element.appendChild(shape(verdict));
    element.appendChild(document.createTextNode(text));
    return element;
  };

  let lastTold = '';
  const tell = (told, own, board) => {
    const now = JSON.stringify([told, own]);
    if (now === lastTold) return;
    lastTold = now;
    at('verdict').className = told.verdict || '';
    const headline = emptied('headline');
    if (told.verdict) headline.appendChild(shape(told.verdict));
    headline.appendChild(made('span', '', told.headline));
    put('technique', told.technique);
    put('judged', own.said);
    const list = emptied('lit');
    told.lit.forEach((word) => {
      const item = made('li');
      item.appendChild(kind(word.verdict, word.kind));
      const quote = made('span', 'words', ' “' + word.words + '”');
      quote.lang = board.language;
      item.appendChild(quote);
      if (word.note) item.appendChild(document.createTextNode(' – ' + word.note));
      list.appendChild(item);
    });
    show('lit-title', told.lit.length > 0);
    put('lit-more', told.lit.length ? '' : words.more_words);
    put('explanation', told.explanation);
    at('explanation').lang = at('why-not-said').lang = at('views').lang = board.language;
    put('why-not-asked', own.why_not_asked);
    put('why-not-said', own.why_not);
    show('why-not', Boolean(own.why_not));
    const views = emptied('views');
    told.views.forEach((one) => {
      const name = made('dt');
      name.appendChild(kind(one[0], words[one[0]]));
      views.appendChild(name);
      views.appendChild(made('dd', '', one[1]));
    });
    show('views-title', told.views.length > 0);
  };

  const tick = () => {
    const left = state && state.board.phase === 'open' ? state.board.left : null;
    show('time', left !== null && left !== undefined);
    if (left === null || left === undefined) return;
    const gone = state.board.paused ? 0 : (Date.now() - came) / 1000;
    const seconds = Math.max(0, Math.ceil(left - gone));
    const rest = seconds % 60;
    put('time-left', Math.floor(seconds / 60) + ':' + (rest < 10 ? '0' : '') + rest);
  };

  /* The self-test page: the teacher opens it on one phone before the lesson. */
  const check = () => learnWords('').then(() => ask('POST', '/check', {})).then((answer) => {
    if (answer.status !== 200) throw new Error('not now');
    show('gone', false);
    message('Who Says?', words.check_good, words.check_next);
  }).catch(() => setTimeout(check, POLL));

  /* Whatever the person does. */

  answers.forEach((button) => {
    button.addEventListener('click', () => choose(button.dataset.verdict));
  });
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || at('view-quiz').hidden) return;
    const verdict = VERDICTS[['1', '2', '3'].indexOf(event.key)];
    if (verdict) choose(verdict);
  });
  at('code-form').addEventListener('submit', (event) => {
    event.preventDefault();
    const typed = at('code').value.trim();
    if (!typed) return askForCode(words.code_hint);
    at('code-go').disabled = true;
    put('code-wrong', '');
    return knock(typed, false);
  });
  at('name-form').addEventListener('submit', (event) => {
    event.preventDefault();
    join();
  });

  /* Phones put pages to sleep and cut their connections without a word. */
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) wake();
  });
  window.addEventListener('pageshow', (event) => {
    if (event.persisted) wake();
  });
  window.addEventListener('online', wake);
  window.addEventListener('pagehide', closeStream);
  setInterval(tick, 500);

  try {
    wish = JSON.parse(sessionStorage.getItem('wish'));
  } catch (fault) { /* nothing was kept */ }
  if (location.pathname === '/check') check();
  else enter();
})();
