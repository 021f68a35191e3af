#ifndef POLICYGRAPH_LOADER_QUANTITY_FIGURE_READER_H_
#define POLICYGRAPH_LOADER_QUANTITY_FIGURE_READER_H_

#include <optional>
#include <string_view>
#include <vector>

#include "loader/document.h"
#include "loader/quantity/number_parser.h"
#include "loader/rules/quantity_rules.h"

namespace policygraph::loader {

// Reads the figures of one sentence, left to right. Keeps references to both arguments; use it on
// one thread and throw it away.
class FigureReader {
 public:
  FigureReader(std::string_view sentence, const QuantityRules& rules)
      : text_(sentence), rules_(rules) {}

  // The figures in order, their spans relative to the sentence. Takes time in proportion to the
  // sentence's length.
  std::vector<Figure> Read();

 private:
  // A number with its unit, or a word that stands for one.
  struct Amount {
    Number number;
    std::string unit;  // with the scale
    std::string base_unit;
    double factor = 1;  // from value to base unit
    bool more = false;
    std::string rule;
    size_t end = 0;
  };

  std::optional<Figure> FixedAt(size_t at) const;
  std::optional<Figure> RankAt(size_t at, const Number& number) const;
  std::optional<Figure> AmountAt(size_t at, const Number& number) const;

  // The number at `at` with its unit; without one, nothing. `bounded` says that a bound word stands
  // before it, which is what makes a figure of a mere scale (上亿).
  std::optional<Amount> ReadAmount(size_t at, const Number& number, bool bounded) const;
  std::optional<Amount> ReadFraction(size_t at, const Number& denominator) const;
  // The upper end of a range that goes on after `low`.
  std::optional<Amount> ReadUpperEnd(const Amount& low, bool low_has_unit) const;

  bool Excluded(const Figure& figure) const;
  bool Falls(const Figure& figure) const;
  void Finish(Figure& figure);
  // Hands a bound on along figures that are listed (分别增长6.5%、8.5%左右, 分别突破8500家和6万家).
  void ShareBounds(std::vector<Figure>& figures) const;

  std::string_view text_;
  const QuantityRules& rules_;
  std::optional<ByteSpan> last_fall_;  // of the figure read last, when that was a fall
};

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_QUANTITY_FIGURE_READER_H_
