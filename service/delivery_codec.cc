#include "service/delivery_codec.h"

#include <algorithm>
#include <bitset>

#include "fmt/format.h"
#include "graph/base/status_macros.h"
#include "service/decode_request.h"
#include "service/encode_answer.h"

namespace policygraph::service {
namespace {

using Verdicts = std::bitset<kVerdictEnd>;

// All of them when none is named.
absl::StatusOr<Verdicts> DecodeVerdicts(const google::protobuf::RepeatedField<int>& wanted) {
  Verdicts verdicts;
  for (const int number : wanted) {
    if (number <= 0 || number >= kVerdictEnd) {
      return InvalidField("verdicts", fmt::format("{} is no verdict", number));
    }
    verdicts.set(static_cast<size_t>(number));
  }
  return verdicts.none() ? verdicts.set() : verdicts;
}

v1::DeliveryClaim EncodeClaim(const ReportClaim& claim, std::string_view report) {
  v1::DeliveryClaim message;
  message.set_id(claim.id.ToHex());
  message.set_text(claim.name);
  if (claim.details.quantity.has_value()) {
    *message.mutable_quantity() = EncodeQuantity(*claim.details.quantity);
  }
  for (const ClaimTie& indicator : claim.indicators) message.add_indicators(indicator.name);
  *message.mutable_evidence() = EncodeEvidence(claim.evidence, report);
  return message;
}

v1::ScorecardRow EncodeRow(std::string_view name, const VerdictCounts& counts) {
  const auto count = [&](Verdict verdict) { return static_cast<int32_t>(counts.of(verdict)); };
  v1::ScorecardRow row;
  row.set_name(std::string(name));
  row.set_commitments(static_cast<int32_t>(counts.total()));
  row.set_fulfilled(count(Verdict::kFulfilled));
  row.set_partly(count(Verdict::kPartly));
  row.set_not_fulfilled(count(Verdict::kNotFulfilled));
  row.set_in_progress(count(Verdict::kInProgress));
  row.set_no_evidence(count(Verdict::kNoEvidence));
  row.set_not_testable(count(Verdict::kNotTestable));
  row.set_not_checked(count(Verdict::kNotChecked));
  row.set_continued(static_cast<int32_t>(counts.continued()));
  row.set_quietly_dropped(static_cast<int32_t>(counts.quietly_dropped()));
  if (const auto rate = counts.fulfilled_rate()) row.set_fulfilled_rate(*rate);
  if (const auto rate = counts.decided_rate()) row.set_decided_rate(*rate);
  return row;
}

}  // namespace

absl::StatusOr<std::vector<const Delivery*>> SelectDeliveries(
    const v1::ListDeliveriesRequest& request, const ReportDeliveries& judged) {
  ASSIGN_OR_RETURN(const Verdicts verdicts, DecodeVerdicts(request.verdicts()));
  ASSIGN_OR_RETURN(const Confidence least, DecodeMinConfidence(request.min_confidence()));
  std::vector<const Delivery*> selected;
  for (const Delivery& delivery : judged.deliveries()) {
    if (!verdicts.test(static_cast<size_t>(delivery.verdict))) continue;
    if (delivery.confidence < least) continue;
    if (request.with_figure() && !delivery.commitment->details.quantity.has_value()) continue;
    selected.push_back(&delivery);
  }
  return selected;
}

v1::Delivery EncodeDelivery(const Delivery& delivery, const ReportDeliveries& judged) {
  v1::Delivery message;
  *message.mutable_commitment() = EncodeClaim(*delivery.commitment, judged.plan().report);
  message.set_verdict(static_cast<v1::Verdict>(delivery.verdict));
  message.set_rule(static_cast<v1::DeliveryRule>(delivery.rule));
  message.set_reason(delivery.reason);
  message.set_confidence(EncodeConfidence(delivery.confidence));
  if (delivery.share.has_value()) {
    message.set_share_done(delivery.share->of_target);
    message.set_share_of_year(delivery.share->of_year);
  }
  if (judged.review() == nullptr) return message;
  const std::string& review = judged.review()->report;
  if (delivery.outcome != nullptr) {
    *message.mutable_outcome() = EncodeClaim(*delivery.outcome, review);
  }
  if (delivery.proof.has_value()) *message.mutable_proof() = EncodeEvidence(*delivery.proof, review);
  if (delivery.continuation.has_value()) {
    message.set_change(static_cast<v1::Change>(delivery.continuation->change));
    if (const ReportClaim* again = delivery.continuation->commitment) {
      *message.mutable_continued_by() = EncodeClaim(*again, review);
    }
  }
  for (const ReportClaim* candidate : delivery.candidates) {
    *message.add_candidates() = EncodeClaim(*candidate, review);
  }
  return message;
}

absl::StatusOr<ScorecardQuery> DecodeScorecardQuery(const v1::GetScorecardRequest& request) {
  ScorecardQuery query{.place = request.place(), .year = request.year()};
  if (!v1::ScorecardGroup_IsValid(request.group_by())) {
    return InvalidField("group_by", fmt::format("{} is nothing that a scorecard groups by",
                                                static_cast<int>(request.group_by())));
  }
  query.group = static_cast<ScorecardGroup>(request.group_by());
  ASSIGN_OR_RETURN(query.min_confidence, DecodeMinConfidence(request.min_confidence()));
  return query;
}

v1::GetScorecardResponse EncodeScorecard(const Scorecard& card, size_t max_rows) {
  v1::GetScorecardResponse response;
  for (size_t i = 0; i < std::min(max_rows, card.rows.size()); ++i) {
    *response.add_rows() = EncodeRow(card.rows[i].name, card.rows[i].counts);
  }
  *response.mutable_total() = EncodeRow("", card.total);
  response.set_total_rows(static_cast<int32_t>(card.rows.size()));
  response.set_rules_version(kDeliveryRulesVersion);
  return response;
}

}  // namespace policygraph::service
