#include "service/cli/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "service/cli/enum_names.h"

namespace policygraph::cli {
namespace {

std::string SmallLetters(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return name;
}

template <typename Enum>
std::string WordOf(Enum value) {
  std::string word = SmallLetters(EnumName(value));
  std::replace(word.begin(), word.end(), '_', ' ');
  return word;
}

template <typename Enum>
std::map<std::string, Enum> ChoicesOf() {
  const auto& type = *google::protobuf::GetEnumDescriptor<Enum>();
  std::map<std::string, Enum> choices;
  for (int i = 0; i < type.value_count(); ++i) {
    const int number = type.value(i)->number();
    if (number != 0) choices[SmallLetters(EnumName(type, number))] = static_cast<Enum>(number);
  }
  return choices;
}

std::string EdgeText(const v1::EdgeReference& edge) {
  return fmt::format("{} {} {}", edge.source().name(), WordOf(edge.kind()), edge.target().name());
}

// The node or edge of v1.Reject and v1.Confirm.
template <typename Message>
std::string ElementText(const Message& message) {
  return message.has_node() ? message.node().name() : EdgeText(message.edge());
}

std::string ReferenceText(const v1::Quantity& quantity) {
  return quantity.reference().empty() ? "" : fmt::format(" (against {})", quantity.reference());
}

std::string_view ComparatorSymbol(v1::Comparator comparator) {
  switch (comparator) {
    case v1::COMPARATOR_ABOUT:
      return "≈";
    case v1::COMPARATOR_AT_LEAST:
      return "≥";
    case v1::COMPARATOR_MORE_THAN:
      return ">";
    case v1::COMPARATOR_AT_MOST:
      return "≤";
    case v1::COMPARATOR_LESS_THAN:
      return "<";
    default:
      return "";
  }
}

}  // namespace

std::string Word(v1::NodeKind kind) { return WordOf(kind); }
std::string Word(v1::EdgeKind kind) { return WordOf(kind); }
std::string Word(v1::Stage stage) { return WordOf(stage); }
std::string Word(v1::ReportPart part) { return WordOf(part); }
std::string Word(v1::LoadEffect effect) { return WordOf(effect); }
std::string Word(v1::JudgementEffect effect) { return WordOf(effect); }
std::string Word(v1::CandidateReason reason) { return WordOf(reason); }
std::string Word(v1::Verdict verdict) { return WordOf(verdict); }
std::string Word(v1::SeriesAnswer answer) { return WordOf(answer); }
std::string Word(v1::Change change) { return WordOf(change); }
std::string Word(v1::Basis basis) { return WordOf(basis); }
std::string Word(v1::Period period) { return WordOf(period); }
std::string Word(v1::Strength strength) { return WordOf(strength); }
std::string Word(v1::BetterDirection better) { return WordOf(better); }
std::string Word(v1::DivisionLevel level) { return WordOf(level); }

std::map<std::string, v1::NodeKind> NodeKindChoices() { return ChoicesOf<v1::NodeKind>(); }
std::map<std::string, v1::EdgeKind> EdgeKindChoices() { return ChoicesOf<v1::EdgeKind>(); }
std::map<std::string, v1::Stage> StageChoices() { return ChoicesOf<v1::Stage>(); }
std::map<std::string, v1::Verdict> VerdictChoices() { return ChoicesOf<v1::Verdict>(); }
std::map<std::string, v1::Change> ChangeChoices() { return ChoicesOf<v1::Change>(); }
std::map<std::string, v1::Basis> BasisChoices() { return ChoicesOf<v1::Basis>(); }
std::map<std::string, v1::ScorecardGroup> ScorecardGroupChoices() {
  return ChoicesOf<v1::ScorecardGroup>();
}

std::string ActionText(const v1::JudgementAction& action) {
  switch (action.action_case()) {
    case v1::JudgementAction::kRename:
      return fmt::format("rename {} to {}", action.rename().node().name(), action.rename().name());
    case v1::JudgementAction::kMerge:
      return fmt::format("merge {} into {}", action.merge().node().name(),
                         action.merge().into().name());
    case v1::JudgementAction::kSplit:
      return fmt::format("split {} off {}", action.split().name(), action.split().node().name());
    case v1::JudgementAction::kReject:
      return "reject " + ElementText(action.reject());
    case v1::JudgementAction::kAdd:
      return "add " + (action.add().has_node() ? action.add().node().name()
                                               : EdgeText(action.add().edge().edge()));
    case v1::JudgementAction::kConfirm:
      return "confirm " + ElementText(action.confirm());
    case v1::JudgementAction::ACTION_NOT_SET:
      break;
  }
  return "an action that this program does not know";
}

std::string NumberText(double number) {
  std::string text = fmt::format("{:.6f}", number);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

std::string FigureText(const v1::Quantity& quantity) {
  std::string text(ComparatorSymbol(quantity.comparator()));
  if (quantity.basis() == v1::BASIS_RANK) {
    text += fmt::format("no. {}", NumberText(quantity.value()));
  } else {
    if (quantity.basis() == v1::BASIS_GROWTH && quantity.value() > 0) text += '+';
    text += NumberText(quantity.value());
    if (quantity.has_upper_value()) text += "–" + NumberText(quantity.upper_value());
    text += quantity.unit();
  }
  return text + ReferenceText(quantity);
}

std::string WrittenFigure(const v1::Quantity& quantity) {
  const bool is_fall = quantity.basis() == v1::BASIS_GROWTH && quantity.value() < 0;
  return (is_fall ? "−" : "") + quantity.text() + ReferenceText(quantity);
}

std::string MonthsText(int through_month) {
  if (through_month <= 1) return through_month == 1 ? "1" : "";
  return fmt::format("1–{}", through_month);
}

std::string PlaceText(const v1::Evidence& evidence) {
  return fmt::format("{} {}–{}", evidence.report(), evidence.start(), evidence.end());
}

std::string CountText(int64_t count, std::string_view noun, std::string_view plural) {
  if (count == 1) return fmt::format("1 {}", noun);
  return plural.empty() ? fmt::format("{} {}s", count, noun) : fmt::format("{} {}", count, plural);
}

}  // namespace policygraph::cli
