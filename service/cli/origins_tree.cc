#include "service/cli/origins_tree.h"

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "service/cli/evidence_text.h"
#include "service/cli/wording.h"

namespace policygraph::cli {
namespace {

std::string LeadingText(int projects, int claims) {
  std::string text = CountText(projects, "project");
  if (claims > 0) {
    text += ", " + CountText(claims, "commitment or outcome", "commitments and outcomes");
  }
  return text;
}

// The words that say an edge, or how it is derived.
void AddSaid(const v1::Edge& edge, std::vector<TreeItem::Line>& lines) {
  for (const v1::Evidence& evidence : edge.evidence()) {
    lines.push_back({{}, EvidenceText(evidence)});
  }
  if (edge.evidence().empty() && !edge.derivation().empty()) {
    lines.push_back({{}, {edge.derivation(), Style::kQuiet}});
  }
}

void AddPath(const v1::Origin& origin, std::vector<TreeItem::Line>& lines) {
  std::string_view label = "path";
  for (const v1::TraceHop& hop : origin.path()) {
    const bool is_along = hop.edge().target() == hop.node().id();
    StyledText text(fmt::format("{} {}  ", is_along ? "→" : "←", Word(hop.edge().kind())),
                    Style::kQuiet);
    text.Add(hop.node().name());
    lines.push_back({{label, Style::kQuiet}, std::move(text)});
    label = "";
    AddSaid(hop.edge(), lines);
  }
}

TreeItem OriginItem(const v1::Origin& origin) {
  TreeItem item;
  item.title.Add(origin.strategy().name(), Style::kName);
  item.title.Add("  " + LeadingText(origin.projects(), origin.claims()), Style::kQuiet);
  AddPath(origin, item.lines);
  for (const v1::TraceHop& parent : origin.parents()) {
    item.lines.push_back({{"part of", Style::kQuiet}, parent.node().name()});
    AddSaid(parent.edge(), item.lines);
  }
  return item;
}

}  // namespace

TreeItem OriginsTree(const v1::TraceOriginsResponse& response) {
  TreeItem root;
  root.title.Add(response.node().name(), Style::kName);
  root.title.Add(fmt::format("  {}: {} of {}; read at revision {}", Word(response.node().kind()),
                             CountText(response.total_origins(), "strategy", "strategies"),
                             LeadingText(response.total_projects(), response.total_claims()),
                             response.read_revision()),
                 Style::kQuiet);
  for (const v1::Origin& origin : response.origins()) root.children.push_back(OriginItem(origin));
  return root;
}

}  // namespace policygraph::cli
