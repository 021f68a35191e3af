#ifndef POLICYGRAPH_TESTS_GRAPH_REPORT_CLAIMS_BUILDER_H_
#define POLICYGRAPH_TESTS_GRAPH_REPORT_CLAIMS_BUILDER_H_

#include <cstdint>
#include <string>

#include "graph/delivery/report_claims.h"

namespace policygraph {

// Claims of one report of 甲市, each in a sentence of its own.
class ReportClaimsBuilder {
 public:
  ReportClaimsBuilder(const std::string& name, int32_t year) {
    claims_.report = name;
    claims_.details.place = "甲市";
    claims_.details.year = year;
  }

  ReportClaim& Commitment(const std::string& text, int32_t year) {
    return Add(claims_.commitments, NodeKind::kCommitment, text, year);
  }
  ReportClaim& Outcome(const std::string& text, int32_t year) {
    return Add(claims_.outcomes, NodeKind::kOutcome, text, year);
  }
  // Something that the claim added last names.
  void Title(EdgeKind kind, const std::string& name, ReportPart part = ReportPart::kReview) {
    claims_.titles.push_back(
        {Tie(name), kind, part, Evidence{.statement = statements_ - 1, .span = {1, 2}}});
  }

  static ClaimTie Tie(const std::string& name, Stage stage = Stage::kUnspecified) {
    return {NodeId::Of(NodeKind::kProject, "510000", name), name, stage};
  }
  static void Measure(ReportClaim& claim, const std::string& indicator, double value,
                      Basis basis = Basis::kIncrement) {
    claim.indicators.push_back(Tie(indicator));
    claim.better.push_back(BetterDirection::kUp);
    Quantity quantity;
    quantity.value = quantity.normalized_value = value;
    quantity.unit = quantity.base_unit = "个";
    quantity.basis = basis;
    quantity.comparator = Comparator::kExactly;
    quantity.year = claim.details.year;
    claim.details.quantity = quantity;
  }

  ReportClaims& claims() { return claims_; }

 private:
  ReportClaim& Add(std::vector<ReportClaim>& to, NodeKind kind, const std::string& text,
                   int32_t year) {
    ReportClaim claim;
    claim.id = NodeId::Of(kind, claims_.report, text);
    claim.kind = kind;
    claim.name = text;
    claim.details.year = year;
    claim.evidence = {.statement = statements_++, .span = {0, 100}, .quote = text};
    to.push_back(claim);
    return to.back();
  }

  ReportClaims claims_;
  uint32_t statements_ = 0;
};

}  // namespace policygraph

#endif  // POLICYGRAPH_TESTS_GRAPH_REPORT_CLAIMS_BUILDER_H_
