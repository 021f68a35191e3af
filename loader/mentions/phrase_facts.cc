#include "loader/mentions/phrase_facts.h"

#include <algorithm>

#include "loader/mentions/characters.h"

namespace policygraph::loader {
namespace {

constexpr size_t kLeastSpecificCharacters = 2;
constexpr std::string_view kOpenQuote = "“";
constexpr std::string_view kCloseQuote = "”";
constexpr std::string_view kOpenTitle = "《";
constexpr std::string_view kCloseTitle = "》";
constexpr std::string_view kOpenParenthesis = "（";
constexpr std::string_view kCloseParenthesis = "）";

// The lexicons that have one of the words beginning where the text begins.
LexiconSet Beginning(const LexiconWords& endings, std::string_view text) {
  LexiconSet set;
  for (const WordSet::Match& match : endings.words.AllAt(text, 0)) {
    set |= endings.lexicons[match.word];
  }
  return set;
}

}  // namespace

LexiconSet Ending(const LexiconWords& endings, std::string_view text) {
  LexiconSet set;
  for (const WordSet::Match& match : endings.words.AllEndingAt(text, text.size())) {
    set |= endings.lexicons[match.word];
  }
  return set;
}

PhraseFacts::PhraseFacts(std::string_view text, const Phrase& phrase, const PhraseList& list,
                         std::span<const Mention> places, const MentionRules& rules)
    : words_(text.substr(phrase.span.begin, phrase.span.size())), rules_(rules) {
  FindQuotes();
  FindPlaces(phrase.span, places);
  FindHeads();
  FindLead(words_.starts_with(kOpenQuote) ? kOpenQuote.size() : 0);
  if (leading_place_ != 0) FindLead(leading_place_);
  for (size_t at = 0; at < words_.size(); at += CharacterLength(words_[at])) {
    for (const WordSet::Match& match : rules.contents().words.AllAt(words_, at)) {
      contents_ |= rules.contents().lexicons[match.word];
    }
  }
  if (!list.closer.empty()) {
    const std::string_view closer = text.substr(list.closer.begin, list.closer.size());
    closing_words_ = closer;
    closer_ = Ending(rules.endings(), closer);
    // What is counted stands right behind the number: 等10家企业上市.
    if (list.closer_counted) closer_ |= Beginning(rules.endings(), closer);
    if (const auto word = rules.endings().words.Find(closer)) {
      closer_alone_ = rules.endings().lexicons[*word];
    }
  }
  if (phrase.count_end != 0) {
    count_ = Ending(rules.endings(), text.substr(0, phrase.count_end));
  }
  const auto owner = rules.owners().LongestAt(words_, 0);
  const auto generic = rules.generic_words().LongestAt(words_, 0);
  owned_ = owner.has_value() && (!generic.has_value() || generic->length <= owner->length);
}

std::string_view PhraseFacts::ClosingWord(const LexiconSet& lexicons) const {
  std::string_view longest;
  for (const WordSet::Match& match :
       rules_.endings().words.AllEndingAt(closing_words_, closing_words_.size())) {
    if ((rules_.endings().lexicons[match.word] & lexicons).none()) continue;
    if (match.length > longest.size()) {
      longest = closing_words_.substr(closing_words_.size() - match.length);
    }
  }
  return words_.ends_with(longest) ? std::string_view() : longest;
}

std::string_view PhraseFacts::Holding(const LexiconSet& lexicons) const {
  for (size_t at = 0; at < words_.size(); at += CharacterLength(words_[at])) {
    for (const WordSet::Match& match : rules_.contents().words.AllAt(words_, at)) {
      if ((rules_.contents().lexicons[match.word] & lexicons).any()) {
        return words_.substr(at, match.length);
      }
    }
  }
  return {};
}

size_t PhraseFacts::Head(const LexiconSet& lexicons, bool all) const {
  size_t longest = 0;
  for (const auto& [length, of] : heads_) {
    if ((of & lexicons).none() || (length == words_.size() && !all)) continue;
    longest = std::max(longest, length);
  }
  return longest;
}

bool PhraseFacts::Quoted(Quoting quoting) const {
  switch (quoting) {
    case Quoting::kAny:
      return true;
    case Quoting::kWhole:
      return whole_;
    case Quoting::kPart:
      return quoted_ && !whole_;
    case Quoting::kSome:
      return quoted_;
    case Quoting::kNone:
      return !quoted_ && !title_;
    case Quoting::kTitle:
      return title_;
    case Quoting::kLead:
      return quotation_ != 0 && quotation_ < words_.size();
    case Quoting::kTail:
      return quoted_ && !whole_ && words_.find(kCloseQuote) + kCloseQuote.size() == words_.size();
  }
  return false;
}

bool PhraseFacts::Specific(size_t head) const {
  if (owned_) return true;
  size_t specific = 0;
  const std::string_view modifier = words_.substr(0, core_end_ > head ? core_end_ - head : 0);
  for (size_t at = 0; at < modifier.size();) {
    if (const auto word = rules_.generic_words().LongestAt(modifier, at)) {
      at += word->length;
      continue;
    }
    const std::string_view character = modifier.substr(at, CharacterLength(modifier[at]));
    if (character != kOpenQuote && character != kCloseQuote) ++specific;
    at += character.size();
  }
  return specific >= kLeastSpecificCharacters;
}

void PhraseFacts::FindQuotes() {
  quoted_ = words_.find(kOpenQuote) != std::string_view::npos;
  whole_ = words_.starts_with(kOpenQuote) && words_.ends_with(kCloseQuote) &&
           words_.find(kCloseQuote) == words_.size() - kCloseQuote.size();
  title_ = words_.starts_with(kOpenTitle) && words_.ends_with(kCloseTitle);
  if (words_.starts_with(kOpenQuote) && words_.rfind(kOpenQuote) == 0) {
    const size_t close = words_.find(kCloseQuote);
    if (close != std::string_view::npos) quotation_ = close + kCloseQuote.size();
  }
  core_end_ = words_.size();
  if (words_.ends_with(kCloseQuote) || words_.ends_with(kCloseTitle)) {
    core_end_ -= kCloseQuote.size();
  } else if (words_.ends_with(kCloseParenthesis)) {
    const size_t open = words_.rfind(kOpenParenthesis);
    if (open != std::string_view::npos && open != 0) core_end_ = open;
  }
}

void PhraseFacts::FindPlaces(const ByteSpan& phrase, std::span<const Mention> places) {
  for (const Mention& place : places) {
    if (!phrase.Contains(place.span)) continue;
    placed_ = true;
    if (place.span.begin == phrase.begin && place.span.end < phrase.end) {
      leading_place_ = place.span.size();
    }
  }
  anchored_ = placed_ || quoted_ || std::any_of(words_.begin(), words_.end(), [](char c) {
                return IsDigit(c) || IsLatin(c);
              });
}

void PhraseFacts::FindLead(size_t at) {
  for (const WordSet::Match& match : rules_.leads().words.AllAt(words_, at)) {
    if (at + match.length < words_.size()) lead_ |= rules_.leads().lexicons[match.word];
  }
}

void PhraseFacts::FindHeads() {
  const LexiconWords& endings = rules_.endings();
  may_match_ = rules_.headless_rules();
  for (const size_t end : {words_.size(), core_end_}) {
    for (const WordSet::Match& match : endings.words.AllEndingAt(words_.substr(0, end), end)) {
      heads_.emplace_back(match.length, endings.lexicons[match.word]);
      may_match_ |= rules_.rules_with_head(match.word);
    }
    if (core_end_ == words_.size()) break;
  }
}

}  // namespace policygraph::loader
