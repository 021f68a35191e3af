#include "graph/filter/filter.h"

#include <algorithm>
#include <compare>
#include <utility>

#include "fmt/format.h"
#include "graph/base/status_macros.h"
#include "graph/filter/column_error.h"
#include "graph/filter/filter_value.h"

namespace policygraph {
namespace {

Truth TruthOf(bool value) { return value ? Truth::kTrue : Truth::kFalse; }

Truth Not(Truth truth) {
  switch (truth) {
    case Truth::kFalse:
      return Truth::kTrue;
    case Truth::kTrue:
      return Truth::kFalse;
    default:
      return Truth::kUnknown;
  }
}

bool IsText(const FilterField& field) {
  return field.type == FieldType::kText || field.type == FieldType::kTexts;
}

// Of all but != and `:`, which are no matter of order.
bool Holds(FilterComparator comparator, std::partial_ordering order) {
  switch (comparator) {
    case FilterComparator::kLess:
      return order < 0;
    case FilterComparator::kLessOrEqual:
      return order <= 0;
    case FilterComparator::kGreater:
      return order > 0;
    case FilterComparator::kGreaterOrEqual:
      return order >= 0;
    default:
      return order == 0;
  }
}

bool TextHolds(FilterComparator comparator, std::string_view text, std::string_view wanted) {
  if (comparator == FilterComparator::kHas) return text.find(wanted) != std::string_view::npos;
  return Holds(comparator, text <=> wanted);
}

}  // namespace

// Turns what is written into what can be tested.
class Filter::Checker {
 public:
  explicit Checker(const FilterSchema& schema) : schema_(schema) {}

  absl::StatusOr<Expression> Check(const FilterSyntax& syntax) const {
    if (syntax.form == Form::kRestriction) {
      return syntax.comparator == FilterComparator::kNone ? CheckBareWord(syntax)
                                                          : CheckRestriction(syntax);
    }
    Expression expression{.form = syntax.form};
    for (const FilterSyntax& part : syntax.parts) {
      ASSIGN_OR_RETURN(Expression checked, Check(part));
      expression.parts.push_back(std::move(checked));
    }
    return expression;
  }

 private:
  absl::StatusOr<Expression> CheckBareWord(const FilterSyntax& syntax) const {
    Expression any{.form = Form::kOr};
    for (size_t field = 0; field < schema_.size(); ++field) {
      if (!schema_[field].in_bare_words) continue;
      any.parts.push_back({.form = Form::kRestriction,
                           .field = field,
                           .comparator = FilterComparator::kHas,
                           .text = syntax.value});
    }
    if (!any.parts.empty()) return any;
    return ColumnError("filter", syntax.value_column,
                       fmt::format("{} is compared with nothing; write a field and = before it",
                                   Excerpt(syntax.value)));
  }

  absl::StatusOr<Expression> CheckRestriction(const FilterSyntax& syntax) const {
    const auto found = std::ranges::find(schema_, syntax.field, &FilterField::name);
    if (found == schema_.end()) {
      return UnknownField("filter", syntax.field_column, syntax.field, schema_);
    }
    Expression restriction{.form = Form::kRestriction,
                           .field = static_cast<size_t>(found - schema_.begin()),
                           .comparator = syntax.comparator};
    if (syntax.comparator == FilterComparator::kHas && !syntax.quoted && syntax.value == "*") {
      restriction.any_value = true;
      return restriction;
    }
    if (IsText(*found)) {
      restriction.text = syntax.value;
      return restriction;
    }
    const bool ordered = syntax.comparator != FilterComparator::kEqual &&
                         syntax.comparator != FilterComparator::kNotEqual &&
                         syntax.comparator != FilterComparator::kHas;
    if (found->type == FieldType::kChoice && ordered) {
      return ColumnError("filter", syntax.field_column,
                         fmt::format("{} has no order; compare it with = or !=", found->name));
    }
    ASSIGN_OR_RETURN(restriction.number, FilterNumber(*found, syntax));
    return restriction;
  }

  const FilterSchema& schema_;
};

absl::StatusOr<Filter> Filter::Of(std::string_view text, const FilterSchema& schema) {
  ASSIGN_OR_RETURN(const FilterSyntax syntax, ParseFilter(text));
  Filter filter;
  ASSIGN_OR_RETURN(filter.expression_, Checker(schema).Check(syntax));
  return filter;
}

Truth Filter::Test(FieldReader read) const { return Test(expression_, read); }

Truth Filter::Test(const Expression& expression, FieldReader read) {
  switch (expression.form) {
    case Form::kRestriction:
      return Compare(expression, read(expression.field));
    case Form::kNot:
      return Not(Test(expression.parts.front(), read));
    default:
      break;
  }
  const Truth decisive = TruthOf(expression.form == Form::kOr);
  Truth truth = Not(decisive);
  for (const Expression& part : expression.parts) {
    const Truth next = Test(part, read);
    if (next == decisive) return decisive;
    if (next == Truth::kUnknown) truth = Truth::kUnknown;
  }
  return truth;
}

Truth Filter::Compare(const Expression& restriction, const FieldValue& value) {
  if (std::holds_alternative<NotRead>(value)) return Truth::kUnknown;
  if (restriction.comparator == FilterComparator::kNotEqual) {
    Expression equal = restriction;
    equal.comparator = FilterComparator::kEqual;
    return Not(Compare(equal, value));
  }
  const auto holds = [&](std::string_view text) {
    return restriction.any_value || TextHolds(restriction.comparator, text, restriction.text);
  };
  if (const auto* text = std::get_if<std::string_view>(&value)) return TruthOf(holds(*text));
  if (const auto* texts = std::get_if<std::vector<std::string_view>>(&value)) {
    return TruthOf(std::ranges::any_of(*texts, holds));
  }
  const auto* number = std::get_if<double>(&value);
  if (number == nullptr) return Truth::kFalse;
  return TruthOf(restriction.any_value ||
                 Holds(restriction.comparator, *number <=> restriction.number));
}

}  // namespace policygraph
