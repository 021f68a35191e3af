#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "graph/base/status_macros.h"
#include "service/cli/commands/commands.h"
#include "service/cli/connection.h"
#include "service/cli/failure.h"
#include "service/cli/json.h"
#include "service/cli/progress_bar.h"
#include "service/cli/report_files.h"
#include "service/cli/text_table.h"
#include "service/cli/wording.h"

namespace policygraph::cli {
namespace {

// What LoadReport takes at most.
constexpr size_t kMaxReportBytes = 8 << 20;

struct Options {
  CommonOptions common;
  std::vector<std::string> paths;
  std::string name;
  std::string place;
  int year = 0;
  std::string author;
  std::string request_id;
  bool validate_only = false;
  bool force = false;
};

// How one file fared.
struct Loaded {
  ReportFile file;
  absl::StatusOr<v1::LoadReportResponse> response;
};

int CountOf(const v1::LoadReportResponse& response, bool (*counts)(v1::NodeKind)) {
  int count = 0;
  for (const v1::NodeCount& nodes : response.nodes()) {
    if (counts(nodes.kind())) count += nodes.count();
  }
  return count;
}

bool IsClaim(v1::NodeKind kind) {
  return kind == v1::NODE_KIND_COMMITMENT || kind == v1::NODE_KIND_OUTCOME;
}

bool IsEntity(v1::NodeKind kind) {
  return !IsClaim(kind) && kind != v1::NODE_KIND_REPORT && kind != v1::NODE_KIND_STATEMENT;
}

TextTable SummaryTable(const std::vector<Loaded>& all_loaded) {
  using Align = TextTable::Align;
  TextTable table({{.header = "report", .wraps = true},
                   {.header = "effect"},
                   {"sentences", Align::kRight},
                   {"claims", Align::kRight},
                   {"entities", Align::kRight},
                   {"warnings", Align::kRight},
                   {"revision", Align::kRight}});
  for (const Loaded& loaded : all_loaded) {
    if (!loaded.response.ok()) {
      table.AddRow(
          {{loaded.file.name, Style::kName}, {"failed", Style::kError}, "", "", "", "", ""});
      continue;
    }
    const v1::LoadReportResponse& response = *loaded.response;
    const StyledText warnings(fmt::to_string(response.warnings_size()),
                              response.warnings().empty() ? Style::kPlain : Style::kWarning);
    table.AddRow({{response.report().name(), Style::kName},
                  {Word(response.effect()), Style::kGood},
                  fmt::to_string(response.report().statements()),
                  fmt::to_string(CountOf(response, IsClaim)),
                  fmt::to_string(CountOf(response, IsEntity)),
                  warnings,
                  fmt::to_string(response.revision())});
  }
  return table;
}

void PrintForPeople(const std::vector<Loaded>& all_loaded) {
  fmt::print("{}", SummaryTable(all_loaded).Render(Screen::OfStdout()));
  std::fflush(stdout);
  const bool color = Screen::OfStderr().color;
  for (const Loaded& loaded : all_loaded) {
    if (!loaded.response.ok()) {
      fmt::print(
          stderr, "{}: {}\n", loaded.file.path,
          StyledText(std::string(loaded.response.status().message()), Style::kError).Render(color));
      continue;
    }
    for (const std::string& warning : loaded.response->warnings()) {
      fmt::print(stderr, "{}: {}\n", loaded.file.path,
                 StyledText("warning: ", Style::kWarning).Add(warning).Render(color));
    }
  }
}

absl::StatusOr<v1::LoadReportResponse> LoadFile(Client& client, const ReportFile& file,
                                                const Options& options,
                                                absl::FunctionRef<void(size_t)> progress) {
  ASSIGN_OR_RETURN(const std::string bytes, ReadBytes(file.path, kMaxReportBytes));
  v1::LoadOptions report;
  report.set_report(file.name);
  report.set_place(options.place);
  report.set_year(options.year);
  report.set_author(options.author);
  report.set_request_id(options.request_id);
  report.set_validate_only(options.validate_only);
  report.set_force(options.force);
  return client.LoadReport(report, bytes, progress);
}

// Loads file after file; a bad one does not keep the others out, but a server that is gone does.
std::vector<Loaded> LoadFiles(Client& client, const std::vector<ReportFile>& files,
                              const Options& options) {
  std::vector<Loaded> all_loaded;
  ProgressBar bar;
  LoadProgress progress = {.reports = files.size()};
  for (const ReportFile& file : files) progress.bytes += file.bytes;
  for (const ReportFile& file : files) {
    LoadProgress within = progress;
    bar.Show(within, file.name);
    auto response = LoadFile(client, file, options, [&](size_t sent) {
      within.bytes_done = progress.bytes_done + std::min<uint64_t>(sent, file.bytes);
      bar.Show(within, file.name);
    });
    ++progress.reports_done;
    progress.bytes_done += file.bytes;
    if (options.common.json) {
      bar.Wipe();
      if (response.ok()) {
        PrintJson(*response);
      } else {
        fmt::print("{}\n", ErrorJson(response.status()));
      }
    }
    all_loaded.push_back({file, std::move(response)});
    if (ExitCodeOf(all_loaded.back().response.status()) == ExitCode::kUnavailable) break;
  }
  return all_loaded;
}

absl::StatusOr<ExitCode> Run(const Options& options) {
  ASSIGN_OR_RETURN(const std::vector<ReportFile> files,
                   FindReportFiles(options.paths, options.name));
  if (files.size() > 1 && !options.request_id.empty()) {
    return UsageError("--request-id is of one request, and there are several files");
  }
  ASSIGN_OR_RETURN(const auto connection, Connection::Open(options.common, MissingStore::kCreate));
  const std::vector<Loaded> all_loaded = LoadFiles(connection->client(), files, options);
  if (!options.common.json) PrintForPeople(all_loaded);
  ExitCode worst = ExitCode::kOk;
  for (const Loaded& loaded : all_loaded) {
    worst = std::max(worst, ExitCodeOf(loaded.response.status()));
  }
  return worst;
}

}  // namespace

void AddLoadCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = AddSubcommand(
      app, "load",
      "Load reports into the graph.\n"
      "A report is loaded whole or not at all. Loading the same text again changes nothing;\n"
      "another text under the same name replaces it.",
      "  policygraph load reports/deyang-2024.txt\n"
      "  policygraph load reports --store var/graph\n"
      "  policygraph load upload.txt --name mianzhu-2024 --place 绵竹市 --year 2024\n"
      "  curl -s https://example.org/report.txt | policygraph load - --name deyang-2024\n");
  command
      ->add_option("path", options->paths, "Files, folders of .txt files, or - for standard input")
      ->type_name("PATH")
      ->required();
  command
      ->add_option("--name", options->name,
                   "Name of the report; default is the file's without extension")
      ->type_name("NAME");
  command
      ->add_option("--place", options->place,
                   "Place that reports (德阳市), when the text does not say it")
      ->type_name("PLACE");
  command->add_option("--year", options->year, "Year of delivery, when the text does not say it")
      ->type_name("YEAR");
  command->add_option("--author", options->author, "Who loads it, for the commit log")
      ->type_name("NAME");
  command
      ->add_option("--request-id", options->request_id,
                   "Makes the load safe to repeat: the same id answers as before")
      ->type_name("ID");
  command->add_flag("--validate-only", options->validate_only, "Read and tell, but write nothing");
  command->add_flag("--force", options->force,
                    "Load a text even if it does not read like a report");
  AddCommonOptions(*command, options->common);
  command->callback([options, &action] { action = [options] { return Run(*options); }; });
}

}  // namespace policygraph::cli
