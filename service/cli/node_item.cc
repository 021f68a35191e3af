#include "service/cli/node_item.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <string>
#include <string_view>

#include "service/cli/wording.h"

namespace policygraph::cli {
namespace {

// Adds labelled lines to an item; a field that is empty gets none.
class Fields {
 public:
  explicit Fields(TreeItem& item) : item_(item) {}

  void Add(std::string_view label, StyledText text) {
    if (text.empty()) return;
    item_.lines.push_back({StyledText(label, Style::kQuiet), std::move(text)});
  }

  void AddYear(std::string_view label, int year) {
    if (year != 0) Add(label, fmt::to_string(year));
  }

 private:
  TreeItem& item_;
};

void AddClaim(const v1::ClaimDetails& claim, Fields& fields) {
  fields.Add("action", claim.action());
  if (claim.has_quantity()) {
    const v1::Quantity& quantity = claim.quantity();
    fields.Add("figure", StyledText(FigureText(quantity), Style::kFigure)
                             .Add(fmt::format("  {}", quantity.text()), Style::kQuiet));
  }
  fields.AddYear("year", claim.year());
  if (claim.strength() != v1::STRENGTH_UNSPECIFIED) fields.Add("strength", Word(claim.strength()));
}

void AddDetails(const v1::Node& node, Fields& fields) {
  switch (node.details_case()) {
    case v1::Node::kReport:
      fields.Add("title", node.report().title());
      fields.Add("place", node.report().place());
      fields.AddYear("delivered", node.report().year());
      fields.Add("months", MonthsText(node.report().through_month()));
      fields.Add("sha-256", node.report().sha256());
      break;
    case v1::Node::kStatement:
      fields.Add("under", fmt::format("{}", fmt::join(node.statement().headings(), " › ")));
      fields.Add("sentence", fmt::format("no. {}, characters {}–{}", node.statement().index(),
                                         node.statement().start(), node.statement().end()));
      break;
    case v1::Node::kPlace:
      fields.Add("code", node.place().code());
      if (node.place().level() != v1::DIVISION_LEVEL_UNSPECIFIED) {
        fields.Add("level", Word(node.place().level()));
      }
      break;
    case v1::Node::kIndicator:
      fields.Add("unit", node.indicator().unit());
      if (node.indicator().better() != v1::BETTER_DIRECTION_UNSPECIFIED) {
        fields.Add("better", Word(node.indicator().better()));
      }
      break;
    case v1::Node::kClaim:
      AddClaim(node.claim(), fields);
      break;
    case v1::Node::DETAILS_NOT_SET:
      break;
  }
}

}  // namespace

TreeItem NodeItem(const v1::Node& node, const Sentences& sentences) {
  TreeItem item;
  item.title.Add(node.name(), Style::kName).Add("  " + Word(node.kind()), Style::kQuiet);
  Fields fields(item);
  fields.Add("id", node.id());
  fields.Add("scope", node.scope());
  fields.Add("also", fmt::format("{}", fmt::join(node.aliases(), ", ")));
  AddDetails(node, fields);
  fields.Add("derived", node.derivation());
  if (node.confidence() < 1) fields.Add("confidence", fmt::format("{:.2f}", node.confidence()));
  fields.Add("confirmed", fmt::format("{}", fmt::join(node.confirmed_by(), ", ")));
  fields.Add("reports", fmt::format("{}", fmt::join(node.reports(), ", ")));
  for (const v1::Evidence& evidence : node.evidence()) {
    fields.Add(&evidence == &*node.evidence().begin() ? "stated" : "",
               EvidenceText(evidence, sentences).Add("  " + evidence.rule(), Style::kQuiet));
  }
  return item;
}

}  // namespace policygraph::cli
