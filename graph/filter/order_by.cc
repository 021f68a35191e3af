#include "graph/filter/order_by.h"

#include <algorithm>
#include <compare>
#include <numeric>
#include <string>

#include "fmt/format.h"
#include "graph/base/status_macros.h"
#include "graph/filter/column_error.h"

namespace policygraph {
namespace {

constexpr char kField[] = "order_by";

struct Word {
  std::string_view text;
  size_t column = 1;
};

// The words of one key, between commas.
std::vector<Word> WordsOf(std::string_view text, size_t begin, size_t end) {
  std::vector<Word> words;
  while ((begin = text.find_first_not_of(" \t", begin)) < end) {
    const size_t word_end = std::min(text.find_first_of(" \t", begin), end);
    words.push_back({text.substr(begin, word_end - begin), ColumnOf(text, begin)});
    begin = word_end;
  }
  return words;
}

// By type first, so that a value comes before none.
std::weak_ordering Compare(const FieldValue& a, const FieldValue& b, bool descending) {
  const bool has_a = !std::holds_alternative<std::monostate>(a);
  const bool has_b = !std::holds_alternative<std::monostate>(b);
  if (!has_a || !has_b) return has_b <=> has_a;
  const FieldValue& lower = descending ? b : a;
  const FieldValue& upper = descending ? a : b;
  if (const auto* text = std::get_if<std::string_view>(&lower)) {
    return *text <=> std::get<std::string_view>(upper);
  }
  const double x = std::get<double>(lower);
  const double y = std::get<double>(upper);
  return x < y ? std::weak_ordering::less
               : x > y ? std::weak_ordering::greater : std::weak_ordering::equivalent;
}

}  // namespace

absl::StatusOr<OrderBy> OrderBy::Of(std::string_view text, const FilterSchema& schema) {
  OrderBy order;
  if (text.size() > kMaxOrderByBytes) {
    return ColumnError(kField, ColumnOf(text, kMaxOrderByBytes),
                       fmt::format("{} bytes are above the maximum of {}", text.size(),
                                   kMaxOrderByBytes));
  }
  if (text.find_first_not_of(" \t") == std::string_view::npos) return order;
  for (size_t begin = 0; begin <= text.size();) {
    const size_t end = std::min(text.find(',', begin), text.size());
    const std::vector<Word> words = WordsOf(text, begin, end);
    if (words.empty()) {
      return ColumnError(kField, ColumnOf(text, end), "expected a field before it");
    }
    const Word& name = words.front();
    const auto field = std::ranges::find(schema, name.text, &FilterField::name);
    if (field == schema.end()) return UnknownField(kField, name.column, name.text, schema);
    if (field->type == FieldType::kTexts) {
      return ColumnError(kField, name.column,
                         fmt::format("{} has several values and no order", field->name));
    }
    Key key{.field = static_cast<size_t>(field - schema.begin())};
    if (std::ranges::count(order.keys_, key.field, &Key::field) != 0) {
      return ColumnError(kField, name.column, fmt::format("{} comes twice", field->name));
    }
    if (words.size() > 1) {
      key.descending = words[1].text == "desc";
      if (words.size() > 2 || (!key.descending && words[1].text != "asc")) {
        const Word& odd = words[words.size() > 2 ? 2 : 1];
        return ColumnError(kField, odd.column,
                           fmt::format("expected {}, found {}",
                                       words.size() > 2 ? "a comma" : "asc, desc or a comma",
                                       Excerpt(odd.text)));
      }
    }
    order.keys_.push_back(key);
    begin = end + 1;
  }
  return order;
}

std::vector<size_t> OrderBy::Sorted(
    size_t count, absl::FunctionRef<FieldValue(size_t record, size_t field)> read) const {
  std::vector<size_t> numbers(count);
  std::iota(numbers.begin(), numbers.end(), size_t{0});
  if (empty()) return numbers;
  std::vector<std::vector<FieldValue>> values(count);
  for (size_t record = 0; record < count; ++record) {
    for (const Key& key : keys_) values[record].push_back(read(record, key.field));
  }
  std::ranges::stable_sort(numbers, [&](size_t a, size_t b) {
    for (size_t i = 0; i < keys_.size(); ++i) {
      const std::weak_ordering order = Compare(values[a][i], values[b][i], keys_[i].descending);
      if (order != 0) return order < 0;
    }
    return false;
  });
  return numbers;
}

}  // namespace policygraph
