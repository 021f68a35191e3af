#include "loader/pipeline.h"

#include <utility>

#include "graph/base/status_macros.h"
#include "loader/rules/rule_set.h"
#include "loader/stages/build_delta.h"
#include "loader/stages/find_mentions.h"
#include "loader/stages/find_places.h"
#include "loader/stages/form_claims.h"
#include "loader/stages/link_up.h"
#include "loader/stages/parse_quantities.h"
#include "loader/stages/rate_confidence.h"
#include "loader/stages/read_report.h"

namespace policygraph::loader {

absl::StatusOr<Document> ReadDocument(const Source& source, const RuleSet& rules,
                                      RejectedReadings* rejected) {
  ASSIGN_OR_RETURN(Document document, ReadReport(source, rules.reading(), rules.divisions()));
  std::vector<Mention> places = FindPlaces(document, rules.divisions(), rules.places(), rejected);
  document.mentions = FindMentions(document, std::move(places), rules.mentions(), rejected);
  document.figures = ParseQuantities(document, rules.quantities());
  document.claims = FormClaims(document, rules.claims(), rejected);
  document.links = LinkUp(document, rules.links());
  return document;
}

absl::StatusOr<LoadResult> Load(const Source& source, const RuleSet& rules) {
  ASSIGN_OR_RETURN(Document document, ReadDocument(source, rules));
  LoadResult result{BuildDelta(document, rules.divisions()), std::move(document.warnings)};
  RateConfidence(result.delta, rules.confidence());
  return result;
}

}  // namespace policygraph::loader
