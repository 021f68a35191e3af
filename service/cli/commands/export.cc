#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <system_error>

#include "absl/functional/function_ref.h"
#include "graph/base/status_macros.h"
#include "service/cli/commands/commands.h"
#include "service/cli/connection.h"
#include "service/cli/export/csv.h"
#include "service/cli/export/export_stream.h"
#include "service/cli/export/graphml.h"
#include "service/cli/export/json_lines.h"
#include "service/cli/export/output_file.h"
#include "service/cli/failure.h"
#include "service/cli/json.h"
#include "service/cli/wording.h"

namespace policygraph::cli {
namespace {

constexpr char kStdout[] = "-";

struct Options {
  CommonOptions common = {.timeout_seconds = 0};
  std::string format = "jsonl";
  std::string output = kStdout;
  std::string report;
  double min_confidence = 0;
};

struct Totals {
  int64_t nodes = 0;
  int64_t edges = 0;
  uint64_t revision = 0;
};

v1::ExportGraphRequest RequestOf(const Options& options) {
  v1::ExportGraphRequest request;
  request.set_report(options.report);
  request.set_min_confidence(options.min_confidence);
  request.set_view(v1::VIEW_FULL);
  return request;
}

absl::StatusOr<Totals> WriteGraph(Client& client, const Options& options, GraphWriter& writer,
                                  const std::ostream& out) {
  Totals totals;
  const auto call = [&](const v1::ExportGraphRequest& request, ExportVisitor visit) {
    return client.ExportGraph(request, visit);
  };
  RETURN_IF_ERROR(
      StreamExport(RequestOf(options), call, [&](const v1::ExportGraphResponse& response) {
        for (const v1::Node& node : response.nodes()) writer.WriteNode(node);
        for (const v1::Edge& edge : response.edges()) writer.WriteEdge(edge);
        totals.nodes += response.nodes_size();
        totals.edges += response.edges_size();
        totals.revision = response.read_revision();
        return out.good() ? absl::OkStatus()
                          : absl::ResourceExhaustedError(
                                "the export could not be written; is the "
                                "disk full?");
      }));
  writer.Finish();
  return totals;
}

// Calls `write` with a writer of the format that --format names, over one stream.
absl::StatusOr<Totals> WithWriter(const std::string& format, std::ostream& out,
                                  absl::FunctionRef<absl::StatusOr<Totals>(GraphWriter&)> write) {
  if (format == "graphml") {
    GraphMlWriter writer(out);
    return write(writer);
  }
  JsonLinesWriter writer(out);
  return write(writer);
}

absl::StatusOr<Totals> ExportToFile(Client& client, const Options& options) {
  ASSIGN_OR_RETURN(const auto file, OutputFile::Create(options.output));
  ASSIGN_OR_RETURN(const Totals totals,
                   WithWriter(options.format, file->stream(), [&](GraphWriter& writer) {
                     return WriteGraph(client, options, writer, file->stream());
                   }));
  RETURN_IF_ERROR(file->Commit());
  return totals;
}

absl::StatusOr<Totals> ExportToStdout(Client& client, const Options& options) {
  return WithWriter(options.format, std::cout, [&](GraphWriter& writer) {
    return WriteGraph(client, options, writer, std::cout);
  });
}

absl::StatusOr<Totals> ExportToFolder(Client& client, const Options& options) {
  const std::filesystem::path folder = options.output;
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return absl::UnknownError(fmt::format("{}: {}", options.output, error.message()));
  ASSIGN_OR_RETURN(const auto nodes, OutputFile::Create(folder / "nodes.csv"));
  ASSIGN_OR_RETURN(const auto edges, OutputFile::Create(folder / "edges.csv"));
  CsvWriter writer(nodes->stream(), edges->stream());
  ASSIGN_OR_RETURN(const Totals totals, WriteGraph(client, options, writer, nodes->stream()));
  RETURN_IF_ERROR(nodes->Commit());
  RETURN_IF_ERROR(edges->Commit());
  return totals;
}

absl::Status PrintMessages(Client& client, const Options& options) {
  const auto call = [&](const v1::ExportGraphRequest& request, ExportVisitor visit) {
    return client.ExportGraph(request, visit);
  };
  return StreamExport(RequestOf(options), call, [](const v1::ExportGraphResponse& response) {
    PrintJson(response);
    return absl::OkStatus();
  });
}

absl::StatusOr<ExitCode> Run(const Options& options) {
  const bool is_csv = options.format == "csv";
  const bool to_stdout = options.output == kStdout;
  if (is_csv && to_stdout && !options.common.json) {
    return UsageError("CSV is two files; pass --output DIR, a folder for them");
  }
  ASSIGN_OR_RETURN(const auto connection, Connection::Open(options.common));
  Client& client = connection->client();
  if (options.common.json) {
    RETURN_IF_ERROR(PrintMessages(client, options));
    return ExitCode::kOk;
  }
  ASSIGN_OR_RETURN(const Totals totals, is_csv      ? ExportToFolder(client, options)
                                        : to_stdout ? ExportToStdout(client, options)
                                                    : ExportToFile(client, options));
  if (!to_stdout) {
    fmt::print(stderr, "{}: {} and {} of revision {}\n", options.output,
               CountText(totals.nodes, "node"), CountText(totals.edges, "edge"), totals.revision);
  }
  return ExitCode::kOk;
}

}  // namespace

void AddExportCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = AddSubcommand(
      app, "export",
      "Write the graph, or what one report says, in a format that other programs read:\n"
      "JSON Lines, GraphML (Gephi, networkx), or CSV (nodes.csv and edges.csv in a folder)",
      "  policygraph export > graph.jsonl\n"
      "  policygraph export --format graphml --output graph.graphml\n"
      "  policygraph export --format csv --output tables --report deyang-2024\n");
  command->add_option("--format", options->format, "Format to write")
      ->type_name("jsonl|graphml|csv")
      ->check(CLI::IsMember({"jsonl", "graphml", "csv"}).description(""))
      ->capture_default_str();
  command->add_option("--output", options->output, "File, or folder for CSV; - is standard output")
      ->type_name("PATH")
      ->capture_default_str();
  command->add_option("--report", options->report, "Only what this report says")
      ->type_name("REPORT");
  AddMinConfidence(*command, options->min_confidence);
  AddCommonOptions(*command, options->common);
  command->callback([options, &action] { action = [options] { return Run(*options); }; });
}

}  // namespace policygraph::cli
