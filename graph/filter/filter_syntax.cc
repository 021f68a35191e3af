#include "graph/filter/filter_syntax.h"

#include <array>
#include <utility>

#include "fmt/format.h"
#include "graph/base/status_macros.h"
#include "graph/filter/column_error.h"
#include "graph/filter/filter_lexer.h"

namespace policygraph {
namespace {

using Form = FilterSyntax::Form;
using Type = FilterTokenType;

FilterComparator ComparatorOf(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, FilterComparator>, 7> kComparators = {{
      {"=", FilterComparator::kEqual},
      {"!=", FilterComparator::kNotEqual},
      {"<", FilterComparator::kLess},
      {"<=", FilterComparator::kLessOrEqual},
      {">", FilterComparator::kGreater},
      {">=", FilterComparator::kGreaterOrEqual},
      {":", FilterComparator::kHas},
  }};
  for (const auto& [written, comparator] : kComparators) {
    if (written == text) return comparator;
  }
  return FilterComparator::kNone;
}

// The only part, or all of them joined.
FilterSyntax Joined(Form form, std::vector<FilterSyntax> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  FilterSyntax joined;
  joined.form = form;
  joined.parts = std::move(parts);
  return joined;
}

class Parser {
 public:
  explicit Parser(std::vector<FilterToken> tokens) : tokens_(std::move(tokens)) {}

  absl::StatusOr<FilterSyntax> Read() {
    if (Next().type == Type::kEnd) return FilterSyntax();
    ASSIGN_OR_RETURN(FilterSyntax expression, ReadExpression(0));
    if (Next().type != Type::kEnd) return Expected("AND, OR or the end");
    return expression;
  }

 private:
  const FilterToken& Next() const { return tokens_[at_]; }

  const FilterToken& Take() { return tokens_[at_++]; }

  bool NextIs(std::string_view keyword) const {
    return Next().type == Type::kWord && Next().text == keyword;
  }

  bool TakeIf(std::string_view keyword) {
    const bool is = NextIs(keyword);
    if (is) ++at_;
    return is;
  }

  absl::Status Expected(std::string_view what) const {
    const std::string found = Next().type == Type::kEnd ? "the end" : Excerpt(Next().text);
    return ColumnError("filter", Next().column, fmt::format("expected {}, found {}", what, found));
  }

  absl::StatusOr<FilterSyntax> ReadExpression(int depth) {
    std::vector<FilterSyntax> parts;
    do {
      ASSIGN_OR_RETURN(FilterSyntax sequence, ReadSequence(depth));
      parts.push_back(std::move(sequence));
    } while (TakeIf("AND"));
    return Joined(Form::kAnd, std::move(parts));
  }

  absl::StatusOr<FilterSyntax> ReadSequence(int depth) {
    std::vector<FilterSyntax> parts;
    do {
      ASSIGN_OR_RETURN(FilterSyntax factor, ReadFactor(depth));
      parts.push_back(std::move(factor));
    } while (Next().type != Type::kEnd && Next().type != Type::kClose && !NextIs("AND"));
    return Joined(Form::kAnd, std::move(parts));
  }

  absl::StatusOr<FilterSyntax> ReadFactor(int depth) {
    std::vector<FilterSyntax> parts;
    do {
      ASSIGN_OR_RETURN(FilterSyntax term, ReadTerm(depth));
      parts.push_back(std::move(term));
    } while (TakeIf("OR"));
    return Joined(Form::kOr, std::move(parts));
  }

  absl::StatusOr<FilterSyntax> ReadTerm(int depth) {
    bool negated = TakeIf("NOT");
    if (!negated && Next().type == Type::kMinus) {
      negated = true;
      ++at_;
    }
    ASSIGN_OR_RETURN(FilterSyntax simple, ReadSimple(depth));
    if (!negated) return simple;
    FilterSyntax term;
    term.form = Form::kNot;
    term.parts.push_back(std::move(simple));
    return term;
  }

  absl::StatusOr<FilterSyntax> ReadSimple(int depth) {
    if (Next().type != Type::kOpen) return ReadRestriction();
    if (depth == kMaxFilterDepth) {
      return ColumnError("filter", Next().column,
                         fmt::format("parentheses stand more than {} deep", kMaxFilterDepth));
    }
    ++at_;
    ASSIGN_OR_RETURN(FilterSyntax inner, ReadExpression(depth + 1));
    if (Next().type != Type::kClose) return Expected("AND, OR or )");
    ++at_;
    return inner;
  }

  absl::StatusOr<FilterSyntax> ReadRestriction() {
    const bool keyword = NextIs("AND") || NextIs("OR") || NextIs("NOT");
    if (keyword || (Next().type != Type::kWord && Next().type != Type::kQuoted)) {
      return Expected("a field, a word or (");
    }
    // A word that is meant as an operator would silently be looked for.
    if (NextIs("and") || NextIs("or") || NextIs("not")) {
      return Expected("a field, a word or ( (operators are AND, OR and NOT; a word is quoted)");
    }
    const FilterToken first = Take();
    if (Next().type == Type::kOpen && !Next().after_space) {
      return ColumnError("filter", first.column, "functions are not known here; compare a field");
    }
    FilterSyntax restriction;
    restriction.form = Form::kRestriction;
    if (Next().type != Type::kComparator) {
      restriction.value = first.text;
      restriction.value_column = first.column;
      restriction.quoted = first.type == Type::kQuoted;
      return restriction;
    }
    if (first.type == Type::kQuoted) {
      return ColumnError("filter", first.column, "expected a field without quotes");
    }
    restriction.field = first.text;
    restriction.field_column = first.column;
    restriction.comparator = ComparatorOf(Take().text);
    RETURN_IF_ERROR(ReadValue(restriction));
    return restriction;
  }

  absl::Status ReadValue(FilterSyntax& restriction) {
    restriction.value_column = Next().column;
    if (Next().type == Type::kMinus) {
      ++at_;
      restriction.value.push_back('-');
      if (Next().type != Type::kWord || Next().after_space) return Expected("a number after -");
    } else if (Next().type != Type::kWord && Next().type != Type::kQuoted) {
      return Expected("a value");
    } else if (NextIs("AND") || NextIs("OR") || NextIs("NOT")) {
      return Expected("a value (an operator as a value is quoted)");
    }
    restriction.quoted = Next().type == Type::kQuoted;
    restriction.value += Take().text;
    return absl::OkStatus();
  }

  const std::vector<FilterToken> tokens_;
  size_t at_ = 0;
};

}  // namespace

absl::StatusOr<FilterSyntax> ParseFilter(std::string_view text) {
  if (text.size() > kMaxFilterBytes) {
    return ColumnError("filter", ColumnOf(text, kMaxFilterBytes),
                       fmt::format("{} bytes are above the maximum of {}", text.size(),
                                   kMaxFilterBytes));
  }
  ASSIGN_OR_RETURN(std::vector<FilterToken> tokens, ReadFilterTokens(text));
  return Parser(std::move(tokens)).Read();
}

}  // namespace policygraph
