#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "graph/base/status_macros.h"
#include "service/cli/commands/commands.h"
#include "service/cli/connection.h"
#include "service/cli/failure.h"
#include "service/cli/json.h"
#include "service/cli/load_summary.h"
#include "service/cli/parallel_load.h"
#include "service/cli/progress_bar.h"
#include "service/cli/report_files.h"
#include "service/cli/screen.h"
#include "service/cli/standard_input.h"

namespace policygraph::cli {
namespace {

// As many as a server has threads for, by default; it keeps no more than sixteen waiting.
constexpr int kDefaultJobs = 2;
constexpr int kMaxJobs = 16;

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
  int jobs = kDefaultJobs;
};

v1::LoadOptions LoadOptionsOf(const Options& options) {
  v1::LoadOptions of_all;
  of_all.set_place(options.place);
  of_all.set_year(options.year);
  of_all.set_author(options.author);
  of_all.set_request_id(options.request_id);
  of_all.set_validate_only(options.validate_only);
  of_all.set_force(options.force);
  return of_all;
}

void PrintAsJson(const LoadedReport& report) {
  if (report.response.ok()) {
    PrintJson(*report.response);
  } else {
    fmt::print("{}\n", ErrorJson(report.response.status()));
  }
}

absl::StatusOr<ExitCode> Run(const Options& options) {
  if (std::find(options.paths.begin(), options.paths.end(), kStandardInput) !=
      options.paths.end()) {
    RETURN_IF_ERROR(HoldStandardInput());
  }
  ASSIGN_OR_RETURN(const std::vector<ReportFile> files,
                   FindReportFiles(options.paths, options.name));
  if (files.size() > 1 && !options.request_id.empty()) {
    return UsageError("--request-id is of one request, and there are several files");
  }
  ASSIGN_OR_RETURN(const auto connection, Connection::Open(options.common, MissingStore::kCreate));
  ProgressBar bar;
  const std::vector<LoadedReport> reports =
      LoadAll(connection->client(), files, LoadOptionsOf(options), options.jobs, bar,
              [&](const LoadedReport& report) {
                if (!options.common.json) return;
                bar.Wipe();
                PrintAsJson(report);
              });
  bar.Wipe();
  if (!options.common.json) {
    fmt::print("{}", SummaryTable(reports, Screen::OfStdout()));
    std::fflush(stdout);
    fmt::print(stderr, "{}", Complaints(reports, Screen::OfStderr().color));
  }
  ExitCode worst = ExitCode::kOk;
  for (const LoadedReport& report : reports) {
    worst = std::max(worst, ExitCodeOf(report.response.status()));
  }
  return worst;
}

}  // namespace

void AddLoadCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = AddSubcommand(
      app, "load",
      "Load reports into the graph: .txt, .html, .docx, .pdf, and archives of them.\n"
      "A report is loaded whole or not at all. Loading the same text again changes nothing;\n"
      "another text under the same name replaces it. A bad file does not keep the others out.",
      "  policygraph load reports/deyang-2024.txt\n"
      "  policygraph load reports --store var/graph\n"
      "  policygraph load 2024.zip more/ --jobs 4\n"
      "  policygraph load upload.docx --name mianzhu-2024 --place 绵竹市 --year 2024\n"
      "  curl -s https://example.org/report.txt | policygraph load - --name deyang-2024\n"
      "  curl -s https://example.org/2024.zip | policygraph load -\n");
  command
      ->add_option("path", options->paths,
                   "Files, folders, zip or tar archives, or - for standard input, which may be an\n"
                   "archive of up to 1 GiB")
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
  command->add_option("--jobs", options->jobs, "Reports that are loaded at a time")
      ->type_name("N")
      ->check(CLI::Range(1, kMaxJobs))
      ->capture_default_str();
  command->add_flag("--validate-only", options->validate_only, "Read and tell, but write nothing");
  command->add_flag("--force", options->force,
                    "Load a text even if it does not read like a report");
  AddCommonOptions(*command, options->common);
  command->callback([options, &action] { action = [options] { return Run(*options); }; });
}

}  // namespace policygraph::cli
