#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <optional>
#include <string>

#include "absl/time/time.h"
#include "graph/base/error.h"
#include "graph/base/status_macros.h"
#include "service/cli/commands/commands.h"
#include "service/cli/connection.h"
#include "service/cli/evidence_text.h"
#include "service/cli/json.h"
#include "service/cli/node_choice.h"
#include "service/cli/node_item.h"
#include "service/cli/text_table.h"
#include "service/cli/text_tree.h"
#include "service/cli/wording.h"

namespace policygraph::cli {
namespace {

struct Options {
  CommonOptions common;
  std::string what;
  bool text = false;
  bool statements = false;
  bool sentences = false;
};

StyledText Label(std::string_view label) { return StyledText(label, Style::kQuiet); }

// Headings as items, each below the one that it stands under.
void AddSections(const v1::GetReportResponse& response, int& next, int level, TreeItem& parent) {
  while (next < response.sections_size() && response.sections(next).level() >= level) {
    const v1::Section& section = response.sections(next);
    TreeItem item;
    item.title.Add(section.heading().empty() ? "(before the first heading)" : section.heading());
    if (section.part() != v1::REPORT_PART_UNSPECIFIED) {
      item.title.Add("  " + Word(section.part()), Style::kQuiet);
    }
    item.title.Add(fmt::format("  {}–{}", section.start(), section.end()), Style::kQuiet);
    ++next;
    AddSections(response, next, section.level() + 1, item);
    parent.children.push_back(std::move(item));
  }
}

TreeItem ReportItem(const v1::GetReportResponse& response) {
  const v1::Report& report = response.report();
  TreeItem item;
  item.title.Add(report.name(), Style::kName);
  const auto add = [&](std::string_view label, const std::string& text) {
    if (!text.empty()) item.lines.push_back({Label(label), text});
  };
  add("title", report.title());
  add("place", report.place_code().empty()
                   ? report.place()
                   : fmt::format("{} {}", report.place(), report.place_code()));
  add("delivered", fmt::to_string(report.year()));
  add("months", MonthsText(report.through_month()));
  add("length", fmt::format("{} characters, {}", report.characters(),
                            CountText(report.statements(), "sentence")));
  add("loaded", fmt::format("{} at revision {}",
                            absl::FormatTime("%Y-%m-%d %H:%M:%S",
                                             absl::FromUnixSeconds(report.load_time().seconds()),
                                             absl::LocalTimeZone()),
                            report.revision()));
  add("sha-256", report.sha256());
  int next = 0;
  AddSections(response, next, 0, item);
  return item;
}

TextTable StatementTable(const v1::GetReportResponse& response) {
  TextTable table({{"no.", TextTable::Align::kRight},
                   {.header = "part"},
                   {.header = "characters"},
                   {.header = "sentence", .wraps = true}});
  for (const v1::Statement& statement : response.statements()) {
    const bool has_part = statement.part() != v1::REPORT_PART_UNSPECIFIED;
    table.AddRow({fmt::to_string(statement.index()),
                  has_part ? Word(statement.part()) : "",
                  {fmt::format("{}–{}", statement.start(), statement.end()), Style::kQuiet},
                  statement.text()});
  }
  return table;
}

void PrintReport(const v1::GetReportResponse& response, const Options& options) {
  const Screen screen = Screen::OfStdout();
  if (options.common.json) {
    PrintJson(response);
  } else if (options.text) {
    fmt::print("{}", response.text());
    if (!response.text().ends_with('\n')) fmt::print("\n");
  } else if (options.statements) {
    fmt::print("{}", StatementTable(response).Render(screen));
  } else {
    fmt::print("{}", RenderTree(ReportItem(response), screen));
  }
}

absl::StatusOr<v1::GetReportResponse> GetReport(Client& client, const Options& options,
                                                const std::string& name) {
  v1::GetReportRequest request;
  request.set_report(name);
  request.set_include_sections(true);
  request.set_include_text(options.text);
  request.set_include_statements(options.statements);
  return client.GetReport(request);
}

absl::Status ShowNode(Client& client, const Options& options) {
  ASSIGN_OR_RETURN(const std::string id, ResolveNodeId(client, options.what));
  v1::GetNodeRequest request;
  request.set_id(id);
  request.set_view(v1::VIEW_FULL);
  ASSIGN_OR_RETURN(const v1::GetNodeResponse response, client.GetNode(request));
  if (options.common.json) {
    PrintJson(response);
    return absl::OkStatus();
  }
  Sentences sentences;
  if (options.sentences) {
    ASSIGN_OR_RETURN(sentences, ReadSentences(client, ReportsOf(response.node().evidence())));
  }
  fmt::print("{}", RenderTree(NodeItem(response.node(), sentences), Screen::OfStdout()));
  return absl::OkStatus();
}

bool IsReason(const absl::Status& status, ErrorReason reason) {
  const std::optional<ErrorInfo> info = GetErrorInfo(status);
  return info.has_value() && info->reason == reason;
}

absl::StatusOr<ExitCode> Run(const Options& options) {
  ASSIGN_OR_RETURN(const auto connection, Connection::Open(options.common));
  Client& client = connection->client();
  if (!LooksLikeId(options.what)) {
    const auto report = GetReport(client, options, options.what);
    if (report.ok()) {
      PrintReport(*report, options);
      return ExitCode::kOk;
    }
    // What asks for a report's text is meant as a report, and no report's name has a blank in it.
    const bool may_be_node = !options.text && !options.statements;
    if (!may_be_node || !(IsReason(report.status(), ErrorReason::kReportNotFound) ||
                          IsReason(report.status(), ErrorReason::kInvalidField))) {
      return report.status();
    }
  }
  RETURN_IF_ERROR(ShowNode(client, options));
  return ExitCode::kOk;
}

}  // namespace

void AddShowCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = AddSubcommand(
      app, "show",
      "Show a report (particulars and headings, its text or sentences) or a node (what is known\n"
      "of it, and where reports say so)",
      "  policygraph show deyang-2024\n"
      "  policygraph show deyang-2024 --text\n"
      "  policygraph show 同城融圈 --sentences\n"
      "  policygraph show 5f0c2a9d41b7e3886a10c4d2f7b95e31\n");
  command->add_option("what", options->what, "Name of a report, or id, name or alias of a node")
      ->type_name("REPORT|NODE")
      ->required();
  CLI::Option* text = command->add_flag("--text", options->text, "Print the report's text");
  command->add_flag("--statements", options->statements, "Print the report's sentences")
      ->excludes(text);
  command->add_flag("--sentences", options->sentences,
                    "Show the whole sentence around each quote of a node");
  AddCommonOptions(*command, options->common);
  command->callback([options, &action] { action = [options] { return Run(*options); }; });
}

}  // namespace policygraph::cli
