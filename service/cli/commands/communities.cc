#include <fmt/format.h>

#include <cstdio>
#include <map>
#include <memory>
#include <string>

#include "google/protobuf/repeated_ptr_field.h"
#include "graph/base/status_macros.h"
#include "service/cli/commands/commands.h"
#include "service/cli/connection.h"
#include "service/cli/json.h"
#include "service/cli/selection_options.h"
#include "service/cli/text_table.h"
#include "service/cli/wording.h"

namespace policygraph::cli {
namespace {

enum class Method { kLouvain, kLabelPropagation, kComponents };

struct Options {
  CommonOptions common;
  SelectionOptions selection;
  Method method = Method::kLouvain;
  int iterations = 10;
  int limit = 20;
  int members = 10;
  int min_size = 2;
};

using NodeGroups = google::protobuf::RepeatedPtrField<v1::NodeGroup>;

std::map<std::string, Method> MethodChoices() {
  return {{"louvain", Method::kLouvain},
          {"label_propagation", Method::kLabelPropagation},
          {"components", Method::kComponents}};
}

TextTable GroupTable(const NodeGroups& groups) {
  TextTable table({{"", TextTable::Align::kRight},
                   {"nodes", TextTable::Align::kRight},
                   {"joined pairs", TextTable::Align::kRight},
                   {.header = "best connected members", .wraps = true}});
  for (int i = 0; i < groups.size(); ++i) {
    StyledText members;
    for (const v1::GroupMember& member : groups[i].members()) {
      if (!members.empty()) members.Add("，", Style::kQuiet);
      members.Add(member.node().name(), Style::kName)
          .Add(fmt::format(" {}", member.neighbors()), Style::kQuiet);
    }
    table.AddRow({fmt::to_string(i + 1), fmt::to_string(groups[i].size()),
                  fmt::to_string(groups[i].joined_pairs()), members});
  }
  return table;
}

void PrintGroups(const NodeGroups& groups, int total, int nodes) {
  if (!groups.empty()) fmt::print("{}", GroupTable(groups).Render(Screen::OfStdout()));
  std::fflush(stdout);
  fmt::print(stderr, "{} of {} shown, of {}\n", groups.size(), CountText(total, "group"),
             CountText(nodes, "node"));
}

absl::StatusOr<ExitCode> ShowComponents(const Options& options, const v1::GroupLimits& limits,
                                        Client& client) {
  v1::ListComponentsRequest request;
  *request.mutable_selection() = options.selection.ToMessage();
  *request.mutable_limits() = limits;
  ASSIGN_OR_RETURN(const v1::ListComponentsResponse response, client.ListComponents(request));
  if (options.common.json) {
    PrintJson(response);
  } else {
    PrintGroups(response.components(), response.total_components(), response.total_nodes());
  }
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Run(const Options& options) {
  ASSIGN_OR_RETURN(const auto connection, Connection::Open(options.common));
  v1::GroupLimits limits;
  limits.set_min_size(options.min_size);
  limits.set_max_groups(options.limit);
  limits.set_max_members(options.members);
  if (options.method == Method::kComponents) {
    return ShowComponents(options, limits, connection->client());
  }
  v1::FindCommunitiesRequest request;
  request.set_method(options.method == Method::kLouvain ? v1::COMMUNITY_METHOD_LOUVAIN
                                                        : v1::COMMUNITY_METHOD_LABEL_PROPAGATION);
  *request.mutable_selection() = options.selection.ToMessage();
  request.set_iterations(options.iterations);
  *request.mutable_limits() = limits;
  ASSIGN_OR_RETURN(const v1::FindCommunitiesResponse response,
                   connection->client().FindCommunities(request));
  if (options.common.json) {
    PrintJson(response);
    return ExitCode::kOk;
  }
  PrintGroups(response.communities(), response.total_communities(), response.total_nodes());
  fmt::print(stderr, "modularity {:.3f}\n", response.modularity());
  return ExitCode::kOk;
}

}  // namespace

void AddCommunitiesCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = AddSubcommand(
      app, "communities",
      "Group nodes that are joined to each other more than to others, or (components) that lead "
      "to\n"
      "each other at all. Behind each member stands how many of its group it is joined to",
      std::string(
          "  policygraph communities\n"
          "  policygraph communities --node-kind project --node-kind strategy --members 20\n"
          "  policygraph communities --method components --report deyang-2024 --json\n") +
          kKindsHelp);
  command->add_option("--method", options->method, "How to group; louvain unless given")
      ->type_name("louvain|label_propagation|components")
      ->transform(CLI::CheckedTransformer(MethodChoices(), CLI::ignore_case).description(""));
  command->add_option("--iterations", options->iterations, "Iterations of label_propagation")
      ->type_name("N")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  command->add_option("--limit", options->limit, "Most groups to show")
      ->type_name("N")
      ->check(CLI::Range(1, 200))
      ->capture_default_str();
  command->add_option("--members", options->members, "Most members of each to show")
      ->type_name("N")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  command->add_option("--min-size", options->min_size, "Only groups of at least so many nodes")
      ->type_name("N")
      ->check(CLI::Range(1, 1'000'000'000))
      ->capture_default_str();
  AddSelectionOptions(*command, options->selection);
  AddCommonOptions(*command, options->common);
  command->callback([options, &action] { action = [options] { return Run(*options); }; });
}

}  // namespace policygraph::cli
