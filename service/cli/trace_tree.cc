#include "service/cli/trace_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "service/cli/wording.h"

namespace policygraph::cli {
namespace {

bool IsPlan(const v1::Node& claim) { return claim.kind() == v1::NODE_KIND_COMMITMENT; }

// A stage that was reached, or that a plan says will be.
StyledText StageText(v1::Stage stage, bool is_plan) {
  const bool is_done = stage == v1::STAGE_COMPLETED || stage == v1::STAGE_IN_OPERATION;
  const std::string future = is_plan && stage != v1::STAGE_PLANNED ? "to be " : "";
  return StyledText(future + Word(stage), is_done && !is_plan ? Style::kGood : Style::kWarning);
}

// How far a project is: what outcomes say goes before what is only planned.
StyledText StageOf(const v1::TracedProject& project) {
  v1::Stage reached = v1::STAGE_UNSPECIFIED;
  for (const v1::TracedClaim& claim : project.claims()) {
    if (!IsPlan(claim.hop().node())) reached = std::max(reached, claim.hop().edge().stage());
  }
  if (reached != v1::STAGE_UNSPECIFIED) return StageText(reached, /*is_plan=*/false);
  if (project.stage() != v1::STAGE_UNSPECIFIED) return StageText(project.stage(), /*is_plan=*/true);
  return {};
}

// What a claim's figure is of: its indicators, or the acting phrase when it has none.
std::string Measured(const v1::TracedClaim& claim) {
  std::string measured;
  for (const v1::TraceHop& indicator : claim.indicators()) {
    measured += (measured.empty() ? "" : ", ") + indicator.node().name();
  }
  return measured.empty() ? claim.hop().node().claim().action() : measured;
}

// The lines of one item of the tree.
class ItemLines {
 public:
  explicit ItemLines(const Sentences& sentences) : sentences_(sentences) {}

  void Add(StyledText label, StyledText text) {
    lines_.push_back({std::move(label), std::move(text)});
  }

  // A line for each piece of evidence that the item does not show yet.
  void AddEvidence(std::string_view label,
                   const google::protobuf::RepeatedPtrField<v1::Evidence>& evidence) {
    for (const v1::Evidence& piece : evidence) {
      if (!IsNew(piece)) continue;
      Add(StyledText(label, Style::kQuiet), EvidenceText(piece, sentences_));
      label = "";
    }
  }

  // The node at the end of a hop, with the evidence of the hop below.
  void AddHop(std::string_view label, const v1::TraceHop& hop) {
    StyledText text(hop.node().name());
    if (const std::string& code = hop.node().place().code(); !code.empty()) {
      text.Add("  " + code, Style::kQuiet);
    }
    Add(StyledText(label, Style::kQuiet), std::move(text));
    AddEvidence("", hop.edge().evidence());
  }

  void AddClaim(const v1::TracedClaim& claim) {
    const v1::Node& node = claim.hop().node();
    const v1::ClaimDetails& details = node.claim();
    const bool is_plan = IsPlan(node);
    std::string label = is_plan ? "plan" : "done";
    if (details.year() != 0) label += fmt::format(" {}", details.year());

    StyledText text;
    if (details.has_quantity()) {
      text.Add(Measured(claim)).Add(" ").Add(FigureText(details.quantity()), Style::kFigure);
    } else {
      text.Add(details.action().empty() ? node.name() : details.action());
    }
    if (details.strength() != v1::STRENGTH_UNSPECIFIED) {
      text.Add(fmt::format("  {}", Word(details.strength())), Style::kQuiet);
    }
    if (const v1::Stage stage = claim.hop().edge().stage(); stage != v1::STAGE_UNSPECIFIED) {
      text.Add("  ").Append(StageText(stage, is_plan));
    }
    Add(StyledText(label, is_plan ? Style::kWarning : Style::kGood), std::move(text));
    AddEvidence("", claim.hop().edge().evidence());
  }

  void AddClaims(const google::protobuf::RepeatedPtrField<v1::TracedClaim>& claims, int total) {
    for (const v1::TracedClaim& claim : claims) AddClaim(claim);
    if (total > claims.size()) {
      Add({}, StyledText(fmt::format("and {} more; --max-claims brings more of them",
                                     total - claims.size()),
                         Style::kQuiet));
    }
  }

  std::vector<TreeItem::Line> Take() && { return std::move(lines_); }

 private:
  // Words within words that the item shows are no news; a sentence shown whole shows all in it.
  bool IsNew(const v1::Evidence& evidence) {
    const bool is_whole = !SentenceOf(evidence, sentences_).empty();
    for (const v1::Evidence* shown : shown_) {
      if (shown->report() != evidence.report()) continue;
      if (is_whole ? shown->statement() == evidence.statement()
                   : shown->start() <= evidence.start() && evidence.end() <= shown->end()) {
        return false;
      }
    }
    shown_.push_back(&evidence);
    return true;
  }

  const Sentences& sentences_;
  std::vector<TreeItem::Line> lines_;
  std::vector<const v1::Evidence*> shown_;
};

TreeItem ProjectItem(const v1::TracedProject& project, const Sentences& sentences) {
  TreeItem item;
  item.title.Add(project.project().name(), Style::kName);
  if (const StyledText stage = StageOf(project); !stage.empty()) {
    item.title.Add("  ").Append(stage);
  }
  ItemLines lines(sentences);
  for (const v1::TraceHop& place : project.places()) lines.AddHop("place", place);
  for (const v1::TraceHop& agency : project.agencies()) lines.AddHop("agency", agency);
  lines.AddClaims(project.claims(), project.total_claims());
  if (!project.path().empty()) {
    lines.AddEvidence("why here", project.path().rbegin()->edge().evidence());
  }
  item.lines = std::move(lines).Take();
  return item;
}

std::string Summary(const v1::TraceStrategyResponse& trace) {
  std::string summary = CountText(trace.total_projects(), "project");
  if (!trace.sub_strategies().empty()) {
    summary += ", " + CountText(trace.sub_strategies_size(), "sub-strategy", "sub-strategies");
  }
  if (trace.total_claims() > 0) {
    summary += fmt::format(
        ", {} without a project",
        CountText(trace.total_claims(), "commitment or outcome", "commitments and outcomes"));
  }
  return summary + fmt::format("; read at revision {}", trace.read_revision());
}

TreeItem RootItem(const v1::TraceStrategyResponse& trace, const Sentences& sentences) {
  const v1::Node& strategy = trace.strategy();
  TreeItem root;
  root.title.Add(strategy.name(), Style::kName).Add("  " + Summary(trace), Style::kQuiet);
  ItemLines lines(sentences);
  std::string aliases;
  for (const std::string& alias : strategy.aliases()) {
    aliases += (aliases.empty() ? "" : ", ") + alias;
  }
  if (!aliases.empty()) lines.Add(StyledText("also", Style::kQuiet), aliases);
  lines.AddClaims(trace.claims(), trace.total_claims());
  root.lines = std::move(lines).Take();
  return root;
}

// Builds the tree below the root: what hangs below a strategy is known by the strategy's id.
class StrategyBranches {
 public:
  StrategyBranches(const v1::TraceStrategyResponse& trace, const Sentences& sentences)
      : sentences_(sentences) {
    std::set<std::string> strategies = {trace.strategy().id()};
    for (const v1::TraceHop& hop : trace.sub_strategies()) {
      if (strategies.insert(hop.node().id()).second) {
        sub_strategies_[hop.edge().target()].push_back(&hop);
      }
    }
    for (const v1::TracedProject& project : trace.projects()) {
      const bool has_path = !project.path().empty();
      const std::string& parent = has_path ? project.path().rbegin()->edge().target() : "";
      const bool is_known = strategies.contains(parent);
      projects_[is_known ? parent : trace.strategy().id()].push_back(&project);
    }
  }

  std::vector<TreeItem> Below(const std::string& strategy) const {
    std::vector<TreeItem> items;
    if (const auto projects = projects_.find(strategy); projects != projects_.end()) {
      for (const v1::TracedProject* project : projects->second) {
        items.push_back(ProjectItem(*project, sentences_));
      }
    }
    if (const auto subs = sub_strategies_.find(strategy); subs != sub_strategies_.end()) {
      for (const v1::TraceHop* hop : subs->second) items.push_back(SubStrategyItem(*hop));
    }
    return items;
  }

 private:
  TreeItem SubStrategyItem(const v1::TraceHop& hop) const {
    TreeItem item;
    item.title.Add(hop.node().name(), Style::kName).Add("  sub-strategy", Style::kQuiet);
    ItemLines lines(sentences_);
    lines.AddEvidence("why here", hop.edge().evidence());
    item.lines = std::move(lines).Take();
    item.children = Below(hop.node().id());
    return item;
  }

  const Sentences& sentences_;
  std::map<std::string, std::vector<const v1::TraceHop*>> sub_strategies_;
  std::map<std::string, std::vector<const v1::TracedProject*>> projects_;
};

}  // namespace

TreeItem TraceTree(const v1::TraceStrategyResponse& trace, const Sentences& sentences) {
  TreeItem root = RootItem(trace, sentences);
  root.children = StrategyBranches(trace, sentences).Below(trace.strategy().id());
  return root;
}

}  // namespace policygraph::cli
