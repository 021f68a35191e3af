#include "loader/mentions/phrase_matcher.h"

#include <algorithm>
#include <utility>

#include "absl/container/inlined_vector.h"
#include "loader/mentions/characters.h"

namespace policygraph::loader {
namespace {

constexpr size_t kLeastSpecificCharacters = 2;
constexpr size_t kLongestPhrase = 400;  // bytes; longer ones are no names, whatever a rule allows
constexpr std::string_view kOpenQuote = "“";
constexpr std::string_view kCloseQuote = "”";
constexpr std::string_view kOpenTitle = "《";
constexpr std::string_view kCloseTitle = "》";
constexpr std::string_view kOpenParenthesis = "（";
constexpr std::string_view kCloseParenthesis = "）";

// The lexicons that have one of the words ending where the text ends.
LexiconSet Ending(const LexiconWords& endings, std::string_view text) {
  LexiconSet set;
  for (const WordSet::Match& match : endings.words.AllEndingAt(text, text.size())) {
    set |= endings.lexicons[match.word];
  }
  return set;
}

// The lexicons that have one of the words beginning where the text begins.
LexiconSet Beginning(const LexiconWords& endings, std::string_view text) {
  LexiconSet set;
  for (const WordSet::Match& match : endings.words.AllAt(text, 0)) {
    set |= endings.lexicons[match.word];
  }
  return set;
}

// What rules ask about one phrase, found once.
class PhraseFacts {
 public:
  PhraseFacts(std::string_view text, const Phrase& phrase, const PhraseList& list,
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

  // The rules that ask for no head or may have found theirs.
  const PhraseRuleSet& may_match() const { return may_match_; }
  const LexiconSet& lead() const { return lead_; }
  const LexiconSet& closer() const { return closer_; }
  const LexiconSet& closer_alone() const { return closer_alone_; }
  // The longest word of these lexicons that ends what closes the list, unless the phrase ends with
  // it as well.
  std::string_view ClosingWord(const LexiconSet& lexicons) const {
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

  const LexiconSet& count() const { return count_; }
  const LexiconSet& contents() const { return contents_; }
  bool anchored() const { return anchored_; }
  bool placed() const { return placed_; }
  size_t leading_place() const { return leading_place_; }
  // Bytes of the quotation that the phrase begins with, if it holds no other; else 0.
  size_t quotation() const { return quotation_; }

  // Bytes of the longest word of these lexicons that the phrase ends with; 0 when there is none.
  // The word is a part of the phrase unless `all` of it will do.
  size_t Head(const LexiconSet& lexicons, bool all) const {
    size_t longest = 0;
    for (const auto& [length, of] : heads_) {
      if ((of & lexicons).none() || (length == words_.size() && !all)) continue;
      longest = std::max(longest, length);
    }
    return longest;
  }

  bool Quoted(Quoting quoting) const {
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

  // True when enough of the phrase before a head of so many bytes is no generic word.
  bool Specific(size_t head) const {
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

 private:
  void FindQuotes() {
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

  void FindPlaces(const ByteSpan& phrase, std::span<const Mention> places) {
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

  // Words that stand at `at`, where the phrase or what follows its leading place begins.
  void FindLead(size_t at) {
    for (const WordSet::Match& match : rules_.leads().words.AllAt(words_, at)) {
      if (at + match.length < words_.size()) lead_ |= rules_.leads().lexicons[match.word];
    }
  }

  // Words that the phrase ends with, a closing mark or a parenthesis behind them aside.
  void FindHeads() {
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

  const std::string_view words_;
  const MentionRules& rules_;
  LexiconSet lead_;
  std::string_view closing_words_;  // what closes the list
  LexiconSet closer_;               // that have a word which the closer ends with
  LexiconSet closer_alone_;         // that have the closer
  LexiconSet count_;                // that have the unit of the number behind the phrase
  LexiconSet contents_;
  // Bytes, and the lexicons that have the word.
  absl::InlinedVector<std::pair<size_t, LexiconSet>, 4> heads_;
  PhraseRuleSet may_match_;
  size_t core_end_ = 0;       // end of the words without closing marks
  size_t leading_place_ = 0;  // bytes
  size_t quotation_ = 0;      // bytes
  bool placed_ = false;
  bool anchored_ = false;
  bool quoted_ = false;
  bool whole_ = false;
  bool title_ = false;
  bool owned_ = false;
};

// An empty condition always holds.
bool Holds(const LexiconSet& condition, const LexiconSet& fact) {
  return condition.none() || (condition & fact).any();
}

}  // namespace

std::optional<PhraseMatch> MatchPhrase(std::string_view text, const Phrase& phrase,
                                       const PhraseList& list, std::span<const Mention> places,
                                       uint32_t siblings, bool nation, const MentionRules& rules) {
  if (phrase.span.size() > kLongestPhrase) return std::nullopt;
  const PhraseFacts facts(text, phrase, list, places, rules);
  const PhraseRuleSet candidates =
      facts.may_match() & (phrase.closes ? rules.closing_rules() : ~rules.closing_rules());
  for (size_t i = 0; i < rules.phrase_rules().size(); ++i) {
    if (!candidates[i]) continue;
    const PhraseRule& rule = rules.phrase_rules()[i];
    if (rule.nation && !nation) continue;
    if (rule.uncounted && (phrase.counted || list.counted)) continue;
    if (rule.sibling && (siblings & KindBit(rule.kind)) == 0) continue;
    if (!Holds(rule.before, rule.from_opening ? phrase.opening_cue : list.before)) continue;
    if (!Holds(rule.after, list.after) || !Holds(rule.counted_by, facts.count())) continue;
    if (!Holds(rule.lead, facts.lead()) || !Holds(rule.closer, facts.closer())) continue;
    if (rule.closer_alone && (rule.closer & facts.closer_alone()).none()) continue;
    if (!Holds(rule.containing, facts.contents())) continue;
    if ((rule.refused_inside & facts.contents()).any()) continue;
    if (!facts.Quoted(rule.quoting)) continue;
    if ((rule.anchored && !facts.anchored()) || (rule.placed && !facts.placed())) continue;
    const size_t head = facts.Head(rule.head, rule.sibling || rule.from_opening);
    if (rule.head.any() && head == 0) continue;
    if (facts.Head(rule.refused_head, true) != 0) continue;
    if (rule.specific && !facts.Specific(head)) continue;
    ByteSpan span = phrase.span;
    if (rule.drop_leading_place) span.begin += facts.leading_place();
    if (rule.quotation_only) span.end = span.begin + facts.quotation();
    if (rule.from_opening) span.begin = phrase.opening;
    const auto refusal = rules.refusals().words.Find(text.substr(span.begin, span.size()));
    if (refusal.has_value() && (rules.refusals().lexicons[*refusal] & rule.refused).any()) continue;
    if (rule.counted_by.any()) span.end = phrase.count_end;
    const size_t characters = CountCharacters(text.substr(span.begin, span.size()));
    if (characters < rule.min_chars || characters > rule.max_chars) continue;
    return PhraseMatch{&rule, span, head,
                       rule.takes_closer ? facts.ClosingWord(rule.closer) : std::string_view()};
  }
  return std::nullopt;
}

bool EndsWithHead(std::string_view words, const LexiconSet& heads, const MentionRules& rules) {
  return (Ending(rules.endings(), words) & heads).any();
}

}  // namespace policygraph::loader
