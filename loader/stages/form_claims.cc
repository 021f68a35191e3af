#include "loader/stages/form_claims.h"

#include <iterator>
#include <span>

#include "loader/claims/claim_former.h"

namespace policygraph::loader {
namespace {

// Names that make a clause a claim without a figure: works, and in a plan also what is to be won or
// held. That something was won or held is an edge or a mention of its own.
bool MakesClaim(const Mention& mention, ReportPart part) {
  return mention.kind == NodeKind::kProject ||
         (part == ReportPart::kPlan &&
          (mention.kind == NodeKind::kDesignation || mention.kind == NodeKind::kEvent));
}

}  // namespace

std::vector<Claim> FormClaims(const Document& document, const ClaimRules& rules,
                              RejectedReadings* rejected) {
  std::vector<Claim> claims;
  const std::span<const Figure> figures(document.figures);
  size_t figure = 0;
  auto mention = document.mentions.begin();
  std::vector<ByteSpan> named;
  for (size_t i = 0; i < document.sentences.size(); ++i) {
    const Sentence& sentence = document.sentences[i];
    size_t past_last = figure;
    while (past_last < figures.size() && figures[past_last].sentence == i) ++past_last;
    named.clear();
    for (; mention != document.mentions.end() && mention->sentence <= i; ++mention) {
      if (mention->sentence == i && MakesClaim(*mention, sentence.part)) {
        named.push_back(mention->span);
      }
    }
    const bool may_waive = sentence.part == ReportPart::kPlan &&
                           rules.MayWaive(document.Words(sentence.span));
    if (!sentence.is_heading && (past_last > figure || !named.empty() || may_waive)) {
      std::vector<Claim> formed =
          ClaimFormer(document, i, figures.subspan(figure, past_last - figure), named, rules,
                      Collecting(rejected, i))
              .Form();
      claims.insert(claims.end(), std::make_move_iterator(formed.begin()),
                    std::make_move_iterator(formed.end()));
    }
    figure = past_last;
  }
  return claims;
}

}  // namespace policygraph::loader
