#include "service/comparison_codec.h"

#include <algorithm>
#include <bitset>
#include <map>
#include <string>
#include <vector>

#include "fmt/format.h"
#include "graph/base/status_macros.h"
#include "graph/state/resolve_node.h"
#include "service/decode_request.h"
#include "service/encode_answer.h"
#include "service/paging.h"

namespace policygraph::service {
namespace {

constexpr int kMaxIndicators = 10;
constexpr int kChangeEnd = v1::CHANGE_RESTATED + 1;
constexpr int32_t kDefaultRows = 200;
constexpr int32_t kMaxRows = 2000;

using Changes = std::bitset<kChangeEnd>;

absl::StatusOr<std::vector<Vertex>> DecodeIndicators(
    const google::protobuf::RepeatedPtrField<std::string>& names, const GraphState& state) {
  if (names.empty() || names.size() > kMaxIndicators) {
    return InvalidField("indicators", fmt::format("{} are given; pass 1 to {} names or ids",
                                                  names.size(), kMaxIndicators));
  }
  std::vector<Vertex> indicators;
  for (const std::string& name : names) {
    ASSIGN_OR_RETURN(const Vertex indicator, ResolveNode(state, NodeKind::kIndicator, name));
    indicators.push_back(indicator);
  }
  return indicators;
}

absl::StatusOr<Basis> DecodeBasis(v1::Basis basis) {
  if (!v1::Basis_IsValid(basis)) {
    return InvalidField("basis", fmt::format("{} is no basis", static_cast<int>(basis)));
  }
  return static_cast<Basis>(basis);
}

v1::Figure EncodeFigure(const IndicatorFigure& figure, const GraphView& view) {
  v1::Figure message;
  message.set_claim(figure.claim.ToHex());
  message.set_text(figure.text);
  if (!figure.waived) *message.mutable_quantity() = EncodeQuantity(figure.quantity);
  *message.mutable_evidence() = EncodeEvidence(figure.evidence, view.ReportName(figure.report));
  message.set_confidence(EncodeConfidence(figure.confidence));
  return message;
}

v1::Figure EncodeFigure(const ReportClaim& claim, std::string_view report) {
  v1::Figure message;
  message.set_claim(claim.id.ToHex());
  message.set_text(claim.name);
  *message.mutable_quantity() = EncodeQuantity(*claim.details.quantity);
  *message.mutable_evidence() = EncodeEvidence(claim.evidence, report);
  message.set_confidence(EncodeConfidence(claim.confidence));
  return message;
}

v1::ComparedSide EncodeSide(const ReportThing& thing, std::string_view report) {
  v1::ComparedSide message;
  message.set_stage(static_cast<v1::Stage>(thing.stage));
  message.set_supporters(static_cast<int32_t>(thing.supporters));
  *message.mutable_evidence() = EncodeEvidence(thing.evidence, report);
  return message;
}

v1::ComparedNode EncodeRow(const ComparedThing& row, const ReportComparison& comparison) {
  const ReportThing& either = row.first != nullptr ? *row.first : *row.second;
  v1::ComparedNode message;
  message.set_change(static_cast<v1::Change>(row.change));
  message.set_id(either.id.ToHex());
  message.set_name(either.name);
  if (row.first != nullptr) {
    *message.mutable_first() = EncodeSide(*row.first, comparison.first().report);
  }
  if (row.second != nullptr) {
    *message.mutable_second() = EncodeSide(*row.second, comparison.second().report);
  }
  return message;
}

v1::ComparedFigure EncodeRow(const ComparedFigure& row, const ReportComparison& comparison) {
  v1::ComparedFigure message;
  message.set_change(static_cast<v1::Change>(row.change));
  message.set_indicator(row.indicator);
  message.set_subject((row.first != nullptr ? row.first : row.second)->details.subject);
  if (row.first != nullptr) {
    *message.mutable_first() = EncodeFigure(*row.first, comparison.first().report);
  }
  if (row.second != nullptr) {
    *message.mutable_second() = EncodeFigure(*row.second, comparison.second().report);
  }
  return message;
}

// Encodes the rows that a request means into lists, all within one size.
class RowEncoder {
 public:
  RowEncoder(const ReportComparison& comparison, Changes changes, Confidence least, size_t max_rows)
      : comparison_(comparison), changes_(changes), least_(least), max_rows_(max_rows) {}

  template <typename Row, typename Message>
  void Encode(const std::vector<Row>& rows, google::protobuf::RepeatedPtrField<Message>& messages,
              google::protobuf::RepeatedPtrField<v1::ChangeCount>& counts) {
    std::map<Change, int32_t> by_change;
    for (const Row& row : rows) {
      if (!IsSure(row)) continue;
      ++by_change[row.change];
      if (!changes_.test(static_cast<size_t>(row.change))) continue;
      Message message = EncodeRow(row, comparison_);
      if (static_cast<size_t>(messages.size()) == max_rows_ || !budget_.Spend(message)) {
        truncated_ = true;
        continue;
      }
      *messages.Add() = std::move(message);
    }
    for (const auto& [change, count] : by_change) {
      v1::ChangeCount& of_change = *counts.Add();
      of_change.set_change(static_cast<v1::Change>(change));
      of_change.set_count(count);
    }
  }

  bool truncated() const { return truncated_; }

 private:
  template <typename Row>
  bool IsSure(const Row& row) const {
    return (row.first != nullptr && row.first->confidence >= least_) ||
           (row.second != nullptr && row.second->confidence >= least_);
  }

  const ReportComparison& comparison_;
  const Changes changes_;
  const Confidence least_;
  const size_t max_rows_;
  MessageBudget budget_{kPageBytes};
  bool truncated_ = false;
};

absl::StatusOr<Changes> DecodeChanges(const google::protobuf::RepeatedField<int>& wanted) {
  Changes changes;
  for (const int number : wanted) {
    if (number <= 0 || number >= kChangeEnd) {
      return InvalidField("changes", fmt::format("{} is no change", number));
    }
    changes.set(static_cast<size_t>(number));
  }
  return changes.none() ? changes.set() : changes;
}

}  // namespace

absl::StatusOr<SeriesQuery> DecodeSeriesQuery(const v1::GetIndicatorSeriesRequest& request,
                                              const GraphState& state) {
  if (request.place().empty()) {
    return InvalidField("place", "missing; pass the official name or code of a place");
  }
  SeriesQuery query{.place = request.place(),
                    .first_year = request.first_year(),
                    .last_year = request.last_year()};
  ASSIGN_OR_RETURN(query.basis, DecodeBasis(request.basis()));
  ASSIGN_OR_RETURN(query.min_confidence, DecodeMinConfidence(request.min_confidence()));
  ASSIGN_OR_RETURN(query.indicators, DecodeIndicators(request.indicators(), state));
  return query;
}

absl::StatusOr<LadderQuery> DecodeLadderQuery(const v1::CompareTargetsRequest& request,
                                              const GraphState& state) {
  if (request.year() <= 0) return InvalidField("year", "missing; pass the year of the targets");
  LadderQuery query{.year = request.year(), .within = request.within()};
  ASSIGN_OR_RETURN(query.basis, DecodeBasis(request.basis()));
  ASSIGN_OR_RETURN(query.min_confidence, DecodeMinConfidence(request.min_confidence()));
  ASSIGN_OR_RETURN(query.indicators, DecodeIndicators(request.indicators(), state));
  return query;
}

v1::GetIndicatorSeriesResponse EncodeSeries(const IndicatorSeries& series, const GraphView& view) {
  v1::GetIndicatorSeriesResponse response;
  response.set_basis(static_cast<v1::Basis>(series.basis));
  for (const SeriesYear& year : series.years) {
    v1::SeriesYear& message = *response.add_years();
    message.set_year(year.year);
    message.set_target_answer(static_cast<v1::SeriesAnswer>(year.target.answer));
    for (const IndicatorFigure* figure : year.target.figures) {
      *message.add_targets() = EncodeFigure(*figure, view);
    }
    message.set_actual_answer(static_cast<v1::SeriesAnswer>(year.actual.answer));
    for (const IndicatorFigure* figure : year.actual.figures) {
      *message.add_actuals() = EncodeFigure(*figure, view);
    }
    if (!year.verdict.has_value()) continue;
    message.set_verdict(static_cast<v1::Verdict>(year.verdict->verdict));
    message.set_reason(year.verdict->arithmetic);
  }
  return response;
}

v1::CompareTargetsResponse EncodeLadder(const TargetLadder& ladder, size_t max_rows,
                                        const GraphView& view) {
  v1::CompareTargetsResponse response;
  response.set_basis(static_cast<v1::Basis>(ladder.basis));
  response.set_total_places(static_cast<int32_t>(ladder.rungs.size()));
  for (size_t i = 0; i < std::min(max_rows, ladder.rungs.size()); ++i) {
    const LadderRung& rung = ladder.rungs[i];
    v1::PlaceTarget& place = *response.add_places();
    place.set_place(rung.place);
    place.set_place_code(rung.place_code);
    *place.mutable_target() = EncodeFigure(*rung.target, view);
    if (rung.actual != nullptr) *place.mutable_actual() = EncodeFigure(*rung.actual, view);
    place.set_above(rung.above);
    if (rung.excess.has_value()) place.set_excess(*rung.excess);
  }
  return response;
}

absl::StatusOr<v1::CompareReportsResponse> EncodeComparison(
    const ReportComparison& comparison, const v1::CompareReportsRequest& request) {
  ASSIGN_OR_RETURN(const Changes changes, DecodeChanges(request.changes()));
  ASSIGN_OR_RETURN(const Confidence least, DecodeMinConfidence(request.min_confidence()));
  ASSIGN_OR_RETURN(const size_t rows,
                   DecodeLimit("max_rows", request.max_rows(), kDefaultRows, kMaxRows));
  v1::CompareReportsResponse response;
  RowEncoder encoder(comparison, changes, least, rows);
  encoder.Encode(comparison.strategies(), *response.mutable_strategies(),
                 *response.mutable_strategy_counts());
  encoder.Encode(comparison.targets(), *response.mutable_targets(),
                 *response.mutable_target_counts());
  encoder.Encode(comparison.projects(), *response.mutable_projects(),
                 *response.mutable_project_counts());
  encoder.Encode(comparison.outcomes(), *response.mutable_outcomes(),
                 *response.mutable_outcome_counts());
  response.set_truncated(encoder.truncated());
  return response;
}

}  // namespace policygraph::service
