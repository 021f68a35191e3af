#include <fmt/format.h>

#include <cstdio>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>

#include "graph/base/status_macros.h"
#include "service/cli/commands/curate/curate.h"
#include "service/cli/connection.h"
#include "service/cli/export/output_file.h"
#include "service/cli/failure.h"
#include "service/cli/json.h"
#include "service/cli/paging.h"
#include "service/cli/report_reader.h"
#include "service/cli/wording.h"

namespace policygraph::cli {
namespace {

constexpr int kMaxPage = 1000;
constexpr size_t kMaxFileBytes = 256 << 20;
constexpr char kStdout[] = "-";

struct ExportOptions {
  CommonOptions common;
  std::string output = kStdout;
};

void WriteLines(const v1::ListJudgementsResponse& response, std::ostream& out) {
  for (const v1::Judgement& judgement : response.judgements()) out << ToJson(judgement) << '\n';
}

absl::StatusOr<ExitCode> Run(const ExportOptions& options) {
  ASSIGN_OR_RETURN(const auto connection, Connection::Open(options.common));
  v1::ListJudgementsRequest request;
  request.set_include_undone(true);
  ASSIGN_OR_RETURN(
      const v1::ListJudgementsResponse response,
      ReadPages(request, /*limit=*/0, kMaxPage, &v1::ListJudgementsResponse::mutable_judgements,
                [&](const auto& page) { return connection->client().ListJudgements(page); }));
  if (options.common.json) {
    PrintJson(response);
  } else if (options.output == kStdout) {
    WriteLines(response, std::cout);
  } else {
    ASSIGN_OR_RETURN(const auto file, OutputFile::Create(options.output));
    WriteLines(response, file->stream());
    RETURN_IF_ERROR(file->Commit());
    fmt::print(stderr, "{}: {} of revision {}\n", options.output,
               CountText(response.judgements_size(), "judgement"), response.read_revision());
  }
  return ExitCode::kOk;
}

struct ImportOptions {
  CommonOptions common;
  std::string file;
  bool validate_only = false;
};

// What became of the lines of a file.
struct Summary {
  int created = 0;
  int unchanged = 0;
  int validated = 0;
  int undone = 0;
  int failed = 0;
};

// Makes the judgement of one line again. One that was undone is passed over.
absl::Status ImportLine(Client& client, const ImportOptions& options, const std::string& line,
                        Summary& summary) {
  v1::Judgement judgement;
  RETURN_IF_ERROR(FromJson(line, judgement));
  if (judgement.has_undone()) {
    ++summary.undone;
    return absl::OkStatus();
  }
  v1::CreateJudgementRequest request;
  *request.mutable_action() = judgement.action();
  request.set_author(judgement.author());
  request.set_reason(judgement.reason());
  if (judgement.has_time()) *request.mutable_time() = judgement.time();
  request.set_validate_only(options.validate_only);
  ASSIGN_OR_RETURN(const v1::CreateJudgementResponse response, client.CreateJudgement(request));
  switch (response.effect()) {
    case v1::JUDGEMENT_EFFECT_UNCHANGED:
      ++summary.unchanged;
      break;
    case v1::JUDGEMENT_EFFECT_VALIDATED:
      ++summary.validated;
      break;
    default:
      ++summary.created;
  }
  if (options.common.json) PrintJson(response);
  return absl::OkStatus();
}

void PrintSummary(const ImportOptions& options, const Summary& summary) {
  if (options.validate_only) {
    fmt::print("{} could be made", CountText(summary.validated, "judgement"));
  } else {
    fmt::print("{} made", CountText(summary.created, "judgement"));
  }
  fmt::print(", {} there already, {} undone before, {} refused\n", summary.unchanged,
             summary.undone, summary.failed);
}

absl::StatusOr<ExitCode> Run(const ImportOptions& options) {
  ASSIGN_OR_RETURN(const std::string bytes, ReadBytes(options.file, kMaxFileBytes));
  if (bytes.size() > kMaxFileBytes) {
    return UsageError(
        fmt::format("{}: above the limit of {} bytes; cut it", options.file, kMaxFileBytes));
  }
  ASSIGN_OR_RETURN(const auto connection, Connection::Open(options.common));
  Summary summary;
  std::istringstream lines(bytes);
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    const absl::Status status = ImportLine(connection->client(), options, line, summary);
    if (status.ok()) continue;
    // Whoever does not answer this time does not answer the next line either.
    if (ExitCodeOf(status) == ExitCode::kUnavailable) return status;
    ++summary.failed;
    fmt::print(stderr, "{}:{}: {}\n", options.file, number, std::string(status.message()));
  }
  if (!options.common.json) PrintSummary(options, summary);
  return summary.failed == 0 ? ExitCode::kOk : ExitCode::kFailed;
}

}  // namespace

void AddJudgementFileCommands(CLI::App& curate, Action& action) {
  auto exported = std::make_shared<ExportOptions>();
  CLI::App* command = AddSubcommand(
      curate, "export", "Write all judgements to a file of JSON lines, those undone included",
      "  policygraph curate export > judgements.jsonl\n"
      "  policygraph curate export --output judgements.jsonl\n");
  command->add_option("--output", exported->output, "File; - is standard output")
      ->type_name("PATH")
      ->capture_default_str();
  AddCommonOptions(*command, exported->common);
  command->callback([exported, &action] { action = [exported] { return Run(*exported); }; });

  auto imported = std::make_shared<ImportOptions>();
  command = AddSubcommand(
      curate, "import",
      "Make the judgements of a file again, in order, as their authors made them.\n"
      "What is there already is left; a line that is refused is told and passed over",
      "  policygraph curate import judgements.jsonl --validate-only\n"
      "  policygraph curate import judgements.jsonl\n");
  command
      ->add_option("file", imported->file, "File that `curate export` wrote; - for standard input")
      ->type_name("FILE")
      ->required();
  command->add_flag("--validate-only", imported->validate_only,
                    "Check each line against the graph as it is, but write nothing");
  AddCommonOptions(*command, imported->common);
  command->callback([imported, &action] { action = [imported] { return Run(*imported); }; });
}

}  // namespace policygraph::cli
