#include "service/cli/pattern_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <map>
#include <string>
#include <utility>

#include "graph/base/status_macros.h"
#include "service/cli/wording.h"

namespace policygraph::cli {
namespace {

class PatternParser {
 public:
  explicit PatternParser(std::string_view text) : text_(text) {}

  absl::StatusOr<v1::Pattern> Parse() {
    do {
      RETURN_IF_ERROR(ParseChain());
    } while (Take(","));
    if (!AtEnd()) return Expected("a comma, an edge or the end");
    return std::move(pattern_);
  }

 private:
  absl::Status ParseChain() {
    ASSIGN_OR_RETURN(std::string last, ParseNode());
    while (Peek('-') || Peek('<')) {
      v1::PatternEdge edge;
      RETURN_IF_ERROR(ParseEdge(edge));
      edge.set_from(std::move(last));
      ASSIGN_OR_RETURN(last, ParseNode());
      edge.set_to(last);
      *pattern_.add_edges() = std::move(edge);
    }
    return absl::OkStatus();
  }

  // Returns the variable's name; one without gets a number.
  absl::StatusOr<std::string> ParseNode() {
    if (!Take("(")) return Expected("(");
    std::string name(TakeWord());
    if (name.empty()) name = fmt::format("_{}", pattern_.variables_size() + 1);
    v1::PatternVariable& variable = VariableNamed(name);
    if (Take(":")) {
      RETURN_IF_ERROR(ParseChoices(NodeKindChoices(), "a kind of nodes",
                                   [&](v1::NodeKind kind) { variable.add_kinds(kind); }));
    }
    while (!Take(")")) RETURN_IF_ERROR(ParseFilter(variable));
    return name;
  }

  v1::PatternVariable& VariableNamed(const std::string& name) {
    for (v1::PatternVariable& variable : *pattern_.mutable_variables()) {
      if (variable.name() == name) return variable;
    }
    v1::PatternVariable& variable = *pattern_.add_variables();
    variable.set_name(name);
    return variable;
  }

  absl::Status ParseFilter(v1::PatternVariable& variable) {
    if (Take("\"")) {
      const size_t end = text_.find('"', position_);
      if (end == std::string_view::npos) return Expected("a closing \"");
      variable.set_name_contains(std::string(text_.substr(position_, end - position_)));
      position_ = end + 1;
      return absl::OkStatus();
    }
    if (Take("id=")) {
      variable.set_id(std::string(TakeWord()));
      return absl::OkStatus();
    }
    if (Take("report=")) {
      variable.set_report(std::string(TakeUntilBlank()));
      return absl::OkStatus();
    }
    if (Take("stage=")) {
      return ParseChoices(StageChoices(), "a stage",
                          [&](v1::Stage stage) { variable.add_stages(stage); });
    }
    if (Take("year=")) {
      ASSIGN_OR_RETURN(const auto years, ParseRange());
      variable.set_min_year(years.first);
      variable.set_max_year(years.second);
      return absl::OkStatus();
    }
    return Expected("\"TEXT\", id=, year=, stage=, report= or )");
  }

  absl::Status ParseEdge(v1::PatternEdge& edge) {
    const bool in = Take("<");
    if (!Take("-")) return Expected("-");
    if (Take("[")) {
      if (!Peek('*') && !Peek('?') && !Peek(']')) {
        RETURN_IF_ERROR(ParseChoices(EdgeKindChoices(), "a kind of edges",
                                     [&](v1::EdgeKind kind) { edge.add_kinds(kind); }));
      }
      if (Take("*")) {
        ASSIGN_OR_RETURN(const auto hops, ParseRange());
        edge.set_min_hops(hops.first);
        edge.set_max_hops(hops.second);
      }
      edge.set_optional(Take("?"));
      if (!Take("]")) return Expected("]");
    }
    if (!Take("-")) return Expected("-");
    const bool out = Take(">");
    edge.set_direction(in == out ? v1::DIRECTION_BOTH : in ? v1::DIRECTION_IN : v1::DIRECTION_OUT);
    return absl::OkStatus();
  }

  // Words separated by |.
  template <typename Choice, typename Add>
  absl::Status ParseChoices(const std::map<std::string, Choice>& choices, std::string_view what,
                            const Add& add) {
    do {
      SkipBlanks();
      const size_t begin = position_;
      std::string word(TakeWord());
      std::ranges::transform(word, word.begin(),
                             [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
      const auto choice = choices.find(word);
      if (choice == choices.end()) {
        position_ = begin;
        return Expected(what);
      }
      add(choice->second);
    } while (Take("|"));
    return absl::OkStatus();
  }

  // N or N..M.
  absl::StatusOr<std::pair<int, int>> ParseRange() {
    ASSIGN_OR_RETURN(const int first, ParseNumber());
    if (!Take("..")) return std::pair(first, first);
    ASSIGN_OR_RETURN(const int last, ParseNumber());
    return std::pair(first, last);
  }

  absl::StatusOr<int> ParseNumber() {
    SkipBlanks();
    int number = 0;
    const char* begin = text_.data() + position_;
    const auto [end, error] = std::from_chars(begin, text_.data() + text_.size(), number);
    if (error != std::errc()) return Expected("a number");
    position_ += static_cast<size_t>(end - begin);
    return number;
  }

  std::string_view TakeWord() {
    SkipBlanks();
    return TakeWhile([](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; });
  }

  std::string_view TakeUntilBlank() {
    return TakeWhile([](unsigned char c) { return std::isspace(c) == 0 && c != ')'; });
  }

  template <typename Predicate>
  std::string_view TakeWhile(const Predicate& predicate) {
    const size_t begin = position_;
    while (position_ < text_.size() && predicate(static_cast<unsigned char>(text_[position_]))) {
      ++position_;
    }
    return text_.substr(begin, position_ - begin);
  }

  void SkipBlanks() {
    TakeWhile([](unsigned char c) { return std::isspace(c) != 0; });
  }

  bool AtEnd() {
    SkipBlanks();
    return position_ == text_.size();
  }

  bool Peek(char c) {
    SkipBlanks();
    return position_ < text_.size() && text_[position_] == c;
  }

  bool Take(std::string_view symbol) {
    SkipBlanks();
    if (!text_.substr(position_).starts_with(symbol)) return false;
    position_ += symbol.size();
    return true;
  }

  absl::Status Expected(std::string_view what) const {
    const std::string_view before = text_.substr(0, position_);
    // Bytes that go on a character are not counted.
    const auto column = std::ranges::count_if(
        before, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
    return absl::InvalidArgumentError(
        fmt::format("pattern: column {}: expected {}", column + 1, what));
  }

  const std::string_view text_;
  size_t position_ = 0;
  v1::Pattern pattern_;
};

}  // namespace

absl::StatusOr<v1::Pattern> ParsePattern(std::string_view text) {
  return PatternParser(text).Parse();
}

}  // namespace policygraph::cli
