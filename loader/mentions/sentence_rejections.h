#ifndef POLICYGRAPH_LOADER_MENTIONS_SENTENCE_REJECTIONS_H_
#define POLICYGRAPH_LOADER_MENTIONS_SENTENCE_REJECTIONS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "loader/document.h"
#include "loader/mentions/phrase_matcher.h"
#include "loader/rejected_readings.h"
#include "loader/rules/mention_rules.h"

namespace policygraph::loader {

// The name that a match gives the node, without the name of the reporting place that may go before
// it. May be empty.
std::string NameOf(const PhraseMatch& match, const Document& document);

// Tells a collector what the reading of one sentence drops; does nothing without a collector.
class SentenceRejections {
 public:
  // `rejected` may be null. Keeps references to its arguments.
  SentenceRejections(const Document& document, size_t sentence, const MentionRules& rules,
                     RejectedReadings* rejected)
      : document_(document), sentence_(sentence), rules_(rules), rejected_(rejected) {}

  // True when what is dropped is to be told; ask before finding it out.
  bool wanted() const { return rejected_ != nullptr; }

  // A mention that another reading keeps out.
  void AddLoser(const Mention& loser, const Mention& winner) const;
  void AddLoser(const PhraseMatch& loser, const Mention& winner) const;

  // A mention without the words beside it that it asks for.
  void AddOutOfContext(const Mention& mention) const;

  // Rules that came close to taking a phrase.
  void AddMatches(const std::vector<RejectedMatch>& matches) const;

 private:
  Mention MentionOf(const PhraseMatch& match) const;
  void Add(const Mention& mention, LossReason reason, std::string against) const;

  const Document& document_;
  const size_t sentence_;
  const MentionRules& rules_;
  RejectedReadings* const rejected_;
};

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_MENTIONS_SENTENCE_REJECTIONS_H_
