#include <fmt/format.h>

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "graph/base/status_macros.h"
#include "service/cli/commands/commands.h"
#include "service/cli/connection.h"
#include "service/cli/evidence_text.h"
#include "service/cli/json.h"
#include "service/cli/paging.h"
#include "service/cli/text_tree.h"
#include "service/cli/wording.h"

namespace policygraph::cli {
namespace {

constexpr int kMaxPage = 1000;

struct Options {
  CommonOptions common;
  std::string report;
  std::vector<v1::Verdict> verdicts;
  bool with_figure = false;
  int limit = 100;
  double min_confidence = 0;
  ListOptions list;
};

Style StyleOf(v1::Verdict verdict) {
  switch (verdict) {
    case v1::VERDICT_FULFILLED:
      return Style::kName;
    case v1::VERDICT_NOT_FULFILLED:
      return Style::kWarning;
    default:
      return Style::kQuiet;
  }
}

std::string ShareText(const v1::Delivery& delivery) {
  return fmt::format("{:.0f}% of the target, {:.0f}% of the year", 100 * delivery.share_done(),
                     100 * delivery.share_of_year());
}

std::string JudgeText(const v1::ListDeliveriesResponse& response) {
  if (response.judged_by().empty()) return "no report";
  const std::string months = MonthsText(response.judged_through_month());
  return response.judged_by() + (months.empty() ? "" : fmt::format(" (months {})", months));
}

TreeItem DeliveryItem(const v1::Delivery& delivery) {
  const StyledText promised("promised", Style::kQuiet);
  TreeItem item;
  item.title.Add(Word(delivery.verdict()), StyleOf(delivery.verdict()));
  if (delivery.verdict() != v1::VERDICT_NOT_CHECKED) {
    item.title.Add(fmt::format("  {:.2f}", delivery.confidence()), Style::kQuiet);
  }
  item.lines.push_back({promised, EvidenceText(delivery.commitment().evidence())});
  if (delivery.has_proof()) {
    item.lines.push_back({{"reported", Style::kQuiet}, EvidenceText(delivery.proof())});
  }
  if (delivery.has_share_done()) {
    item.lines.push_back({{"so far", Style::kQuiet}, ShareText(delivery)});
  }
  item.lines.push_back({{"because", Style::kQuiet}, delivery.reason()});
  if (delivery.change() == v1::CHANGE_DROPPED) {
    item.lines.push_back({{"again", Style::kQuiet}, {"not promised again", Style::kQuiet}});
  } else if (delivery.has_continued_by()) {
    StyledText again("again", Style::kQuiet);
    item.lines.push_back({again, EvidenceText(delivery.continued_by().evidence())
                                     .Add("  " + Word(delivery.change()), Style::kQuiet)});
  }
  for (const v1::DeliveryClaim& candidate : delivery.candidates()) {
    item.lines.push_back({{"see also", Style::kQuiet}, EvidenceText(candidate.evidence())});
  }
  return item;
}

TreeItem AnswerItem(const v1::ListDeliveriesResponse& response, const std::string& report) {
  TreeItem item;
  item.title.Add(report, Style::kName)
      .Add(fmt::format("  {}, judged by {}",
                       CountText(response.total_size(), "commitment"),
                       JudgeText(response)),
           Style::kQuiet);
  for (const v1::Delivery& delivery : response.deliveries()) {
    item.children.push_back(DeliveryItem(delivery));
  }
  return item;
}

absl::StatusOr<ExitCode> Run(const Options& options) {
  ASSIGN_OR_RETURN(const auto connection, Connection::Open(options.common));
  v1::ListDeliveriesRequest request;
  request.set_report(options.report);
  for (const v1::Verdict verdict : options.verdicts) request.add_verdicts(verdict);
  request.set_with_figure(options.with_figure);
  request.set_min_confidence(options.min_confidence);
  request.set_filter(options.list.filter);
  request.set_order_by(options.list.order_by);
  ASSIGN_OR_RETURN(const v1::ListDeliveriesResponse response,
                   ReadPages(request, options.limit, kMaxPage,
                             &v1::ListDeliveriesResponse::mutable_deliveries,
                             [&](const auto& page) {
                               return connection->client().ListDeliveries(page);
                             }));
  if (options.common.json) {
    PrintJson(response);
    return ExitCode::kOk;
  }
  fmt::print("{}", RenderTree(AnswerItem(response, options.report), Screen::OfStdout()));
  if (!response.next_page_token().empty()) {
    std::fflush(stdout);
    fmt::print(stderr, "{} of {} shown; --limit 0 shows all\n", response.deliveries_size(),
               response.total_size());
  }
  return ExitCode::kOk;
}

}  // namespace

void AddDeliveryCommand(CLI::App& app, Action& action) {
  auto options = std::make_shared<Options>();
  CLI::App* command = AddSubcommand(
      app, "delivery",
      "Tell what became of each commitment of a report: by the next report of the place, with the\n"
      "words of both, the arithmetic, and whether it is promised again. While only a progress report\n"
      "of the year is loaded: how far each figure has come, beside how much of the year has gone",
      "  policygraph delivery province-重庆市-2024 --with-figure\n"
      "  policygraph delivery province-重庆市-2024 --verdict not_fulfilled --verdict partly\n"
      "  policygraph delivery province-重庆市-2024 --filter 'verdict = NO_EVIDENCE AND change = "
      "DROPPED'\n"
      "  policygraph delivery province-重庆市-2025 --filter 'share_done < 0.5' --order-by share_done\n"
      "  policygraph delivery province-重庆市-2024 --filter 'unit = 元 AND value >= 1e10' "
      "--order-by 'value desc'\n");
  command->add_option("report", options->report, "Report that promised")
      ->type_name("REPORT")
      ->required();
  command->add_option("--verdict", options->verdicts, "Only commitments with this verdict")
      ->type_name("VERDICT")
      ->transform(CLI::CheckedTransformer(VerdictChoices(), CLI::ignore_case));
  command->add_flag("--with-figure", options->with_figure, "Only commitments that state a figure");
  command->add_option("--min-confidence", options->min_confidence,
                      "Only verdicts at least this sure, 0 to 1")
      ->type_name("SHARE")
      ->check(CLI::Range(0.0, 1.0));
  command->add_option("--limit", options->limit, "Most commitments to show; 0 shows all")
      ->type_name("N")
      ->check(CLI::Range(0, kMaxPage))
      ->capture_default_str();
  AddListOptions(*command, options->list);
  AddCommonOptions(*command, options->common);
  command->callback([options, &action] { action = [options] { return Run(*options); }; });
}

}  // namespace policygraph::cli
