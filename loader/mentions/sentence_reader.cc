#include "loader/mentions/sentence_reader.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

#include "loader/mentions/canonical_name.h"
#include "loader/mentions/characters.h"
#include "loader/mentions/overlap.h"
#include "loader/mentions/phrase_matcher.h"
#include "loader/mentions/phrases.h"
#include "loader/mentions/sentence_rejections.h"

namespace policygraph::loader {
namespace {

constexpr std::string_view kKnownNameRule = "zh.known-name";
constexpr size_t kLeastSpreadCharacters = 4;
constexpr uint32_t kNoSiblings = 0;
constexpr size_t kLongestJoin = 6;  // bytes: 以及
constexpr std::string_view kOpenQuote = "“";
constexpr std::string_view kCloseQuote = "”";
constexpr std::string_view kListComma = "、";

bool ByBegin(const Mention& a, const Mention& b) { return a.span.begin < b.span.begin; }

// A place that holds the words and more, or crosses them; null when there is none.
const Mention* PlaceAround(const ByteSpan& words, std::span<const Mention> places) {
  const std::span<const Mention> near = Overlapping(places, words);
  const auto place = std::find_if(near.begin(), near.end(), [&](const Mention& candidate) {
    return !words.Contains(candidate.span);
  });
  return place == near.end() ? nullptr : &*place;
}

// True when the words beside the name are such as it asks for.
bool StandsAsNamed(std::string_view text, const ByteSpan& sentence, const ByteSpan& words,
                   const KnownName& known) {
  const std::string_view before = text.substr(sentence.begin, words.begin - sentence.begin);
  const std::string_view behind = text.substr(words.end);
  return (known.preceded_by.empty() ||
          std::any_of(known.preceded_by.begin(), known.preceded_by.end(),
                      [&](const std::string& word) { return before.ends_with(word); })) &&
         (known.followed_by.empty() ||
          std::any_of(known.followed_by.begin(), known.followed_by.end(),
                      [&](const std::string& word) { return behind.starts_with(word); }));
}

std::vector<Mention> FindKnownNames(const Document& document, size_t index,
                                    std::span<const Mention> places, const MentionRules& rules,
                                    const SentenceRejections& rejections) {
  const ByteSpan& sentence = document.sentences[index].span;
  const std::string_view text = std::string_view(document.text).substr(0, sentence.end);
  std::vector<Mention> found;
  for (size_t at = sentence.begin; at < sentence.end;) {
    const auto form = rules.known_forms().LongestAt(text, at);
    if (!form.has_value()) {
      at += CharacterLength(text[at]);
      continue;
    }
    const KnownName& known = rules.known_name(form->word);
    const ByteSpan words{at, at + form->length};
    at = words.end;
    std::string name = known.name;
    if (known.leveled) name.insert(0, LevelWord(document.place));
    Mention mention = LocalMention(document, known.kind, words, index, std::move(name),
                                   std::string(kKnownNameRule));
    if (!known.local) mention.scope.clear();
    if (const Mention* place = PlaceAround(words, places)) {
      rejections.AddLoser(mention, *place);
    } else if (!StandsAsNamed(text, sentence, words, known)) {
      rejections.AddOutOfContext(mention);
    } else {
      found.push_back(std::move(mention));
    }
  }
  return found;
}

// True for a phrase that is nothing but a place: one in quotation marks, or one that its words
// alone and no verb before it would make something else (自贸试验区, which ends like a
// designation).
bool IsPlaceAlone(const PhraseMatch& match, std::string_view name, const Document& document,
                  std::span<const Mention> inside) {
  return match.tail.empty() && inside.size() == 1 && document.Words(inside.front().span) == name &&
         (inside.front().span != match.span || match.rule->before.none());
}

// The ranges of places and of known names, in order; of two that overlap only the first and
// longest.
std::vector<ByteSpan> RangesToKeep(std::span<const Mention> places,
                                   const std::vector<Mention>& known) {
  std::vector<ByteSpan> ranges;
  for (const Mention& mention : places) ranges.push_back(mention.span);
  for (const Mention& mention : known) ranges.push_back(mention.span);
  std::sort(ranges.begin(), ranges.end(), [](const ByteSpan& a, const ByteSpan& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  std::vector<ByteSpan> apart;
  for (const ByteSpan& range : ranges) {
    if (apart.empty() || range.begin >= apart.back().end) apart.push_back(range);
  }
  return apart;
}

bool EndsWithComma(std::string_view text, size_t end) {
  return text.substr(0, end).ends_with(kListComma);
}

// Extends the match of a phrase over the members of the list before it (医疗、教育服务提升行动) and
// takes them off `unmatched`, if all of them are there and none is a quotation, one of `names` or
// has a head of its own.
void Coordinate(std::string_view text, const Phrase& phrase, const std::vector<ByteSpan>& names,
                const MentionRules& rules, std::vector<const Phrase*>& unmatched,
                PhraseMatch& match) {
  if (text.substr(0, match.span.end).ends_with(kCloseQuote)) return;  // of its own: 防汛“保卫战”
  size_t first = unmatched.size();
  size_t begin = phrase.span.begin;
  const bool conjoined = match.rule->conjoined;
  while (first > 0 && unmatched[first - 1]->list == phrase.list) {
    const ByteSpan& member = unmatched[first - 1]->span;
    // Words between a member and the next besides the one that joins them were trimmed: it is
    // something by itself.
    const std::string_view between = text.substr(member.end, begin - member.end);
    const bool joined = between.size() <= kLongestJoin &&
                        (!conjoined || (between != kListComma && first == unmatched.size() &&
                                        !EndsWithComma(text, member.begin)));
    if (!joined || text.substr(member.begin).starts_with(kOpenQuote) ||
        std::find(names.begin(), names.end(), member) != names.end() ||
        EndsWithHead(text.substr(member.begin, member.size()), match.rule->head, rules)) {
      return;
    }
    begin = member.begin;
    --first;
  }
  if (first == unmatched.size() ||
      CountCharacters(text.substr(begin, match.span.end - begin)) > match.rule->max_chars) {
    return;
  }
  unmatched.resize(first);
  match.span.begin = begin;
}

// End of the mark or word at `at` that joins the members of a list; `at` when there is none.
size_t BehindJoin(std::string_view text, size_t at, const MentionRules& rules) {
  if (text.substr(at).starts_with(kListComma)) return at + kListComma.size();
  const auto word = rules.fence_words().LongestAt(text, at);
  const bool joins = word.has_value() && rules.fence(word->word).role == WordRole::kJoin;
  return joins ? at + word->length : at;
}

// Joins the last match to the one before it if that one was taken for a name without a head and
// only a joining word stands between: 全国供应链创新与 and 应用示范城市. A member that begins as
// titles do (国家级) is one of its own.
void JoinHeadless(std::string_view text, const MentionRules& rules,
                  std::vector<PhraseMatch>& matches) {
  if (matches.size() < 2) return;
  const PhraseMatch& before = matches[matches.size() - 2];
  PhraseMatch& last = matches.back();
  if (before.rule->head.any() || before.rule->kind != last.rule->kind) return;
  if (before.span.end >= last.span.begin || EndsWithComma(text, before.span.begin)) return;
  const std::string_view between = text.substr(before.span.end, last.span.begin - before.span.end);
  const bool joined = between.size() <= kLongestJoin && between != kListComma &&
                      BehindJoin(text, before.span.end, rules) == last.span.begin;
  if (!joined || rules.leads().words.LongestAt(text, last.span.begin).has_value()) return;
  const ByteSpan whole{before.span.begin, last.span.end};
  if (CountCharacters(text.substr(whole.begin, whole.size())) > last.rule->max_chars) return;
  last.span = whole;
  matches.erase(matches.end() - 2);
}

// Phrases of a sentence that rules take for names: first those that stand by themselves, then those
// that are names because another member of their list is one.
std::vector<PhraseMatch> MatchPhrases(std::string_view text, const CutSentence& cut,
                                      std::span<const Mention> places,
                                      const std::vector<ByteSpan>& names, bool nation,
                                      const MentionRules& rules,
                                      const SentenceRejections& rejections) {
  std::vector<PhraseMatch> matches;
  std::vector<uint32_t> kinds(cut.lists.size(), kNoSiblings);  // of the names in each list
  std::vector<const Phrase*> unmatched;
  size_t behind = 0;  // begin of what follows the last phrase that has the head of a clause
  std::vector<Phrase> phrases = cut.phrases;
  for (Phrase& phrase : phrases) {
    if (phrase.opening != std::string_view::npos) phrase.opening = std::max(phrase.opening, behind);
    const auto match = MatchPhrase(text, phrase, cut.lists[phrase.list],
                                   Overlapping(places, phrase.span), kNoSiblings, nation, rules);
    if (rejections.wanted()) {
      rejections.AddMatches(RejectedMatches(text, phrase, cut.lists[phrase.list],
                                            Overlapping(places, phrase.span), nation, match,
                                            rules));
    }
    if (match.has_value()) {
      matches.push_back(*match);
      if ((match->rule->coordinated || match->rule->conjoined) &&
          kinds[phrase.list] == kNoSiblings) {
        Coordinate(text, phrase, names, rules, unmatched, matches.back());
      }
      if (match->rule->conjoined) JoinHeadless(text, rules, matches);
      kinds[phrase.list] |= KindBit(match->rule->kind);
    } else {
      unmatched.push_back(&phrase);
    }
    if (EndsWithHead(text.substr(phrase.span.begin, phrase.span.size()), rules.clause_heads(),
                     rules)) {
      behind = BehindJoin(text, phrase.span.end, rules);
    }
  }
  for (const Phrase* phrase : unmatched) {
    if (kinds[phrase->list] == kNoSiblings) continue;
    const auto match =
        MatchPhrase(text, *phrase, cut.lists[phrase->list], Overlapping(places, phrase->span),
                    kinds[phrase->list], nation, rules);
    if (match.has_value()) matches.push_back(*match);
  }
  return matches;
}

// The place or known name that keeps a match out; null when none does.
const Mention* WinnerOver(const PhraseMatch& match, std::string_view name, const Document& document,
                          std::span<const Mention> places, std::span<const Mention> known) {
  const std::span<const Mention> inside = Overlapping(places, match.span);
  for (const Mention& place : inside) {
    if (Crosses(match.span, place.span)) return &place;
  }
  if (IsPlaceAlone(match, name, document, inside)) return &inside.front();
  // A known name that is all there is says more than the rule.
  for (const Mention& mention : Overlapping(known, match.span)) {
    if (mention.name == name || !match.span.Contains(mention.span) || mention.span == match.span) {
      return &mention;
    }
  }
  return nullptr;
}

}  // namespace

Mention LocalMention(const Document& document, NodeKind kind, const ByteSpan& span, size_t sentence,
                     std::string name, std::string rule) {
  Mention mention;
  mention.kind = kind;
  mention.span = span;
  mention.sentence = sentence;
  mention.name = std::move(name);
  mention.scope = document.place.code.empty() ? document.place.name : document.place.code;
  mention.rule = std::move(rule);
  return mention;
}

std::vector<Mention> ReadSentence(const Document& document, size_t sentence,
                                  std::span<const Mention> places, const MentionRules& rules,
                                  SureNames& sure, RejectedReadings* rejected) {
  const SentenceRejections rejections(document, sentence, rules, rejected);
  const std::vector<Mention> known = FindKnownNames(document, sentence, places, rules, rejections);
  const std::vector<ByteSpan> kept = RangesToKeep(places, known);
  const CutSentence cut =
      CutIntoPhrases(document.text, document.sentences[sentence].span, kept, rules);
  const bool nation = document.place.level == DivisionLevel::kNational;
  std::vector<Mention> found;
  for (const PhraseMatch& match :
       MatchPhrases(document.text, cut, places, kept, nation, rules, rejections)) {
    const std::string name = NameOf(match, document);
    if (name.empty()) continue;
    if (const Mention* winner = WinnerOver(match, name, document, places, known)) {
      rejections.AddLoser(match, *winner);
      continue;
    }
    if (match.rule->spread && CountCharacters(name) >= kLeastSpreadCharacters) {
      sure.emplace(name, match.rule->kind);
    }
    found.push_back(LocalMention(document, match.rule->kind, match.span, sentence,
                                 OwnedName(name, match.rule->kind, document.place, rules),
                                 match.rule->name));
  }
  std::sort(found.begin(), found.end(), ByBegin);
  // A known name inside a longer one is a part of it only.
  std::vector<Mention> outside;
  for (const Mention& mention : known) {
    const std::span<const Mention> around = Overlapping(found, mention.span);
    if (around.empty()) {
      outside.push_back(mention);
    } else {
      rejections.AddLoser(mention, around.front());
    }
  }
  std::vector<Mention> all;
  std::merge(std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()),
             std::make_move_iterator(outside.begin()), std::make_move_iterator(outside.end()),
             std::back_inserter(all), ByBegin);
  return all;
}

}  // namespace policygraph::loader
