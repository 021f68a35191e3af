#include "loader/mentions/sentence_rejections.h"

#include <string_view>
#include <utility>

#include "fmt/format.h"
#include "graph/model/vocabulary.h"
#include "loader/mentions/canonical_name.h"

namespace policygraph::loader {

std::string NameOf(const PhraseMatch& match, const Document& document) {
  std::string name = CanonicalName(document.Words(match.span));
  if (match.rule->drop_head) name.resize(name.size() - match.head);
  name += match.tail;
  return name;
}

void SentenceRejections::AddLoser(const Mention& loser, const Mention& winner) const {
  if (!wanted()) return;
  Add(loser, LossAgainst(winner.span, loser.span),
      fmt::format("{} {}", NodeKindName(winner.kind), winner.name));
}

void SentenceRejections::AddLoser(const PhraseMatch& loser, const Mention& winner) const {
  if (wanted()) AddLoser(MentionOf(loser), winner);
}

void SentenceRejections::AddOutOfContext(const Mention& mention) const {
  if (wanted()) Add(mention, LossReason::kContext, "none of the words that stand beside the name");
}

void SentenceRejections::AddMatches(const std::vector<RejectedMatch>& matches) const {
  if (!wanted()) return;
  for (const RejectedMatch& match : matches) {
    Add(MentionOf(match.match), match.reason, match.against);
  }
}

Mention SentenceRejections::MentionOf(const PhraseMatch& match) const {
  const PhraseRule& rule = *match.rule;
  Mention mention;
  mention.kind = rule.kind;
  mention.span = match.span;
  mention.name = OwnedName(NameOf(match, document_), rule.kind, document_.place, rules_);
  mention.rule = rule.name;
  return mention;
}

void SentenceRejections::Add(const Mention& mention, LossReason reason, std::string against) const {
  rejected_->Add({.stage = ReadingStage::kFindMentions,
                  .kind = mention.kind,
                  .span = mention.span,
                  .sentence = sentence_,
                  .name = mention.name,
                  .rule = mention.rule,
                  .reason = reason,
                  .against = std::move(against)});
}

}  // namespace policygraph::loader
