// What the steps of a scenario mean: which phrase says a step, which step one may have been meant to
// be, and which phrases one that is only begun may become. `acceptance/checking/suggesting.py` does
// the same for a command line, with the same weights in the same order; both are held to one table
// of examples.
"use strict";

const MOST = 3;
// What differs may weigh so much, as a part of the whole.
const LIMIT = 0.45;
// In a short step a single value may be wrong.
const LEAST_LIMIT = 0.85;
// What is this much heavier than the best is not suggested beside it.
const MARGIN = 0.75;
// A word that the author left out says nothing else than the phrase does.
const LEFT_OUT = 0.6;
const WRONG_KIND_WEIGHT = 0.4;
const NO_VALUE_WEIGHT = 0.6;
const LONGEST_VALUE = 12;
// What is lighter comes from calculating with fractions.
const LEAST_WEIGHT = 1e-6;
// What a phrase has more than a step that is only begun weighs this part of what it weighs in one
// that is complete.
const AHEAD = 0.2;

// Quotation marks as word processors set them, and as those write who know other languages.
const CURLY = /[“”„«»]/g;
const CURLY_SINGLE = /[‘’]/g;
const SINGLE = /(?<![\p{L}\p{N}_])'([^']*)'(?![\p{L}\p{N}_])/gu;

function total(weights) {
  return weights.reduce((sum, weight) => sum + weight, 0);
}

function sums(weights) {
  let sum = 0;
  return [0, ...weights.map((weight) => (sum += weight))];
}

function straight(text) {
  return text.replace(CURLY, '"').replace(CURLY_SINGLE, "'").replace(SINGLE, '"$1"');
}

// The words of somebody, to be compared with phrases; `isBegun` tells that more is to come.
class Author {
  constructor(dictionary, text, isBegun = false) {
    // Within straight quotation marks, others are a part of what is quoted.
    this.text = text.includes('"') ? text : straight(text);
    const matches = [...this.text.matchAll(TOKEN)];
    this.dictionary = dictionary;
    this.isBegun = isBegun;
    this.places = matches.map((match) => [match.index, match.index + match[0].length]);
    this.tokens = matches.map((match) => match[0]);
    this.words = new Set(this.tokens);
    this.weights = this.tokens.map(weigh);
    // What every number of words weighs, from none to all: of the first, and of the lightest.
    this.sums = sums(this.weights);
    this.lightest = sums([...this.weights].sort((one, other) => one - other));
    // What was found out once: what gaps take of the words, and what words weigh in other places.
    this.values = new Map();
    this.differences = new Map();
  }

  // What the words weigh that a phrase has, too.
  shared(known) {
    return total(known.tokens.filter((token) => this.words.has(token)).map(weigh));
  }

  // What the words weigh at least that a phrase has no place for, so that long texts take no longer.
  leastLeftOver(known) {
    const places = known.tokens.length + known.gaps.length * (LONGEST_VALUE - 1);
    return this.lightest[Math.max(0, this.tokens.length - places)];
  }

  // Lay the words and a phrase side by side; null if they differ too much.
  compare(known, kind, limit) {
    const wrongKind = takes(known, kind) ? 0 : WRONG_KIND_WEIGHT;
    const whole = Math.max(this.sums.at(-1), total(known.tokens.map(weigh)));
    const most = Math.min(Math.max(LIMIT * whole, LEAST_LIMIT), limit - wrongKind);
    const rows = this.leastLeftOver(known) > most ? null : this.rows(known.tokens, most);
    if (!rows) return null;
    const heaviness = rows.at(-1).at(-1);
    const values = this.traced(known.tokens, rows);
    const words = heaviness - total(values.map((value) => value.weight));
    return {
      known,
      text: filled(known.template, values.map((value) => value.text)),
      kind: wrongKind ? known.kinds[0] : "",
      weight: Number((heaviness + wrongKind).toFixed(6)),
      wrongValues: values.flatMap(({ wrong }, number) => (wrong ? [told(this.dictionary, wrong, known.gaps[number])] : [])),
      isReworded: words > LEAST_WEIGHT || values.some((value) => value.isMadeUp),
    };
  }

  // Every beginning of the phrase against every beginning of the author's words.
  rows(tokens, limit) {
    const rows = [this.sums];
    for (const token of tokens) {
      const row = [];
      rows.push(row);
      for (let end = 0; end <= this.tokens.length; end++) {
        row.push(Math.min(...this.moves(rows, token, end, limit).map((move) => move.weight)));
      }
      // A step that is only begun may be lightest before the end of the phrase.
      if (Math.min(...row) > limit) return this.isBegun ? rows : null;
    }
    return this.isBegun || rows.at(-1).at(-1) <= limit ? rows : null;
  }

  // Each way to get somewhere: its weight, the steps back in both texts, the value. Values are only
  // looked at where there is room for them under the limit.
  moves(rows, token, end, limit) {
    const [before, here] = rows.slice(-2);
    const moves = [];
    if (end) moves.push({ weight: here[end - 1] + this.weights[end - 1], back: 0, taken: 1 });
    if (typeof token === "string") {
      moves.push({ weight: before[end] + (this.isBegun ? AHEAD : LEFT_OUT) * weigh(token), back: 1, taken: 0 });
      if (end) moves.push({ weight: before[end - 1] + this.differs(token, end - 1), back: 1, taken: 1 });
      return moves;
    }
    const weight = (this.isBegun ? AHEAD : 1) * NO_VALUE_WEIGHT;
    const nothing = { text: exampleValue(this.dictionary, token.gap), weight, isMadeUp: true };
    moves.push({ weight: before[end] + weight, back: 1, taken: 0, value: nothing });
    for (let start = Math.max(0, end - LONGEST_VALUE); start < end; start++) {
      const value = before[start] <= limit ? this.value(token, start, end) : null;
      if (value) moves.push({ weight: before[start] + value.weight, back: 1, taken: end - start, value });
    }
    return moves;
  }

  // The last word of a step that is begun may be the beginning of a word.
  differs(token, number) {
    const word = this.tokens[number];
    const isLast = this.isBegun && number === this.tokens.length - 1;
    if (isLast && token.toLowerCase().startsWith(word.toLowerCase())) return 0;
    if (!this.differences.has(token)) this.differences.set(token, []);
    const known = this.differences.get(token);
    return (known[number] ??= difference(token, word));
  }

  // The lightest way back, with the values on it.
  traced(tokens, rows) {
    const values = [];
    let [row, end] = [rows.length - 1, this.tokens.length];
    while (row) {
      const moves = this.moves(rows.slice(0, row + 1), tokens[row - 1], end, rows.at(-1).at(-1));
      const lightest = moves.reduce((best, move) => (move.weight < best.weight ? move : best));
      if (lightest.value) values.unshift(lightest.value);
      row -= lightest.back;
      end -= lightest.taken;
    }
    return values;
  }

  value(slot, start, end) {
    const key = `${slot.isQuoted} ${start} ${end} ${slot.gap.type}`;
    if (!this.values.has(key)) {
      const text = this.text.slice(this.places[start][0], this.places[end - 1][1]);
      const type = this.dictionary.types.get(slot.gap.type);
      const begun = this.isBegun && end === this.tokens.length ? begunValue(text, type, slot.isQuoted) : null;
      const fitted = slot.isQuoted ? fitInQuotes(text, type, end - start - 1) : fit(text, type, end - start - 1);
      this.values.set(key, begun ?? fitted);
    }
    return this.values.get(key);
  }

  // How well a phrase goes on with the words, and what they fill of its gaps; null if it does not.
  begin(known) {
    const limit = LIMIT * this.sums.at(-1);
    if (this.leastLeftOver(known) > limit) return null;
    const rows = this.rows(known.tokens, limit);
    const ends = rows.map((row) => row.at(-1));
    const weight = Math.min(...ends);
    if (weight > limit) return null;
    const read = ends.indexOf(weight);
    const values = this.traced(known.tokens.slice(0, read), rows.slice(0, read + 1));
    const own = values.map((value) => (value.isMadeUp ? undefined : value.text));
    return { known, weight, values: known.gaps.map((_, number) => own[number]) };
  }
}

// Up to three steps that are close to a text, the closest first.
function suggest(dictionary, text, kind) {
  const author = new Author(dictionary, text);
  const found = new Map();
  let limit = Infinity;
  // Those with most of the author's words come first: they leave little room for others.
  const writable = dictionary.phrases.filter((known) => known.isWritable);
  const shared = new Map(writable.map((known) => [known, author.shared(known)]));
  for (const known of writable.sort((one, other) => shared.get(other) - shared.get(one))) {
    const suggestion = author.compare(known, kind, limit);
    if (suggestion && suggestion.weight < (found.get(suggestion.text)?.weight ?? Infinity)) {
      found.set(suggestion.text, suggestion);
      limit = Math.min(limit, suggestion.weight + MARGIN);
    }
  }
  const close = [...found.values()].sort((one, other) => one.weight - other.weight);
  return close.slice(0, MOST).filter((suggestion) => suggestion.weight <= limit);
}

// The phrases that a step may go on with, those that go best first, then those that are used most.
function goOn(dictionary, text, kind, most) {
  const author = new Author(dictionary, text, true);
  const phrases = dictionary.phrases.filter((known) => known.isWritable && takes(known, kind));
  const found = phrases.map((known) => author.begin(known)).filter(Boolean);
  return found.sort((one, other) => one.weight - other.weight || other.known.uses - one.known.uses).slice(0, most);
}
