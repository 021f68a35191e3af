#include "service/cli/selection_options.h"

#include "service/cli/command_line.h"
#include "service/cli/wording.h"

namespace policygraph::cli {

v1::Selection SelectionOptions::ToMessage() const {
  v1::Selection message;
  for (const v1::NodeKind kind : node_kinds) message.add_node_kinds(kind);
  for (const v1::EdgeKind kind : edge_kinds) message.add_edge_kinds(kind);
  for (const std::string& report : reports) message.add_reports(report);
  message.set_min_confidence(min_confidence);
  return message;
}

void AddSelectionOptions(CLI::App& command, SelectionOptions& options) {
  command.add_option("--node-kind", options.node_kinds, "Only nodes of this kind; may be repeated")
      ->type_name("KIND")
      ->transform(CLI::CheckedTransformer(NodeKindChoices(), CLI::ignore_case).description(""));
  command.add_option("--edge-kind", options.edge_kinds, "Only edges of this kind; may be repeated")
      ->type_name("KIND")
      ->transform(CLI::CheckedTransformer(EdgeKindChoices(), CLI::ignore_case).description(""));
  command.add_option("--report", options.reports, "Only what this report says; may be repeated")
      ->type_name("REPORT");
  AddMinConfidence(command, options.min_confidence);
}

}  // namespace policygraph::cli
