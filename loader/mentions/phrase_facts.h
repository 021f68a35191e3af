#ifndef POLICYGRAPH_LOADER_MENTIONS_PHRASE_FACTS_H_
#define POLICYGRAPH_LOADER_MENTIONS_PHRASE_FACTS_H_

#include <cstddef>
#include <span>
#include <string_view>
#include <utility>

#include "absl/container/inlined_vector.h"
#include "loader/document.h"
#include "loader/mentions/phrases.h"
#include "loader/rules/mention_rules.h"

namespace policygraph::loader {

// The lexicons that have one of the words ending where the text ends.
LexiconSet Ending(const LexiconWords& endings, std::string_view text);

// What rules ask about one phrase, found once. Keeps references to its arguments.
class PhraseFacts {
 public:
  // `places` are those that overlap the phrase.
  PhraseFacts(std::string_view text, const Phrase& phrase, const PhraseList& list,
              std::span<const Mention> places, const MentionRules& rules);

  // The rules that ask for no head or may have found theirs.
  const PhraseRuleSet& may_match() const { return may_match_; }
  const LexiconSet& lead() const { return lead_; }
  const LexiconSet& closer() const { return closer_; }
  const LexiconSet& closer_alone() const { return closer_alone_; }
  const LexiconSet& count() const { return count_; }
  const LexiconSet& contents() const { return contents_; }
  bool anchored() const { return anchored_; }
  bool placed() const { return placed_; }
  size_t leading_place() const { return leading_place_; }
  // Bytes of the quotation that the phrase begins with, if it holds no other; else 0.
  size_t quotation() const { return quotation_; }

  // The longest word of these lexicons that ends what closes the list, unless the phrase ends with
  // it as well.
  std::string_view ClosingWord(const LexiconSet& lexicons) const;

  // The first word of these lexicons that the phrase holds; empty when there is none. The lexicons
  // are such as rules ask the phrase to hold, or not to.
  std::string_view Holding(const LexiconSet& lexicons) const;

  // The phrase without a closing mark or a parenthesis at its end.
  std::string_view core() const { return words_.substr(0, core_end_); }

  // Bytes of the longest word of these lexicons that the phrase ends with; 0 when there is none.
  // The word is a part of the phrase unless `all` of it will do.
  size_t Head(const LexiconSet& lexicons, bool all) const;

  bool Quoted(Quoting quoting) const;

  // True when enough of the phrase before a head of so many bytes is no generic word.
  bool Specific(size_t head) const;

 private:
  void FindQuotes();
  void FindPlaces(const ByteSpan& phrase, std::span<const Mention> places);
  // Words that stand at `at`, where the phrase or what follows its leading place begins.
  void FindLead(size_t at);
  // Words that the phrase ends with, a closing mark or a parenthesis behind them aside.
  void FindHeads();

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

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_MENTIONS_PHRASE_FACTS_H_
