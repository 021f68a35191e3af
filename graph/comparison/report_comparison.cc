#include "graph/comparison/report_comparison.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

#include "graph/base/status_macros.h"
#include "graph/delivery/verdict.h"
#include "graph/store/report_not_found.h"

namespace policygraph {
namespace {

absl::StatusOr<ReportClaims> ReadNamed(const GraphSnapshot& snapshot, std::string_view name) {
  ASSIGN_OR_RETURN(const std::optional<StoredReport> report,
                   snapshot.FindReport(ReportId::Of(std::string(name))));
  if (!report.has_value()) return ReportNotFound(name);
  return ReadReportClaims(snapshot, *report);
}

// Joins what has one key in both lists. `first` and `second` are in reading order; of several with
// one key the first stands for all. Row needs `change`, `first` and `second`; `compare` gives the
// change of two that meet.
template <typename Row, typename Item, typename KeyOf, typename Compare>
std::vector<Row> Join(const std::vector<Item>& first, const std::vector<Item>& second,
                      const KeyOf& key_of, const Compare& compare) {
  using Key = typename std::invoke_result_t<KeyOf, const Item&>::value_type;
  const auto by_key = [&](const std::vector<Item>& items) {
    std::map<Key, const Item*> found;
    for (const Item& item : items) {
      if (const auto key = key_of(item)) found.emplace(*key, &item);
    }
    return found;
  };
  const std::map<Key, const Item*> firsts = by_key(first);
  const std::map<Key, const Item*> seconds = by_key(second);
  const auto stands_for = [&](const std::map<Key, const Item*>& items, const Item& item) {
    const auto key = key_of(item);
    return key.has_value() && items.at(*key) == &item;
  };
  std::vector<Row> kept;
  std::vector<Row> fresh;
  std::vector<Row> dropped;
  for (const Item& item : first) {
    if (!stands_for(firsts, item)) continue;
    const auto match = seconds.find(*key_of(item));
    Row row;
    row.first = &item;
    row.second = match == seconds.end() ? nullptr : match->second;
    row.change = row.second == nullptr ? Change::kDropped : compare(item, *row.second);
    (row.second == nullptr ? dropped : kept).push_back(std::move(row));
  }
  for (const Item& item : second) {
    if (!stands_for(seconds, item) || firsts.contains(*key_of(item))) continue;
    Row row;
    row.second = &item;
    row.change = Change::kNew;
    fresh.push_back(std::move(row));
  }
  std::ranges::move(fresh, std::back_inserter(kept));
  std::ranges::move(dropped, std::back_inserter(kept));
  return kept;
}

std::vector<ComparedThing> CompareThings(const ReportClaims& first, const ReportClaims& second,
                                         NodeKind kind) {
  return Join<ComparedThing>(
      first.things, second.things,
      [kind](const ReportThing& thing) {
        return thing.kind == kind ? std::optional(thing.id) : std::nullopt;
      },
      [](const ReportThing&, const ReportThing&) { return Change::kKept; });
}

// What a figure must share with another to be the same one, a year on.
using FigureKey = std::tuple<NodeId, std::string, Basis, Period, std::string>;

std::optional<FigureKey> KeyOfFigure(const ReportClaim& claim) {
  if (!claim.details.quantity.has_value() || claim.indicators.empty()) return std::nullopt;
  const Quantity& quantity = *claim.details.quantity;
  return FigureKey(claim.indicators.front().node, claim.details.subject, quantity.basis,
                   quantity.period, std::string(ReferenceOf(quantity)));
}

std::vector<ComparedFigure> CompareFigures(const std::vector<ReportClaim>& first,
                                           const std::vector<ReportClaim>& second) {
  auto rows = Join<ComparedFigure>(
      first, second, KeyOfFigure, [](const ReportClaim& before, const ReportClaim& after) {
        return ChangeOfFigure(*before.details.quantity, *after.details.quantity);
      });
  for (ComparedFigure& row : rows) {
    row.indicator = (row.first != nullptr ? row.first : row.second)->indicators.front().name;
  }
  return rows;
}

}  // namespace

ReportComparison::ReportComparison(ReportClaims first, ReportClaims second)
    : first_(std::move(first)),
      second_(std::move(second)),
      strategies_(CompareThings(first_, second_, NodeKind::kStrategy)),
      projects_(CompareThings(first_, second_, NodeKind::kProject)),
      targets_(CompareFigures(first_.commitments, second_.commitments)),
      outcomes_(CompareFigures(first_.outcomes, second_.outcomes)) {}

absl::StatusOr<std::unique_ptr<const ReportComparison>> ReportComparison::Read(
    const GraphSnapshot& snapshot, std::string_view first, std::string_view second) {
  ASSIGN_OR_RETURN(ReportClaims before, ReadNamed(snapshot, first));
  ASSIGN_OR_RETURN(ReportClaims after, ReadNamed(snapshot, second));
  // The constructor is private.
  return std::unique_ptr<const ReportComparison>(
      new ReportComparison(std::move(before), std::move(after)));
}

}  // namespace policygraph
