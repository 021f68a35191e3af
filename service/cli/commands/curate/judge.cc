#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "graph/base/status_macros.h"
#include "service/cli/commands/curate/curate.h"
#include "service/cli/connection.h"
#include "service/cli/failure.h"
#include "service/cli/json.h"
#include "service/cli/node_choice.h"
#include "service/cli/wording.h"

namespace policygraph::cli {
namespace {

// What the command line of any of these commands may say.
struct Options {
  CommonOptions common;
  Judging judging;
  bool validate_only = false;
  uint64_t expected_revision = 0;

  std::string node;
  std::string into;
  std::string name;
  std::string scope;
  std::vector<std::string> element;  // a node, or source, kind and target of an edge
  std::vector<std::string> shares;
  std::vector<std::string> aliases;
  v1::NodeKind kind = v1::NODE_KIND_UNSPECIFIED;
  v1::Stage stage = v1::STAGE_UNSPECIFIED;
};

// Makes of the options what to do; asks the server which nodes they mean.
using ReadAction = std::function<absl::Status(Client&, const Options&, v1::JudgementAction&)>;

absl::Status ReadNode(Client& client, const std::string& argument, v1::NodeReference& node) {
  ASSIGN_OR_RETURN(*node.mutable_id(), ResolveNodeId(client, argument));
  return absl::OkStatus();
}

// Reads SOURCE EDGE TARGET.
absl::Status ReadEdge(Client& client, const std::vector<std::string>& words,
                      v1::EdgeReference& edge) {
  const std::map<std::string, v1::EdgeKind> kinds = EdgeKindChoices();
  std::string word = words[1];
  std::transform(word.begin(), word.end(), word.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const auto kind = kinds.find(word);
  if (kind == kinds.end()) {
    return UsageError(fmt::format("{} is no kind of edge; --help lists them", words[1]));
  }
  edge.set_kind(kind->second);
  RETURN_IF_ERROR(ReadNode(client, words[0], *edge.mutable_source()));
  return ReadNode(client, words[2], *edge.mutable_target());
}

constexpr size_t kEdgeWords = 3;

// Reads a node, or an edge in three words, into v1.Reject or v1.Confirm.
template <typename Message>
absl::Status ReadElement(Client& client, const std::vector<std::string>& words, Message& message) {
  if (words.size() == 1) return ReadNode(client, words[0], *message.mutable_node());
  if (words.size() == kEdgeWords) return ReadEdge(client, words, *message.mutable_edge());
  return UsageError("name a node, or an edge as SOURCE EDGE TARGET");
}

// Reads REPORT or REPORT:SENTENCE,SENTENCE.
absl::Status ReadShare(const std::string& text, v1::Share& share) {
  const size_t colon = text.rfind(':');
  share.set_report(text.substr(0, colon));
  if (colon == std::string::npos) return absl::OkStatus();
  const char* at = text.data() + colon + 1;
  const char* const end = text.data() + text.size();
  for (bool more = true; more;) {
    int32_t statement = 0;
    const auto [stop, error] = std::from_chars(at, end, statement);
    more = stop != end && *stop == ',';
    if (error != std::errc() || (stop != end && !more)) {
      return UsageError(
          fmt::format("{}: not REPORT:SENTENCE,SENTENCE; sentences are numbers, which "
                      "`policygraph show` tells",
                      text));
    }
    share.add_statements(statement);
    at = stop + 1;
  }
  return absl::OkStatus();
}

absl::Status ReadRename(Client& client, const Options& options, v1::JudgementAction& action) {
  action.mutable_rename()->set_name(options.name);
  return ReadNode(client, options.node, *action.mutable_rename()->mutable_node());
}

absl::Status ReadMerge(Client& client, const Options& options, v1::JudgementAction& action) {
  RETURN_IF_ERROR(ReadNode(client, options.node, *action.mutable_merge()->mutable_node()));
  return ReadNode(client, options.into, *action.mutable_merge()->mutable_into());
}

absl::Status ReadSplit(Client& client, const Options& options, v1::JudgementAction& action) {
  v1::Split& split = *action.mutable_split();
  split.set_name(options.name);
  split.set_scope(options.scope);
  for (const std::string& share : options.shares) {
    RETURN_IF_ERROR(ReadShare(share, *split.add_shares()));
  }
  split.mutable_aliases()->Assign(options.aliases.begin(), options.aliases.end());
  return ReadNode(client, options.node, *split.mutable_node());
}

absl::Status ReadAdd(Client& client, const Options& options, v1::JudgementAction& action) {
  if (options.element.size() == kEdgeWords) {
    v1::AddedEdge& edge = *action.mutable_add()->mutable_edge();
    edge.set_stage(options.stage);
    return ReadEdge(client, options.element, *edge.mutable_edge());
  }
  if (options.element.size() != 1 || options.kind == v1::NODE_KIND_UNSPECIFIED) {
    return UsageError("name a node with its --kind, or an edge as SOURCE EDGE TARGET");
  }
  v1::AddedNode& node = *action.mutable_add()->mutable_node();
  node.set_kind(options.kind);
  node.set_scope(options.scope);
  node.set_name(options.element[0]);
  node.mutable_aliases()->Assign(options.aliases.begin(), options.aliases.end());
  return absl::OkStatus();
}

absl::Status ReadReject(Client& client, const Options& options, v1::JudgementAction& action) {
  return ReadElement(client, options.element, *action.mutable_reject());
}

absl::Status ReadConfirm(Client& client, const Options& options, v1::JudgementAction& action) {
  return ReadElement(client, options.element, *action.mutable_confirm());
}

void PrintForPeople(const v1::CreateJudgementResponse& response) {
  const std::string text = ActionText(response.judgement().action());
  switch (response.effect()) {
    case v1::JUDGEMENT_EFFECT_VALIDATED:
      fmt::print("would {}; nothing was written\n", text);
      break;
    case v1::JUDGEMENT_EFFECT_UNCHANGED:
      fmt::print("judgement {} is there already: {}\n", response.judgement().id(), text);
      break;
    default:
      fmt::print("judgement {}: {}; revision {}\n", response.judgement().id(), text,
                 response.revision());
  }
}

absl::StatusOr<ExitCode> Run(const Options& options, const ReadAction& read) {
  ASSIGN_OR_RETURN(const auto connection, Connection::Open(options.common));
  Client& client = connection->client();
  v1::CreateJudgementRequest request;
  RETURN_IF_ERROR(read(client, options, *request.mutable_action()));
  request.set_author(options.judging.author);
  request.set_reason(options.judging.reason);
  request.set_request_id(options.judging.request_id);
  request.set_expected_revision(options.expected_revision);
  request.set_validate_only(options.validate_only);
  ASSIGN_OR_RETURN(const v1::CreateJudgementResponse response, client.CreateJudgement(request));
  if (options.common.json) {
    PrintJson(response);
  } else {
    PrintForPeople(response);
  }
  return ExitCode::kOk;
}

// Adds one command, with the options that all of them have, and gives it to add its own.
CLI::App* AddCommand(CLI::App& curate, Action& action, const std::shared_ptr<Options>& options,
                     ReadAction read, const std::string& name, const std::string& description,
                     const std::string& examples) {
  CLI::App* command = AddSubcommand(curate, name, description, examples);
  AddJudgingOptions(*command, options->judging, /*needs_reason=*/true);
  command->add_flag("--validate-only", options->validate_only, "Check and tell, but write nothing");
  command
      ->add_option("--expected-revision", options->expected_revision,
                   "Refuse when the graph has moved on from this revision")
      ->type_name("N");
  AddCommonOptions(*command, options->common);
  command->callback([options, read = std::move(read), &action] {
    action = [options, read] { return Run(*options, read); };
  });
  return command;
}

void AddNodeOption(CLI::App* command, Options& options) {
  command->add_option("node", options.node, "The node, by name or id")
      ->type_name("NODE")
      ->required();
}

void AddElementOption(CLI::App* command, Options& options) {
  command
      ->add_option("element", options.element,
                   "A node, by name or id; or an edge: source, kind and target")
      ->type_name("NODE")
      ->expected(1, static_cast<int>(kEdgeWords))
      ->required();
}

void AddAliasOption(CLI::App* command, Options& options, const std::string& description) {
  command->add_option("--alias", options.aliases, description + "; may be repeated")
      ->type_name("NAME")
      ->expected(1)
      ->take_all();
}

constexpr char kEdgeKinds[] =
    "\nKinds of edges:\n"
    "  supports, located_in, part_of, responsible_for, partners_with, targets, reports,\n"
    "  advances, awarded, seeks, stated_in, mentions, fulfils, continues\n";

}  // namespace

void AddJudgingCommands(CLI::App& curate, Action& action) {
  auto rename = std::make_shared<Options>();
  CLI::App* command =
      AddCommand(curate, action, rename, ReadRename, "rename",
                 "Give a node another name; the former one becomes an alias",
                 "  policygraph curate rename 三渔水厍 三渔水库 --author 王 --reason 错字\n");
  AddNodeOption(command, *rename);
  command->add_option("name", rename->name, "Its new name")->type_name("NAME")->required();

  auto merge = std::make_shared<Options>();
  command = AddCommand(
      curate, action, merge, ReadMerge, "merge",
      "Make two nodes of one kind one, which keeps the second one's name and id",
      "  policygraph curate merge 三渔水库工程 三渔水库 --author 王 --reason 同一工程\n");
  AddNodeOption(command, *merge);
  command->add_option("into", merge->into, "The node that it is part of, by name or id")
      ->type_name("INTO")
      ->required();

  auto split = std::make_shared<Options>();
  command = AddCommand(curate, action, split, ReadSplit, "split",
                       "Give what some reports or sentences say of a node to a new node",
                       "  policygraph curate split 产业园 北部产业园 --share deyang-2024 \\\n"
                       "      --author 王 --reason 两个园区\n"
                       "  policygraph curate split 产业园 北部产业园 --share deyang-2024:12,40 \\\n"
                       "      --alias 北园 --author 王 --reason 两个园区\n");
  AddNodeOption(command, *split);
  command->add_option("name", split->name, "Name of the new node")->type_name("NAME")->required();
  command
      ->add_option("--share", split->shares,
                   "A report, or sentences of it, that goes to the new node; may be repeated")
      ->type_name("REPORT[:N,N]")
      ->expected(1)
      ->take_all()
      ->required();
  AddAliasOption(command, *split, "An alias that goes to the new node");
  command->add_option("--scope", split->scope, "Scope of the new node; default that of the old one")
      ->type_name("SCOPE");

  auto reject = std::make_shared<Options>();
  command = AddCommand(
      curate, action, reject, ReadReject, "reject", "Say that a node or an edge is wrong: hide it",
      std::string("  policygraph curate reject 加快建设 --author 王 --reason 不是项目名称\n"
                  "  policygraph curate reject 三渔水库 located_in 旌阳区 --author 王 --reason "
                  "不在该区\n") +
          kEdgeKinds);
  AddElementOption(command, *reject);

  auto add = std::make_shared<Options>();
  command = AddCommand(
      curate, action, add, ReadAdd, "add", "State a node or an edge that no report states",
      std::string(
          "  policygraph curate add 三渔水库 --kind project --scope 510600 \\\n"
          "      --author 王 --reason 报告漏读\n"
          "  policygraph curate add 三渔水库 located_in 罗江区 --author 王 --reason 实地核对\n") +
          kEdgeKinds);
  AddElementOption(command, *add);
  command->add_option("--kind", add->kind, "Kind of the new node")
      ->type_name("KIND")
      ->transform(CLI::CheckedTransformer(NodeKindChoices(), CLI::ignore_case).description(""));
  command
      ->add_option("--scope", add->scope,
                   "What keeps the new node apart from namesakes: a place's code, mostly")
      ->type_name("SCOPE");
  AddAliasOption(command, *add, "Another name of the new node");
  command->add_option("--stage", add->stage, "Stage of the project, on an advances edge")
      ->type_name("STAGE")
      ->transform(CLI::CheckedTransformer(StageChoices(), CLI::ignore_case).description(""));

  auto confirm = std::make_shared<Options>();
  command = AddCommand(
      curate, action, confirm, ReadConfirm, "confirm", "Say that a node or an edge is right",
      std::string(
          "  policygraph curate confirm 三渔水库 --author 王 --reason 核对原文\n"
          "  policygraph curate confirm 三渔水库 located_in 罗江区 --author 王 --reason 核对\n") +
          kEdgeKinds);
  AddElementOption(command, *confirm);
}

}  // namespace policygraph::cli
